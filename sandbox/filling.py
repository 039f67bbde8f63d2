"""From what a test says in words to what the page would send: options, dates, names."""

from collections.abc import Callable, Iterator
from datetime import date, time
from html import unescape

from sandbox.blocks import Json

_MANY = {"checkboxes"}
_TEXTS = {"datepicker", "timepicker", "datetimepicker"}


def typed_value(element: Json, wanted: object, option: Callable[[str], object]) -> object:
    """What the page sends for an element; `option` finds the value of an option by its text."""
    kind = element["type"]
    if wanted is None:
        return [] if kind in _MANY or kind.startswith("multi_") else None
    if kind in _MANY or kind.startswith("multi_"):
        texts = wanted if isinstance(wanted, list | tuple | set) else [wanted]
        return [option(str(one)) for one in texts]
    if kind.endswith("_select") or kind in {"radio_buttons", "overflow"}:
        return option(str(wanted))
    if isinstance(wanted, date | time):
        return wanted.isoformat() if isinstance(wanted, date) else wanted.strftime("%H:%M")
    return wanted if kind in _TEXTS else str(wanted)


def chosen(groups: Json, text: str) -> object:
    """The value of the option that reads so: exactly, else by its beginning, else anywhere in it.

    Raises:
        AssertionError: none does.
    """
    offered = list(_options(groups))
    for fits in (str.__eq__, str.startswith, str.__contains__):
        for words, value in offered:
            if fits(words, text):
                return value
    told = ", ".join(words for words, _ in offered) or "none"
    raise AssertionError(f"no option “{text}”; there are: {told}")


def _options(groups: Json) -> Iterator[tuple[str, object]]:
    for group in [groups, *groups.get("option_groups", ())]:
        for one in group.get("options", ()):
            yield unescape(one["text"]["text"]), one["value"]
