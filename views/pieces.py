"""The bricks of every screen: Block Kit blocks and elements, kept within Slack's limits.

Plain values in, dictionaries out. Whatever a person may have typed goes through `plain` or
`escaped`, so that no name can ring a channel, and through `cut`, so that no length breaks a screen.
"""

import re
from collections.abc import Sequence
from typing import TypedDict

Json = dict[str, object]

#: What makes bold, italic, struck out or code, unless it stands within a word; and its likeness.
_MARK = re.compile(r"(?<!\w)[*~]|[*~](?!\w)|(?<![^\W_])_|_(?![^\W_])|`")
_LIKE_IT = {"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"}


class Message(TypedDict):
    """What a message is made of; `text` carries all of it for notifications and screen readers."""

    text: str
    blocks: list[Json]


class Confirm(TypedDict):
    """A question that is asked before a button acts."""

    title: str
    text: str
    yes: str
    no: str


def cut(text: str, limit: int) -> str:
    """The text within `limit` characters, with an ellipsis where some had to go."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def squeezed(text: str, limit: int) -> str:
    """A name within `limit` characters: what had to go is missed in its middle.

    The names of a company's plants, and of namesakes, differ at their end.
    """
    if len(text) <= limit:
        return text
    tail = limit // 3
    return f"{text[: limit - tail - 1].rstrip()}…{text[-tail:].lstrip()}"


def restored(typed: str, before: str, limit: int) -> str:
    """What was typed where `before` was shown cut: the rest returns where the ellipsis still is."""
    shown = cut(before, limit)
    if shown == before or not typed.endswith("…"):
        return typed
    return typed[:-1] + before[len(shown) - 1 :]


def escaped(text: str) -> str:
    """Text of a person's making for use in mrkdwn: it can ring nobody and links nowhere.

    Slack knows no way to write a mark that does not mark, and a zero-width letter beside one even
    helps it to. So a mark that could begin or end something looks the same and is another letter.
    Source: docs.slack.dev, formatting message text: only these three need replacing.
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARK.sub(lambda found: _LIKE_IT[found.group()], text)


def plain(text: str, limit: int = 3000) -> Json:
    """A plain_text object."""
    return {"type": "plain_text", "text": cut(text, limit) or " ", "emoji": False}


def mrkdwn(text: str, limit: int = 3000) -> Json:
    """A mrkdwn object. Values inside must have come through `escaped`."""
    return {"type": "mrkdwn", "text": cut(text, limit) or " "}


def mention(slack_id: str) -> str:
    """A mention of a member, as Slack reads it."""
    return f"<@{slack_id}>"


def header(text: str, level: int | None = None) -> Json:
    """A heading. Levels 1 to 4 give screen readers the structure."""
    block: Json = {"type": "header", "text": plain(text, 150)}
    return block | ({"level": level} if level else {})


def section(
    text: str,
    *,
    accessory: Json | None = None,
    fields: Sequence[str] = (),
    block_id: str | None = None,
) -> Json:
    """A paragraph of mrkdwn, with at most ten fields of two columns under it."""
    block: Json = {"type": "section", "text": mrkdwn(text)}
    if fields:
        block["fields"] = [mrkdwn(one, 2000) for one in fields[:10]]
    return filled(block, accessory=accessory, block_id=block_id)


def context(*texts: str) -> Json:
    """A line in small type."""
    return {"type": "context", "elements": [mrkdwn(one) for one in texts[:10]]}


def divider() -> Json:
    """A line across."""
    return {"type": "divider"}


def actions(*elements: Json, block_id: str | None = None) -> Json:
    """A row of buttons and menus, 25 at most."""
    return filled({"type": "actions", "elements": list(elements[:25])}, block_id=block_id)


def button(
    text: str,
    action_id: str,
    value: str = "",
    *,
    style: str | None = None,
    confirm: Confirm | None = None,
    label: str | None = None,
) -> Json:
    """A button. `label` is what a screen reader says where the text alone would be ambiguous."""
    element: Json = {"type": "button", "text": plain(text, 75), "action_id": action_id}
    return filled(
        element,
        value=value or None,
        style=style,
        confirm=_confirm(confirm),
        accessibility_label=cut(label, 75) if label else None,
    )


def _confirm(question: Confirm | None) -> Json | None:
    if question is None:
        return None
    return {
        "title": plain(question["title"], 100),
        "text": plain(question["text"], 300),
        "confirm": plain(question["yes"], 30),
        "deny": plain(question["no"], 30),
    }


def option(text: str, value: str, description: str = "") -> Json:
    """A choice in a menu: what is read, and the value that comes back (150 characters)."""
    one: Json = {"text": plain(squeezed(text, 75)), "value": value}
    described = plain(squeezed(description, 75)) if description else None
    return filled(one, description=described)


def overflow(action_id: str, options: Sequence[Json]) -> Json:
    """A menu of at most five choices behind three dots."""
    return {"type": "overflow", "action_id": action_id, "options": list(options[:5])}


def modal(
    title: str,
    blocks: Sequence[Json],
    *,
    callback_id: str,
    submit: str = "",
    close: str = "",
    metadata: str = "",
) -> Json:
    """A form or a page on top of the conversation; 100 blocks at most."""
    view: Json = {
        "type": "modal",
        "title": plain(title, 24),
        "blocks": list(blocks[:100]),
        "callback_id": callback_id,
        "private_metadata": metadata,
    }
    return filled(
        view,
        submit=plain(submit, 24) if submit else None,
        close=plain(close, 24) if close else None,
    )


def home(blocks: Sequence[Json]) -> Json:
    """The App Home; 100 blocks at most."""
    return {"type": "home", "blocks": list(blocks[:100])}


def filled(thing: Json, **extras: object) -> Json:
    """A thing of Block Kit with those extras that are set."""
    return thing | {key: value for key, value in extras.items() if value is not None}
