"""Incidents: faults at customers, the days in which they open doors, and whether that was told."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, select

from storage import tables
from storage.noun import Noun
from storage.scope import Scope
from storage.visits import Visits
from upkeep import cadence, incidents
from upkeep.incidents import Incident, Touch
from upkeep.visits import AT_A_DISTANCE

OWN = tuple(Incident.__dataclass_fields__)


def incident(row: tables.Incident) -> Incident:
    """The incident in a row."""
    return Incident(**{name: getattr(row, name) for name in OWN})


class Incidents(Noun):
    """The questions and changes of incidents."""

    def __init__(self, scope: Scope, visits: Visits) -> None:
        super().__init__(scope)
        self.visits = visits

    def get(self, incident_id: int) -> Incident:
        """The incident with an id.

        Raises:
            Refusal: `gone`.
        """
        return incident(self.row(tables.Incident, incident_id))

    def add(
        self,
        account_id: int,
        text: str,
        by: int,
        *,
        first: date,
        last: date,
        report_at: datetime,
        request: str,
    ) -> tuple[Incident, bool]:
        """Open the days of an incident; a second time for its request, or its words, the first.

        Returns:
            The incident, and whether it is new.
        """
        same = (tables.Incident.account_id == account_id) & (tables.Incident.text == text)
        known = self._where(
            (tables.Incident.request == request) | (same & tables.Incident.report_at.is_not(None))
        )
        if known:
            return known[0], False
        row = tables.Incident(
            account_id=account_id,
            text=text,
            opened_by=by,
            opened_on=first,
            until=last,
            report_at=report_at,
            request=request,
        )
        self.session.add(row)
        self.session.flush()
        return incident(row), True

    def open_at(self, account_id: int, on: date) -> list[Incident]:
        """What opens doors at an account on a day, the newest first."""
        those = self._open_on(on)
        return self._where(tables.Incident.account_id == account_id, *those)

    def open_at_any(self, account_ids: Sequence[int], on: date) -> dict[int, Incident]:
        """The newest of each of a few accounts that has any."""
        found = self._where(tables.Incident.account_id.in_(account_ids), *self._open_on(on))
        return {one.account_id: one for one in reversed(found)}

    def open_on(self, on: date) -> list[Incident]:
        """What opens doors anywhere on a day, the newest first."""
        return self._where(*self._open_on(on))

    @staticmethod
    def _open_on(on: date) -> tuple[ColumnElement[bool], ...]:
        """Open on a reader's day, which may be the one before its writer's."""
        table = tables.Incident
        begun = table.opened_on <= on + timedelta(days=1)
        return begun, table.until >= on, table.report_at.is_not(None)

    def to_report(self, now: datetime) -> list[Incident]:
        """Those whose days are over, and what came of them is not told yet."""
        return self._where(tables.Incident.report_at <= now)

    def close(self, incident_id: int, on: date) -> Incident:
        """Its days are over, on that day at the latest, and what came of it is told."""
        row = self.row(tables.Incident, incident_id)
        self.change_row(row, {"until": min(row.until, on), "report_at": None})
        return incident(row)

    def met_first(self, account_ids: Collection[int] | None, first: date, last: date) -> list[int]:
        """Contacts met for the first time ever between two days, because of an incident there."""
        table = tables.Incident
        those = [table.opened_on <= last, table.until >= first]
        if account_ids is not None:
            those.append(table.account_id.in_(account_ids))
        found: set[int] = set()
        for one in self._where(*those):
            found |= incidents.first_met(self.touched(one.account_id), one, last, first)
        return sorted(found)

    def touched(self, account_id: int) -> dict[int, list[Touch]]:
        """The counted touches, in their order, of whoever is at an account or was met there."""
        there = select(tables.Contact.id).where(tables.Contact.account_id == account_id)
        # Of the bare tables: with the workspace's id a database may begin at all visits.
        visit, met = tables.Visit.__table__.c, tables.VisitContact.__table__.c
        was = select(met.contact_id).where(met.visit_id == visit.id, visit.account_id == account_id)
        who = {*self.session.scalars(there), *self.session.scalars(was)}
        found: dict[int, list[Touch]] = {}
        for one, on, channel, attempt, where in self.visits.touches(who):
            if cadence.counts(channel, attempt=attempt, policy=self.scope.policy):
                touch = Touch(on, here=where == account_id, seen=channel not in AT_A_DISTANCE)
                found.setdefault(one, []).append(touch)
        return found

    def _where(self, *those: ColumnElement[bool]) -> list[Incident]:
        rows = self.session.scalars(
            select(tables.Incident).where(*those).order_by(tables.Incident.id.desc())
        )
        return [incident(row) for row in rows]
