"""Digests: each team's weeks as they stood at their closing instants."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from storage import tables
from storage.noun import Noun


@dataclass(frozen=True, slots=True)
class DigestRow:
    """A stored digest; `week` is its Monday, `figures` are as `upkeep.digests` wrote them."""

    id: int
    team_id: int
    week: date
    closed_at: datetime
    figures: dict[str, object]


def digest(row: tables.Digest) -> DigestRow:
    """The digest in a row."""
    return DigestRow(row.id, row.team_id, row.week, row.closed_at, row.figures)


class Digests(Noun):
    """The questions and changes of digests."""

    def add(
        self, team_id: int, week: date, closed_at: datetime, figures: dict[str, object]
    ) -> DigestRow:
        """Keep a team's week; one that is kept already stays as it was."""
        if (known := self.get(team_id, week)) is not None:
            return known
        row = tables.Digest(team_id=team_id, week=week, closed_at=closed_at, figures=figures)
        self.session.add(row)
        self.session.flush()
        return digest(row)

    def get(self, team_id: int, week: date) -> DigestRow | None:
        """The stored digest of a team's week."""
        row = self.session.scalar(
            select(tables.Digest).where(
                tables.Digest.team_id == team_id, tables.Digest.week == week
            )
        )
        return None if row is None else digest(row)

    def of_week(self, week: date) -> list[DigestRow]:
        """What all teams' digests of a week told."""
        rows = self.session.scalars(select(tables.Digest).where(tables.Digest.week == week))
        return [digest(row) for row in rows]

    def history(self, team_id: int, limit: int, before: date | None = None) -> list[DigestRow]:
        """A team's last stored digests, the newest first; of weeks before a day where given."""
        asked = select(tables.Digest).where(tables.Digest.team_id == team_id)
        if before is not None:
            asked = asked.where(tables.Digest.week < before)
        rows = self.session.scalars(asked.order_by(tables.Digest.week.desc()).limit(limit))
        return [digest(row) for row in rows]
