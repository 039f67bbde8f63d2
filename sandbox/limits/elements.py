"""Limits of block elements. Source: docs.slack.dev/reference/block-kit."""

from sandbox.limits.kinds import (
    Anything,
    Flag,
    Number,
    Rule,
    Several,
    Shape,
    Typed,
    Words,
    exactly_one,
)
from sandbox.limits.rich_text import RICH_TEXT
from sandbox.limits.texts import (
    CHOICE,
    CONFIRM,
    DISPATCH,
    FILTER,
    ID,
    LINKED_CHOICE,
    MARKED_CHOICE,
    OPTIONS,
    PLACEHOLDER,
    SLACK_FILE,
    URL,
    begins_with_an_option,
    plain,
)

Fields = dict[str, Rule]

_ID: Fields = {"action_id": ID}
_SEEN: Fields = {"focus_on_load": Flag(), "placeholder": PLACEHOLDER}
_SELECT: Fields = _ID | _SEEN | {"confirm": CONFIRM}
_MULTI: Fields = _SELECT | {"max_selected_items": Number(1)}
_INPUT: Fields = _ID | _SEEN | {"dispatch_action_config": DISPATCH}
_LABEL: Fields = {"accessibility_label": Words(75)}
_DATE = Words(pattern=r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", meaning="a date, YYYY-MM-DD")
_TIME = Words(pattern=r"([01]\d|2[0-3]):[0-5]\d", meaning="a time, HH:mm")
_FIGURE = Words(pattern=r"-?\d+(\.\d+)?", meaning="a number in a string")

IMAGE = Shape(
    {"image_url": URL, "slack_file": SLACK_FILE, "alt_text": Words(2000)},
    ("alt_text",),
    (exactly_one("image_url", "slack_file"),),
)
_FEEDBACK = Shape(
    _LABEL | {"text": plain(75), "value": Words(2000)},
    ("text", "value"),
)
_CHOICES = exactly_one("options", "option_groups")


def _of_conversations(noun: str, *, multi: bool) -> Shape:
    """A select of users, conversations or channels."""
    named: Fields = {f"initial_{noun}": Words(255)}
    if multi:
        named = {f"initial_{noun}s": Several(Words(255))}
    fields = (_MULTI if multi else _SELECT) | named
    if noun == "conversation":
        fields |= {"default_to_current_conversation": Flag(), "filter": FILTER}
    if noun != "user" and not multi:
        fields["response_url_enabled"] = Flag()
    return Shape(fields)


ELEMENTS: dict[str, Rule] = {
    "button": Shape(
        _ID
        | _LABEL
        | {
            "text": plain(75),
            "value": Words(2000),
            "url": URL,
            "style": Words(among=("primary", "danger")),
            "confirm": CONFIRM,
            "agent_prompt": Words(4000),
        },
        ("text",),
    ),
    "checkboxes": Shape(
        _ID
        | {
            "options": Several(MARKED_CHOICE, most=10, least=1),
            "initial_options": Several(MARKED_CHOICE, most=10, least=1),
            "confirm": CONFIRM,
            "focus_on_load": Flag(),
        },
        ("options",),
        (begins_with_an_option,),
    ),
    "radio_buttons": Shape(
        _ID
        | {
            "options": Several(MARKED_CHOICE, most=10, least=1),
            "initial_option": MARKED_CHOICE,
            "confirm": CONFIRM,
            "focus_on_load": Flag(),
        },
        ("options",),
        (begins_with_an_option,),
    ),
    "overflow": Shape(
        _ID | _LABEL | {"options": Several(LINKED_CHOICE, most=5, least=1), "confirm": CONFIRM},
        ("options",),
    ),
    "datepicker": Shape(_SELECT | {"initial_date": _DATE}),
    "timepicker": Shape(_SELECT | {"initial_time": _TIME, "timezone": Words(255)}),
    "datetimepicker": Shape(
        _ID
        | {
            "initial_date_time": Number(1_000_000_000, 9_999_999_999),
            "confirm": CONFIRM,
            "focus_on_load": Flag(),
        }
    ),
    "static_select": Shape(
        _SELECT | OPTIONS | {"initial_option": CHOICE}, (), (_CHOICES, begins_with_an_option)
    ),
    "multi_static_select": Shape(
        _MULTI | OPTIONS | {"initial_options": Several(CHOICE, most=100, least=1)},
        (),
        (_CHOICES, begins_with_an_option),
    ),
    "external_select": Shape(_SELECT | {"initial_option": CHOICE, "min_query_length": Number(0)}),
    "multi_external_select": Shape(
        _MULTI
        | {
            "initial_options": Several(CHOICE, most=100, least=1),
            "min_query_length": Number(0),
        }
    ),
    "users_select": _of_conversations("user", multi=False),
    "multi_users_select": _of_conversations("user", multi=True),
    "conversations_select": _of_conversations("conversation", multi=False),
    "multi_conversations_select": _of_conversations("conversation", multi=True),
    "channels_select": _of_conversations("channel", multi=False),
    "multi_channels_select": _of_conversations("channel", multi=True),
    "plain_text_input": Shape(
        _INPUT
        | {
            "initial_value": Words(3000),
            "multiline": Flag(),
            "min_length": Number(0, 3000),
            "max_length": Number(1, 3000),
        }
    ),
    "email_text_input": Shape(_INPUT | {"initial_value": Words(3000)}),
    "url_text_input": Shape(_INPUT | {"initial_value": Words(3000)}),
    "number_input": Shape(
        _INPUT
        | {
            "is_decimal_allowed": Flag(),
            "initial_value": _FIGURE,
            "min_value": _FIGURE,
            "max_value": _FIGURE,
        },
        ("is_decimal_allowed",),
    ),
    "rich_text_input": Shape(
        _INPUT
        | {
            "initial_value": RICH_TEXT,
            "min_lines": Number(1, 100),
            "max_lines": Number(1, 100),
        }
    ),
    "file_input": Shape(
        _ID | {"filetypes": Several(Words(20), least=1), "max_files": Number(1, 10)}
    ),
    "image": IMAGE,
    "feedback_buttons": Shape(
        _ID | {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK},
        ("positive_button", "negative_button"),
    ),
    "icon_button": Shape(
        _ID
        | _LABEL
        | {
            "icon": Words(among=("trash",)),
            "text": plain(75),
            "value": Words(2000),
            "confirm": CONFIRM,
            "visible_to_user_ids": Several(Words(255)),
        },
        ("icon", "text"),
    ),
    "workflow_button": Shape(
        _ID
        | _LABEL
        | {
            "text": plain(75),
            "workflow": Anything(),
            "style": Words(among=("primary", "danger")),
        },
        ("text", "workflow"),
    ),
}

#: Elements that may stand on some surfaces only.
SURFACES: dict[str, tuple[str, ...]] = {
    "email_text_input": ("modal",),
    "url_text_input": ("modal",),
    "number_input": ("modal",),
    "file_input": ("modal",),
    "rich_text_input": ("modal", "home"),
    "datetimepicker": ("message", "modal"),
}

_CHOOSERS = frozenset(
    kind for kind in ELEMENTS if kind.endswith("_select")
) | {"checkboxes", "datepicker", "radio_buttons", "timepicker"}  # fmt: skip
_PRESSED = {"button", "overflow", "workflow_button"}

#: Which elements may stand where in a block.
PLACES: dict[str, frozenset[str]] = {
    "section": _CHOOSERS | _PRESSED | {"image"},
    "actions": _CHOOSERS | _PRESSED | {"datetimepicker", "rich_text_input"},
    "input": _CHOOSERS
    | {
        "datetimepicker",
        "email_text_input",
        "file_input",
        "number_input",
        "plain_text_input",
        "rich_text_input",
        "url_text_input",
    },
    "context_actions": frozenset({"feedback_buttons", "icon_button"}),
    "card": frozenset({"button"}),
}


def element(place: str) -> Typed:
    """An element as it may stand in a block of that type."""
    return Typed(ELEMENTS, only=PLACES[place], where=SURFACES)
