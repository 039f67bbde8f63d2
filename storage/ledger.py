"""The ledger: contacts as digests and boards count them, in columns instead of objects."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    SQLColumnExpression,
    case,
    cast,
    func,
    literal,
    literal_column,
    select,
)

from storage import tables
from storage.clocks import CHUNK
from storage.noun import Noun
from upkeep.accounts import Level
from upkeep.ledger import Entry
from upkeep.visits import AT_A_DISTANCE


class Ledger(Noun):
    """The questions of the ledger. `keepers` None stands for everybody, orphans included."""

    def kept_by(self, keepers: Collection[int] | None, on: date) -> list[Entry]:
        """The active contacts that some members answer for, as they stood on a day."""
        those = () if keepers is None else (tables.Contact.keeper_id.in_(keepers),)
        return self._entries(on, *those)

    def around(self, members: Collection[int], on: date) -> list[Entry]:
        """The active contacts at some members' accounts that none of them answers for."""
        keeper = tables.Contact.keeper_id
        return self._entries(
            on, tables.Account.owner_id.in_(members), keeper.is_(None) | keeper.not_in(members)
        )

    def at(self, account_ids: Collection[int], on: date) -> list[Entry]:
        """The active contacts at a few accounts."""
        return self._entries(on, tables.Contact.account_id.in_(account_ids))

    def _entries(self, on: date, *those: ColumnElement[bool]) -> list[Entry]:
        rows = list(map(Entry._make, self.session.execute(self._lines(on, *those))))
        later = [one.id for one in rows if one.days is not None and one.days < 0]
        if not later:
            return rows
        earlier = self._last_days(later, on)
        return [
            one if one.days is None or one.days >= 0 else _as_of(one, earlier.get(one.id))
            for one in rows
        ]

    def _lines(self, on: date, *those: ColumnElement[bool]) -> Select[*tuple[object, ...]]:
        contact, account = tables.Contact, tables.Account
        policy = self.scope.policy
        cadence = func.coalesce(contact.cadence, account.cadence, self._of_level(policy.cadence))
        return (
            select(
                contact.id,
                contact.account_id,
                contact.keeper_id,
                account.owner_id,
                literal_column("contacts.level"),
                cadence,
                contact.weight,
                account.contract,
                self._days(contact.last_touch_on, on),
                self._days(contact.added_on, on),
                contact.phone != "",
                contact.department,
                self._days(func.coalesce(contact.last_seen_on, contact.added_on), on),
                self._of_level(policy.in_person),
            )
            .join(account, account.id == contact.account_id)
            .where(
                contact.left_on.is_(None) | (contact.left_on > on),
                contact.merged_into_id.is_(None),
                *those,
            )
        )

    @staticmethod
    def _of_level(days: Mapping[Level, int]) -> ColumnElement[int]:
        """The days that a contact's level is given."""
        return case(*((tables.Contact.level == level, literal(days[level])) for level in Level))

    def _days(
        self, since: SQLColumnExpression[date | None] | SQLColumnExpression[date], on: date
    ) -> ColumnElement[int]:
        """Whole days from a date to another."""
        if self.scope.dialect == "sqlite":
            return cast(func.julianday(on.isoformat()) - func.julianday(since), Integer)
        return cast(literal(on) - since, Integer)

    def _last_days(self, contact_ids: Iterable[int], on: date) -> dict[int, tuple[int, int | None]]:
        """Whole days since the last touch, and the last in person, by a day; of those touched."""
        ids = list(contact_ids)
        found: dict[int, tuple[int, int | None]] = {}
        seen = case((tables.Visit.channel.not_in(AT_A_DISTANCE), tables.Visit.on))
        for start in range(0, len(ids), CHUNK):
            rows = self.session.execute(
                select(tables.VisitContact.contact_id, func.max(tables.Visit.on), func.max(seen))
                .join(tables.Visit, tables.Visit.id == tables.VisitContact.visit_id)
                .where(
                    tables.VisitContact.contact_id.in_(ids[start : start + CHUNK]),
                    tables.Visit.on <= on,
                    tables.Visit.undone_at.is_(None),
                    tables.Visit.attempt.is_(False),
                    tables.Visit.channel.in_(self.scope.policy.counted),
                )
                .group_by(tables.VisitContact.contact_id)
            )
            found |= {
                row[0]: ((on - row[1]).days, (on - row[2]).days if row[2] else None) for row in rows
            }
        return found


def _as_of(one: Entry, earlier: tuple[int, int | None] | None) -> Entry:
    """A contact touched since, as it stood before."""
    days, seen = earlier or (None, None)
    return one._replace(days=days, seen=one.added if seen is None else seen)
