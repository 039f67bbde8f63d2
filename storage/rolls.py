"""Rolls: who and what is there already, asked for many at once, as sheets do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, Row, String, cast, func, select

from storage import tables
from storage.accounts import account
from storage.clocks import CHUNK, contact
from storage.members import member
from storage.noun import Noun
from storage.scope import Scope
from storage.visits import Visits
from upkeep.accounts import Account, Contact
from upkeep.members import Member
from upkeep.visits import Visit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """What tells a contact from others, without the rest of it."""

    id: int
    account_id: int
    name: str
    phone: str
    email: str


ACTIVE = tables.Contact.left_on.is_(None) & tables.Contact.merged_into_id.is_(None)
OF_KNOWN = (
    tables.Contact.id,
    tables.Contact.account_id,
    tables.Contact.name,
    tables.Contact.phone,
    tables.Contact.email,
)


class Rolls(Noun):
    """Questions for many at once."""

    def __init__(self, scope: Scope, visits: Visits) -> None:
        super().__init__(scope)
        self._visits = visits

    def members(self, people: Iterable[str]) -> list[Member]:
        """Members by e-mail address in small letters, or by Slack user id."""
        asked = (tables.Member.slack_id, func.lower(tables.Member.email))
        return [
            member(row)
            for by in asked
            for some in _chunks(people)
            for row in self.session.scalars(
                select(tables.Member).where(by.in_(some)).order_by(tables.Member.id)
            )
        ]

    def accounts(self, folded: Iterable[str]) -> list[Account]:
        """Accounts by their folded names."""
        return [
            account(row)
            for some in _chunks(folded)
            for row in self.session.scalars(
                select(tables.Account).where(tables.Account.folded.in_(some))
            )
        ]

    def called_otherwise(self) -> list[Account]:
        """All accounts that have an alias."""
        rows = self.session.scalars(select(tables.Account).where(_has_aliases(tables.Account)))
        return [account(row) for row in rows]

    def contacts(
        self, account_ids: Iterable[int], folded: Iterable[str]
    ) -> list[tuple[Contact, int | None]]:
        """Contacts of some accounts by their folded names, in the order they came.

        With each whom it was merged into, if it was; those who have left are there, too.
        """
        wanted = list(folded)
        found = [
            one
            for some in _chunks(account_ids)
            for names in _chunks(wanted)
            for one in self._contacts(
                tables.Contact.account_id.in_(some) & tables.Contact.folded.in_(names)
            )
        ]
        return sorted(found, key=lambda one: one[0].id)

    def nicknamed(self, account_ids: Iterable[int]) -> list[Contact]:
        """Contacts of some accounts that have an alias, and were merged into none."""
        those = _has_aliases(tables.Contact) & tables.Contact.merged_into_id.is_(None)
        return [
            one
            for some in _chunks(account_ids)
            for one, _ in self._contacts(tables.Contact.account_id.in_(some) & those)
        ]

    def colleagues(
        self, account_ids: Iterable[int], most: int
    ) -> Iterator[tuple[int, str, str, str, str]]:
        """The active contacts of accounts: account, name, folded name, look-up keys, telephone.

        None of those where there are more than `most`.
        """
        one = tables.Contact
        told = select(one.account_id, one.name, one.folded, one.keys, one.phone)
        for some in _chunks(account_ids):
            of = one.account_id.in_(some) & ACTIVE
            few = select(one.account_id).where(of).group_by(one.account_id)
            ids = self.session.scalars(few.having(func.count() <= most)).all()
            known = told.where(one.account_id.in_(ids), ACTIVE)
            yield from self.session.execute(known.execution_options(yield_per=CHUNK))

    def addressed(self, emails: Iterable[str]) -> list[Known]:
        """The active contacts with some e-mail addresses."""
        return [
            one for some in _chunks(emails) for one in self._known(tables.Contact.email.in_(some))
        ]

    def named(self) -> list[Known]:
        """All contacts in the order they came, those who have left too; none that was merged."""
        stands = tables.Contact.merged_into_id.is_(None)
        rows = self.session.execute(select(*OF_KNOWN).where(stands).order_by(tables.Contact.id))
        return [Known(*row) for row in rows]

    def everybody(self, account_ids: Iterable[int]) -> list[Contact]:
        """The contacts of some accounts, those who have left too; none that was merged."""
        stands = tables.Contact.merged_into_id.is_(None)
        return [
            one
            for some in _chunks(account_ids)
            for one, _ in self._contacts(tables.Contact.account_id.in_(some) & stands)
        ]

    def visits(self) -> Iterator[tuple[str, Visit]]:
        """All visits that stand, each with its request, in the order of their days."""
        rows = self.session.execute(
            select(tables.Visit.id, tables.Visit.request)
            .where(tables.Visit.undone_at.is_(None))
            .order_by(tables.Visit.on, tables.Visit.request)
        )
        every = [(row[0], row[1]) for row in rows]
        for start in range(0, len(every), CHUNK):
            some = every[start : start + CHUNK]
            found = {one.id: one for one in self._visits.many(one for one, _ in some)}
            self.session.expunge_all()
            yield from ((request, found[one]) for one, request in some)

    def _known(self, those: ColumnElement[bool]) -> list[Known]:
        rows: Iterable[Row[int, int, str, str, str]] = self.session.execute(
            select(*OF_KNOWN).where(those, ACTIVE)
        )
        return [Known(*row) for row in rows]

    def _contacts(self, those: ColumnElement[bool]) -> Iterator[tuple[Contact, int | None]]:
        rows = self.session.execute(
            select(tables.Contact, tables.Account)
            .join(tables.Account, tables.Account.id == tables.Contact.account_id)
            .where(those)
        )
        return ((contact(row, account(of)), row.merged_into_id) for row, of in rows)


def _has_aliases(table: type[tables.Account | tables.Contact]) -> ColumnElement[bool]:
    return cast(table.aliases, String) != "[]"


def _chunks(things: Iterable[T]) -> Iterator[list[T]]:
    found = list(dict.fromkeys(things))
    return (found[start : start + CHUNK] for start in range(0, len(found), CHUNK))
