"""How days are said: "Tue 24 Nov", with the year only where it is not this one's."""

from datetime import date

from views.language import N_, _, ngettext

_WEEKDAYS = tuple(map(N_, ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")))
_MONTHS = tuple(
    map(
        N_,
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    )
)
#: From here on days are told in weeks.
_WEEKS_FROM = 15


def day(one: date, today: date) -> str:
    """A day with its weekday, seen from today."""
    said = (
        _("{weekday} {day} {month}")
        if one.year == today.year
        else _("{weekday} {day} {month} {year}")
    )
    return said.format(
        weekday=_(_WEEKDAYS[one.weekday()]),
        day=one.day,
        month=_(_MONTHS[one.month - 1]),
        year=one.year,
    )


def ago(days: int) -> str:
    """How long something is past, from a number of days."""
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < _WEEKS_FROM:
        return ngettext("{n} day ago", "{n} days ago", days)
    return ngettext("{n} week ago", "{n} weeks ago", days // 7)
