"""Assessments: what each person made of the targets in a week and in a quarter, by function."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from upkeep import regime
from upkeep.members import Member
from upkeep.policy import Policy
from upkeep.regime import MemberWeek

A_WEEK = timedelta(weeks=1)
MONTHS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One person's weeks added up.

    Attributes:
        visits: made, all of them.
        target: visits expected for the days worked.
        thin: of the visits, those that met nobody by name or left no trace.
        attainment: each week's visits up to its target, over the targets; None: none was expected.
    """

    member_id: int
    name: str
    visits: int
    target: float
    thin: int
    attainment: float | None


def line(weeks: Iterable[MemberWeek], member: Member) -> Line:
    """A person's line out of everybody's weeks."""
    own = [one for one in weeks if one.member_id == member.id]
    return Line(
        member_id=member.id,
        name=member.name,
        visits=sum(one.visits for one in own),
        target=sum(one.target for one in own),
        thin=sum(one.thin for one in own),
        attainment=regime.attainment(own),
    )


def recipient(function: str, policy: Policy) -> str:
    """Who reads a function's assessment: a Slack user id or an e-mail address; empty: nobody."""
    named: Mapping[str, str] = {one.casefold(): who for one, who in policy.assessments.items()}
    return named.get(function.casefold()) or named.get("default", "")


def quarter(week: date) -> tuple[int, int]:
    """Year and quarter that a week counts for: those of its Monday."""
    return week.year, (week.month - 1) // MONTHS + 1


def weeks_of_quarter(week: date) -> list[date]:
    """The Mondays of the quarter that a week is in, up to that week."""
    found = [week]
    while quarter(found[0] - A_WEEK) == quarter(week):
        found.insert(0, found[0] - A_WEEK)
    return found


def ends_quarter(week: date) -> bool:
    """Whether a week is its quarter's last."""
    return quarter(week + A_WEEK) != quarter(week)
