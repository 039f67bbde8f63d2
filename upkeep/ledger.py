"""The ledger: every vote in one short line, so that twenty thousand of them are counted at once."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from upkeep import cadence
from upkeep.accounts import Contact, Level
from upkeep.cadence import Coverage, Standing
from upkeep.decision import Vote
from upkeep.policy import Policy


class Entry(NamedTuple):
    """An active contact as it stood on a day.

    Attributes:
        keeper_id: who answers for it; None: nobody.
        level: how much of a say it has.
        cadence: days it may go without a touch.
        contract: of its account; None: unknown.
        days: whole days since the last counted touch; None: never met by then.
        added: whole days since it came to us.
        phone: whether its number is known.
        seen: whole days since it was met in person, or since it came to us; 0 where any touch will
            do.
        in_person: days it may go without that; 0: any touch will do.
    """

    id: int
    account_id: int
    keeper_id: int | None
    level: Level
    cadence: int
    weight: int
    contract: bool | None
    days: int | None
    added: int
    phone: bool
    department: str = ""
    seen: int = 0
    in_person: int = 0

    @property
    def ran(self) -> tuple[int | None, int]:
        """Whole days on its clock, None while never met, and how many there may be."""
        if not self.in_person or self.days is None:
            return self.days, self.cadence
        sooner = self.in_person - self.seen < self.cadence - self.days
        return (self.seen, self.in_person) if sooner else (self.days, self.cadence)

    @property
    def is_unseen(self) -> bool:
        """Whether its clock is that of meeting in person, which runs out first."""
        return self.ran != (self.days, self.cadence)

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        return cadence.stands(*self.ran)

    @property
    def warmth(self) -> float:
        """How warm it is, 0 to 1."""
        return cadence.warm(*self.ran)

    @property
    def overdue(self) -> float:
        """Days on its clock (since it was added, while unmet) over those there may be."""
        days, there_may_be = self.ran
        return max(self.added if days is None else days, 0) / there_may_be


def entry(contact: Contact, policy: Policy, on: date) -> Entry:
    """A contact's line in the ledger."""
    last, seen = contact.last_touch_on, contact.last_seen_on or contact.added_on
    in_person = policy.in_person[contact.level]
    return Entry(
        id=contact.id,
        account_id=contact.account.id,
        keeper_id=contact.keeper_id,
        level=contact.level,
        cadence=cadence.cadence_of(contact, policy),
        weight=contact.weight,
        contract=contact.account.contract,
        days=None if last is None else (on - last).days,
        added=(on - contact.added_on).days,
        phone=bool(contact.phone),
        department=contact.department,
        seen=(on - seen).days if in_person else 0,
        in_person=in_person,
    )


def coverage(entries: Iterable[Entry]) -> Coverage:
    """How many of them stand where."""
    return _coverage(Counter(one.standing for one in entries))


def by_contract(entries: Iterable[Entry]) -> dict[bool | None, Coverage]:
    """The same with a contract, without one, and where nobody knows."""
    found: dict[bool | None, Counter[Standing]] = {True: Counter(), False: Counter()}
    for one in entries:
        found.setdefault(one.contract, Counter())[one.standing] += 1
    return {contract: _coverage(counts) for contract, counts in found.items()}


def _coverage(counts: Counter[Standing]) -> Coverage:
    return Coverage(**{standing.value: counts[standing] for standing in Standing})


def votes(entries: Iterable[Entry]) -> list[Vote]:
    """The votes behind some entries, as an account's decision counts them."""
    return [Vote(one.id, one.weight, one.warmth, one.level) for one in entries]
