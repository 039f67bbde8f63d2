"""Visits: logged once, undone exactly, and every contact's clock moved in the same transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, select

from storage import parts, tables
from storage.clocks import CHUNK
from storage.contacts import Contacts
from storage.made import Made
from storage.scope import Scope
from upkeep.visits import NewVisit, Visit

#: What is said elsewhere, and never by an edit of the visit.
STATES = frozenset(
    {"answered_on", "assignee_id", "answer", "answered_by", "done_on", "reminded_on"}
)


class Visits(Made):
    """The questions and changes of visits."""

    def __init__(self, scope: Scope, contacts: Contacts) -> None:
        super().__init__(scope)
        self.contacts = contacts

    def add(self, visit: NewVisit, by: int, at: datetime, request: str) -> tuple[Visit, bool]:
        """Keep a visit under its request's key; a second time returns the first, and False."""
        known = self.session.scalar(select(tables.Visit.id).where(tables.Visit.request == request))
        if known is not None:
            return self.get(known), False
        visit = self._kept(visit)
        row = tables.Visit(request=request, recorded_by=by, recorded_at=at, **parts.own(visit))
        self.session.add(row)
        self.session.flush()
        self.session.add_all(parts.every(row.id, visit, by))
        self.session.flush()
        self.contacts.recount(visit.contact_ids)
        return self.get(row.id), True

    def _kept(self, visit: NewVisit) -> NewVisit:
        """The visit with the contacts that those named were merged into, where they were."""
        ids = self.contacts.kept(visit.contact_ids)
        return visit if tuple(ids) == visit.contact_ids else replace(visit, contact_ids=tuple(ids))

    def add_many(self, visits: Sequence[tuple[NewVisit, int, str, datetime]]) -> list[int]:
        """Keep new visits, each with its recorder, its request and when it was recorded; their ids.

        The same as `add` for each, at a tenth of its price: for imports, which ask `known` first
        and name nobody who was merged into another.
        """
        rows = [
            tables.Visit(request=request, recorded_by=by, recorded_at=at, **parts.own(visit))
            for visit, by, request, at in visits
        ]
        self.session.add_all(rows)
        self.session.flush()
        for row, (visit, by, _, _) in zip(rows, visits, strict=True):
            self.session.add_all(parts.every(row.id, visit, by))
        self.session.flush()
        self.contacts.recount(one for visit, *_ in visits for one in visit.contact_ids)
        return [row.id for row in rows]

    def known(self, requests: Iterable[str]) -> dict[str, int]:
        """The ids of visits that were logged by some requests, undone or not."""
        asked = list(requests)
        found: dict[str, int] = {}
        for start in range(0, len(asked), CHUNK):
            rows = select(tables.Visit.request, tables.Visit.id)
            some = rows.where(tables.Visit.request.in_(asked[start : start + CHUNK]))
            found |= {row[0]: row[1] for row in self.session.execute(some)}
        return found

    def change(self, visit_id: int, visit: NewVisit) -> Visit:
        """Write a visit anew after an edit; the clocks of all it concerned follow.

        Raises:
            Refusal: `gone`.
        """
        before = self.get(visit_id)
        visit = self._kept(visit)
        row = self.row(tables.Visit, visit_id)
        came = {"source": visit.source or row.source, "permalink": visit.permalink or row.permalink}
        self.change_row(row, parts.own(visit) | came)
        for people in (tables.VisitContact, tables.VisitMember):
            self.session.execute(delete(people).where(people.visit_id == visit_id))
        self.session.add_all(parts.people(visit_id, visit))
        self._say_anew(visit_id, visit, row.recorded_by)
        self.session.flush()
        self.contacts.recount((*before.contact_ids, *visit.contact_ids))
        return self.get(visit_id)

    def _say_anew(self, visit_id: int, visit: NewVisit, by: int) -> None:
        """Voices and promises that were there stay the rows they were, answered or done by now."""
        old = {
            (type(row), row.id): row
            for table in (tables.Voice, tables.FollowUp)
            for row in self.session.scalars(select(table).where(table.visit_id == visit_id))
        }
        for known, new in parts.said(visit_id, visit, by):
            row = old.pop((type(new), known), None)
            if row is None:
                self.session.add(new)
                continue
            for name, value in vars(new).items():
                if name not in STATES and not name.startswith("_"):
                    setattr(row, name, value)
        for row in old.values():
            self.session.delete(row)

    def undo(self, visit_id: int, by: int, at: datetime) -> Visit:  # noqa: ARG002 — the audit says who
        """Take a visit back: it stays on record, and every clock is as if it had never been."""
        return self._undone(visit_id, at)

    def redo(self, visit_id: int) -> Visit:
        """Let an undone visit stand again."""
        return self._undone(visit_id, None)

    def _undone(self, visit_id: int, at: datetime | None) -> Visit:
        row = self.row(tables.Visit, visit_id)
        if (row.undone_at is None) != (at is None):
            self.change_row(row, {"undone_at": at})
            self.contacts.recount(self.get(visit_id).contact_ids)
        return self.get(visit_id)
