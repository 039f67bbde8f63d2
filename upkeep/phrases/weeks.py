"""Weeks as they are asked for: by number, by any day in them, or as last week."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from upkeep import calendar
from upkeep.phrases import dates
from upkeep.phrases import text as typed

#: A day in full, a number, or what people call this week and those beside it.
_WEEK = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"|(?:(?P<year>\d{4})-?)?(?<![a-z])(?:week|wk|kw|cw|w)\s?(?P<number>\d{1,2})(?!\w)"
    r"(?:[\s,/]+(?P<of>\d{4})(?!\w))?"
    r"|第?(?P<hanzi>\d{1,2})周"
    r"|\b(?P<word>last|previous|this|next)(?:\s+week$|$)|(?P<short>上|本|这|下)[周週]$",
    re.IGNORECASE,
)
#: What leads to a day that stands for its week, and a number that alone may be one.
_LEADING = re.compile(r"\b(?:the\s+)?week\s+(?:of|from)\s*$", re.IGNORECASE)
_BARE = re.compile(r"(?:^|(?<=\s))\d{1,2}$")
_AWAY = {"last": -1, "previous": -1, "上": -1, "this": 0, "本": 0, "这": 0, "next": 1, "下": 1}
A_WEEK = timedelta(weeks=1)


def split(text: str) -> tuple[str, str]:
    """What stands beside a week in a text, and the words that name the week; either may be empty.

    Args:
        text: in half width, as commands are read.
    """
    start, end = next(iter(reversed(list(_spans(text)))), (len(text), len(text)))
    beside = _LEADING.sub("", text[:start]) + " " + text[end:]
    return " ".join(beside.split()).strip(" ,;:"), text[start:end].strip()


def readings(text: str) -> Iterator[tuple[str, str]]:
    """What a team and a week may be in a text, the likeliest first: what a team is called is none.

    Where no week is said, a number at the end may be one: `Europe 46`.
    """
    yield text, ""
    beside, said = split(text)
    yield beside, said
    if not said and (number := _BARE.search(text)):
        yield text[: number.start()].strip(" ,;:"), f"week {number.group()}"


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where a text speaks of a week; of days only where it says no week."""
    found = [one.span() for one in _WEEK.finditer(text)]
    if found:
        yield from found
        return
    line, start, end = typed.line(text, escaped=False), 0, -1
    for one in dates.find(line.plain, today=date(2024, 12, 31), locale=""):
        if one.day is not None or one.problem is not None:
            # A weekday beside its date is a part of it.
            beside = end >= 0 and not line.plain[end : one.start].strip(" ,")
            start, end = start if beside else one.start, one.end
            yield line.origin[start], line.origin[end - 1] + 1


def monday(said: str, today: date, locale: str) -> date | None:
    """The Monday of the week that was said, by `split`; None where there is none.

    Args:
        said: its words; empty: this week.
        today: a week that says no year is the last of its number by now.
        locale: tells whether 11/12 is in November.
    """
    this = calendar.week_of(today)
    found = _WEEK.fullmatch(said)
    try:
        if found is None:
            return calendar.week_of(_day(said, today, locale)) if said else this
        if found["day"]:
            return calendar.week_of(date.fromisoformat(found["day"]))
        if word := found["word"] or found["short"]:
            return this + A_WEEK * _AWAY[word.casefold()]
        number, year = int(found["number"] or found["hanzi"]), found["year"] or found["of"]
        return date.fromisocalendar(int(year), number, 1) if year else _last(number, this)
    except (ValueError, OverflowError):
        return None


def _day(said: str, today: date, locale: str) -> date:
    """The one day that was said.

    Raises:
        ValueError: there is no such day, or not only one.
    """
    found = dates.find(typed.line(said, escaped=False).plain, today=today, locale=locale)
    [day] = {one.day for one in found if not one.weekday} or {one.day for one in found}
    if day is None:
        raise ValueError(said)
    return day


def _last(number: int, this: date) -> date:
    """The last week of a number by now.

    Raises:
        ValueError: none of these years has it.
    """
    year = this.isocalendar().year
    for one in (year, year - 1):
        last = date(one, 12, 28).isocalendar().week  # always in the last week
        if 0 < number <= last and (found := date.fromisocalendar(one, number, 1)) <= this:
            return found
    raise ValueError(number)
