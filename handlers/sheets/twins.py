"""Likely duplicates: new contacts that may be people we have already. Told, and never merged."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from handlers.sheets.book import Book, Entry
from storage import Tx
from upkeep import names, phones
from upkeep.sheets import ContactLine, Line, Twin

#: In a larger account people are told apart by address and telephone alone.
MOST = 500
#: More people than these are not kept in mind at once; whoever is stored is looked up again.
MOST_IN_MIND = 10_000
#: So short may initials be, by which nobody is known.
INITIALS = 3
#: One typing error in a name of eight letters.
ALIKE = 87


def _whole(name: str, keys: str) -> list[str]:
    """Of a contact's look-up keys those of a whole name; to read hanzi anew costs much more."""
    said = names.fold(name)
    return [key for key in filter(None, keys.split("\n")) if len(key) > INITIALS or key == said]


@dataclass
class _House:
    """The people of one account by what tells them apart."""

    names: list[str] = field(default_factory=list)
    sounds: dict[str, str] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, phone: str | None, keys: Iterable[str]) -> None:
        if len(self.names) < MOST:
            self.names.append(names.fold(name))
            self.sounds |= dict.fromkeys(keys, name)
        if phone and (key := phones.key(phone)):
            self.phones.setdefault(key, name)

    def like(self, name: str, phone: str | None) -> str | None:
        """The name of somebody who is likely meant; a first name alone is nobody's."""
        if phone and (found := self.phones.get(phones.key(phone))):
            return found
        full = names.forms(name).full
        if found := next((self.sounds[one] for one in full if one in self.sounds), None):
            return found
        if " " not in names.fold(name) or not self.names:
            return None
        best = process.extractOne(
            names.fold(name), self.names, scorer=fuzz.ratio, score_cutoff=ALIKE
        )
        return self.sounds.get(best[0]) if best else None


class Twins:
    """What tells people apart, as far as an import has looked."""

    def __init__(self) -> None:
        self.houses: dict[object, _House] = {}
        self.addresses: dict[str, str] = {}
        self.in_mind = 0

    def turn(self, tx: Tx, lines: Iterable[Line], book: Book) -> None:
        """Look up whom the next page's contacts may be."""
        people = [line for line in lines if isinstance(line, ContactLine)]
        if self.in_mind > MOST_IN_MIND:
            self.houses, self.addresses, self.in_mind = {}, {}, 0
        for known in tx.rolls.addressed(line.email for line in people if line.email):
            self.addresses.setdefault(known.email, known.name)
        accounts = {book.account(line.account) for line in people}
        for account in accounts - {None}:
            assert account is not None
            if account.id is not None and account.id not in self.houses:
                house = self.houses[account.id] = _House()
                for name, phone, keys in tx.rolls.colleagues(account.id, MOST):
                    house.add(name, phone, _whole(name, keys))
                    self.in_mind += 1

    def see(self, number: int, line: ContactLine, account: Entry) -> Twin | None:
        """Whom a new contact may be; from now on it is somebody itself."""
        house = self.houses.setdefault(account.id or names.fold(account.name), _House())
        like = self.addresses.get(line.email or "") or house.like(line.name, line.phone)
        house.add(line.name, line.phone, names.forms(line.name).full)
        self.in_mind += 1
        if line.email:
            self.addresses.setdefault(line.email, line.name)
        return Twin(number, line.name, like) if like else None
