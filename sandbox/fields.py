"""What an element holds: how a person's choice becomes the value an app is told."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from sandbox.blocks import Json, elements


class Unfit(ValueError):  # noqa: N818 — it reads as what happened
    """The element does not offer or allow this; the message is what Slack's client would say."""


Read = Callable[[Json, object, dict[str, Json]], object]


@dataclass(frozen=True)
class Field:
    """How one type of element keeps its value.

    Attributes:
        state: the key of the value in `state.values` and in an action.
        initial: the key of the value an app may begin with.
        empty: the value when nothing is chosen.
        read: from (element, what the page sent, known options by value) to the value.
    """

    state: str
    initial: str
    empty: object
    read: Read

    def begin(self, element: Json) -> object:
        """The value before anybody touches the element."""
        return element.get(self.initial, self.empty)


def _text(_: Json, typed: object, __: dict[str, Json]) -> object:
    return str(typed) if typed not in (None, "") else None


def _option(element: Json, typed: object, known: dict[str, Json]) -> object:
    if typed is None:
        return None
    if str(typed) not in known:
        raise Unfit(f"{element['action_id']} offers no such option: {typed}")
    return known[str(typed)]


def _several(one: Read) -> Read:
    def read(element: Json, typed: object, known: dict[str, Json]) -> object:
        values = typed if isinstance(typed, list) else []
        most = element.get("max_selected_items")
        if most and len(values) > most:
            raise Unfit(f"At most {most} can be chosen.")
        return [one(element, value, known) for value in values]

    return read


def _day(_: Json, typed: object, __: dict[str, Json]) -> object:
    return date.fromisoformat(str(typed)).isoformat() if typed else None


def _hour(_: Json, typed: object, __: dict[str, Json]) -> object:
    return time.fromisoformat(str(typed)).strftime("%H:%M") if typed else None


def _instant(_: Json, typed: object, __: dict[str, Json]) -> object:
    return int(str(typed)) if typed else None


def _rich(_: Json, typed: object, __: dict[str, Json]) -> object:
    if not typed or isinstance(typed, dict):
        return typed or None
    lines = [{"type": "text", "text": str(typed)}]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": lines}]}


def _files(_: Json, typed: object, __: dict[str, Json]) -> object:
    return typed if isinstance(typed, list) else []


_TEXT = Field("value", "initial_value", None, _text)
_ONE = Field("selected_option", "initial_option", None, _option)
_MANY = Field("selected_options", "initial_options", [], _several(_option))

#: Elements that hold a value. Source: the block_actions and view_submission payloads.
FIELDS: dict[str, Field] = {
    "plain_text_input": _TEXT,
    "email_text_input": _TEXT,
    "url_text_input": _TEXT,
    "number_input": _TEXT,
    "rich_text_input": Field("rich_text_value", "initial_value", None, _rich),
    "static_select": _ONE,
    "external_select": _ONE,
    "radio_buttons": _ONE,
    "multi_static_select": _MANY,
    "multi_external_select": _MANY,
    "checkboxes": _MANY,
    "datepicker": Field("selected_date", "initial_date", None, _day),
    "timepicker": Field("selected_time", "initial_time", None, _hour),
    "datetimepicker": Field("selected_date_time", "initial_date_time", None, _instant),
    "file_input": Field("files", "", [], _files),
} | {
    f"{prefix}{noun}s_select": Field(
        f"selected_{noun}{plural}",
        f"initial_{noun}{plural}",
        empty,
        read,
    )
    for noun in ("user", "conversation", "channel")
    for prefix, plural, empty, read in (
        ("", "", None, _text),
        ("multi_", "s", [], _several(_text)),
    )
}
#: Elements that one types into: they are dispatched at Enter or at each letter, if at all.
TYPED = {
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "rich_text_input",
}


def options(element: Json, offered: Iterable[Json] = ()) -> dict[str, Json]:
    """Every option an element knows, by value; for an external select those the app offered."""
    known = {one["value"]: one for one in offered}
    for group in [element, *element.get("option_groups", ())]:
        known |= {one.get("value", ""): one for one in group.get("options", ())}
    begun = [*element.get("initial_options", ()), element.get("initial_option")]
    return known | {one["value"]: one for one in begun if one and one["value"] not in known}


def state(blocks: Iterable[Json], kept: Json | None = None) -> Json:
    """`state.values` of blocks: what was kept under the same ids, else what they begin with."""
    values: Json = {}
    for block, element in elements(blocks):
        held = FIELDS.get(element["type"])
        if held is None:
            continue
        before = (kept or {}).get(block["block_id"], {}).get(element["action_id"])
        same = before and before["type"] == element["type"]
        entry = before if same else {"type": element["type"], held.state: held.begin(element)}
        values.setdefault(block["block_id"], {})[element["action_id"]] = entry
    return values


def dispatched(block: Json, element: Json, *, entered: bool) -> bool:
    """Whether a change of this element tells the app at once.

    Args:
        block: where it stands: an input block tells only if its `dispatch_action` says so.
        element: the element that changed.
        entered: whether Enter was pressed in it, or it was pressed.
    """
    if block["type"] == "input" and not block.get("dispatch_action"):
        return False
    if element["type"] not in TYPED:
        return True
    on = element.get("dispatch_action_config", {}).get("trigger_actions_on", ["on_enter_pressed"])
    return ("on_enter_pressed" if entered else "on_character_entered") in on


REQUIRED = "Please complete this required field."
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NUMBER = {True: re.compile(r"-?\d+(\.\d+)?"), False: re.compile(r"-?\d+")}


def objections(blocks: Iterable[Json], values: Json) -> dict[str, str]:
    """What Slack's client itself would object to before it submits, by block_id."""
    found: dict[str, str] = {}
    for block, element in elements(blocks):
        if block["type"] != "input":
            continue
        entry = values[block["block_id"]][element["action_id"]]
        value = entry[FIELDS[element["type"]].state]
        if value in (None, []):
            if not block.get("optional"):
                found[block["block_id"]] = REQUIRED
        elif isinstance(value, str):
            for objection in _objections(element, value):
                found[block["block_id"]] = objection
    return found


def _objections(element: Json, value: str) -> Iterator[str]:
    kind = element["type"]
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if kind == "plain_text_input" and len(value) < least:
        yield f"Please enter at least {least} characters."
    if kind == "plain_text_input" and len(value) > most:
        yield f"Please enter at most {most} characters."
    if kind == "email_text_input" and not _EMAIL.fullmatch(value):
        yield "Please enter a valid email address."
    if kind == "url_text_input" and not re.match(r"https?://\S+\.\S+", value):
        yield "Please enter a valid URL."
    if kind == "number_input":
        yield from _number_objections(element, value)


def _number_objections(element: Json, value: str) -> Iterator[str]:
    decimal = bool(element.get("is_decimal_allowed"))
    if not _NUMBER[decimal].fullmatch(value):
        yield "Please enter a valid number." if decimal else "Please enter a whole number."
        return
    low, high = element.get("min_value"), element.get("max_value")
    if low is not None and float(value) < float(low):
        yield f"Please enter a number of at least {low}."
    if high is not None and float(value) > float(high):
        yield f"Please enter a number of at most {high}."
