"""Drafts: visits that wait for their writer to make something clear; nothing typed is lost."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from storage import tables
from storage.noun import Noun

#: A sentence that is not clear; one that was typed twice waits under another name.
SENTENCE = "sentence"
#: How long an unfinished log waits.
WAIT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished log: the text as typed, and what was understood of it so far."""

    id: int
    member_id: int
    kind: str
    text: str
    payload: dict[str, object]
    at: datetime


def draft(row: tables.Draft) -> Draft:
    """The draft in a row."""
    return Draft(row.id, row.member_id, row.kind, row.text, row.payload, row.at)


class Drafts(Noun):
    """The questions and changes of unfinished logs."""

    def put(
        self, member_id: int, kind: str, text: str, payload: dict[str, object], at: datetime
    ) -> int:
        """Keep one for a week; those older than that go. Its id."""
        self.session.execute(delete(tables.Draft).where(tables.Draft.at < at - WAIT))
        row = tables.Draft(member_id=member_id, kind=kind, text=text, payload=payload, at=at)
        self.session.add(row)
        self.session.flush()
        return row.id

    def get(self, draft_id: int) -> Draft | None:
        """The draft with an id; None once it is finished or too old."""
        row = self.session.scalar(select(tables.Draft).where(tables.Draft.id == draft_id))
        return None if row is None else draft(row)

    def change(self, draft_id: int, payload: dict[str, object]) -> None:
        """Write what is understood by now.

        Raises:
            Refusal: `gone`.
        """
        self.change_row(self.row(tables.Draft, draft_id), {"payload": payload})

    def of_member(self, member_id: int, since: datetime | None = None) -> list[Draft]:
        """A member's unfinished logs, the newest first; those put since an instant, if so asked."""
        rows = self.session.scalars(
            select(tables.Draft)
            .where(
                tables.Draft.member_id == member_id,
                tables.Draft.kind == SENTENCE,
                *([tables.Draft.at >= since] if since else []),
            )
            .order_by(tables.Draft.id.desc())
        )
        return [draft(row) for row in rows]

    def remove(self, draft_id: int) -> None:
        """It is finished, or not wanted any more."""
        self.session.execute(delete(tables.Draft).where(tables.Draft.id == draft_id))
