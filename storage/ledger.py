"""The ledger: contacts and visits as digests count them, in columns instead of objects.

Its questions are asked of the bare tables and begin at the workspace's own members or contacts: the
workspace's id on every table tells a planner nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import starmap
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    SQLColumnExpression,
    Text,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)

from storage import tables
from storage.clocks import CHUNK
from storage.noun import Noun, among
from upkeep.accounts import Level
from upkeep.ledger import Entry
from upkeep.regime import Presence
from upkeep.threads import Trace
from upkeep.visits import AT_A_DISTANCE

MEMBER, ACCOUNT, CONTACT, VISIT, MET, THERE, VOICE, PROMISE = (
    table.__table__
    for table in (
        tables.Member,
        tables.Account,
        tables.Contact,
        tables.Visit,
        tables.VisitContact,
        tables.VisitMember,
        tables.Voice,
        tables.FollowUp,
    )
)
#: Made once: each digest asks it three times.
_OLDEST = select(func.min(VISIT.c.id)).where(
    VISIT.c.workspace_id == bindparam("workspace"), VISIT.c.on >= bindparam("first")
)
#: A visit is taken back within so long, as far as anybody wants to be told.
TAKEN_BACK = timedelta(weeks=26)

Ids = Collection[int] | None


class Ledger(Noun):
    """The questions of the ledger. Ids that are None stand for everybody, orphans included."""

    def kept_by(self, keepers: Ids, on: date) -> list[Entry]:
        """The active contacts that some members answer for, as they stood on a day."""
        if keepers is None:
            return self._entries(on, CONTACT.c.workspace_id == self.scope.workspace_id)
        return self._entries(
            on,
            CONTACT.c.workspace_id == self.scope.workspace_id,
            CONTACT.c.keeper_id.in_(keepers),
        )

    def about(self, keepers: Ids, account_ids: Collection[int], on: date) -> list[Entry]:
        """The same with everybody else at some accounts."""
        if keepers is None:
            return self.kept_by(None, on)
        there = among(CONTACT.c.account_id, account_ids) | CONTACT.c.keeper_id.in_(keepers)
        return self._entries(on, CONTACT.c.workspace_id == self.scope.workspace_id, there)

    def at(self, account_ids: Collection[int], on: date) -> list[Entry]:
        """The active contacts at a few accounts."""
        return self._entries(
            on,
            CONTACT.c.account_id.in_(account_ids),
            ACCOUNT.c.workspace_id == self.scope.workspace_id,
        )

    def presences(self, members: Ids, first: date, last: date) -> list[Presence]:
        """Who of some members was at which counted visit between two days."""
        left = or_(
            func.trim(VISIT.c.note) != "",
            exists().where(VOICE.c.visit_id == VISIT.c.id),
            exists().where(PROMISE.c.visit_id == VISIT.c.id),
        )
        thin = ~(exists().where(MET.c.visit_id == VISIT.c.id) & left)
        asked = select(VISIT.c.id, THERE.c.member_id, thin)
        rows = self.session.execute(self._attended(asked, members, first, last))
        return list(map(Presence._make, rows))

    def days(self, members: Ids, first: date, last: date) -> list[date]:
        """The days of the counted visits of some members between two days, one for each visit."""
        asked = select(VISIT.c.id, VISIT.c.on).distinct()
        return [
            row[1]
            for row in self.session.execute(self._attended(asked, members, first, last)).all()
        ]

    def _attended(
        self, asked: Select[*tuple[Any, ...]], members: Ids, first: date, last: date
    ) -> Select[*tuple[Any, ...]]:
        """The counted visits of some members between two days, with who was there.

        Ids grow as visits are recorded, so what a member did before the first id of these days
        need not be looked at.
        """
        asked = asked.join_from(THERE, VISIT, VISIT.c.id == THERE.c.visit_id)
        asked = asked.where(*self._counted(first, last))
        if members is None:
            return asked.where(VISIT.c.workspace_id == self.scope.workspace_id)
        return asked.where(*self._there(members, first))

    def _there(self, members: Collection[int], first: date) -> tuple[ColumnElement[bool], ...]:
        """Where some members were, recorded from a day on."""
        recorded = THERE.c.visit_id >= self._oldest(first)
        return THERE.c.member_id.in_(self._ours(members)), recorded

    def _oldest(self, first: date) -> int:
        """The first id of a visit from a day on."""
        asked = {"workspace": self.scope.workspace_id, "first": first}
        return self.session.scalar(_OLDEST, asked) or 0

    def _counted(self, first: date, last: date) -> tuple[ColumnElement[bool], ...]:
        """Visits between two days that stand and count."""
        return (
            VISIT.c.on.between(first, last),
            VISIT.c.undone_at.is_(None),
            VISIT.c.attempt.is_(False),
            VISIT.c.channel.in_(self.scope.policy.counted),
        )

    def traces(self, account_ids: Ids, first: date, last: date) -> list[Trace]:
        """Counted visits to some accounts between two days."""
        if account_ids is None:
            return self._traces(first, last)
        return self._traces(first, last, among(VISIT.c.account_id, account_ids))

    def traces_elsewhere(
        self, contact_ids: Collection[int], first: date, last: date
    ) -> list[Trace]:
        """Counted visits to some contacts between two days, at other accounts than theirs now."""
        met_elsewhere = (
            select(MET.c.visit_id)
            .join_from(MET, CONTACT, CONTACT.c.id == MET.c.contact_id)
            .join(VISIT, VISIT.c.id == MET.c.visit_id)
            .where(
                among(MET.c.contact_id, contact_ids),
                MET.c.visit_id >= self._oldest(first),
                VISIT.c.account_id != CONTACT.c.account_id,
            )
        )
        return self._traces(first, last, VISIT.c.id.in_(met_elsewhere))

    def _traces(self, first: date, last: date, *those: ColumnElement[bool]) -> list[Trace]:
        there = (VISIT.c.workspace_id == self.scope.workspace_id, *self._counted(first, last))
        met, ours = _ids(MET, MET.c.contact_id), _ids(THERE, THERE.c.member_id)
        made = self.session.execute(
            select(VISIT.c.account_id, VISIT.c.on, met, ours).where(*there, *those)
        ).all()
        return [
            Trace(account_id, on, _numbers(contacts), _numbers(members))
            for account_id, on, contacts, members in made
        ]

    def came_late(self, members: Ids, closed_at: datetime, last: date) -> tuple[int, int]:
        """Counted visits made by a day that were logged after an instant, or taken back after it.

        Theirs are those at which one of the members was, whoever logged them.
        """
        long_ago = closed_at - TAKEN_BACK
        late = (VISIT.c.recorded_at > closed_at) & VISIT.c.undone_at.is_(None)
        undone = VISIT.c.recorded_at.between(long_ago, closed_at) & (VISIT.c.undone_at > closed_at)
        counted = select(
            func.count(case((late, VISIT.c.id)).distinct()),
            func.count(case((undone, VISIT.c.id)).distinct()),
        ).where(
            VISIT.c.on <= last,
            VISIT.c.attempt.is_(False),
            VISIT.c.channel.in_(self.scope.policy.counted),
            late | undone,
        )
        if members is None:
            counted = counted.where(VISIT.c.workspace_id == self.scope.workspace_id)
        else:
            counted = counted.join_from(THERE, VISIT, VISIT.c.id == THERE.c.visit_id)
            counted = counted.where(*self._there(members, long_ago.date()))
        came, went = self.session.execute(counted).one()
        return came, went

    def _ours(self, member_ids: Collection[int]) -> Select[int]:
        """Those of some members that are of this workspace."""
        return select(MEMBER.c.id).where(
            MEMBER.c.id.in_(member_ids), MEMBER.c.workspace_id == self.scope.workspace_id
        )

    def _entries(self, on: date, *those: ColumnElement[bool]) -> list[Entry]:
        rows = list(starmap(Entry, self.session.execute(self._lines(on, *those)).all()))
        later = [at for at, one in enumerate(rows) if one.days is not None and one.days < 0]
        earlier = self._last_days([rows[at].id for at in later], on)
        for at in later:
            rows[at] = _as_of(rows[at], earlier.get(rows[at].id))
        return rows

    def _lines(self, on: date, *those: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
        contact, account, policy = CONTACT.c, ACCOUNT.c, self.scope.policy
        in_person = _of_level(policy.in_person)
        seen = self._days(func.coalesce(contact.last_seen_on, contact.added_on), on)
        met = (case((in_person > 0, seen), else_=0), in_person)
        cadence = func.coalesce(contact.cadence, account.cadence, _of_level(policy.cadence))
        return (
            select(
                contact.id,
                contact.account_id,
                contact.keeper_id,
                contact.level,
                cadence,
                contact.weight,
                account.contract,
                self._days(contact.last_touch_on, on),
                self._days(contact.added_on, on),
                contact.phone != "",
                contact.department,
                # Two columns that most houses have no use for.
                *(met if any(policy.in_person.values()) else ()),
            )
            .join_from(CONTACT, ACCOUNT, account.id == contact.account_id)
            .where(
                # In words that no index could serve: SQLite would read each contact twice for them.
                (contact.left_on <= on).is_not(True),
                contact.merged_into_id.is_not(None).is_(False),
                *those,
            )
        )

    def _days(self, since: SQLColumnExpression[date], on: date) -> ColumnElement[int]:
        """Whole days from a date to another."""
        if self.scope.dialect == "sqlite":
            return cast(func.julianday(on.isoformat()) - func.julianday(since), Integer)
        return cast(literal(on) - since, Integer)

    def _last_days(self, contact_ids: Iterable[int], on: date) -> dict[int, tuple[int, int | None]]:
        """Whole days since the last touch, and the last in person, by a day; of those touched."""
        ids = list(contact_ids)
        found: dict[int, tuple[int, int | None]] = {}
        seen = case((VISIT.c.channel.not_in(AT_A_DISTANCE), VISIT.c.on))
        for start in range(0, len(ids), CHUNK):
            rows = self.session.execute(
                select(MET.c.contact_id, func.max(VISIT.c.on), func.max(seen))
                .join_from(MET, VISIT, VISIT.c.id == MET.c.visit_id)
                .where(
                    MET.c.contact_id.in_(ids[start : start + CHUNK]),
                    *self._counted(date.min, on),
                )
                .group_by(MET.c.contact_id)
            )
            found |= {
                row[0]: ((on - row[1]).days, (on - row[2]).days if row[2] else None) for row in rows
            }
        return found


def _ids(table: FromClause, who: ColumnElement[int]) -> ColumnElement[str]:
    """Who was at a visit, theirs or ours, in one text instead of a row of each."""
    one_text = func.aggregate_strings(cast(who, Text), ",")
    return select(one_text).where(table.c.visit_id == VISIT.c.id).scalar_subquery()


def _numbers(ids: str | None) -> list[int]:
    return [int(one) for one in ids.split(",")] if ids else []


def _of_level(days: Mapping[Level, int]) -> ColumnElement[int]:
    """The days that a contact's level is given."""
    return case(*((CONTACT.c.level == level, literal(days[level])) for level in Level))


def _as_of(one: Entry, earlier: tuple[int, int | None] | None) -> Entry:
    """A contact touched since, as it stood before."""
    days, seen = earlier or (None, None)
    if not one.in_person:
        return one._replace(days=days)
    return one._replace(days=days, seen=one.added if seen is None else seen)
