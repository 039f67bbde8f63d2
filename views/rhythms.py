"""Rhythms of days as people read and type them, in their own language."""

from types import MappingProxyType

from upkeep import rhythms
from upkeep.errors import Refusal
from views.language import N_, _

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_PHRASES = MappingProxyType(
    {
        rhythms.DAILY: N_("every workday"),
        rhythms.WORDS["first workday of the month"]: N_("first workday of the month"),
        rhythms.WORDS["last workday of the month"]: N_("last workday of the month"),
    }
)


def said(rhythm: str) -> str:
    """A rhythm in words where it has some; else as the RRULE it is."""
    if rhythm in _PHRASES:
        return _(_PHRASES[rhythm])
    days = rhythms.weekdays(rhythm)
    return ", ".join(_(WEEKDAYS[day]) for day in sorted(days)) if days else rhythm


def read_of_weeks(text: str) -> str:
    """The same for a rhythm that comes once a week at most.

    Raises:
        Refusal: it is none, or comes more often.
    """
    return rhythms.of_weeks(read(text))


def read(text: str) -> str:
    """The rhythm a person typed, in the words above or as `rhythms.read` takes it.

    Raises:
        Refusal: it is none.
    """
    words = " ".join(text.split()).casefold()
    for rhythm, phrase in _PHRASES.items():
        if words == _(phrase).casefold():
            return rhythm
    try:
        return rhythms.read(text)
    except Refusal:
        names = [_(name).casefold() for name in WEEKDAYS]
        typed = [one.strip() for one in words.replace("、", ",").replace("，", ",").split(",")]
        if not typed or not all(one in names for one in typed):
            raise
        return rhythms.weekly({names.index(one) for one in typed})
