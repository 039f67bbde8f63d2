"""Contacts: found by name, and listed by need."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select, update

from storage import search, tables
from storage.accounts import account, key_lines
from storage.clocks import CHUNK, OWN, Clocks, contact
from storage.noun import Change
from upkeep import names
from upkeep.accounts import Contact

#: What the stored clock depends on.
CLOCKWORK = frozenset({"cadence", "level", "owner_id", "account_id", "added_on"})
#: Columns, not rows: a sentence looks at many more contacts than it names.
_COLUMNS = select(*(getattr(tables.Contact, name) for name in OWN), tables.Account).join(
    tables.Account, tables.Account.id == tables.Contact.account_id
)

_ACTIVE = _COLUMNS.where(tables.Contact.left_on.is_(None))
_ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "name": (tables.Contact.name.asc(), tables.Contact.id.asc()),
    "due": (
        tables.Contact.due_on.asc(),
        case((tables.Contact.last_touch_on.is_(None), 1), else_=0),
        tables.Contact.id.asc(),
    ),
    "named": (
        func.coalesce(
            select(func.max(tables.Nudge.on))
            .where(tables.Nudge.contact_id == tables.Contact.id)
            .scalar_subquery(),
            tables.Contact.added_on,
        ).asc(),
        tables.Contact.id.asc(),
    ),
}

#: Candidates of one name that are weighed.
WEIGHED = 50
#: Likeness from which somebody's own come before all others.
LIKE = 75


def _neglected(on: date) -> ColumnElement[bool]:
    """Met once, and after its due date."""
    return tables.Contact.last_touch_on.is_not(None) & (tables.Contact.due_on < on)


def _away(on: date) -> ColumnElement[bool]:
    """Said to be away on a day."""
    table = tables.Member
    return (table.away_until >= on) & (table.away_from.is_(None) | (table.away_from <= on))


def _away_with(member_id: int, on: date) -> Select[int]:
    """Those who are away on a day, and for whom a member stands in."""
    table = tables.Member
    return select(table.id).where(table.standin_id == member_id, table.active.is_(True), _away(on))


def _not_there(on: date) -> ColumnElement[bool]:
    """Has left, or is away on a day."""
    return tables.Member.active.is_(False) | _away(on)


def _without_standin(on: date) -> ColumnElement[bool]:
    """Nobody stands in, or somebody who is not there himself."""
    table = tables.Member
    return table.standin_id.is_(None) | table.standin_id.in_(select(table.id).where(_not_there(on)))


class Contacts(Clocks):
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

    def kept(self, contact_ids: Iterable[int]) -> list[int]:
        """These ids, each once, with those that were merged into another in the place of it."""
        ids = list(dict.fromkeys(contact_ids))
        into: dict[int, int] = {}
        for start in range(0, len(ids), CHUNK):
            rows = self.session.execute(
                select(tables.Contact.id, tables.Contact.merged_into_id).where(
                    tables.Contact.id.in_(ids[start : start + CHUNK]),
                    tables.Contact.merged_into_id.is_not(None),
                )
            )
            into.update((one, kept) for one, kept in rows if kept is not None)
        return self.kept(into.get(one, one) for one in ids) if into else ids

    def many(self, contact_ids: Iterable[int]) -> list[Contact]:
        """Contacts by id, active or not, in the order asked for; unknown ids are left out."""
        ids = self.kept(contact_ids)
        found = {
            one.id: one
            for start in range(0, len(ids), CHUNK)
            for one in self._where(
                tables.Contact.id.in_(ids[start : start + CHUNK]), also_left=True
            )
        }
        return [found[one] for one in ids if one in found]

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
            if fields.keys() & {"name", "aliases"}:
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
        row.keys = key_lines(row.name, *(row.aliases or ()))

    def named(self, account_id: int, name: str) -> list[Contact]:
        """Contacts of an account with exactly that name, but for case, width and accents."""
        return self._where(
            tables.Contact.account_id == account_id, tables.Contact.folded == names.fold(name)
        )

    def called(
        self, whole: Iterable[str], like: Iterable[str], account_ids: Sequence[int] = ()
    ) -> list[Contact]:
        """Whom the names in a sentence may mean, in no order.

        Args:
            whole: what is nobody's name unless it is the whole of it.
            like: what may be a part of a name, or one with a slip of the finger, too.
            account_ids: where they are said to be: among namesakes everywhere, theirs may be lost.
        """
        names_of = [one for one in dict.fromkeys(like) if one.strip()]
        known = search.called(self.session, {*whole, *names_of}, self._ids(), WEIGHED)
        ids = [one for found in known.values() for one in found]
        lost = (one for one in names_of if not (known.get(one) or one.endswith(names.AND_MORE)))
        ids += self._found(lost)
        if account_ids:
            ids += self._found(names_of, account_ids)
        wanted = list(dict.fromkeys(ids))
        return [
            one
            for start in range(0, len(wanted), CHUNK)
            for one in self._where(tables.Contact.id.in_(wanted[start : start + CHUNK]))
        ]

    def like(
        self,
        texts: Iterable[str],
        account_ids: Sequence[int] | None = None,
        member_id: int | None = None,
        limit: int = WEIGHED,
    ) -> list[Contact]:
        """Candidates for typed names, the likest first; among equals, the member's own first."""
        asked = list(texts)

        def rank(one: Contact) -> tuple[float, bool, str, int]:
            best = max(names.likeness(text, one.called) for text in asked)
            return (-best, one.keeper_id != member_id, one.name, one.id)

        return sorted(self.many(self._found(asked, account_ids, limit)), key=rank)

    def gone(self, text: str, limit: int) -> list[Contact]:
        """Who has left and may go by a name, the likest first."""
        left, merged = tables.Contact.left_on, tables.Contact.merged_into_id
        among = select(tables.Contact.id).where(left.is_not(None), merged.is_(None))
        found = self.many(search.candidates(self.session, text, among, limit))
        return sorted(found, key=lambda one: (-names.likeness(text, one.called), one.id))

    def _found(
        self,
        texts: Iterable[str],
        account_ids: Sequence[int] | None = None,
        limit: int = WEIGHED,
    ) -> list[int]:
        asked = [one for one in dict.fromkeys(texts) if one.strip()]
        among = self._ids()
        if account_ids is not None:
            there = among.where(tables.Contact.account_id.in_(account_ids))
            return search.within(self.session, asked, there, limit)
        return [
            one for text in asked for one in search.candidates(self.session, text, among, limit)
        ]

    def suggest(self, text: str, member_id: int | None, limit: int = 100) -> list[Contact]:
        """Whom somebody may mean while he types: his own first, then all others, by likeness."""
        if not text.strip():
            own = self._where(tables.Contact.keeper_id == member_id, limit=limit, by="due")
            rest = self._where(limit=limit) if len(own) < limit else []
            return list({one.id: one for one in (*own, *rest)}.values())[:limit]
        among = self._ids()
        mine = among.where(tables.Contact.keeper_id == member_id)
        found = search.suggested(self.session, text, mine, among, WEIGHED)

        def rank(one: Contact) -> tuple[bool, float, str, int]:
            like = names.likeness(text, one.called)
            return (one.keeper_id != member_id or like < LIKE, -like, one.name, one.id)

        return sorted(self._where(tables.Contact.id.in_(found)), key=rank)[:limit]

    def of_account(self, account_id: int) -> list[Contact]:
        """The contacts of an account, by name."""
        return self._where(tables.Contact.account_id == account_id)

    def ever_at(self, account_id: int) -> list[Contact]:
        """The contacts of an account, those who have left included."""
        unmerged = tables.Contact.merged_into_id.is_(None)
        return self._where(tables.Contact.account_id == account_id, unmerged, also_left=True)

    def of_accounts(self, account_ids: Sequence[int]) -> list[Contact]:
        """The contacts of some accounts, by name; of very many, by name in each few."""
        return [
            one
            for start in range(0, len(account_ids), CHUNK)
            for one in self._where(
                tables.Contact.account_id.in_(account_ids[start : start + CHUNK])
            )
        ]

    def first_added_on(self) -> date | None:
        """The day on which the first contact was put on the list; None: nobody is on it."""
        return self.session.scalar(select(func.min(tables.Contact.added_on)))

    def of_keeper(self, member_id: int) -> list[Contact]:
        """The contacts a member answers for, those due first at the top."""
        return self._where(tables.Contact.keeper_id == member_id, by="due")

    def of_keepers(self, member_ids: Sequence[int]) -> list[Contact]:
        """The contacts a few members answer for."""
        return self._where(tables.Contact.keeper_id.in_(member_ids), by="due")

    of_members = of_keepers

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

    def slipped(self, member_id: int, before: date) -> int:
        """How many of a member's contacts, once met, were due before a day and are still."""
        return self._count(
            tables.Contact.keeper_id == member_id,
            tables.Contact.due_on < before,
            tables.Contact.last_touch_on.is_not(None),
        )

    def all(self) -> list[Contact]:
        """All active contacts of the workspace."""
        return self._where()

    def unattended(self, keepers: Collection[int] | None, on: date) -> list[int]:
        """Neglected contacts, by id, of whoever has left, or is away and nobody there stands in.

        Nobody is reminded of them. `keepers`: only theirs; None: anybody's.
        """
        table = tables.Member
        absent = select(table.id).where(
            table.active.is_(False) | (_away(on) & _without_standin(on))
        )
        asked = self._ids().where(tables.Contact.keeper_id.in_(absent), _neglected(on))
        if keepers is not None:
            asked = asked.where(tables.Contact.keeper_id.in_(keepers))
        return list(self.session.scalars(asked.order_by(tables.Contact.due_on, tables.Contact.id)))

    def orphans(self, limit: int) -> list[Contact]:
        """Contacts that nobody answers for, those due first at the top."""
        return self._where(tables.Contact.keeper_id.is_(None), limit=limit, by="due")

    def orphan_count(self) -> int:
        """How many contacts nobody answers for."""
        return self._count(tables.Contact.keeper_id.is_(None))

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

    def _ids(self) -> Select[int]:
        return select(tables.Contact.id).where(tables.Contact.left_on.is_(None))

    def _count(self, *those: ColumnElement[bool]) -> int:
        counted = select(func.count(tables.Contact.id))
        return self.session.scalar(counted.where(tables.Contact.left_on.is_(None), *those)) or 0

    def _where(
        self,
        *those: ColumnElement[bool],
        also_left: bool = False,
        limit: int | None = None,
        by: str = "name",
    ) -> list[Contact]:
        asked = (_COLUMNS if also_left else _ACTIVE).where(*those)
        rows = self.session.execute(asked.order_by(*_ORDERS[by]).limit(limit))
        whole = cache(account)
        # By place, not by name: these are the hottest lines of the house.
        return [
            Contact(account=whole(row[-1]), **dict(zip(OWN, row, strict=False))) for row in rows
        ]
