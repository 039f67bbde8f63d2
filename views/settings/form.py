"""The form of the settings: each value with where it comes from, and back to plain values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from upkeep.policy import CHANGEABLE, Policy, plain
from views import dates, pieces
from views.language import _
from views.pieces import Json
from views.settings import (
    LABELS,
    SWITCHES,
    WEEKDAYS,
    Value,
    is_channel_id,
    is_user_id,
    said,
)

FORM = "settings.form"
VALUE = "value"

YES, NO = "yes", "no"
#: Fields that may be left empty.
EMPTY = frozenset({"digest_channel", "assessments.default"})

LONGEST_CADENCE = 3650
MOST_NUDGES = 10
#: Nobody is nagged at night, whatever is typed into the form.
MORNING = time(5)


@dataclass(frozen=True, slots=True)
class Source:
    """Who last changed a value, when, and from what."""

    by: str
    on: date
    old: Value | None


def form(policy: Policy, sources: Mapping[str, Source], today: date) -> Json:
    """The form with the values in force, each with where it comes from."""
    painted = {key: plain(policy, key) for key in CHANGEABLE}
    blocks = [
        pieces.context(_("In force as soon as saved, for everybody. Own settings of a person win."))
    ]
    blocks += [
        pieces.field(
            _(LABELS[key]),
            _element(key, value),
            key,
            hint=_hint(key, value, sources.get(key), today),
            optional=key in EMPTY,
        )
        for key, value in painted.items()
    ]
    return pieces.modal(
        _("Settings"),
        blocks,
        callback_id=FORM,
        submit=_("Show the effect"),
        close=_("Cancel"),
        metadata=json.dumps(painted),
    )


def _element(key: str, value: Value) -> Json:
    if (most := _most(key)) is not None:
        return pieces.number_input(VALUE, initial=int(value), least=1, most=most)
    if key == "digest_day":
        days = [pieces.option(_(name), str(day)) for day, name in enumerate(WEEKDAYS)]
        return pieces.static_select(VALUE, days, initial=str(value))
    if key == "digest_channel":
        chosen = str(value) if is_channel_id(str(value)) else None
        return pieces.channel_select(VALUE, initial=chosen, placeholder=_("Choose a channel"))
    if key in SWITCHES:
        answers = [pieces.option(_("Yes"), YES), pieces.option(_("No"), NO)]
        return pieces.static_select(VALUE, answers, initial=YES if value else NO)
    if key == "assessments.default":
        users = [str(value)] if is_user_id(str(value)) else []
        return pieces.users_select(VALUE, initial=users, placeholder=_("Nobody"))
    return pieces.time_picker(VALUE, str(value))


def _hint(key: str, value: Value, source: Source | None, today: date) -> str:
    """Where the value comes from, and for the channel what an empty field means."""
    origin = _("Default.")
    if source is not None:
        origin = _("Changed by {name} on {day}.").format(
            name=source.by, day=dates.day(source.on, today)
        )
        if source.old is not None and key != "digest_channel":
            origin = _("Changed by {name} on {day}, from {old}.").format(
                name=source.by, day=dates.day(source.on, today), old=said(key, source.old)
            )
    if key == "assessments.default":
        return " ".join((_("Left empty, nobody does."), origin))
    if key != "digest_channel":
        return origin
    if value and not is_channel_id(str(value)):
        now = _("At present #{channel}; left empty it stays so.").format(channel=value)
    else:
        now = _("Left empty, everybody's digest goes to the managers' own messages.")
    return " ".join((now, _("Invite the bot to the channel."), origin))


def read(view: Json, policy: Policy) -> tuple[dict[str, Value], dict[str, str]]:
    """What a sent form changes against what it showed, and what is wrong with it by field."""
    painted = json.loads(str(view["private_metadata"]))
    changes: dict[str, Value] = {}
    errors: dict[str, str] = {}
    for key, typed in _typed(view).items():
        if key not in CHANGEABLE:
            continue
        try:
            value = _value(key, typed, policy, painted[key])
        except ValueError as wrong:
            errors[key] = str(wrong)
            continue
        if value != painted[key]:
            changes[key] = value
    return changes, errors


def _typed(view: Json) -> dict[str, str | None]:
    """What stands in each field, by its block id."""
    state = view["state"]
    assert isinstance(state, dict)
    return {key: _chosen(block[VALUE]) for key, block in state["values"].items() if VALUE in block}


def _chosen(element: Mapping[str, object]) -> str | None:
    option = element.get("selected_option")
    if isinstance(option, Mapping):
        return str(option["value"])
    found = (
        element.get(name)
        for name in ("value", "selected_time", "selected_conversation", "selected_user")
    )
    return next((str(one) for one in found if one is not None), None)


def _value(key: str, typed: str | None, policy: Policy, painted: Value) -> Value:
    """One field's value.

    Raises:
        ValueError: with the sentence to show at the field.
    """
    if (most := _most(key)) is not None:
        return _whole(typed, most)
    if key in EMPTY:  # what is known by its name only cannot be chosen, and stays
        is_id = is_channel_id if key == "digest_channel" else is_user_id
        return typed or ("" if is_id(str(painted)) else str(painted))
    if key in SWITCHES:
        return typed == YES
    if key == "digest_day":
        return int(typed or painted)
    at = _time(typed)
    if key == "reminder_at" and not MORNING <= at < policy.evening:
        raise ValueError(
            _("Nobody is reminded at night: choose a time from {first} to before {last}.").format(
                first=MORNING.strftime("%H:%M"), last=policy.evening.strftime("%H:%M")
            )
        )
    return at.strftime("%H:%M")


def _most(key: str) -> int | None:
    """The greatest value of a number; None: it is no number."""
    if key.startswith("cadence."):
        return LONGEST_CADENCE
    return MOST_NUDGES if key == "reminder_limit" else None


def _whole(typed: str | None, most: int) -> int:
    if typed and typed.isascii() and typed.isdigit() and 1 <= int(typed) <= most:
        return int(typed)
    raise ValueError(_("Type a whole number from 1 to {most}.").format(most=most))


def _time(typed: str | None) -> time:
    try:
        return time.fromisoformat(typed or "")
    except ValueError as wrong:
        raise ValueError(_("Choose a time of day.")) from wrong
