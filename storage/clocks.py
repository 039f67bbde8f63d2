"""Clocks: each contact's last touch, due date and keeper, kept equal to the visits and owners.

They stand beside the contact, so that what is due is found by an index.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Date, Select, func, literal, select, type_coerce, update

from storage import tables
from storage.accounts import account
from storage.engine import rowcount, take_time
from storage.noun import Noun
from upkeep import cadence
from upkeep.accounts import Account, Contact, Level

OWN = tuple(name for name in Contact.__dataclass_fields__ if name != "account")
#: How many ids go into one statement.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """A contact whose stored clock is not what a recount of its visits gives."""

    contact_id: int
    stored: tuple[date | None, date, int | None]
    counted: tuple[date | None, date, int | None]


def contact(row: tables.Contact, of: Account) -> Contact:
    """The contact in a row, with its account."""
    return Contact(account=of, **{name: getattr(row, name) for name in OWN})


class Clocks(Noun):
    """What sets clocks, and what holds them to a recount."""

    def recount(self, contact_ids: Iterable[int]) -> None:
        """Set last touch, due date and keeper anew from the visits and owners."""
        ids = list(dict.fromkeys(contact_ids))
        for start in range(0, len(ids), CHUNK):
            some = ids[start : start + CHUNK]
            for row, wrong in self._compare(tables.Contact.id.in_(some)):
                row.last_touch_on, row.due_on, row.keeper_id = wrong.counted
            self.session.flush()

    def recount_account(self, account_id: int) -> None:
        """The same for all contacts of an account, after its owner or cadence changed."""
        self.recount(
            self.session.scalars(
                select(tables.Contact.id).where(tables.Contact.account_id == account_id)
            ).all()
        )

    def recount_level(self, level: Level, days: int) -> int:
        """Move the due dates of all contacts on a level's cadence; how many were moved."""
        take_time(self.session)
        own = select(tables.Account.id).where(tables.Account.cadence.is_not(None))
        result = self.session.execute(
            update(tables.Contact)
            .where(
                tables.Contact.level == level,
                tables.Contact.cadence.is_(None),
                tables.Contact.account_id.not_in(own),
                tables.Contact.last_touch_on.is_not(None),
            )
            .values(due_on=self._days_after(days))
            .execution_options(synchronize_session=False)
        )
        self.session.expire_all()
        return rowcount(result)

    def _days_after(self, days: int) -> ColumnElement[date]:
        if self.scope.dialect == "sqlite":
            moved = func.date(tables.Contact.last_touch_on, f"+{days} days")
            return type_coerce(moved, Date)
        return type_coerce(tables.Contact.last_touch_on + literal(days), Date)

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
        touched = {row[0]: row[1] for row in self.session.execute(self._last_touches(*those))}
        rows = self.session.execute(
            select(tables.Contact, tables.Account)
            .join(tables.Account, tables.Account.id == tables.Contact.account_id)
            .where(*those)
            .execution_options(yield_per=CHUNK)
        )
        found = []
        for row, of in rows:
            one = contact(row, account(of))
            last = touched.get(row.id)
            due = cadence.due_on(last, row.added_on, cadence.cadence_of(one, policy))
            stored = (row.last_touch_on, row.due_on, row.keeper_id)
            counted = (last, due, one.keeper_id)
            if stored != counted:
                found.append((row, Difference(row.id, stored, counted)))
        return found

    def _last_touches(self, *those: ColumnElement[bool]) -> Select[int, date]:
        """The last counted touch of each contact that ever had one."""
        return (
            select(tables.VisitContact.contact_id, func.max(tables.Visit.on))
            .join(tables.Visit, tables.Visit.id == tables.VisitContact.visit_id)
            .where(
                tables.Visit.undone_at.is_(None),
                tables.Visit.attempt.is_(False),
                tables.Visit.channel.in_(self.scope.policy.counted),
                tables.VisitContact.contact_id.in_(select(tables.Contact.id).where(*those)),
            )
            .group_by(tables.VisitContact.contact_id)
        )
