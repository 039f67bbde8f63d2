"""The forms behind a reminder's buttons: until when a contact rests, and who takes it on."""

from datetime import date, timedelta

from upkeep.accounts import Contact
from views import dates, lines
from views.inputs import date_picker, field, users_select
from views.language import _
from views.nudges import GIVE_TO, SNOOZE_UNTIL
from views.pieces import Json, modal, section

_DAY, _TO = "day", "to"


def snooze_form(contact: Contact, on: date, metadata: str) -> Json:
    """The question until when a contact shall rest."""
    day = field(
        _("No reminder before"),
        date_picker(_DAY, (on + timedelta(days=14)).isoformat()),
        _DAY,
    )
    return modal(
        _("Snooze"),
        [section(lines.who(contact)), day],
        callback_id=SNOOZE_UNTIL,
        submit=_("Snooze"),
        close=_("Cancel"),
        metadata=metadata,
    )


def snooze_day(values: Json) -> date | None:
    """The day chosen in the snooze form."""
    chosen = _value(values, _DAY, "selected_date")
    return date.fromisoformat(chosen) if chosen else None


def snooze_error(on: date) -> dict[str, str]:
    """Why that day cannot be chosen."""
    return {_DAY: _("Choose a day after {today}, within a year.").format(today=dates.day(on, on))}


def give_form(contact: Contact, _on: date, metadata: str) -> Json:
    """The question who shall look after a contact."""
    to = field(
        _("New owner"),
        users_select(_TO, placeholder=_("Choose a colleague")),
        _TO,
        hint=_("They get a short brief: last visits, open voices and promises."),
    )
    return modal(
        _("Hand over"),
        [section(lines.who(contact)), to],
        callback_id=GIVE_TO,
        submit=_("Hand over"),
        close=_("Cancel"),
        metadata=metadata,
    )


def given_to(values: Json) -> str | None:
    """The Slack user id chosen in the hand-over form."""
    return _value(values, _TO, "selected_user")


def give_error(*, already: bool) -> dict[str, str]:
    """Why that colleague cannot be chosen."""
    if already:
        return {_TO: _("This contact is with that colleague already.")}
    return {_TO: _("Choose a colleague who is at work here: no bots, nobody who has left.")}


def _value(values: Json, block: str, key: str) -> str | None:
    element = values[block]
    assert isinstance(element, dict)
    chosen = element[block].get(key)
    return str(chosen) if chosen else None
