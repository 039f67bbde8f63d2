"""The form of the settings: each value with where it comes from, and back to plain values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from upkeep.policy import Policy, changed, is_changeable, plain
from views import dates, inputs, pieces
from views.language import _
from views.pieces import Json
from views.settings import FIRST, PAGES, keys, label, said
from views.settings.elements import VALUE, Value
from views.settings.kinds import is_channel_id, kind_of, night

FORM = "settings.form"
TURN = "settings.page"
#: An hour of reminders lies between these.
BY_DAY = ("reminder_at", "morning", "evening")


@dataclass(frozen=True, slots=True)
class Source:
    """Who last changed a value, when, and from what."""

    by: str
    on: date
    old: Value | None


def form(policy: Policy, sources: Mapping[str, Source], today: date, page: str = FIRST) -> Json:
    """A page of the form with the values in force, each with where it comes from."""
    painted = {key: plain(policy, key) for key in keys(policy, page)}
    menu = [pieces.option(_(name), key) for key, (name, _keys) in PAGES.items()]
    blocks = [
        pieces.section(
            _("Page, each saved by itself"),
            accessory=inputs.static_select(TURN, menu, initial=page),
        ),
        pieces.context(
            _("In force as soon as saved, for everybody. Own settings of a person win.")
        ),
    ]
    blocks += [
        inputs.field(
            label(key),
            kind_of(key).ask(value),
            key,
            hint=_hint(key, value, sources.get(key), today),
            optional=kind_of(key).may_be_empty,
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


def _hint(key: str, value: Value, source: Source | None, today: date) -> str:
    """What may be typed or an empty field means, and where the value comes from."""
    explained = _channel(str(value)) if key == "digest_channel" else kind_of(key).explained
    origin = _("Default.")
    if source is not None:
        told = {"name": source.by, "day": dates.day(source.on, today)}
        origin = _("Changed by {name} on {day}.").format(**told)
        if source.old is not None and key != "digest_channel":
            old = said(key, source.old)
            origin = _("Changed by {name} on {day}, from {old}.").format(**told, old=old)
    return " ".join(filter(None, (_(explained) if explained else "", origin)))


def _channel(value: str) -> str:
    if value and not is_channel_id(value):
        now = _("At present #{channel}; left empty it stays so.").format(channel=value)
    else:
        now = _("Left empty, everybody's digest goes to the managers' own messages.")
    return " ".join((now, _("Invite the bot to the channel.")))


def read(view: Json, policy: Policy) -> tuple[dict[str, Value], dict[str, str]]:
    """What a sent form changes against what it showed, and what is wrong with it by field."""
    painted = json.loads(str(view["private_metadata"]))
    changes: dict[str, Value] = {}
    errors: dict[str, str] = {}
    for key, typed in _typed(view).items():
        if not is_changeable(key):
            continue
        try:
            value = kind_of(key).read(typed, painted[key], policy)
        except ValueError as wrong:
            errors[key] = str(wrong)
            continue
        if value != painted[key]:
            changes[key] = value
    errors |= _at_night(changed(policy, changes), changes)
    return {key: value for key, value in changes.items() if key not in errors}, errors


def _at_night(policy: Policy, changes: Mapping[str, Value]) -> dict[str, str]:
    """What is wrong with hours that would let a reminder come at night, at their fields."""
    if policy.morning <= policy.reminder_at < policy.evening:
        return {}
    return {key: night(policy) for key in BY_DAY if key in changes}


def _typed(view: Json) -> dict[str, str | None]:
    """What stands in each field, by its block id."""
    state = view["state"]
    assert isinstance(state, dict)
    return {key: _chosen(block[VALUE]) for key, block in state["values"].items() if VALUE in block}


def _chosen(element: Mapping[str, object]) -> str | None:
    options = element.get("selected_options")
    if isinstance(options, list):
        return " ".join(str(one["value"]) for one in options)
    option = element.get("selected_option")
    if isinstance(option, Mapping):
        return str(option["value"])
    found = (
        element.get(name)
        for name in ("value", "selected_time", "selected_conversation", "selected_user")
    )
    return next((str(one) for one in found if one is not None), None)
