"""Whom to visit next: which contacts a reminder names, in which order, and why.

Contacts are ranked by how overdue they are plus how much a visit would swing their account's
decision. Places in a reminder are given in that order too, but everybody is asked about once
before anybody is asked about again, and who has waited for three cadences without a touch or a
nudge stands in line: first come, first served, before all others. (By rank alone, a few contacts
of short cadence would take every place for ever.)

Nobody starves, whatever arrives and however few places a reminder has: a contact that is not named
is in line after three cadences; from then on only those who joined the wait earlier go before it.
They are finitely many, nobody joins them (a touch, a nudge and being added each start a new wait;
only a hand-over or an undo brings an old one), and each reminder names at least one of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypedDict

from upkeep import cadence, calendar
from upkeep.accounts import Contact
from upkeep.policy import Policy

#: Cadences without a touch or a nudge after which a contact is served in its turn.
PATIENCE = 3
#: Only when somebody is overdue for so long is who keeps his cadence written to, and then of all
#: who are due: fewer messages, whether he would have gone by himself or waits to be told. Four days
#: are left before it is a slip.
OVERDUE = timedelta(days=3)
#: Delivered nudges without an answer after which the manager sees the contact too.
ESCALATED = 3


class Manner(TypedDict):
    """How the reminder of a keeper is made, see `choose`."""

    works: Callable[[date], bool]
    faded: bool


class WhyNot(StrEnum):
    """Why a contact is not named on a day."""

    LEFT = "left"  # it has left its company
    TENDED = "tended"  # it is not due yet
    SNOOZED = "snoozed"
    RESTS = "rests"  # it was named lately, or three times in vain
    PAUSED = "paused"  # it may be, but nothing is sent
    ROLL = "roll"  # it may be, but a roll call is sent instead
    FADED = "faded"  # it may be, but nobody is long overdue, and its keeper keeps his cadence
    LIMIT = "limit"  # others were more pressing


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contact that may be named.

    Attributes:
        swing: what a touch would add to the support of its account, 0 to 1.
        named_on: the last local day it was named to its keeper; None: never.
        unanswered: delivered nudges since its last touch that nothing was done about.
    """

    contact: Contact
    swing: float = 0.0
    named_on: date | None = None
    unanswered: int = 0

    @property
    def waiting_since(self) -> date:
        """The day of the last touch or nudge; of being added, where that is later."""
        days = (self.contact.added_on, self.contact.last_touch_on, self.named_on)
        return max(day for day in days if day is not None)

    @property
    def is_escalated(self) -> bool:
        """Whether its manager sees it too."""
        return self.unanswered >= ESCALATED


@dataclass(frozen=True, slots=True)
class Nudge:
    """A contact with a place in a reminder.

    Attributes:
        turn: its turn has come: more pressing ones were left for another day.
    """

    contact: Contact
    turn: bool = False


def rank(candidates: Iterable[Candidate], policy: Policy, on: date) -> list[Candidate]:
    """All candidates, the most pressing first; equal ones in the order they became known."""
    return sorted(candidates, key=lambda one: (-_score(one, policy, on), one.contact.id))


def choose(
    candidates: Iterable[Candidate],
    policy: Policy,
    on: date,
    *,
    works: Callable[[date], bool],
    faded: bool = False,
) -> list[Nudge]:
    """The nudges of one reminder, at most the policy's limit, the most pressing first.

    Args:
        candidates: the keeper's contacts; those that are not due are left out here.
        policy: the thresholds in force.
        on: the keeper's local day.
        works: whether the keeper was at work on a day; other days do not count as rest.
        faded: whether the keeper keeps his cadence: nobody is named until somebody is overdue.
    """
    ready = [one for one in candidates if why_not(one, policy, on, works=works) is None]
    if faded and all(on < one.contact.due_on + OVERDUE for one in ready):
        return []
    served = sorted(ready, key=lambda one: _turn(one, policy, on))
    named, left = served[: policy.reminder_limit], served[policy.reminder_limit :]
    passed = max((_score(one, policy, on) for one in left), default=0.0)
    return [
        Nudge(one.contact, turn=_score(one, policy, on) < passed) for one in rank(named, policy, on)
    ]


def why_not(
    candidate: Candidate,
    policy: Policy,
    on: date,
    *,
    works: Callable[[date], bool],
) -> WhyNot | None:
    """Why a contact is not to be named on a day; None: it may be, if there is a place."""
    contact = candidate.contact
    reasons = {
        WhyNot.LEFT: not cadence.is_active(contact, on),
        WhyNot.TENDED: contact.due_on > on,
        WhyNot.SNOOZED: contact.snoozed_until is not None and contact.snoozed_until > on,
        WhyNot.RESTS: _rests(candidate, policy, on, works),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _rests(candidate: Candidate, policy: Policy, on: date, works: Callable[[date], bool]) -> bool:
    """A named contact rests for some work days; one that stayed unanswered, for a cadence."""
    if candidate.named_on is None:
        return False
    if candidate.is_escalated:
        return (on - candidate.named_on).days < cadence.cadence_of(candidate.contact, policy)
    return calendar.add_work_days(candidate.named_on, policy.rest_days, works) >= on


def _score(candidate: Candidate, policy: Policy, on: date) -> float:
    """How pressing: the overdue ratio, which grows without bound, plus the swing, at most 1."""
    return cadence.overdue_ratio(candidate.contact, policy, on) + candidate.swing


def _turn(candidate: Candidate, policy: Policy, on: date) -> tuple[date, int, float, int]:
    """The sort key of places: the line by its dates; behind it the others, by rounds and score."""
    waiting = candidate.waiting_since if _is_in_line(candidate, policy, on) else date.max
    return waiting, candidate.unanswered, -_score(candidate, policy, on), candidate.contact.id


def _is_in_line(candidate: Candidate, policy: Policy, on: date) -> bool:
    waited = (on - candidate.waiting_since).days
    return waited >= PATIENCE * cadence.cadence_of(candidate.contact, policy)
