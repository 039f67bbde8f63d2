"""Customers: accounts, and the contacts whose votes they add up to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from unicodedata import normalize

from upkeep.names import PARTICLES, fold, has_hanzi, is_begun

#: What may stand between a customer's name and what is said of it.
BETWEEN = " \t:：,，、-–—"
_HEAD = re.compile(r"[:：,，、]")


class Level(StrEnum):
    """How much of a say a contact has in the customer's house. Never decides membership."""

    GENERAL = "general"
    KEY = "key"
    EXECUTIVE = "executive"


class Quorum(StrEnum):
    """How much of the whole weight makes a decision."""

    MAJORITY = "majority"
    TWO_THIRDS = "two_thirds"
    UNANIMITY = "unanimity"


@dataclass(frozen=True, slots=True)
class Rule:
    """How an account decides.

    Attributes:
        decider_id: a contact who, as often as `influence` says, decides alone; None: nobody does.
        influence: share of the decisions made alone, 0 to 1, both excluded: no vote weighs nothing.
    """

    quorum: Quorum = Quorum.MAJORITY
    decider_id: int | None = None
    influence: float = 0.5

    def needed(self, total: int) -> int:
        """The least yes-weight that is a decision, of the whole weight."""
        match self.quorum:
            case Quorum.MAJORITY:
                return total // 2 + 1
            case Quorum.TWO_THIRDS:
                return -(-2 * total // 3)
            case Quorum.UNANIMITY:
                return total


MAJORITY = Rule()


@dataclass(frozen=True, slots=True)
class Account:
    """A customer organisation.

    Attributes:
        aliases: short forms and other names it is called by.
        contract: whether we have a contract with it; None: nobody has said.
        owner_id: the member who answers for its contacts that have no owner of their own.
        cadence: days; None: the level's or the workspace's.
        rule: how it decides.
    """

    id: int
    name: str
    aliases: tuple[str, ...] = ()
    contract: bool | None = None
    owner_id: int | None = None
    cadence: int | None = None
    rule: Rule = MAJORITY


@dataclass(frozen=True, slots=True)
class Contact:
    """A person at an account: one vote.

    Attributes:
        weight: how much the vote counts in the account, 1 to 9.
        cadence: own longest time without a touch in days; None: the account's, else the level's.
        added_on: the day it came to us; a contact never touched is due from then on.
        last_touch_on: date of the last counted touch; None: never met.
        last_seen_on: date of the last counted touch in person; None: never.
        due_on: the day its clock runs out, see `cadence.clock`; `added_on` while never met.
        snoozed_until: no nudge before this day.
        left_on: the day it was marked as having left the company; None: active.
    """

    id: int
    account: Account
    name: str
    added_on: date
    due_on: date
    aliases: tuple[str, ...] = ()
    title: str = ""
    level: Level = Level.GENERAL
    department: str = ""
    phone: str = ""
    email: str = ""
    pronunciation: str = ""
    weight: int = 1
    cadence: int | None = None
    owner_id: int | None = None
    last_touch_on: date | None = None
    last_seen_on: date | None = None
    snoozed_until: date | None = None
    left_on: date | None = None

    @property
    def keeper_id(self) -> int | None:
        """The member who answers for it: its owner, else the account's; None: an orphan."""
        return self.owner_id if self.owner_id is not None else self.account.owner_id

    @property
    def called(self) -> tuple[str, ...]:
        """Its name and aliases, and a nickname with the surname: Roz Pemberton for Rosalind.

        With its small words, too: Piet van der Meulen and Piet Meulen for Pieter van der Meulen.
        """
        _, *words = self.name.split(" ")
        nicknames = [one for one in self.aliases if " " not in one and not has_hanzi(one)]
        if not (words and nicknames) or has_hanzi(words[-1]):
            return (self.name, *self.aliases)
        at = len(words) - 1
        while at and fold(words[at - 1]) in PARTICLES:
            at -= 1
        surnames = dict.fromkeys((words[-1], " ".join(words[at:])))
        whole = (f"{one} {surname}" for one in nicknames for surname in surnames)
        return (self.name, *self.aliases, *whole)


def named_first(words: str, accounts: Iterable[Account]) -> tuple[Account | None, str]:
    """The customer whose name or alias a text begins with, the longest one, and the rest of it.

    Up to a colon, a comma or the end, as much of a name will do as no other customer's begins with;
    a shorter name that stands there as a whole is not meant then. `words` are in half width, as
    commands are read.
    """
    text = words.lstrip("@ ")
    found: tuple[int, Account | None] = (0, None)
    called = [
        (normalize("NFKC", name), account)
        for account in accounts
        for name in (account.name, *account.aliases)
    ]
    for name, account in called:
        begins = text.casefold().startswith(name.casefold())
        rest = text[len(name) : len(name) + 1]
        if begins and len(name) > found[0] and not (rest.isascii() and rest.isalnum()):
            found = (len(name), account)
    head = _HEAD.split(text, maxsplit=1)[0].rstrip()
    if len(head) > found[0]:
        begun = {one.id: one for name, one in called if is_begun(name, head)}
        if len(begun) == 1:
            return begun.popitem()[1], text[len(head) :].strip(BETWEEN)
        if begun:
            return None, text.strip(BETWEEN)
    return found[1], text[found[0] :].strip(BETWEEN)
