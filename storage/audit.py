"""The audit: who did what to what, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage import tables
from storage.noun import Noun


@dataclass(frozen=True, slots=True)
class Entry:
    """One act; `by` is None where the bot itself acted."""

    by: int | None
    act: str
    noun: str
    noun_id: int | None
    detail: dict[str, object]
    at: datetime


class Audit(Noun):
    """The questions and changes of the audit."""

    def note(
        self,
        by: int | None,
        act: str,
        noun: str,
        noun_id: int | None,
        detail: dict[str, object],
        at: datetime,
    ) -> None:
        """Write an act down."""
        self.session.add(
            tables.Audit(by=by, act=act, noun=noun, noun_id=noun_id, detail=detail, at=at)
        )
        self.session.flush()

    def note_each(
        self,
        by: int | None,
        act: str,
        noun: str,
        noun_ids: Iterable[int],
        detail: dict[str, object],
        at: datetime,
    ) -> None:
        """Write the same act down for each of many things."""
        self.session.add_all(
            tables.Audit(by=by, act=act, noun=noun, noun_id=one, detail=detail, at=at)
            for one in noun_ids
        )
        self.session.flush()

    def of(self, noun: str, noun_id: int, limit: int = 50) -> list[Entry]:
        """What was done to one thing, the newest first."""
        rows = self.session.scalars(
            select(tables.Audit)
            .where(tables.Audit.noun == noun, tables.Audit.noun_id == noun_id)
            .order_by(tables.Audit.id.desc())
            .limit(limit)
        )
        return [Entry(r.by, r.act, r.noun, r.noun_id, r.detail, r.at) for r in rows]

    def last(self, act: str, noun: str, noun_id: int) -> datetime | None:
        """When that was last done to a thing."""
        return self.session.scalar(
            select(tables.Audit.at)
            .where(
                tables.Audit.act == act,
                tables.Audit.noun == noun,
                tables.Audit.noun_id == noun_id,
            )
            .order_by(tables.Audit.id.desc())
            .limit(1)
        )
