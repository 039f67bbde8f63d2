"""Clocks: each contact's last touch, due date and keeper, kept equal to the visits and owners.

They stand beside the contact, so that what is due is found by an index.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Row,
    Select,
    SQLColumnExpression,
    case,
    func,
    literal,
    select,
    type_coerce,
    update,
)

from storage import tables
from storage.accounts import account
from storage.engine import rowcount, take_time
from storage.noun import Noun
from upkeep import cadence
from upkeep.accounts import Account, Contact, Level
from upkeep.policy import Policy
from upkeep.visits import AT_A_DISTANCE

OWN = tuple(name for name in Contact.__dataclass_fields__ if name != "account")
#: How many ids go into one statement.
CHUNK = 500


class Reading(NamedTuple):
    """What is kept beside a contact: it follows from its visits and owners."""

    last_touch_on: date | None
    last_seen_on: date | None
    due_on: date
    keeper_id: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A contact whose stored clock is not what a recount of its visits gives."""

    contact_id: int
    stored: Reading
    counted: Reading


def _reading(row: tables.Contact) -> Reading:
    return Reading(*(getattr(row, name) for name in Reading._fields))


def contact(row: tables.Contact | Row[*tuple[Any, ...]], of: Account) -> Contact:
    """The contact in a row, or in a row's columns, with its account."""
    return Contact(account=of, **{name: getattr(row, name) for name in OWN})


class Clocks(Noun):
    """What sets clocks, and what holds them to a recount."""

    def recount(self, contact_ids: Iterable[int]) -> None:
        """Set last touch, due date and keeper anew from the visits and owners."""
        ids = list(dict.fromkeys(contact_ids))
        for start in range(0, len(ids), CHUNK):
            some = ids[start : start + CHUNK]
            for row, wrong in self._compare(tables.Contact.id.in_(some)):
                self._write(row, wrong.counted)
            self.session.flush()

    def recount_account(self, account_id: int) -> None:
        """The same for all contacts of an account, after its owner or cadence changed."""
        self.recount_accounts([account_id])

    def recount_accounts(self, account_ids: Collection[int]) -> None:
        """The same for all contacts of some accounts."""
        self.recount(
            self.session.scalars(
                select(tables.Contact.id).where(tables.Contact.account_id.in_(account_ids))
            ).all()
        )

    def recount_level(self, level: Level) -> int:
        """Move the due dates of all contacts of a level to what the policy says; of how many."""
        take_time(self.session)
        result = self.session.execute(
            update(tables.Contact)
            .where(tables.Contact.level == level, tables.Contact.last_touch_on.is_not(None))
            .values(due_on=self._due_on(level, self.scope.policy))
            .execution_options(synchronize_session=False)
        )
        self.session.expire_all()
        return rowcount(result)

    def crossing(self, level: Level, policy: Policy, on: date) -> dict[int | None, tuple[int, int]]:
        """How many contacts of a level a policy would make neglected, and relieve: by keeper."""
        then, now = self._due_on(level, policy), tables.Contact.due_on
        falls, rises = (then < on) & (now >= on), (then >= on) & (now < on)
        rows = self.session.execute(
            select(
                tables.Contact.keeper_id,
                func.sum(case((falls, 1), else_=0)),
                func.sum(case((rises, 1), else_=0)),
            )
            .where(
                tables.Contact.level == level,
                tables.Contact.left_on.is_(None),
                tables.Contact.last_touch_on.is_not(None),
                falls | rises,
            )
            .group_by(tables.Contact.keeper_id)
        )
        return {row[0]: (row[1], row[2]) for row in rows}

    def _due_on(self, level: Level, policy: Policy) -> ColumnElement[date]:
        """`cadence.due_on` of contacts of a level that were met, for the database."""
        contact = tables.Contact
        account = (
            select(tables.Account.cadence)
            .where(tables.Account.id == contact.account_id)
            .scalar_subquery()
        )
        days = func.coalesce(contact.cadence, account, policy.cadence[level])
        touched = self._after(contact.last_touch_on, days)
        if not policy.in_person[level]:
            return touched
        seen_on = func.coalesce(contact.last_seen_on, contact.added_on)
        seen = self._after(seen_on, literal(policy.in_person[level]))
        earlier = func.min if self.scope.dialect == "sqlite" else func.least
        return type_coerce(earlier(touched, seen), Date)

    def _after(
        self, day: SQLColumnExpression[Any], days: ColumnElement[int]
    ) -> ColumnElement[date]:
        if self.scope.dialect == "sqlite":
            return type_coerce(func.date(day, func.printf("+%d days", days)), Date)
        return type_coerce(day + days, Date)

    def differences(self) -> list[Difference]:
        """Contacts whose stored clock is not what a recount of the visits gives."""
        take_time(self.session)
        return [wrong for _, wrong in self._compare()]

    def repair(self) -> int:
        """Set all clocks anew, after the file's cadences or counted channels changed; how many."""
        wrong = [one.contact_id for one in self.differences()]
        self.recount(wrong)
        return len(wrong)

    def _compare(self, *those: ColumnElement[bool]) -> list[tuple[tables.Contact, Difference]]:
        policy = self.scope.policy
        asked = self.session.execute(self._last_touches(*those))
        touched = {row[0]: (row[1], row[2]) for row in asked}
        rows = self.session.execute(
            select(tables.Contact, tables.Account)
            .join(tables.Account, tables.Account.id == tables.Contact.account_id)
            .where(*those)
            .execution_options(yield_per=CHUNK)
        )
        found = []
        for row, of in rows:
            stored = contact(row, account(of))
            last, seen = touched.get(row.id, (None, None))
            one = replace(stored, last_touch_on=last, last_seen_on=seen)
            due = cadence.due_on(one, policy)
            before, now = _reading(row), Reading(last, seen, due, one.keeper_id)
            if before != now:
                found.append((row, Difference(row.id, before, now)))
        return found

    @staticmethod
    def _write(row: tables.Contact, reading: Reading) -> None:
        for name, value in reading._asdict().items():
            setattr(row, name, value)

    def _last_touches(self, *those: ColumnElement[bool]) -> Select[int, date, date | None]:
        """The last counted touch of each contact that ever had one, and the last in person."""
        seen = tables.Visit.channel.not_in(AT_A_DISTANCE)
        return (
            select(
                tables.VisitContact.contact_id,
                func.max(tables.Visit.on),
                func.max(case((seen, tables.Visit.on))),
            )
            .join(tables.Visit, tables.Visit.id == tables.VisitContact.visit_id)
            .where(
                tables.Visit.undone_at.is_(None),
                tables.Visit.attempt.is_(False),
                tables.Visit.channel.in_(self.scope.policy.counted),
                tables.VisitContact.contact_id.in_(select(tables.Contact.id).where(*those)),
            )
            .group_by(tables.VisitContact.contact_id)
        )
