"""What is expected of each of ours in a week: a target for the days worked, and what was met."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from sqlalchemy import Row

from tests.recount.known import Known

#: Days on which nobody works, as the calendars of the countries in the histories have them.
HOLIDAYS = {
    "US": {date(2026, 9, 7)},
    "JP": {date(2026, 9, 21), date(2026, 9, 22), date(2026, 9, 23)},
}
#: Visits a week by function, five of all others; work days of who has none of his own.
BY_FUNCTION, OTHERS = {"executive": 2}, 5
WORKDAYS = "01234"
#: Those who have to do with customers, of whatever team.
INVOLVED = """
    SELECT m.id FROM members m WHERE m.workspace_id = :workspace AND (
        m.team_id IS NOT NULL OR m.weekly_target IS NOT NULL OR m.function = 'executive'
        OR EXISTS (SELECT 1 FROM accounts a WHERE a.owner_id = m.id)
        OR EXISTS (SELECT 1 FROM contacts c WHERE c.owner_id = m.id)
        OR EXISTS (SELECT 1 FROM visit_members v WHERE v.member_id = m.id)
    )
"""


def targets(known: Known, ours: Collection[int], week: date) -> Mapping[int, float]:
    """The visits expected of each who has to do with customers and is still here."""
    involved = {row.id for row in known.rows(INVOLVED)}
    return {
        one.id: _weekly(one) * _worked(known, one, week) / len(WORKDAYS)
        for one in known.members.values()
        if one.active and one.id in ours and one.id in involved
    }


def attainment(expected: Mapping[int, float], made: Mapping[int, int]) -> float | None:
    """Visits up to the target, of all targets."""
    whole = sum(expected.values())
    met = sum(min(made.get(one, 0), target) for one, target in expected.items())
    return met / whole if whole else None


def _weekly(one: Row) -> int:
    own: int | None = one.weekly_target
    return BY_FUNCTION.get(one.function, OTHERS) if own is None else own


def _worked(known: Known, one: Row, week: date) -> int:
    off = str(known.policy.get("days_off", "")).replace(",", " ").split()
    closed = {date.fromisoformat(day) for day in off}
    days = {week + timedelta(days=day) for day in range(7)}
    return sum(
        str(day.weekday()) in (one.work_days or WORKDAYS)
        and not (one.away_from and one.away_until and one.away_from <= day <= one.away_until)
        for day in days - closed - HOLIDAYS.get(one.country, set())
    )
