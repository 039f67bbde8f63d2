"""A regime, not a mood: weekly targets, what was made of them, and how many votes they hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from upkeep import cadence, workdays
from upkeep.accounts import Level
from upkeep.members import Member
from upkeep.policy import Policy
from upkeep.visits import Visit

#: Contacts met in one visit, on average.
CONTACTS_PER_VISIT = 1.3
DAYS_OF_WEEK = 7


@dataclass(frozen=True, slots=True)
class MemberWeek:
    """What a member did in a week, against the target for the days worked.

    Attributes:
        visits: counted visits the member took part in.
        target: visits; 0 for a week without a work day, which is left out of every sum.
        thin: of the visits, those that left no note, voice or promise.
    """

    member_id: int
    name: str
    visits: int
    target: float
    thin: int = 0


def target_of(member: Member, policy: Policy) -> int:
    """The member's visits a week: the own target, else the function's, else the default."""
    if member.weekly_target is not None:
        return member.weekly_target
    by_function = {function.casefold(): visits for function, visits in policy.targets.items()}
    return by_function.get(member.function.casefold(), by_function["default"])


def days_worked(member: Member, week: date, policy: Policy) -> int:
    """Days of a week (its Monday) on which the member works: no holiday, not away."""
    days = (week + timedelta(days=ahead) for ahead in range(DAYS_OF_WEEK))
    return sum(workdays.at_work(member, policy, day) for day in days)


def week_target(member: Member, week: date, policy: Policy) -> float:
    """The weekly target times the days worked over the policy's work days."""
    worked = days_worked(member, week, policy)
    return target_of(member, policy) * worked / len(policy.work_days)


def member_week(member: Member, week: date, visits: Iterable[Visit], policy: Policy) -> MemberWeek:
    """One member's week out of everybody's visits."""
    sunday = week + timedelta(days=DAYS_OF_WEEK - 1)
    made = [
        visit
        for visit in counted(visits, policy)
        if member.id in visit.member_ids and week <= visit.on <= sunday
    ]
    target = week_target(member, week, policy)
    return MemberWeek(member.id, member.name, len(made), target, sum(map(is_thin, made)))


def attainment(weeks: Iterable[MemberWeek]) -> float | None:
    """The sum of min(visits, target) over the sum of targets; None where there are no targets.

    Capped week by week, so a good week does not hide an empty one: call-plan attainment as field
    forces in the pharmaceutical industry measure it.
    """
    planned = [week for week in weeks if week.target > 0]
    if not planned:
        return None
    return sum(min(week.visits, week.target) for week in planned) / sum(
        week.target for week in planned
    )


def capacity(target: int, policy: Policy) -> int:
    """About how many contacts a weekly target holds at the general cadence: 5 visits hold 56."""
    return round(target * CONTACTS_PER_VISIT * policy.cadence[Level.GENERAL] / DAYS_OF_WEEK)


def counted(visits: Iterable[Visit], policy: Policy) -> list[Visit]:
    """The visits that stand and count: not undone, no attempt, by a counted channel."""
    return [
        visit
        for visit in visits
        if visit.undone_at is None
        and cadence.counts(visit.channel, attempt=visit.attempt, policy=policy)
    ]


def is_thin(visit: Visit) -> bool:
    """Whether a visit left no note, no voice and no promise."""
    return not (visit.note.strip() or visit.voices or visit.follow_ups)
