"""Limits of composition objects: texts, options, confirmations, filters.

Source: docs.slack.dev/reference/block-kit.
"""

from collections.abc import Iterator

from sandbox.blocks import Json
from sandbox.limits.kinds import (
    Flag,
    Problem,
    Rule,
    Several,
    Shape,
    Typed,
    Words,
    at_least_one,
    exactly_one,
)

ID = Words(255)
URL = Words(3000)


def text(most: int = 3000, *kinds: str) -> Typed:
    """A text object of these kinds (both unless told) and at most so many characters."""
    words = Words(most, least=1)
    shapes = {
        "plain_text": Shape({"text": words, "emoji": Flag()}, ("text",)),
        "mrkdwn": Shape({"text": words, "verbatim": Flag()}, ("text",)),
    }
    return Typed(shapes, only=kinds or tuple(shapes))


def plain(most: int) -> Typed:
    """A plain_text object."""
    return text(most, "plain_text")


PLACEHOLDER = plain(150)

CONFIRM = Shape(
    {
        "title": plain(100),
        "text": text(300),
        "confirm": plain(30),
        "deny": plain(30),
        "style": Words(among=("primary", "danger")),
    },
    ("title", "text", "confirm", "deny"),
)


def option(*kinds: str, url: bool = False) -> Shape:
    """An option whose text is of these kinds."""
    fields: dict[str, Rule] = {
        "text": text(75, *kinds),
        "value": Words(150),
        "description": text(75, *kinds),
    }
    return Shape(fields | ({"url": URL} if url else {}), ("text", "value"))


CHOICE = option("plain_text")
MARKED_CHOICE = option()
LINKED_CHOICE = option("plain_text", url=True)
GROUP = Shape(
    {"label": plain(75), "options": Several(CHOICE, most=100, least=1)}, ("label", "options")
)
OPTIONS: dict[str, Rule] = {
    "options": Several(CHOICE, most=100, least=1),
    "option_groups": Several(GROUP, most=100, least=1),
}

#: What a block suggestion may be answered with.
SUGGESTIONS = Shape(
    {"options": Several(CHOICE, most=100), "option_groups": Several(GROUP, most=100)},
    between=(exactly_one("options", "option_groups"),),
)

FILTER = Shape(
    {
        "include": Several(Words(among=("im", "mpim", "private", "public")), least=1),
        "exclude_external_shared_channels": Flag(),
        "exclude_bot_users": Flag(),
    },
    between=(at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),),
)

DISPATCH = Shape(
    {
        "trigger_actions_on": Several(
            Words(among=("on_enter_pressed", "on_character_entered")), least=1
        )
    }
)

SLACK_FILE = Shape({"id": Words(255), "url": URL}, between=(exactly_one("id", "url"),))


def begins_with_an_option(value: Json, at: str, _: str) -> Iterator[Problem]:
    """An initial option equals one of the options, exactly."""
    groups = value.get("option_groups") or [value]
    offered = [_bare(one) for group in groups for one in group.get("options") or ()]
    for field, begun in (
        ("initial_option", [value.get("initial_option")]),
        ("initial_options", value.get("initial_options") or []),
    ):
        for one in begun:
            if one is not None and _bare(one) not in offered:
                told = "must match an option exactly"
                yield Problem(f"{at}/{field}", "unknown_option", told, {"among": "options"})


def _bare(option_: object) -> object:
    """An option by what makes it that option."""
    if not isinstance(option_, dict):
        return option_
    words = option_.get("text")
    return option_.get("value"), words.get("text") if isinstance(words, dict) else words
