"""The book: what a page of lines finds here, and what it will have written once it is kept.

Everything is looked up at once and written at once; in between lines are told of the things they
name as `Entry`s, new ones among them, so that a rehearsal does all but the writing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

from storage import Change, Tx
from storage.accounts import rule_fields
from storage.teams import EVERYONE, is_everyone
from upkeep import names
from upkeep.accounts import Account, Contact
from upkeep.errors import Refusal
from upkeep.members import Member, Team
from upkeep.sheets import AccountLine, ContactLine, Line, VisitLine, VoiceLine, Who
from upkeep.visits import FollowUp, Visit, Voice

#: Whom a past visit is booked under while nobody answers for the contact. The domain is reserved:
#: RFC 2606.
IMPORT = "import@everyvote.invalid"
#: The second of several of one name is called so where it is named.
_ORDINAL = re.compile(r"(.+) \((\d{1,3})\)")

Thing: TypeAlias = Account | Contact | Member | Team | Voice | FollowUp


@dataclass(eq=False, slots=True)
class Entry:
    """One thing: as it is stored, where it is, and what is said of it.

    Attributes:
        said: what will be written; what it refers to may be an entry itself.
        merged: it went into another, and what is said of it says nothing any more.
    """

    noun: str
    name: str
    thing: Thing | None = None
    id: int | None = None
    said: dict[str, object] = field(default_factory=dict)
    merged: bool = False

    def now(self, key: str) -> object:
        """A field as it stands, with all that was said by now."""
        return self.said.get(key, _stored(self.thing, key))

    def say(self, fields: Mapping[str, object]) -> Change:
        """Say fields of it; what is None is not said."""
        if self.merged:
            return Change.UNCHANGED
        told = {
            key: (value.id or value) if isinstance(value, Entry) else value
            for key, value in fields.items()
            if value is not None
        }
        different = {key: value for key, value in told.items() if self.now(key) != value}
        self.said |= different
        return Change.UPDATED if different else Change.UNCHANGED


def _stored(thing: Thing | None, key: str) -> object:
    """A field as it is stored; an account's rule is stored in its parts."""
    ruled = rule_fields(thing.rule) if isinstance(thing, Account) else {}
    return ruled.get(key, getattr(thing, key, None))


def known_id(one: Entry) -> int:
    """The id of what is stored by now."""
    assert one.id is not None
    return one.id


def entry(noun: str, thing: Account | Contact | Member | Team) -> Entry:
    """The entry of a thing that is stored."""
    return Entry(noun, thing.name, thing, thing.id)


class Book:
    """All entries of a page; in a rehearsal those of all pages, of contacts only that they were."""

    def __init__(self, *, rehearsing: bool = False) -> None:
        self.rehearsing = rehearsing
        self.earlier: set[int] = set()
        self.accounts: dict[str, Entry] = {}
        self.members: dict[str, Entry] = {}
        self.teams: dict[str, Entry] = {}
        self.contacts: dict[tuple[Entry, str], list[Entry]] = {}
        self.nicknames: dict[Entry, list[Entry]] = {}
        self.aliases: dict[str, list[Entry]] | None = None

    def turn(self, tx: Tx, lines: Sequence[Line], visits: Iterable[Visit]) -> None:
        """Look up all that the next page's lines name; `visits` are those they are about."""
        self._look_up_members(tx, lines)
        if not self.teams:
            everyone = tx.teams.by_name(EVERYONE)
            stored = [*tx.teams.all(), *([everyone] if everyone else [])]
            self.teams = {names.fold(one.name): entry("team", one) for one in stored}
        self._look_up_accounts(tx, lines, visits)
        self._look_up_contacts(tx, lines)

    def _look_up_members(self, tx: Tx, lines: Sequence[Line]) -> None:
        told = (
            *("owner_email", "email", "manager", "standin", "recorded_by"),
            *("assignee", "answered_by"),
        )
        asked = [str(getattr(line, key, None) or "") for line in lines for key in told]
        asked += [one for line in lines for one in getattr(line, "member_email", ())]
        wanted = {one for one in asked if one and one not in self.members}
        for one in tx.rolls.members([*wanted, IMPORT]):
            known = self.members.get(one.slack_id or "") or entry("member", one)
            for called in filter(None, (one.slack_id, (one.email or "").lower())):
                self.members.setdefault(called, known)

    def _look_up_accounts(self, tx: Tx, lines: Sequence[Line], visits: Iterable[Visit]) -> None:
        called = {names.fold(one.account_name) for one in visits}
        called |= {names.fold(at) for one in lines for at in _customers(one)}
        for one in tx.rolls.accounts(called - self.accounts.keys()):
            self.accounts[names.fold(one.name)] = entry("account", one)
        if called - self.accounts.keys() and self.aliases is None:
            self.aliases = {}
            for one in tx.rolls.called_otherwise():
                known = self.accounts.get(names.fold(one.name)) or entry("account", one)
                for alias in {names.fold(alias) for alias in one.aliases}:
                    self.aliases.setdefault(alias, []).append(known)

    def _look_up_contacts(self, tx: Tx, lines: Sequence[Line]) -> None:
        self.earlier |= {
            hash((account.name, name)) for account, name in self.contacts if self.rehearsing
        }
        self.contacts, self.nicknames = {}, {}
        called = {
            names.fold(name)
            for line in lines
            for one in _named(line)
            for name in (one.name, *without_ordinal(one.name))
        }
        if not called:
            return
        # In a rehearsal the book holds more; what a page may name is no more than it has lines.
        at = {one.id: one for one in self._accounts_of(lines) if one.id is not None}
        known: dict[int, Entry] = {}
        for one, into in tx.rolls.contacts(at, called):
            known[one.id] = entry("contact", one)
            known[one.id].merged = into is not None
            if into is not None:
                known[one.id].id = tx.contacts.kept([one.id])[0]
            self._at(at[one.account.id], one.name).append(known[one.id])
        if any(isinstance(line, VisitLine) for line in lines):
            for one in tx.rolls.nicknamed(at):
                these = self.nicknames.setdefault(at[one.account.id], [])
                these.append(known.get(one.id) or entry("contact", one))

    def _accounts_of(self, lines: Sequence[Line]) -> list[Entry]:
        if any(isinstance(line, VoiceLine) for line in lines):
            return list(self.accounts.values())
        named = {self.account(at) for one in lines for at in _customers(one)}
        return [one for one in named if one is not None]

    def _at(self, account: Entry, name: str) -> list[Entry]:
        return self.contacts.setdefault((account, names.fold(name)), [])

    def member(self, called: str) -> Entry:
        """Whoever has an e-mail address or a Slack user id, new where nobody has it yet."""
        if called not in self.members:
            known = {"email": called} if "@" in called else {"slack_id": called}
            new = Entry("member", called.partition("@")[0])
            new.said |= {"name": new.name, **known}
            self.members[called] = new
        return self.members[called]

    def strangers(self) -> list[str]:
        """How those of ours are called whom nobody has known before; the import itself is none."""
        new = (called for called, one in self.members.items() if one.id is None)
        return sorted(called for called in new if called != IMPORT)

    def customers(self) -> list[str]:
        """The names of customers whom nobody has known before."""
        return [one.name for one in self.accounts.values() if one.id is None]

    def nobody(self) -> Entry:
        """Who recorded what nobody answers for: the import itself, as somebody who has left."""
        ghost = self.member(IMPORT)
        if ghost.now("active") is not False:
            never = datetime.max.replace(tzinfo=UTC)
            ghost.said |= {"name": "Import", "active": False, "look_up_at": never}
        return ghost

    def team(self, name: str) -> Entry:
        """The team of a name, new where it is."""
        called = EVERYONE if is_everyone(name) else name
        return self.teams.setdefault(names.fold(name), Entry("team", name, said={"name": called}))

    def account(self, name: str) -> Entry | None:
        """The account of a name or, where that is clear, of an alias."""
        known = self.accounts.get(names.fold(name))
        called = (self.aliases or {}).get(names.fold(name), ())
        return known or (called[0] if len(called) == 1 else None)

    def new_account(self, name: str) -> Entry:
        """An account that is not there yet."""
        made = Entry("account", name, said={"name": name})
        self.accounts[names.fold(name)] = made
        return made

    def same(self, account: Entry, name: str) -> list[Entry]:
        """Contacts of exactly that name at an account, in the order they came.

        Those that were merged into another only where there are no others.
        """
        found = self._at(account, name)
        return [one for one in found if not one.merged] or found

    def new_contact(self, account: Entry, name: str) -> Entry:
        """A contact that is not there yet."""
        made = Entry("contact", name, said={"account_id": account, "name": name})
        self._at(account, name).append(made)
        return made

    def is_new(self, contact: Entry) -> Change:
        """What making a contact is, in a rehearsal also after a page that has done so."""
        account = contact.said["account_id"]
        assert isinstance(account, Entry)
        known = hash((account.name, names.fold(contact.name))) in self.earlier
        return Change.UNCHANGED if known else Change.CREATED

    def met(self, account: Entry, who: Who) -> Entry:
        """Somebody whom a line about an account names.

        Raises:
            Refusal: nobody, or more than one, is called so there.
        """
        there = self.account(who.account) if who.account else account
        if there is None:
            raise Refusal("line.account_unknown", value=who.account)
        return self._contact(there, who.name)

    def _contact(self, account: Entry, name: str) -> Entry:
        """The contact of a name or alias at an account; a number after it tells which of several.

        Raises:
            Refusal: there is nobody, or more than one: nobody is guessed.
        """
        called: list[Entry] = []
        for bare in without_ordinal(name):
            at = int(name[len(bare) + 2 : -1])
            called = self.same(account, bare)[at - 1 : at]
        called = called or self.same(account, name)
        if not called:
            folded = names.fold(name)
            called = [
                one
                for one in self.nicknames.get(account, ())
                if isinstance(one.thing, Contact)
                and folded in {names.fold(alias) for alias in one.thing.aliases}
            ]
        stands = {one.id: one for one in called}
        if len(stands) != 1:
            code = "line.contact_unclear" if called else "line.contact_unknown"
            raise Refusal(code, value=name, account=account.name)
        return called[0]


def _customers(line: Line) -> Iterator[str]:
    """The customers that a line names, as it calls them."""
    if isinstance(line, AccountLine | ContactLine | VisitLine):
        yield line.account
    yield from (one.account for one in _named(line) if one.account)


def _named(line: Line) -> Sequence[Who]:
    """The contacts that a line names."""
    match line:
        case ContactLine():
            return (Who(line.name),)
        case VisitLine():
            return line.contact
        case VoiceLine():
            return (line.contact,) if line.contact else ()
        case _:
            return ()


def without_ordinal(name: str) -> tuple[str, ...]:
    """A name without the number that tells it from others like it, where it has one."""
    found = _ORDINAL.fullmatch(name)
    return (found[1],) if found else ()
