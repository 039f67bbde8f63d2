"""Keeping a visit: the one way in for every door, with what it did to the writer's list."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers import owed
from handlers.callers import Clock
from storage import Tx
from upkeep import calendar
from upkeep.errors import Refusal
from upkeep.members import Member
from upkeep.visits import NewVisit, Visit
from views import visits as views
from views.pieces import Message


@dataclass(frozen=True)
class Desk:
    """One writer at one moment, in one transaction."""

    tx: Tx
    caller: Member
    clock: Clock

    def log(self, visit: NewVisit, request: str) -> Message:
        """Keep a visit, once for each request, and say all that was understood."""
        before = self.due()
        kept, new = self.tx.visits.add(visit, self.caller.id, self.clock.now(), request)
        if new:
            owed.after_visit(self.tx, kept, self.clock)
        return self.saved(kept, before)

    def change(self, visit_id: int, visit: NewVisit) -> Message:
        """Write a visit anew.

        Raises:
            Refusal: `visit.not_yours`, or `gone`.
        """
        before = self.due()
        old = self.own(visit_id)
        kept = self.tx.visits.change(visit_id, visit)
        self.note("edit", kept)
        owed.after_undo(self.tx, old, self.clock)
        owed.after_visit(self.tx, kept, self.clock)
        return self.saved(kept, before, edited=True)

    def undo(self, visit_id: int) -> Message:
        """Take a visit back; a second press says the same.

        Raises:
            Refusal: `visit.not_yours`, `visit.late`, or `gone`.
        """
        visit = self.own(visit_id)
        if visit.undone_at is None:
            self.in_time(visit)
            visit = self.tx.visits.undo(visit_id, self.caller.id, self.clock.now())
            self.note("undo", visit)
            owed.after_undo(self.tx, visit, self.clock)
        return views.undone(visit, self.today)

    def redo(self, visit_id: int) -> Message:
        """Let an undone visit stand again.

        Raises:
            Refusal: `visit.not_yours`, or `gone`.
        """
        before = self.due()
        visit = self.own(visit_id)
        if visit.undone_at is not None:
            visit = self.tx.visits.redo(visit_id)
            self.note("redo", visit)
            owed.after_visit(self.tx, visit, self.clock)
        return self.saved(visit, before)

    def saved(self, visit: Visit, before: int, *, edited: bool = False) -> Message:
        """The confirmation of a visit."""
        there = self.tx.members.many(visit.member_ids)
        effect = views.Effect(
            contacts=self.tx.contacts.many(visit.contact_ids),
            colleagues=[one.name for one in there.values() if one.id != self.caller.id],
            due_before=before,
            due_now=self.due(),
        )
        how = views.CHANGED() if edited else ""
        return views.saved(visit, effect, self.tx.policy, self.today, how=how)

    def own(self, visit_id: int) -> Visit:
        """A visit the caller may change: who logged it, who was there, and who manages people.

        Raises:
            Refusal: `visit.not_yours`, or `gone`.
        """
        visit = self.tx.visits.get(visit_id)
        mine = self.caller.id in (visit.recorded_by, *visit.member_ids)
        if not (mine or self.caller.may_manage()):
            raise Refusal("visit.not_yours")
        return visit

    def in_time(self, visit: Visit) -> None:
        """Until the end of the day after it was logged, in the writer's zone; managers any time.

        Raises:
            Refusal: `visit.late`.
        """
        logged = calendar.local_day(visit.recorded_at, self.caller.zone)
        if self.today > logged + timedelta(days=1) and not self.caller.may_manage():
            raise Refusal("visit.late")

    def note(self, act: str, visit: Visit) -> None:
        """Leave a trace of who did what."""
        self.tx.audit.note(self.caller.id, act, "visit", visit.id, {}, self.now)

    def due(self) -> int:
        """How many of the caller's contacts are due today."""
        return self.tx.contacts.due_count(self.caller.id, self.today)

    @property
    def now(self) -> datetime:
        """The business instant."""
        return self.clock.now()

    @property
    def today(self) -> date:
        """The caller's local day."""
        return self.clock.today(self.caller.zone)
