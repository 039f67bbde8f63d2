"""Twelve weeks of a team: how coverage and visits went.

Each digest adds its own week to those before it, so that a chart shows what was told. Only the
weeks before a team's first digest are counted anew, from today's list.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from upkeep import calendar, ledger
from upkeep.ledger import Entry

#: Weeks of a chart, and those that are kept: the week before the first is what the last is held to.
CHARTED = 12
KEPT = CHARTED + 1


@dataclass(frozen=True, slots=True)
class Point:
    """One week of the chart.

    Attributes:
        share: covered contacts as a share of active ones; None: there were none.
        changed: cadences were changed in that week, so it is not to be compared with the one
            before.
    """

    week: date
    share: float | None
    visits: int
    changed: bool = False


def course(
    entries: Sequence[Entry],
    touched_on: Mapping[int, Iterable[date]],
    visited_on: Iterable[date],
    on: date,
    seen_on: Mapping[int, Iterable[date]] = MappingProxyType({}),
) -> tuple[Point, ...]:
    """The weeks that are kept, of coverage and visits as known today, the week of `on` last.

    Today's contacts and cadences are taken for all weeks, so that a change of either is never
    shown as progress. It begins with the first visit of one of ours: before it, the last visits
    that a list told would make coverage rise from nothing.

    Args:
        entries: the contacts that the team answers for today.
        touched_on: the days of each contact's counted touches, by its id.
        visited_on: the days of the team's counted visits, one for each.
        on: the last week's last day, or today while it runs.
        seen_on: those of the days on which each was met in person, where that has its own clock.
    """
    days = {one.id: sorted(touched_on.get(one.id, ())) for one in entries}
    seen = {one.id: sorted(seen_on.get(one.id, ())) for one in entries if one.in_person}
    made = Counter(calendar.week_of(day) for day in visited_on if day <= on)
    began = min(made, default=date.max)
    weeks = (calendar.week_of(on) - timedelta(weeks=back) for back in reversed(range(KEPT)))
    points = []
    for week in (one for one in weeks if one >= began):
        last = min(week + timedelta(days=6), on)
        then = (_as_of(one, days[one.id], seen.get(one.id, ()), last, on) for one in entries)
        points.append(Point(week, ledger.coverage(then).share, made[week]))
    return tuple(points)


def _as_of(
    one: Entry, touched: Sequence[date], seen: Sequence[date], last: date, on: date
) -> Entry:
    """A contact of a day as it stood on an earlier one; never seen by then: since it was added."""
    days = _since(touched, last)
    if not one.in_person:
        return one._replace(days=days)
    met = _since(seen, last)
    return one._replace(days=days, seen=one.added - (on - last).days if met is None else met)


def _since(days: Sequence[date], on: date) -> int | None:
    """Whole days since the last of some sorted days that is not after another."""
    place = bisect_right(days, on)
    return (on - days[place - 1]).days if place else None
