"""One's own reminders: at which hour, on which days, and from when on again."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypedDict

from upkeep.errors import Refusal
from upkeep.members import Member
from upkeep.policy import Policy
from upkeep.schedules import reminder_at
from views import dates, failures, fields, rhythms
from views.inputs import date_picker, field, text_input, time_picker
from views.language import _
from views.pieces import Json, button, context, modal, section
from views.settings.kinds import night

OPEN = "reminders.open"
FORM = "reminders.form"
PAGE = "page"
_AT, _ON, _QUIET = "at", "on", "quiet"


class Own(TypedDict):
    """A member's own wishes; None: as for everybody."""

    reminder_at: time | None
    reminder_on: str | None
    quiet_until: date | None


@dataclass(frozen=True, slots=True)
class Now:
    """How things stand for a member: his local day, and when he is reminded next."""

    today: date
    following: datetime | None


def open_button() -> Json:
    """The way to the form."""
    return button(_("My reminders"), OPEN)


def form(member: Member, policy: Policy, now: Now) -> Json:
    """The form with the wishes in force."""
    rhythm = member.reminder_on or policy.reminder_on
    quiet = member.quiet_until
    usual = _("Everybody's: {days}, {at}.").format(
        days=rhythms.said(policy.reminder_on), at=f"{policy.reminder_at:%H:%M}"
    )
    return modal(
        _("My reminders"),
        [
            section(_standing(member, now)),
            field(_("Hour"), time_picker(_AT, f"{reminder_at(member, policy):%H:%M}"), _AT),
            field(
                _("Days"),
                text_input(_ON, initial=rhythms.said(rhythm)),
                _ON,
                hint=_(
                    "Weekdays (Mon, Wed, Fri), every workday, first workday of the month."
                    " A promise comes on its own day all the same."
                ),
            ),
            field(
                _("No reminders before"),
                date_picker(_QUIET, quiet.isoformat() if quiet and quiet > now.today else None),
                _QUIET,
                optional=True,
                hint=_("For a quiet period. Your visits go on counting; promises wait with it."),
            ),
            context(usual),
        ],
        callback_id=FORM,
        submit=_("Save"),
        close=_("Cancel"),
    )


def _standing(member: Member, now: Now) -> str:
    where = _("Your time zone is {zone}; Slack tells it, wherever you are.").format(
        zone=member.zone
    )
    return " ".join(filter(None, (_following(now), where)))


def _following(now: Now) -> str:
    if now.following is None:
        return _("No reminder is planned for you within the next two months.")
    return _("You are reminded next on {day} at {at}, if there is something to say.").format(
        day=dates.day(now.following.date(), now.today), at=f"{now.following:%H:%M}"
    )


def read(view: Json, policy: Policy, today: date) -> tuple[Own, dict[str, str]]:
    """The wishes in a sent form, and what is wrong with them by field; what is usual is none."""
    found, errors = fields.values(view), {}
    own: Own = {"reminder_at": None, "reminder_on": None, "quiet_until": None}
    at = time.fromisoformat(fields.hour(found, _AT) or f"{policy.reminder_at:%H:%M}")
    if not policy.morning <= at < policy.evening:
        errors[_AT] = night(policy)
    own["reminder_at"] = None if at == policy.reminder_at else at
    try:
        rhythm = rhythms.read(fields.text(found, _ON))
        own["reminder_on"] = None if rhythm == policy.reminder_on else rhythm
    except Refusal as refusal:
        errors[_ON] = failures.sentence(refusal)
    until = fields.day(found, _QUIET)
    if until is not None and not 0 < (until - today).days <= 366:  # noqa: PLR2004 — a year
        errors[_QUIET] = _("Choose a day after {today}, within a year.").format(
            today=dates.day(today, today)
        )
    own["quiet_until"] = until
    return own, errors


def saved(now: Now) -> Json:
    """What is in force now."""
    text = " ".join((_("Saved."), _following(now)))
    return modal(_("My reminders"), [section(text)], callback_id=PAGE, close=_("Close"))
