"""The two questions about a voice: what the customer was told, and who shall answer."""

from datetime import date

from views import dates, fields
from views.inputs import date_picker, field, text_input, users_select
from views.language import _
from views.pieces import Json, modal, section
from views.voices import Told, line

ANSWERED = "voice.answered"
ASSIGNED = "voice.assigned"
_TEXT, _DAY, _TO = "text", "day", "to"


def answer_form(told: Told, on: date, metadata: str) -> Json:
    """The question what the customer was told."""
    first = max(on, told.voice.said_on or on)  # it is tomorrow already where it was said
    words = text_input(
        _TEXT, multiline=True, placeholder=_("spares on site from January"), most=1000
    )
    return modal(
        _("Answered"),
        [
            section(line(told, on)),
            field(_("What they were told"), words, _TEXT),
            field(_("On"), date_picker(_DAY, first.isoformat()), _DAY),
        ],
        callback_id=ANSWERED,
        submit=_("Save"),
        close=_("Cancel"),
        metadata=metadata,
    )


def answered(view: Json) -> tuple[str, date | None]:
    """The words and the day of an answer that was sent."""
    values = fields.values(view)
    return fields.text(values, _TEXT), fields.day(values, _DAY)


def answer_error(said_on: date, on: date) -> dict[str, str]:
    """Why it cannot have been answered on that day: it was said on another, or is to come."""
    said = _("Choose a day from {first}, when it was said, up to today, {today}.")
    return {_DAY: said.format(first=dates.day(said_on, on), today=dates.day(on, on))}


def assign_form(told: Told, on: date, metadata: str) -> Json:
    """The question who shall answer."""
    to = users_select(_TO, placeholder=_("Choose a colleague"))
    return modal(
        _("Who shall answer?"),
        [section(line(told, on)), field(_("Colleague"), to, _TO)],
        callback_id=ASSIGNED,
        submit=_("Ask"),
        close=_("Cancel"),
        metadata=metadata,
    )


def assigned(view: Json) -> str | None:
    """The Slack id of who shall answer."""
    return fields.user(fields.values(view), _TO)


def assign_error() -> dict[str, str]:
    """Why that colleague cannot be asked."""
    return {_TO: _("Choose a colleague who is at work here: no bots, nobody who has left.")}
