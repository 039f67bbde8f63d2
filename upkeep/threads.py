"""Who of ours holds the threads to an account, and whom of theirs: alarms of one-sided contact."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple, Protocol

from upkeep.members import Member
from upkeep.visits import Visit

#: How far back visits are looked at.
LOOKED_AT = timedelta(days=90)
#: Counted visits from which one-sidedness says something.
LEAST_VISITS = 2
#: Touches from which a flood says something.
LEAST_TOUCHES = 5
EXECUTIVE = "executive"


@dataclass(frozen=True, slots=True)
class Flood:
    """Half or more of an account's touches went to one contact."""

    contact_id: int
    touches: int
    of: int


class Meeting(Protocol):
    """What threads are made of: a counted visit, or what is kept of one."""

    @property
    def account_id(self) -> int:
        """Where it was."""

    @property
    def on(self) -> date:
        """The visitor's local date."""

    @property
    def contact_ids(self) -> Sequence[int]:
        """Whom of theirs it met."""

    @property
    def member_ids(self) -> Sequence[int]:
        """Who of ours was there."""


class Trace(NamedTuple):
    """A counted visit without names and words."""

    account_id: int
    on: date
    contact_ids: Sequence[int]
    member_ids: Sequence[int]


def lately(visits: Iterable[Meeting], on: date) -> list[Meeting]:
    """Those of some counted visits that are of the last 90 days, the day itself included."""
    first = on - LOOKED_AT
    return [one for one in visits if first < one.on <= on]


def single_threaded(visits: Iterable[Meeting], on: date) -> int | None:
    """The one member who made all counted visits of the last 90 days, two or more; else None."""
    made = lately(visits, on)
    ours = {member_id for visit in made for member_id in visit.member_ids}
    return ours.pop() if len(made) >= LEAST_VISITS and len(ours) == 1 else None


def shielded(
    visits: Iterable[Meeting],
    on: date,
    *,
    owner_id: int | None,
    seniors: Collection[int],
) -> bool:
    """Whether two or more counted visits in 90 days saw no manager or executive of ours.

    Off where the account's owner is one of them, and where there is no owner or none of them.
    """
    if owner_id is None or owner_id in seniors or not seniors:
        return False
    made = lately(visits, on)
    joined = any(member_id in seniors for visit in made for member_id in visit.member_ids)
    return len(made) >= LEAST_VISITS and not joined


def is_senior(member: Member) -> bool:
    """Whether a member's presence means that somebody above the owner knows the account."""
    return member.may_manage() or member.function.casefold() == EXECUTIVE


def flood(visits: Iterable[Meeting], on: date) -> Flood | None:
    """The contact with half or more of an account's touches of the last 90 days, five or more."""
    touches = Counter(
        contact_id for visit in lately(visits, on) for contact_id in visit.contact_ids
    )
    of = touches.total()
    if of < LEAST_TOUCHES:
        return None
    contact_id, most = min(touches.items(), key=lambda item: (-item[1], item[0]))
    return Flood(contact_id, most, of) if most * 2 >= of else None


class Step(NamedTuple):
    """A visit of ours to some of theirs, or what was promised them for a day.

    Attributes:
        member_ids: whose it is.
        known_to: who of ours has heard of it, those among them.
        planned: it is promised, and not done yet.
    """

    on: date
    contact_ids: Sequence[int]
    member_ids: Sequence[int]
    known_to: frozenset[int]
    planned: bool = False


def steps(visit: Visit) -> list[Step]:
    """A visit, where somebody was reached, and what was promised in it and is still to be done."""
    there = frozenset(visit.member_ids)
    made = [] if visit.attempt else [Step(visit.on, visit.contact_ids, visit.member_ids, there)]
    return made + [
        Step(one.due_on, visit.contact_ids, (one.owner_id,), there | {one.owner_id}, planned=True)
        for one in visit.follow_ups
        if one.due_on is not None and one.done_on is None
    ]


def apart(step: Step, others: Iterable[Step], days: int) -> dict[int, Step]:
    """Who of ours is about a contact of a step apart from it within some days.

    Returns:
        For each member who is, the nearest of his steps, the later one of two.
    """
    found: dict[int, Step] = {}
    near = (
        one
        for one in others
        if abs((one.on - step.on).days) <= days
        and not set(one.contact_ids).isdisjoint(step.contact_ids)
        and one.known_to.isdisjoint(step.member_ids)
        and step.known_to.isdisjoint(one.member_ids)
    )
    for one in sorted(near, key=lambda one: (abs((one.on - step.on).days), -one.on.toordinal())):
        for member_id in one.member_ids:
            found.setdefault(member_id, one)
    return found


def silent(said_on: Sequence[date], touched_on: Iterable[date], cadence: int, on: date) -> bool:
    """Whether a contact who used to speak has fallen silent.

    Two voices or more in an earlier stretch of two cadences, and none in the last two although
    touched in them.

    Args:
        said_on: the days of the contact's voices.
        touched_on: the days of its counted touches.
        cadence: in days.
        on: the day asked about.
    """
    stretch = timedelta(days=2 * cadence)
    said = sorted(day for day in said_on if day <= on)
    if any(day > on - stretch for day in said):
        return False
    used_to_speak = any(later - earlier < stretch for earlier, later in pairwise(said))
    return used_to_speak and any(on - stretch < day <= on for day in touched_on)
