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
    or_,
    select,
    type_coerce,
    update,
)

from storage import tables
from storage.accounts import account
from storage.noun import Noun
from upkeep import cadence
from upkeep import policy as policies
from upkeep.accounts import Account, Contact, Level
from upkeep.policy import Policy
from upkeep.visits import AT_A_DISTANCE

OWN = tuple(name for name in Contact.__dataclass_fields__ if name != "account")
#: How many ids go into one statement.
CHUNK = 500
#: How many contacts are swept at once, or compared, in one transaction: nobody waits for it.
MANY = 5000


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


#: Contacts as they are written, and as they are only read: for that, columns cost a third.
_ROWS = select(tables.Contact, tables.Account).join(
    tables.Account, tables.Account.id == tables.Contact.account_id
)
_COLUMNS = _ROWS.with_only_columns(
    *(getattr(tables.Contact, name) for name in (*OWN, "keeper_id")),
    tables.Account,
    maintain_column_froms=True,
)


def _reading(row: tables.Contact | Row[*tuple[Any, ...]]) -> Reading:
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
            for row, wrong in self._compare(_ROWS, tables.Contact.id.in_(some)):
                self._write(row.Contact, wrong.counted)
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

    def sweep(self, limit: int | None = None) -> bool:
        """Let the next contacts follow the policy in force; whether there are more.

        A workspace of a few thousand contacts is done at once. A change of the policy on the way
        begins anew.
        """
        row, policy, limit = self._sweep(), self.scope.policy, limit or MANY
        cadences, counted = policies.clock_words(policy)
        if (row.cadences, row.counted) != (cadences, counted):
            row.touches = row.touches or row.counted != counted
            row.cadences, row.counted, row.after_id = cadences, counted, 0
        if row.after_id is None:
            return False
        ids = self._after_id(row.after_id, limit)
        if ids:
            (self._touch if row.touches else self._follow)(ids[0], ids[-1])
        more = len(ids) == limit
        row.after_id = ids[-1] if more else None
        row.touches = row.touches and more
        self.session.flush()
        self.session.expire_all()
        return more

    def follows(self) -> bool:
        """Whether all due dates follow the policy in force."""
        row = self.session.scalar(select(tables.Sweep))
        if row is None or row.after_id is not None:
            return False
        return (row.cadences, row.counted) == policies.clock_words(self.scope.policy)

    def _sweep(self) -> tables.Sweep:
        row = self.session.scalar(select(tables.Sweep))
        if row is None:
            row = tables.Sweep()
            self.session.add(row)
        return row

    def _after_id(self, after_id: int, limit: int) -> list[int]:
        ids = select(tables.Contact.id).where(tables.Contact.id > after_id)
        return list(self.session.scalars(ids.order_by(tables.Contact.id).limit(limit)))

    def _touch(self, first: int, last: int) -> None:
        """Count the touches of some contacts anew; their due dates with them."""
        contact = tables.Contact
        some = contact.id.between(first, last)
        met = self._last_touches(some).subquery()
        told = select(contact.id, met.c.last_touch_on, met.c.last_seen_on).where(some)
        each = told.outerjoin(met, met.c.contact_id == contact.id).subquery().c
        self._set(
            contact.id == each.id,
            last_touch_on=each.last_touch_on,
            last_seen_on=each.last_seen_on,
            due_on=self._due_on(self.scope.policy, each.last_touch_on, each.last_seen_on),
        )

    def _follow(self, first: int, last: int) -> None:
        """Move the due dates of some contacts to what the policy says."""
        due_on = self._due_on(self.scope.policy)
        self._set(tables.Contact.id.between(first, last), due_on=due_on)

    def _set(self, those: ColumnElement[bool], **values: ColumnElement[Any]) -> None:
        """Write what is not so yet."""
        other = (getattr(tables.Contact, one).is_distinct_from(now) for one, now in values.items())
        self.session.execute(
            update(tables.Contact)
            .where(those, or_(*other))
            .values(values)
            .execution_options(synchronize_session=False)
        )

    def crossing(self, level: Level, policy: Policy, on: date) -> dict[int | None, tuple[int, int]]:
        """How many contacts of a level a policy would make neglected, and relieve: by keeper."""
        then, now = self._due_on(policy), tables.Contact.due_on
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

    def _due_on(
        self,
        policy: Policy,
        touched: SQLColumnExpression[Any] = tables.Contact.last_touch_on,
        seen: SQLColumnExpression[Any] = tables.Contact.last_seen_on,
    ) -> ColumnElement[date]:
        """`cadence.due_on` for the database, by the days of the last touch and the last seen."""
        contact = tables.Contact
        of_account = (
            select(tables.Account.cadence)
            .where(tables.Account.id == contact.account_id)
            .scalar_subquery()
        )
        earlier = func.min if self.scope.dialect == "sqlite" else func.least

        def due_on(level: Level) -> ColumnElement[date]:
            days = func.coalesce(contact.cadence, of_account, policy.cadence[level])
            due = self._after(touched, days)
            if not policy.in_person[level]:
                return due
            since = func.coalesce(seen, contact.added_on)
            return earlier(due, self._after(since, literal(policy.in_person[level])))

        by_level = ((contact.level == level, due_on(level)) for level in Level)
        return type_coerce(case((touched.is_(None), contact.added_on), *by_level), Date)

    def _after(
        self, day: SQLColumnExpression[Any], days: ColumnElement[int]
    ) -> ColumnElement[date]:
        if self.scope.dialect == "sqlite":
            return type_coerce(func.date(day, func.printf("+%d days", days)), Date)
        return type_coerce(day + days, Date)

    def differences(self) -> list[Difference]:
        """Contacts whose stored clock is not what a recount of the visits gives."""
        found: list[Difference] = []
        after_id: int | None = 0
        while after_id is not None:
            wrong, after_id = self.examine(after_id)
            found += wrong
        return found

    def examine(self, after_id: int) -> tuple[list[Difference], int | None]:
        """The same of the next few contacts, and after which to go on; None: these were the last.

        Each few are best looked at in a transaction of their own: nothing waits for long, and no
        more than these are held in memory.
        """
        ids = self._after_id(after_id, MANY)
        if not ids:
            return [], None
        found = self._compare(_COLUMNS, tables.Contact.id.between(ids[0], ids[-1]))
        return [wrong for _, wrong in found], ids[-1] if len(ids) == MANY else None

    def _compare(
        self, told: Select[*tuple[Any, ...]], *those: ColumnElement[bool]
    ) -> list[tuple[Row[*tuple[Any, ...]], Difference]]:
        """Contacts, as `_ROWS` or `_COLUMNS` tell of them, whose stored clock is wrong."""
        policy = self.scope.policy
        asked = self.session.execute(self._last_touches(*those))
        touched = {row[0]: (row[1], row[2]) for row in asked}
        rows = self.session.execute(told.where(*those).execution_options(yield_per=CHUNK))
        found = []
        for line in rows:
            row = line.Contact if told is _ROWS else line
            stored = contact(row, account(line.Account))
            last, seen = touched.get(row.id, (None, None))
            one = replace(stored, last_touch_on=last, last_seen_on=seen)
            due = cadence.due_on(one, policy)
            before, now = _reading(row), Reading(last, seen, due, one.keeper_id)
            if before != now:
                found.append((line, Difference(row.id, before, now)))
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
                func.max(tables.Visit.on).label("last_touch_on"),
                func.max(case((seen, tables.Visit.on))).label("last_seen_on"),
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
