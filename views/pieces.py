"""The bricks of every screen: Block Kit blocks and elements, kept within Slack's limits.

Plain values in, dictionaries out. Whatever a person may have typed goes through `plain` or
`escaped`, so that no name can ring a channel, and through `cut`, so that no length breaks a screen.
"""

import re
from collections.abc import Collection, Iterable, Sequence
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
    return _with(block, accessory=accessory, block_id=block_id)


def context(*texts: str) -> Json:
    """A line in small type."""
    return {"type": "context", "elements": [mrkdwn(one) for one in texts[:10]]}


def divider() -> Json:
    """A line across."""
    return {"type": "divider"}


def actions(*elements: Json, block_id: str | None = None) -> Json:
    """A row of buttons and menus, 25 at most."""
    return _with({"type": "actions", "elements": list(elements[:25])}, block_id=block_id)


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
    return _with(
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
    return _with(one, description=described)


def overflow(action_id: str, options: Sequence[Json], *, confirm: Confirm | None = None) -> Json:
    """A menu of at most five choices behind three dots."""
    element: Json = {"type": "overflow", "action_id": action_id, "options": list(options[:5])}
    return _with(element, confirm=_confirm(confirm))


def static_select(
    action_id: str,
    options: Sequence[Json],
    *,
    placeholder: str = "",
    initial: str | None = None,
) -> Json:
    """A menu of at most 100 choices. `initial` is a value; one not among them chooses nothing."""
    chosen = next((one for one in options[:100] if one["value"] == initial), None)
    element: Json = {
        "type": "static_select",
        "action_id": action_id,
        "options": list(options[:100]),
    }
    return _with(
        element,
        placeholder=plain(placeholder, 150) if placeholder else None,
        initial_option=chosen,
    )


def choose_some(action_id: str, options: Sequence[Json], initial: Collection[str]) -> Json:
    """A menu of many choices, 100 at most. `initial` are values; those not there choose nothing."""
    shown = list(options[:100])
    chosen = [one for one in shown if one["value"] in initial]
    element: Json = {
        "type": "multi_static_select",
        "action_id": action_id,
        "options": shown,
    }
    return _with(element, initial_options=chosen or None)


def multi_select(action_id: str, groups: Sequence[tuple[str, Sequence[Json]]]) -> Json:
    """A menu of many choices in at most 100 groups of at most 100."""
    return {
        "type": "multi_static_select",
        "action_id": action_id,
        "option_groups": [
            {"label": plain(label, 75), "options": list(options[:100])}
            for label, options in groups[:100]
        ],
    }


def external_select(
    action_id: str,
    *,
    placeholder: str = "",
    initial: Sequence[Json] = (),
    many: bool = False,
) -> Json:
    """A menu that asks us for its choices while the person types, from the first letter on."""
    element: Json = {
        "type": "multi_external_select" if many else "external_select",
        "action_id": action_id,
        "min_query_length": 0,
    }
    chosen = {"initial_options": list(initial)} if many else {"initial_option": [*initial, None][0]}
    return _with(
        element,
        placeholder=plain(placeholder, 150) if placeholder else None,
        **(chosen if initial else {}),
    )


def users_select(
    action_id: str, *, initial: Iterable[str] = (), many: bool = False, placeholder: str = ""
) -> Json:
    """A menu of the workspace's people; `initial` are Slack user ids."""
    ids = list(initial)
    element: Json = {
        "type": "multi_users_select" if many else "users_select",
        "action_id": action_id,
    }
    chosen = {"initial_users": ids} if many else {"initial_user": [*ids, None][0]}
    return _with(
        element,
        placeholder=plain(placeholder, 150) if placeholder else None,
        **(chosen if ids else {}),
    )


def text_input(
    action_id: str,
    *,
    initial: str = "",
    multiline: bool = False,
    placeholder: str = "",
    most: int = 3000,
) -> Json:
    """A field to type in."""
    element: Json = {
        "type": "plain_text_input",
        "action_id": action_id,
        "multiline": multiline,
        "max_length": most,
    }
    return _with(
        element,
        initial_value=cut(initial, most) if initial else None,
        placeholder=plain(placeholder, 150) if placeholder else None,
    )


def number_input(action_id: str, *, initial: int, least: int, most: int) -> Json:
    """A field for a whole number; forms only. Its numbers travel as text."""
    return {
        "type": "number_input",
        "action_id": action_id,
        "is_decimal_allowed": False,
        "initial_value": str(initial),
        "min_value": str(least),
        "max_value": str(most),
    }


def channel_select(action_id: str, *, initial: str | None = None, placeholder: str = "") -> Json:
    """A menu of the channels the person can see; `initial` is a channel's id."""
    element: Json = {
        "type": "conversations_select",
        "action_id": action_id,
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return _with(
        element,
        placeholder=plain(placeholder, 150) if placeholder else None,
        initial_conversation=initial,
    )


def date_picker(action_id: str, initial: str | None = None, *, placeholder: str = "") -> Json:
    """A calendar; `initial` is YYYY-MM-DD."""
    return _with(
        {"type": "datepicker", "action_id": action_id},
        initial_date=initial,
        placeholder=plain(placeholder, 150) if placeholder else None,
    )


def time_picker(action_id: str, initial: str | None = None) -> Json:
    """A time of day; `initial` is HH:MM."""
    return _with({"type": "timepicker", "action_id": action_id}, initial_time=initial)


def field(
    label: str,
    element: Json,
    block_id: str,
    *,
    optional: bool = False,
    hint: str = "",
    live: bool = False,
) -> Json:
    """An input of a form. `live`: tell us at each change, not only when the form is sent."""
    block: Json = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, 2000),
        "element": element,
        "optional": optional,
    }
    return _with(block, hint=plain(hint, 2000) if hint else None, dispatch_action=live or None)


def modal(
    title: str,
    blocks: Sequence[Json],
    *,
    callback_id: str,
    submit: str = "",
    close: str = "",
    metadata: str = "",
    notify_on_close: bool = False,
) -> Json:
    """A form or a page on top of the conversation; 100 blocks at most."""
    view: Json = {
        "type": "modal",
        "title": plain(title, 24),
        "blocks": list(blocks[:100]),
        "callback_id": callback_id,
        "private_metadata": metadata,
    }
    return _with(
        view,
        submit=plain(submit, 24) if submit else None,
        close=plain(close, 24) if close else None,
        notify_on_close=notify_on_close or None,
    )


def home(blocks: Sequence[Json]) -> Json:
    """The App Home; 100 blocks at most."""
    return {"type": "home", "blocks": list(blocks[:100])}


def _with(thing: Json, **extras: object) -> Json:
    """The thing with those extras that are set."""
    return thing | {key: value for key, value in extras.items() if value is not None}
