"""Back from a submitted form, or from what stands in a message's menus, to plain values."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from upkeep.errors import Refusal
from upkeep.sheets import cells
from views import failures
from views.pieces import Json

#: Between two names; before the form of a company, it is part of one.
_COMMA = re.compile(r"[,，、](?!\s*(?:inc|corp|ltd|llc|gmbh)\b)", re.IGNORECASE)
_SEMICOLON = re.compile("[;；]")

#: What stands in each block's element, by block id and action id.
Values = Mapping[str, Mapping[str, Json]]


def values(view: Json) -> Values:
    """All that stands in a view's fields, or in a pressed message's."""
    state = view.get("state") or {}
    assert isinstance(state, dict)
    found = state.get("values") or {}
    assert isinstance(found, dict)
    return found


def text(found: Values, block: str) -> str:
    """What was typed; empty where nothing was."""
    return str(_element(found, block).get("value") or "").strip()


def listed(names: Sequence[str]) -> str:
    """Names in one field, as people write them; `several` gives back what they were."""
    if any(_COMMA.search(one) or _SEMICOLON.search(one) for one in names):
        return f"{cells.listed(names)};"
    return ", ".join(names)


def several(found: Values, block: str) -> tuple[str, ...]:
    """Names with a comma between them, or with semicolons where a comma is part of one.

    Raises:
        Refusal: `cell.long`.
    """
    told = text(found, block)
    if _SEMICOLON.search(told):
        return cells.several(told)
    return tuple(dict.fromkeys(filter(None, map(cells.name, _COMMA.split(told)))))


def other_names(found: Values, block: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """The same, with what is wrong by field: one of them may be too long to be a name."""
    try:
        return several(found, block), {}
    except Refusal as why:
        return (), {block: failures.sentence(Refusal("form.long", **why.values))}


def day(found: Values, block: str) -> date | None:
    """The day that was chosen."""
    chosen_day = _element(found, block).get("selected_date")
    return date.fromisoformat(str(chosen_day)) if chosen_day else None


def hour(found: Values, block: str) -> str | None:
    """The time of day that was chosen, as HH:MM."""
    chosen_time = _element(found, block).get("selected_time")
    return str(chosen_time) if chosen_time else None


def chosen(found: Values, block: str) -> str | None:
    """The value of the one choice."""
    option = _element(found, block).get("selected_option")
    return str(option["value"]) if isinstance(option, dict) else None


def all_chosen(found: Values, block: str) -> tuple[str, ...]:
    """The values of all choices."""
    options = _element(found, block).get("selected_options") or []
    assert isinstance(options, list)
    return tuple(str(one["value"]) for one in options)


def users(found: Values, block: str) -> tuple[str, ...]:
    """The Slack ids of the people chosen."""
    people = _element(found, block).get("selected_users") or []
    assert isinstance(people, list)
    return tuple(map(str, people))


def user(found: Values, block: str) -> str | None:
    """The Slack id of the one person chosen."""
    person = _element(found, block).get("selected_user")
    return str(person) if person else None


def _element(found: Values, block: str) -> Json:
    return next(iter(found.get(block, {}).values()), {})
