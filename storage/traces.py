"""Traces: many things written at once, with traces by which exactly that is taken back.

A trace is `[noun, id, before, after]` in JSON: of a new thing `before` is None and `after` its
fingerprint, of a changed one both hold the fields that were changed. What somebody has changed
since has another fingerprint or other fields, and what is in use is referred to: both stay.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import Date

from storage import columns, tables
from storage.accounts import key_lines
from storage.base import Base, Scoped
from storage.clocks import CHUNK
from storage.contacts import CLOCKWORK, Contacts
from storage.noun import Noun
from storage.scope import Scope
from storage.visits import Visits
from upkeep import names
from upkeep.sheets import Left
from upkeep.visits import NewVisit, Visit

Fields = Mapping[str, object]
Trace = list[object]

TABLES: dict[str, type[Scoped]] = {
    "team": tables.Team,
    "member": tables.Member,
    "account": tables.Account,
    "contact": tables.Contact,
    "visit": tables.Visit,
    "voice": tables.Voice,
    "follow_up": tables.FollowUp,
}
#: What follows from other things, or is the machine's own: no change that a person has made.
DERIVED = frozenset(
    "id workspace_id keeper_id last_touch_on last_seen_on due_on keys folded next_reminder_at"
    " next_digest_at look_up_at status status_until".split()
)
#: A nudge that nobody has answered goes with its contact.
SILENT = tables.Nudge.answer == ""
#: The parts of a visit go with it.
PARTS = (tables.VisitContact, tables.VisitMember, tables.Voice, tables.FollowUp)


class Traces(Noun):
    """Writes many things of a noun at once, and takes back what it wrote."""

    def __init__(self, scope: Scope, contacts: Contacts, visits: Visits) -> None:
        super().__init__(scope)
        self.contacts, self.visits = contacts, visits
        #: What was written in this transaction.
        self.written: list[Trace] = []

    def add(self, noun: str, new: Sequence[Fields]) -> list[int]:
        """New things, each with its fields; their ids."""
        rows: list[Any] = [TABLES[noun](**fields) for fields in new]
        for row in rows:
            _name(row)
        if noun == "contact":
            self._keep(rows)
        self.session.add_all(rows)
        self.session.flush()
        self.written += [[noun, row.id, None, _fingerprint(row)] for row in rows]
        return [row.id for row in rows]

    def _keep(self, rows: Sequence[tables.Contact]) -> None:
        """Who answers for new contacts, and since when they are due."""
        ids = {row.account_id for row in rows}
        asked = select(tables.Account.id, tables.Account.owner_id)
        rows_of = self.session.execute(asked.where(tables.Account.id.in_(ids)))
        owners = {row[0]: row[1] for row in rows_of}
        for row in rows:
            row.due_on = row.added_on
            row.keeper_id = row.owner_id if row.owner_id is not None else owners[row.account_id]

    def change(self, noun: str, changes: Mapping[int, Fields]) -> None:
        """Write fields of things that are there; clocks follow."""
        for row in self._rows(noun, changes):
            fields = {
                key: value for key, value in changes[row.id].items() if getattr(row, key) != value
            }
            before = _plain(row, fields)
            for key, value in fields.items():
                setattr(row, key, value)
            if fields:
                _name(row)
                self.written.append([noun, row.id, before, _plain(row, fields)])
        self.session.flush()
        self._recount(noun, changes)

    def _recount(self, noun: str, changes: Mapping[int, Fields]) -> None:
        moved = [one for one, fields in changes.items() if fields.keys() & CLOCKWORK]
        if noun == "contact":
            self.contacts.recount(moved)
        if noun == "account":
            for one in moved:
                self.contacts.recount_account(one)

    def add_visits(self, visits: Sequence[tuple[NewVisit, int, str, datetime]]) -> list[int]:
        """New visits, each with its recorder, its request and when it was recorded; their ids."""
        ids = self.visits.add_many(visits)
        told = {one.id: one for one in self.visits.many(ids)}
        self.written += [["visit", one, None, _told(told[one])] for one in ids]
        return ids

    def undo(self, traces: Iterable[Trace]) -> list[Left]:
        """Take back what was written, the last first; what stays as it is, and why."""
        left: list[Left] = []
        run: list[Trace] = []
        for trace in [*reversed(list(traces)), None]:
            if run and (trace is None or _kind(trace) != _kind(run[0])):
                left += self._undo(str(run[0][0]), run)
                run = []
            if trace is not None:
                run.append(trace)
        return left

    def _undo(self, noun: str, run: Sequence[Trace]) -> list[Left]:
        """Take back what was written of one noun in one way."""
        rows = {row.id: row for row in self._rows(noun, {int(str(one[1])) for one in run})}
        there = [one for one in run if one[1] in rows]
        if run[0][2] is None:
            return self._remove(noun, {rows[one[1]]: str(one[3]) for one in there})
        left = []
        back: dict[int, Fields] = {}
        for _, row_id, before, after in there:
            row = rows[row_id]
            assert isinstance(before, Mapping)
            assert isinstance(after, Mapping)
            if _plain(row, after) != after:
                left.append(Left(noun, _called(row), used=False))
                continue
            fields = {key: _typed(row, key, value) for key, value in before.items()}
            back[row.id] = {**back.get(row.id, {}), **fields}  # it may have been changed twice
            for key, value in fields.items():
                setattr(row, key, value)
            _name(row)
        self.session.flush()
        self._recount(noun, back)
        return left

    def _remove(self, noun: str, rows: Mapping[Any, str]) -> list[Left]:
        """Remove new things that are as they came and that nothing refers to."""
        visits = {one.id: _told(one) for one in self._visits(noun, rows)}
        now = {row: visits.get(row.id) or _fingerprint(row) for row in rows}
        changed = {row.id for row, mark in rows.items() if now[row] != mark}
        ids = [row.id for row in rows if row.id not in changed]
        met = self._met(ids) if noun == "visit" else ()
        if noun == "contact":
            nudges = tables.Nudge.contact_id
            self._delete(tables.Nudge, nudges, ids, SILENT)
        used = self._used(noun, ids) if noun != "visit" else set()
        ids = [one for one in ids if one not in used]
        if noun == "visit":
            for part in PARTS:
                self._delete(part, part.visit_id, ids)
        self._delete(TABLES[noun], TABLES[noun].id, ids)
        self.session.expire_all()
        self.contacts.recount(met)
        return [
            Left(noun, _called(row), used=row.id in used)
            for row in self._rows(noun, changed | used)
        ]

    def _visits(self, noun: str, rows: Iterable[Any]) -> list[Visit]:
        return self.visits.many([row.id for row in rows]) if noun == "visit" else []

    def _met(self, visit_ids: Sequence[int]) -> list[int]:
        return self._column(tables.VisitContact.contact_id, tables.VisitContact.visit_id, visit_ids)

    def _used(self, noun: str, ids: Sequence[int]) -> set[int]:
        """Which of these something refers to."""
        used: set[int] = set()
        for table in Base.metadata.tables.values():
            for name in _references(table, TABLES[noun].__tablename__):
                column = table.columns[name]
                for start in range(0, len(ids), CHUNK):
                    some = column.in_(ids[start : start + CHUNK])
                    used.update(self.session.scalars(select(column).where(some).distinct()))
        return used

    def _rows(self, noun: str, ids: Iterable[int]) -> list[Any]:
        table, those = TABLES[noun], list(ids)
        found: list[Any] = []
        for start in range(0, len(those), CHUNK):
            some = table.id.in_(those[start : start + CHUNK])
            found += self.session.scalars(select(table).where(some).order_by(table.id))
        return found

    def _column(
        self, column: InstrumentedAttribute[int], by: InstrumentedAttribute[int], ids: Sequence[int]
    ) -> list[int]:
        found: list[int] = []
        for start in range(0, len(ids), CHUNK):
            found += self.session.scalars(select(column).where(by.in_(ids[start : start + CHUNK])))
        return found

    def _delete(
        self, table: type[Scoped], by: InstrumentedAttribute[int], ids: Sequence[int], *those: Any
    ) -> None:
        for start in range(0, len(ids), CHUNK):
            self.session.execute(
                delete(table)
                .where(by.in_(ids[start : start + CHUNK]), *those)
                .execution_options(synchronize_session=False)
            )


def _kind(trace: Trace) -> tuple[object, bool]:
    return trace[0], trace[2] is None


def _name(row: Scoped) -> None:
    """How a contact's or an account's name is looked for."""
    if isinstance(row, tables.Account | tables.Contact):
        row.folded = names.fold(row.name)
        phone = row.phone if isinstance(row, tables.Contact) else ""
        row.keys = key_lines(row.name, *(row.aliases or ()), phone=phone or "")


def _references(table: Table, to: str) -> list[str]:
    """The columns of a table that refer to another."""
    found = (
        element.parent.name
        for key in table.foreign_key_constraints
        for element in key.elements
        if element.column.table.name == to and element.column.name == "id"
    )
    return list(found)


def _called(row: Any) -> str:
    return str(getattr(row, "name", None) or getattr(row, "text", None) or row.id)


def _fingerprint(row: Scoped) -> str:
    """What a row says of itself, in few letters."""
    own = [key for key in row.__table__.columns.keys() if key not in DERIVED]  # noqa: SIM118 — a collection of columns, not a dict
    return _mark(_plain(row, own))


def _told(visit: Visit) -> str:
    """What a visit says with all its parts, whatever those in it are called by now."""
    voices = [(one.kind, one.text, one.contact_id, one.answered_on) for one in visit.voices]
    promised = [(one.text, one.owner_id, one.due_on, one.done_on) for one in visit.follow_ups]
    bare = replace(visit, account_name="", contact_names=(), voices=(), follow_ups=())
    return _mark((repr(bare), repr(voices), repr(promised)))


def _mark(said: object) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:20]


def _plain(row: Scoped, keys: Iterable[str]) -> dict[str, object]:
    """Some fields of a row in JSON."""
    return {key: _json(getattr(row, key)) for key in keys}


def _json(value: object) -> object:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, frozenset | tuple):
        return sorted(value) if isinstance(value, frozenset) else list(value)
    return value


def _typed(row: Scoped, key: str, value: Any) -> object:
    """A field's value from JSON."""
    if value is None:
        return None
    kind = row.__table__.columns[key].type
    if isinstance(kind, columns.Word):
        return kind.words(value)
    return next((read(value) for of, read in _READ.items() if isinstance(kind, of)), value)


_READ: Mapping[type, Callable[[Any], object]] = {
    columns.Instant: datetime.fromisoformat,
    columns.TimeOfDay: time.fromisoformat,
    columns.Weekdays: frozenset,
    columns.Words: tuple,
    Date: date.fromisoformat,
}
