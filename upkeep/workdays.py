"""When somebody is at work: own work days, public holidays, the company's days off, absences."""

from datetime import date, timedelta
from functools import lru_cache

from upkeep import calendar
from upkeep.members import Member
from upkeep.policy import Policy


@lru_cache(maxsize=512)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country in a year; none for a code that nobody knows.

    Args:
        country: ISO 3166 code, with a region where that has holidays of its own (`DE`, `DE-BY`).
        year: of the calendar.
    """
    import holidays  # noqa: PLC0415 — 0.3 s and 19 MB that a company without countries saves

    nation, _, region = country.upper().partition("-")
    try:
        found = holidays.country_holidays(nation, subdiv=region or None, years=year)
    except NotImplementedError:
        return frozenset()
    return frozenset(day for day in found if day.year == year)


def is_country(country: str) -> bool:
    """Whether the holidays of a country, or of a region of it, are known."""
    return bool(public_holidays(country, 2026))


def works(member: Member, policy: Policy, day: date) -> bool:
    """Whether a day is one of the member's work days and no holiday, absences aside."""
    return day.weekday() in _week(member, policy) and not is_holiday(member, policy, day)


def _week(member: Member, policy: Policy) -> frozenset[int]:
    return policy.work_days if member.work_days is None else member.work_days


def is_holiday(member: Member, policy: Policy, day: date) -> bool:
    """Whether the company is closed, or the member's country keeps a public holiday."""
    country = member.country or policy.country
    return day in policy.days_off or bool(
        policy.public_holidays and country and day in public_holidays(country, day.year)
    )


def at_work(member: Member, policy: Policy, day: date) -> bool:
    """Whether the member works on a day and is not away."""
    return works(member, policy, day) and not member.is_away(day)


def is_out(member: Member, policy: Policy, day: date) -> bool:
    """Whether a member's status in Slack keeps reminders away for longer than a day."""
    until = member.status_until
    lasts = until is None or calendar.local_day(until, member.zone) > day
    return lasts and member.status in policy.away_emoji


def is_absent(member: Member, policy: Policy, day: date) -> bool:
    """Whether the member is not there for days: as he said, or by his status in Slack."""
    return member.is_away(day) or is_out(member, policy, day)


def before(member: Member, policy: Policy, day: date) -> date:
    """The last day before a day on which the member was at work; a year back at the earliest."""
    earlier = day - timedelta(days=1)
    while not at_work(member, policy, earlier) and (day - earlier).days < 366:  # noqa: PLR2004 — a year
        earlier -= timedelta(days=1)
    return earlier
