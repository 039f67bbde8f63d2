"""Contacts: kept, changed, and listed by need."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, time, timedelta

from sqlalchemy import ColumnElement, Select, func, select, update

from storage import tables
from storage.accounts import account, key_lines
from storage.clocks import CHUNK, contact
from storage.found import Found
from storage.noun import Change
from storage.search import IDS
from upkeep import calendar, names
from upkeep.accounts import Contact

#: What the stored clock depends on.
CLOCKWORK = frozenset({"cadence", "level", "owner_id", "account_id", "added_on"})


def _neglected(on: date) -> ColumnElement[bool]:
    """Met once, and after its due date."""
    return tables.Contact.last_touch_on.is_not(None) & (tables.Contact.due_on < on)


def _away(on: date) -> ColumnElement[bool]:
    """Said to be away on a day."""
    table = tables.Member
    begun = table.away_from.is_(None) | (table.away_from <= on)
    return table.away_until.is_not(None) & (table.away_until >= on) & begun


def _away_with(member_id: int, on: date) -> Select[int]:
    """Those who are away on a day, and for whom a member stands in."""
    table = tables.Member
    return select(table.id).where(table.standin_id == member_id, table.active.is_(True), _away(on))


def _out(on: date, emoji: Collection[str]) -> ColumnElement[bool]:
    """A status in Slack keeps reminders away for longer than a day: it tells no first day."""
    table, later = tables.Member, calendar.instant(on + timedelta(days=2), time(), "UTC")
    lasts = table.status_until.is_(None) | (table.status_until >= later)
    return table.status.in_(emoji) & lasts


def _not_there(on: date, emoji: Collection[str]) -> ColumnElement[bool]:
    """Has left, is away on a day, or is not known in Slack: gets no reminders."""
    table = tables.Member
    return table.active.is_(False) | table.slack_id.is_(None) | _away(on) | _out(on, emoji)


def _stood_in(on: date, emoji: Collection[str]) -> ColumnElement[bool]:
    """Is away on a day, and somebody stands in who is there himself."""
    table = tables.Member
    absent = select(table.id).where(_not_there(on, emoji))
    return _away(on) & table.standin_id.is_not(None) & table.standin_id.not_in(absent)


class Contacts(Found):
    """The questions and changes of contacts. Lists hold active ones unless they say otherwise."""

    def get(self, contact_id: int) -> Contact:
        """The contact with an id, active or not.

        Raises:
            Refusal: `gone`.
        """
        row = self._standing(contact_id)
        return contact(row, account(self.row(tables.Account, row.account_id)))

    def _standing(self, contact_id: int) -> tables.Contact:
        """The row of a contact, or of the one it was merged into.

        Raises:
            Refusal: `gone`.
        """
        row = self.row(tables.Contact, contact_id)
        return row if row.merged_into_id is None else self._standing(row.merged_into_id)

    def add(self, account_id: int, name: str, *, added_on: date, **fields: object) -> Contact:
        """A new contact, due from the day it was added; a second time for a `request` the first.

        Raises:
            Refusal: `gone`, where there is no such account.
        """
        of = account(self.row(tables.Account, account_id))
        if (known := self._requested(fields.get("request"))) is not None:
            return self.get(known)
        row = tables.Contact(
            account_id=account_id, name=name, added_on=added_on, due_on=added_on, **fields
        )
        self._name(row)
        row.keeper_id = row.owner_id if row.owner_id is not None else of.owner_id
        self.session.add(row)
        self.session.flush()
        return contact(row, of)

    def _requested(self, request: object) -> int | None:
        if request is None:
            return None
        return self.session.scalar(
            select(tables.Contact.id).where(tables.Contact.request == request)
        )

    def change(self, contact_id: int, **fields: object) -> Contact:
        """Write fields of a contact. An edit is never a touch; its due date follows its cadence.

        Moved to another account it takes its clock along; past visits stay where they were.

        Raises:
            Refusal: `gone`, also where there is no such account.
        """
        row = self._standing(contact_id)
        if "account_id" in fields:
            fields["account_id"] = self.row(tables.Account, int(str(fields["account_id"]))).id
        if self.change_row(row, fields):
            if fields.keys() & {"name", "aliases", "phone"}:
                self._name(row)
                self.session.flush()
            if fields.keys() & CLOCKWORK:
                self.recount([row.id])
        return self.get(row.id)

    def upsert(
        self, account_id: int, name: str, *, added_on: date, **fields: object
    ) -> tuple[Contact, Change]:
        """The contact of a name at an account, made where it is new; None stays as it is."""
        said = {key: value for key, value in fields.items() if value is not None}
        row = self.session.scalar(
            select(tables.Contact)
            .where(
                tables.Contact.account_id == account_id, tables.Contact.folded == names.fold(name)
            )
            .order_by(tables.Contact.id)
            .limit(1)
        )
        if row is None:
            return self.add(account_id, name, added_on=added_on, **said), Change.CREATED
        row = self._standing(row.id)
        if all(getattr(row, key) == value for key, value in said.items()):
            return self.get(row.id), Change.UNCHANGED
        return self.change(row.id, **said), Change.UPDATED

    @staticmethod
    def _name(row: tables.Contact) -> None:
        row.folded = names.fold(row.name)
        row.keys = key_lines(row.name, *(row.aliases or ()), phone=row.phone or "")

    def first_added_on(self) -> date | None:
        """The day on which the first contact was put on the list; None: nobody is on it."""
        return self.session.scalar(select(func.min(tables.Contact.added_on)))

    def of_keeper(self, member_id: int) -> list[Contact]:
        """The contacts a member answers for, those due first at the top."""
        return self._where(tables.Contact.keeper_id == member_id, by="due")

    def of_keepers(self, member_ids: Sequence[int]) -> list[Contact]:
        """The contacts a few members answer for."""
        return self._where(tables.Contact.keeper_id.in_(member_ids), by="due")

    def neediest(self, member_id: int, on: date, limit: int) -> list[Contact]:
        """A member's due contacts, the longest due first."""
        return self._where(*self._due(member_id, on), limit=limit, by="due")

    def patient(self, member_id: int, on: date, limit: int) -> list[Contact]:
        """A member's due contacts, those first that were named, or added, longest ago."""
        return self._where(*self._due(member_id, on), limit=limit, by="named")

    def due_count(self, member_id: int, on: date) -> int:
        """How many due contacts a member has: the one figure that every page tells."""
        return self._count(*self._due(member_id, on))

    def _due(self, member_id: int, on: date) -> Iterator[ColumnElement[bool]]:
        """Due for a member: its due date has come, ever met or not, and it is not snoozed.

        With his own come the neglected ones of whom he stands in for on that day.
        """
        awake = tables.Contact.snoozed_until
        own = tables.Contact.keeper_id == member_id
        if absent := self.session.scalars(_away_with(member_id, on)).all():
            own |= tables.Contact.keeper_id.in_(absent) & _neglected(on)
        yield own
        yield tables.Contact.due_on <= on
        yield awake.is_(None) | (awake <= on)

    def unmet_count(self, member_id: int) -> int:
        """How many of a member's contacts have never been met."""
        return self._count(
            tables.Contact.keeper_id == member_id, tables.Contact.last_touch_on.is_(None)
        )

    def count(self, member_id: int) -> int:
        """How many contacts a member answers for."""
        return self._count(tables.Contact.keeper_id == member_id)

    def first_due(self, member_id: int) -> date | None:
        """The earliest due date among a member's contacts once met; None: none of them ever was."""
        one = tables.Contact
        theirs = (one.keeper_id == member_id, one.left_on.is_(None))
        asked = select(func.min(one.due_on)).where(*theirs, one.last_touch_on.is_not(None))
        return self.session.scalar(asked)

    def all(self) -> list[Contact]:
        """All active contacts of the workspace."""
        return self._where()

    def unattended(self, keepers: Collection[int] | None, on: date) -> list[int]:
        """Neglected contacts, by id, of whoever is not there, and nobody there stands in.

        Nobody is reminded of them. `keepers`: only theirs; None: anybody's.
        """
        table = tables.Member
        rules = (on, self.scope.policy.away_emoji)
        alone = _not_there(*rules) & ~_stood_in(*rules)
        absent = select(table.id).where(table.active.is_(False) | alone)
        if keepers is not None:
            absent = absent.where(table.id.in_(keepers))
        asked = IDS.where(tables.Contact.keeper_id.in_(absent), _neglected(on))
        return list(self.session.scalars(asked.order_by(tables.Contact.due_on, tables.Contact.id)))

    def orphans(self, limit: int, start: int = 0) -> list[Contact]:
        """Contacts that nobody answers for, those due first at the top, after the first few."""
        nobodys = tables.Contact.keeper_id.is_(None)
        return self._where(nobodys, limit=limit, start=start, by="due")

    def orphan_count(self, on: date = date.max) -> int:
        """How many contacts nobody answers for, of those active now or still on a day."""
        one = tables.Contact
        nobodys = select(func.count(one.id)).where(
            one.keeper_id.is_(None),
            one.merged_into_id.is_(None),
            one.left_on.is_(None) | (one.left_on > on),
        )
        return self.session.scalar(nobodys) or 0

    def snooze(self, contact_id: int, until: date | None) -> Contact:
        """No nudge before a day."""
        return self.change(contact_id, snoozed_until=until)

    def leave(self, contact_id: int, on: date | None) -> Contact:
        """It left the company: kept in history, out of coverage. None takes it back."""
        return self.change(contact_id, left_on=on)

    def give(self, contact_ids: Iterable[int], to_member_id: int) -> None:
        """Hand contacts over to a member.

        Raises:
            Refusal: `gone`, where there is no such member.
        """
        keeper = self.row(tables.Member, to_member_id).id
        ids = self.kept(contact_ids)
        for start in range(0, len(ids), CHUNK):
            self.session.execute(
                update(tables.Contact)
                .where(tables.Contact.id.in_(ids[start : start + CHUNK]))
                .values(owner_id=keeper, keeper_id=keeper)
            )
