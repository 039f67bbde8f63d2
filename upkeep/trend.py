"""Twelve weeks of a team: how coverage and visits went, as known today."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from upkeep import cadence, calendar, regime
from upkeep.accounts import Contact
from upkeep.policy import Policy
from upkeep.visits import Visit

#: Weeks of a chart.
CHARTED = 12


@dataclass(frozen=True, slots=True)
class Point:
    """One week of the chart.

    Attributes:
        share: covered contacts as a share of active ones; None: there were none.
    """

    week: date
    share: float | None
    visits: int


def course(
    contacts: Sequence[Contact],
    touched_on: Mapping[int, Iterable[date]],
    visits: Iterable[Visit],
    policy: Policy,
    on: date,
) -> tuple[Point, ...]:
    """Twelve weeks of coverage and visits as known today, the week of `on` last.

    Today's contacts and cadences are taken for all weeks, so that a change of either is never
    shown as progress.

    Args:
        contacts: that the team answers for today.
        touched_on: the days of each contact's counted touches, by its id.
        visits: the team's of these weeks.
        policy: the thresholds in force.
        on: the last week's last day, or today while it runs.
    """
    days = {one.id: sorted(touched_on.get(one.id, ())) for one in contacts}
    made = Counter(
        calendar.week_of(one.on) for one in regime.counted(visits, policy) if one.on <= on
    )
    points = []
    for back in reversed(range(CHARTED)):
        week = calendar.week_of(on) - timedelta(weeks=back)
        last = min(week + timedelta(days=6), on)
        then = [
            replace(one, last_touch_on=_last(days[one.id], last))
            for one in contacts
            if cadence.is_active(one, last)
        ]
        points.append(Point(week, cadence.coverage(then, policy, last).share, made[week]))
    return tuple(points)


def _last(days: Sequence[date], on: date) -> date | None:
    """The last of some sorted days that is not after another."""
    place = bisect_right(days, on)
    return days[place - 1] if place else None
