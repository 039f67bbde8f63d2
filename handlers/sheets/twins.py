"""Likely duplicates: new contacts that may be people we have already. Told, and never merged."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from rapidfuzz import fuzz, process

from handlers.sheets.book import Book, Entry
from storage import Tx
from storage.accounts import key_lines
from upkeep import doubles, names, phones
from upkeep.sheets import ContactLine, Line, Twin

T = TypeVar("T")

#: In a larger account people are told apart by address and telephone alone.
MOST = 500
#: More people than these are not kept in mind at once; whoever is stored is looked up again.
MOST_IN_MIND = 10_000
#: So short may initials be, by which nobody is known.
INITIALS = 3
#: Digits at the end of a telephone number that are looked at first.
TAIL = 4
#: One typing error in a name of eight letters.
ALIKE = 87


def _whose(these: Sequence[T]) -> T | None:
    """Whose a telephone or an address is, of those who have it."""
    return these[0] if 0 < len(these) < doubles.SHARED else None


def _tail(phone: str) -> int:
    """The last digits, which spellings of one number in digits share: much quicker than its key."""
    return int("0" + "".join(filter(str.isdecimal, phone))[-TAIL:])


@dataclass
class _House:
    """The people of one account by what tells them apart; names and their keys in one order."""

    names: list[str] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    phones: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, name: str, folded: str, keys: str, phone: str | None) -> None:
        """Somebody who is told apart from now on; `keys` are lines, as they are stored."""
        if len(self.names) < MOST:
            self.names.append(name)
            self.folded.append(folded)
            self.keys.append(keys)
        if phone:
            self.phones.append((_tail(phone), phone, name))

    def like(self, name: str, phone: str | None) -> str | None:
        """The name of somebody who is likely meant; a first name alone is nobody's."""
        if phone and (found := self._called(phone)):
            return found
        if (at := self._at(names.forms(name).full)) is not None:
            return self.names[at]
        typed = names.fold(name)
        if " " not in typed:
            return None
        best = process.extractOne(typed, self.folded, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return self.names[best[2]] if best else None

    def _called(self, phone: str) -> str | None:
        """Who answers a telephone, written with its country or without."""
        tail = _tail(phone)
        near = ((other, name) for end, other, name in self.phones if end == tail)
        these = (name for other, name in near if phones.same(phone, other))
        return _whose([*islice(these, doubles.SHARED)])

    def _at(self, full: Collection[str]) -> int | None:
        """Where the first stands whose whole name may be typed in one of these ways."""
        lines = [f"\n{key}\n" for key in full if len(key) > INITIALS]
        people = enumerate(zip(self.folded, self.keys, strict=True))
        return next(
            (
                at
                for at, (folded, keys) in people
                if folded in full or any(line in keys for line in lines)
            ),
            None,
        )


class Twins:
    """What tells people apart, as far as an import has looked."""

    def __init__(self) -> None:
        self.houses: dict[object, _House] = {}
        #: Who has each, and at which customer.
        self.addresses: dict[str, list[tuple[str, str]]] = {}
        self.in_mind = 0

    def turn(self, tx: Tx, lines: Iterable[Line], book: Book) -> None:
        """Look up whom the next page's contacts may be."""
        people = [line for line in lines if isinstance(line, ContactLine)]
        if self.in_mind > MOST_IN_MIND:
            self.houses, self.addresses, self.in_mind = {}, {}, 0
        asked = {line.email for line in people if line.email} - self.addresses.keys()
        reached = tx.rolls.addressed(asked)
        firms = tx.accounts.many([known.account_id for known in reached])
        for known in reached:
            whose = (known.name, firms[known.account_id].name)
            self.addresses.setdefault(known.email, []).append(whose)
        accounts = {book.account(line.account) for line in people}
        ids = {one.id for one in accounts if one and one.id} - self.houses.keys()
        self.houses |= {one: _House() for one in ids}
        for account_id, *person in tx.rolls.colleagues(ids, MOST):
            self.houses[account_id].add(*person)
            self.in_mind += 1

    def see(self, number: int, line: ContactLine, account: Entry) -> Twin | None:
        """Whom a new contact may be; from now on it is somebody itself."""
        house = self.houses.setdefault(account.id or names.fold(account.name), _House())
        like = self._reached(line.email, account) or house.like(line.name, line.phone)
        house.add(line.name, names.fold(line.name), key_lines(line.name), line.phone)
        self.in_mind += 1
        if line.email:
            self.addresses.setdefault(line.email, []).append((line.name, account.name))
        return Twin(number, line.name, like) if like else None

    def _reached(self, email: str | None, account: Entry) -> str | None:
        """Who has an address; elsewhere, with where that is, as it may be one of the same name."""
        whose = _whose(self.addresses.get(email or "", ()))
        if whose is None or names.fold(whose[1]) == names.fold(account.name):
            return whose and whose[0]
        return ", ".join(whose)
