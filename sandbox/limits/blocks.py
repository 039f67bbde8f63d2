"""Limits of blocks, and on which surfaces each may stand.

Source: docs.slack.dev/reference/block-kit.
"""

from collections.abc import Iterator

from sandbox.limits.elements import IMAGE, element
from sandbox.limits.figures import DATA_TABLE, DATA_TABLE_RULES, DATA_VISUALIZATION, TABLE
from sandbox.limits.kinds import (
    Flag,
    Number,
    Problem,
    Rule,
    Several,
    Shape,
    Typed,
    Words,
    at_least_one,
    exactly_one,
    never_both,
)
from sandbox.limits.rich_text import FIELDS as RICH_TEXT_FIELDS
from sandbox.limits.rich_text import RICH_TEXT
from sandbox.limits.texts import ID, SLACK_FILE, URL, plain, text

Fields = dict[str, Rule]

_ID: Fields = {"block_id": ID}
_IMAGE: Fields = _ID | {
    "image_url": URL,
    "slack_file": SLACK_FILE,
    "alt_text": Words(2000),
    "title": plain(2000),
}
_CARD: Fields = _ID | {
    "title": text(150),
    "subtitle": text(150),
    "body": text(200),
    "subtext": text(200),
    "icon": IMAGE,
    "slack_icon": Shape({"name": Words(255)}, ("name",)),
    "hero_image": IMAGE,
    "actions": Several(element("card"), most=3, least=1, distinct="action_id"),
}
_CARD_RULES = (
    at_least_one("hero_image", "title", "actions", "body"),
    never_both("icon", "slack_icon"),
)
_TASK: Fields = _ID | {
    "task_id": Words(255),
    "title": Words(255),
    "status": Words(among=("pending", "in_progress", "complete", "error")),
    "details": Typed({"rich_text": Shape(RICH_TEXT_FIELDS | _ID)}),
    "output": Typed({"rich_text": Shape(RICH_TEXT_FIELDS | _ID)}),
    "sources": Several(Typed({"url": Shape({"url": URL, "text": Words()}, ("url", "text"))})),
}


class _Inner:
    """A block inside a container; looked up late, since containers are blocks themselves."""

    def problems(self, value: object, at: str, surface: str) -> Iterator[Problem]:
        """What is wrong with the block."""
        return Typed(BLOCKS, only=INSIDE, where=SURFACES).problems(value, at, surface)


#: What may stand in a container.
INSIDE = frozenset(
    "actions context divider file header image input rich_text section table video".split()
)

BLOCKS: Fields = {
    "section": Shape(
        _ID
        | {
            "text": text(3000),
            "fields": Several(text(2000), most=10, least=1),
            "accessory": element("section"),
            "expand": Flag(),
        },
        (),
        (at_least_one("text", "fields"),),
    ),
    "header": Shape(_ID | {"text": plain(150), "level": Number(1, 4)}, ("text",)),
    "divider": Shape(_ID),
    "context": Shape(
        _ID
        | {
            "elements": Several(Typed({"image": IMAGE} | dict(text(3000).shapes)), most=10, least=1)
        },
        ("elements",),
    ),
    "actions": Shape(
        _ID | {"elements": Several(element("actions"), most=25, least=1, distinct="action_id")},
        ("elements",),
    ),
    "context_actions": Shape(
        _ID
        | {"elements": Several(element("context_actions"), most=5, least=1, distinct="action_id")},
        ("elements",),
    ),
    "input": Shape(
        _ID
        | {
            "label": plain(2000),
            "hint": plain(2000),
            "element": element("input"),
            "optional": Flag(),
            "dispatch_action": Flag(),
        },
        ("label", "element"),
    ),
    "image": Shape(_IMAGE, ("alt_text",), (exactly_one("image_url", "slack_file"),)),
    "rich_text": Shape(_ID | RICH_TEXT_FIELDS, ("elements",)),
    "markdown": Shape(_ID | {"text": Words(12_000, least=1)}, ("text",)),
    "table": Shape(_ID | TABLE, ("rows",)),
    "data_table": Shape(_ID | DATA_TABLE, ("caption", "rows"), DATA_TABLE_RULES),
    "data_visualization": Shape(_ID | DATA_VISUALIZATION, ("title", "chart")),
    "alert": Shape(
        _ID
        | {
            "text": text(200),
            "level": Words(among=("default", "info", "warning", "error", "success")),
        },
        ("text",),
    ),
    "card": Shape(_CARD, (), _CARD_RULES),
    "carousel": Shape(
        _ID
        | {"elements": Several(Typed({"card": Shape(_CARD, (), _CARD_RULES)}), most=10, least=1)},
        ("elements",),
    ),
    "container": Shape(
        _ID
        | {
            "child_blocks": Several(_Inner(), most=10, least=1),
            "title": text(150),
            "rich_text_title": RICH_TEXT,
            "subtitle": text(150),
            "icon": IMAGE,
            "width": Words(among=("narrow", "standard", "wide", "full")),
            "is_collapsible": Flag(),
            "default_collapsed": Flag(),
            "has_header_divider": Flag(),
        },
        ("child_blocks",),
        (never_both("is_collapsible", "has_header_divider"),),
    ),
    "video": Shape(
        _ID
        | {
            "video_url": URL,
            "thumbnail_url": URL,
            "alt_text": Words(2000),
            "title": plain(199),
            "title_url": URL,
            "description": plain(200),
            "author_name": Words(49),
            "provider_name": Words(255),
            "provider_icon_url": URL,
        },
        ("video_url", "thumbnail_url", "alt_text", "title"),
    ),
    "task_card": Shape(_TASK, ("task_id", "title")),
    "plan": Shape(
        _ID | {"title": Words(255), "tasks": Several(Typed({"task_card": Shape(_TASK)}), least=1)},
        ("title",),
    ),
}

_EVERYWHERE = ("message", "modal", "home")
_NO_MODAL = ("message", "home")
#: The surfaces of each block; one that is not named stands everywhere. `file` is read-only.
SURFACES: dict[str, tuple[str, ...]] = dict.fromkeys(BLOCKS, _EVERYWHERE) | {
    "carousel": _NO_MODAL,
    "container": _NO_MODAL,
    "table": _NO_MODAL,
    "data_table": _NO_MODAL,
    "data_visualization": ("message",),
    "alert": ("modal",),
    "markdown": ("message",),
    "context_actions": ("message",),
    "plan": ("message",),
    "task_card": ("message",),
}
BLOCK = Typed(BLOCKS, where=SURFACES)
