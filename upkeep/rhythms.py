"""Rhythms: on which days something comes round, said as an RRULE (RFC 5545) or in a few words.

A rhythm names days only; the hour is a setting of its own, and a rhythm never ends. It is counted
from a Monday long ago, so that "every second week" means the same weeks for everybody.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from dateutil.rrule import rrulestr

from upkeep import calendar
from upkeep.errors import Refusal

#: A Monday from which every rhythm is counted.
ANCHOR = datetime(2001, 1, 1)  # noqa: DTZ001 — local days, of no zone
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAILY = "FREQ=DAILY"
MONDAYS = "FREQ=WEEKLY;BYDAY=MO"
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WORK_WEEK = ",".join(WEEKDAYS[:5])
#: Words that mean a rhythm; anything else is weekdays or an RRULE.
WORDS = MappingProxyType(
    {
        "every workday": DAILY,
        "every day": DAILY,
        "daily": DAILY,
        "first workday of the month": f"FREQ=MONTHLY;BYDAY={WORK_WEEK};BYSETPOS=1",
        "last workday of the month": f"FREQ=MONTHLY;BYDAY={WORK_WEEK};BYSETPOS=-1",
    }
)
#: What a rhythm of days may consist of, by how often it comes. (Finer parts of the frequent ones
#: can name days that never come, and would be looked for to the end of the calendar.)
_OFTEN = frozenset({"FREQ", "INTERVAL", "BYDAY", "WKST"})
_SELDOM = _OFTEN | {"BYMONTHDAY", "BYMONTH", "BYSETPOS"}
_PARTS = MappingProxyType(
    {"DAILY": _OFTEN, "WEEKLY": _OFTEN, "MONTHLY": _SELDOM, "YEARLY": _SELDOM}
)
#: A span of days off is no longer than a year.
_LONGEST = 366
#: Four years, a leap day among them: a rhythm has a day in each.
_TRIED = range(2025, 2029)


def weekly(on: Iterable[int]) -> str:
    """The rhythm of some weekdays, Monday = 0."""
    return "FREQ=WEEKLY;BYDAY=" + ",".join(WEEKDAYS[day] for day in sorted(on))


def weekdays(rhythm: str) -> frozenset[int] | None:
    """The weekdays of a plain weekly rhythm; None: it is another kind."""
    found = re.fullmatch(r"FREQ=WEEKLY;BYDAY=((?:[A-Z]{2},?)+)", rhythm)
    return frozenset(map(WEEKDAYS.index, found[1].split(","))) if found else None


def read(text: str) -> str:
    """The rhythm meant by weekdays ("Mon, Wed, Fri"), a few words, or an RRULE.

    Raises:
        Refusal: `rhythm.unclear`, `rhythm.part` (it says hours, or ends), `rhythm.empty` (there are
            years without a day).
    """
    words = " ".join(text.casefold().split())
    if words in WORDS:
        return WORDS[words]
    named = re.split(r"[\s,;&+/]+", words.replace(" and ", " "))
    if all(map(_is_day, named)):
        return weekly({WEEKDAYS.index(one[:2].upper()) for one in named})
    return _rule(text)


def of_weeks(text: str) -> str:
    """The same for what tells of whole weeks, and comes on one day of a week at most.

    Raises:
        Refusal: as `read` does; `rhythm.often`.
    """
    rhythm = read(text)
    every = sorted(day for year in _TRIED for day in days(rhythm, year))
    if any(calendar.week_of(day) == calendar.week_of(later) for day, later in pairwise(every)):
        raise Refusal("rhythm.often", value=text.strip())
    return rhythm


def each_week(rhythm: str) -> bool:
    """Whether a rhythm comes in each week."""
    return rhythm == DAILY or weekdays(rhythm) is not None


def _is_day(word: str) -> bool:
    stem = word.removesuffix("s")
    return len(stem) > 1 and any(name.startswith(stem) for name in _NAMES)


def _rule(text: str) -> str:
    # In one line: dateutil reads each line of several as a rule of its own, with any part.
    rule = "".join(text.upper().split()).removeprefix("RRULE:").rstrip(";")
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    if "FREQ" not in parts or not re.fullmatch("[A-Z0-9=;,+-]+", rule):
        raise Refusal("rhythm.unclear", value=text.strip())
    if parts["FREQ"] not in _PARTS:
        raise Refusal("rhythm.part", value=parts["FREQ"])
    if strange := sorted(parts.keys() - _PARTS[parts["FREQ"]]):
        raise Refusal("rhythm.part", value=strange[0])
    if not re.fullmatch("[1-9][0-9]?", parts.get("INTERVAL", "1")):
        raise Refusal("rhythm.unclear", value=text.strip())
    try:
        found = all(days(rule, year) for year in _TRIED)
    except (ValueError, KeyError, IndexError) as wrong:
        raise Refusal("rhythm.unclear", value=text.strip()) from wrong
    if not found:
        raise Refusal("rhythm.empty", value=text.strip())
    return rule


@lru_cache(maxsize=512)
def days(rhythm: str, year: int) -> frozenset[date]:
    """The days of a year on which a rhythm comes round.

    Raises:
        ValueError: it is no RRULE.
    """
    first, last = datetime(year, 1, 1), datetime(year, 12, 31)  # noqa: DTZ001 — local days
    found = rrulestr(rhythm, dtstart=min(ANCHOR, first), ignoretz=True)
    return frozenset(one.date() for one in found.between(first, last, inc=True))


def comes(rhythm: str, on: date) -> bool:
    """Whether a rhythm comes round on a day."""
    return rhythm == DAILY or on in days(rhythm, on.year)


def after(rhythm: str, day: date) -> Iterator[date]:
    """The days of a rhythm strictly after a day, without end."""
    while True:
        day += timedelta(days=1)
        if comes(rhythm, day):
            yield day


def days_off(text: str) -> frozenset[date]:
    """The days in a list of days and spans: "2026-12-24, 2026-12-28 to 2027-01-01".

    Raises:
        Refusal: `days.unclear`, with what could not be read.
    """
    found: set[date] = set()
    for part in filter(None, re.split(r"[,;\n]", text)):
        ends = re.split(r"\s+to\s+|\.\.", part.strip())
        try:
            first, last = date.fromisoformat(ends[0]), date.fromisoformat(ends[-1])
        except ValueError as wrong:
            raise Refusal("days.unclear", value=part.strip()) from wrong
        if len(ends) > 2 or not 0 <= (last - first).days <= _LONGEST:  # noqa: PLR2004 — a first and a last
            raise Refusal("days.unclear", value=part.strip())
        found |= {first + timedelta(days=ahead) for ahead in range((last - first).days + 1)}
    return frozenset(found)


def spans(days: Iterable[date]) -> str:
    """Days in the words that `days_off` reads."""
    said: list[list[date]] = []
    for day in sorted(days):
        if said and day - said[-1][-1] == timedelta(days=1):
            said[-1].append(day)
        else:
            said.append([day])
    return ", ".join(
        str(span[0]) if len(span) == 1 else f"{span[0]} to {span[-1]}" for span in said
    )
