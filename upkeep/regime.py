"""A regime, not a mood: weekly targets, what was made of them, and how many votes they hold."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from upkeep import cadence, workdays
from upkeep.accounts import Level
from upkeep.members import Member
from upkeep.policy import Policy
from upkeep.visits import Visit

#: Contacts met in one visit, on average.
CONTACTS_PER_VISIT = 1.3
DAYS_OF_WEEK = 7
#: A contact neglected for longer is a slip of its keeper's.
SLIP = timedelta(days=7)
#: Who has made no slip for so long keeps his cadence, and is reminded less.
STEADY = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class MemberWeek:
    """What a member did in a week, against the target for the days worked.

    Attributes:
        visits: counted visits the member took part in.
        target: visits; 0 for a week without a work day, which is left out of every sum.
        thin: of the visits, those that met nobody by name or left no note, voice or promise.
    """

    member_id: int
    name: str
    visits: int
    target: float
    thin: int = 0


class OwnWeek(NamedTuple):
    """A member's own line, before his team's digest tells it.

    Attributes:
        over: the week has ended, and can only be added to.
    """

    line: MemberWeek
    over: bool = False


class Presence(NamedTuple):
    """One of ours at one counted visit.

    Attributes:
        thin: the visit met nobody by name, or left no note, voice or promise.
    """

    visit_id: int
    member_id: int
    thin: bool = False


def presences(visits: Iterable[Visit], policy: Policy) -> list[Presence]:
    """Who of ours was at which of some visits that count."""
    return [
        Presence(visit.id, member_id, is_thin(visit))
        for visit in counted(visits, policy)
        for member_id in visit.member_ids
    ]


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


def member_weeks(
    members: Iterable[Member],
    week: date,
    presences: Iterable[Presence],
    policy: Policy,
) -> tuple[MemberWeek, ...]:
    """Each member's week; a visit counts once for each who was there.

    Args:
        members: whose weeks.
        week: the Monday.
        presences: at the counted visits of the week.
        policy: the thresholds in force.
    """
    visits: Counter[int] = Counter()
    thin: Counter[int] = Counter()
    for one in presences:
        visits[one.member_id] += 1
        thin[one.member_id] += one.thin
    return tuple(
        MemberWeek(
            member_id=one.id,
            name=one.name,
            visits=visits[one.id],
            target=week_target(one, week, policy),
            thin=thin[one.id],
        )
        for one in members
    )


def keeps_cadence(first_due: date | None, on: date) -> bool:
    """Whether somebody has met people, and none of them has been neglected for long by a day.

    Args:
        first_due: the earliest due date of his contacts that were ever met; None: none was.
        on: his local day.
    """
    return first_due is not None and on - first_due <= SLIP


def is_steady(member: Member, on: date) -> bool:
    """Whether a member has kept his cadence for four weeks: reminders fade, until he slips."""
    return member.steady_since is not None and on - member.steady_since >= STEADY


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
    """Whether a visit met nobody by name, or left no note, no voice and no promise."""
    left = visit.note.strip() or visit.voices or visit.follow_ups
    return not (visit.contact_ids and left)
