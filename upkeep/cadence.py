"""How long a contact may go without a touch, and where it stands on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from upkeep.accounts import Contact
from upkeep.policy import Policy
from upkeep.visits import Channel


class Standing(StrEnum):
    """Where a contact stands on a date. Unmet is never neglect: it is shown apart."""

    TENDED = "tended"
    DUE_SOON = "due_soon"
    NEGLECTED = "neglected"
    UNMET = "unmet"


def cadence_of(contact: Contact, policy: Policy) -> int:
    """The cadence in days: the contact's own, else the account's, else the level's."""
    return contact.cadence or contact.account.cadence or policy.cadence[contact.level]


def counts(channel: Channel, *, attempt: bool, policy: Policy) -> bool:
    """Whether a visit by this channel is a touch. An attempt never is."""
    return not attempt and channel in policy.counted


class Clock(NamedTuple):
    """What runs for a contact.

    Attributes:
        since: the day it was last set: by a touch, or by being added.
        days: how long it may run.
        in_person: whether only meeting in person sets it.
    """

    since: date
    days: int
    in_person: bool = False

    @property
    def due_on(self) -> date:
        """The last day in time."""
        return self.since + timedelta(days=self.days)

    def ran(self, on: date) -> int:
        """Whole days it has run by a day."""
        return (on - self.since).days


def clock(contact: Contact, policy: Policy) -> Clock:
    """The one that falls due first: that of any touch or, where the level has one, of being seen.

    The second runs beside the first once a contact has been touched at all; who was never met in
    person is given its days from the day of being added.
    """
    touched = Clock(contact.last_touch_on or contact.added_on, cadence_of(contact, policy))
    days = policy.in_person[contact.level]
    if not days or contact.last_touch_on is None:
        return touched
    seen = Clock(contact.last_seen_on or contact.added_on, days, in_person=True)
    return min(touched, seen, key=lambda one: one.due_on)


def due_on(contact: Contact, policy: Policy) -> date:
    """The day its clock runs out; one never touched is due from its first day."""
    return contact.added_on if contact.last_touch_on is None else clock(contact, policy).due_on


def standing(contact: Contact, policy: Policy, on: date) -> Standing:
    """Neglected after the due date; due soon once four fifths of the cadence have passed."""
    return stands(*_ran(contact, policy, on))


@lru_cache(maxsize=8192)
def stands(days: int | None, cadence: int) -> Standing:
    """The same from whole days on the clock; None: never met."""
    if days is None:
        return Standing.UNMET
    if days > cadence:
        return Standing.NEGLECTED
    return Standing.DUE_SOON if days * 5 >= cadence * 4 else Standing.TENDED


def warmth(contact: Contact, policy: Policy, on: date) -> float:
    """2 to the power of -(days since the last touch / cadence): 1 that day, 0.5 on the due date."""
    return warm(*_ran(contact, policy, on))


@lru_cache(maxsize=8192)
def warm(days: int | None, cadence: int) -> float:
    """The same from whole days on the clock; None: never met."""
    return 0.0 if days is None else float(2.0 ** (-max(days, 0) / cadence))


def _ran(contact: Contact, policy: Policy, on: date) -> tuple[int | None, int]:
    """Whole days on the contact's clock, None while never met, and how many there may be."""
    runs = clock(contact, policy)
    return (None if contact.last_touch_on is None else runs.ran(on)), runs.days


def overdue_ratio(contact: Contact, policy: Policy, on: date) -> float:
    """Days since the last touch (since it was added, while unmet) over the cadence."""
    runs = clock(contact, policy)
    return max(runs.ran(on), 0) / runs.days


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many contacts stand where."""

    tended: int = 0
    due_soon: int = 0
    neglected: int = 0
    unmet: int = 0

    @property
    def active(self) -> int:
        """All of them."""
        return self.tended + self.due_soon + self.neglected + self.unmet

    @property
    def covered(self) -> int:
        """Those in touch: tended and due soon."""
        return self.tended + self.due_soon

    @property
    def share(self) -> float | None:
        """Covered as a share of active, 0 to 1; None where there is nobody."""
        return self.covered / self.active if self.active else None

    def __add__(self, other: "Coverage") -> "Coverage":
        return Coverage(
            self.tended + other.tended,
            self.due_soon + other.due_soon,
            self.neglected + other.neglected,
            self.unmet + other.unmet,
        )


def is_active(contact: Contact, on: date) -> bool:
    """Whether the contact has not left its company on a day."""
    return contact.left_on is None or contact.left_on > on


def coverage(contacts: Iterable[Contact], policy: Policy, on: date) -> Coverage:
    """The standing of each active contact on a date, counted."""
    found = dict.fromkeys(Standing, 0)
    for contact in contacts:
        if is_active(contact, on):
            found[standing(contact, policy, on)] += 1
    return Coverage(**{where.value: count for where, count in found.items()})
