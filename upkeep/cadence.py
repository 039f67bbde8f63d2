"""How long a contact may go without a touch, and where it stands on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

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


def due_on(last_touch_on: date | None, added_on: date, cadence: int) -> date:
    """The last counted touch plus the cadence; one never touched is due from its first day."""
    return added_on if last_touch_on is None else last_touch_on + timedelta(days=cadence)


def standing(contact: Contact, policy: Policy, on: date) -> Standing:
    """Neglected after the due date; due soon once four fifths of the cadence have passed."""
    return stands(_days(contact, on), cadence_of(contact, policy))


def stands(days: int | None, cadence: int) -> Standing:
    """The same from whole days since the last touch; None: never met."""
    if days is None:
        return Standing.UNMET
    if days > cadence:
        return Standing.NEGLECTED
    return Standing.DUE_SOON if days * 5 >= cadence * 4 else Standing.TENDED


def warmth(contact: Contact, policy: Policy, on: date) -> float:
    """2 to the power of -(days since the last touch / cadence): 1 that day, 0.5 on the due date."""
    return warm(_days(contact, on), cadence_of(contact, policy))


def warm(days: int | None, cadence: int) -> float:
    """The same from whole days since the last touch; None: never met."""
    return 0.0 if days is None else float(2.0 ** (-max(days, 0) / cadence))


def _days(contact: Contact, on: date) -> int | None:
    """Whole days since the last touch; None: never met."""
    return None if contact.last_touch_on is None else (on - contact.last_touch_on).days


def overdue_ratio(contact: Contact, policy: Policy, on: date) -> float:
    """Days since the last touch (since it was added, while unmet) over the cadence."""
    since = contact.last_touch_on or contact.added_on
    return max((on - since).days, 0) / cadence_of(contact, policy)


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
