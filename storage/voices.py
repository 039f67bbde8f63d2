"""Voices: what customers said, open until answered."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, select

from storage import tables
from storage.noun import Noun
from upkeep.visits import Voice

OWN = tuple(Voice.__dataclass_fields__)


def voice(row: tables.Voice) -> Voice:
    """The voice in a row."""
    return Voice(**{name: getattr(row, name) for name in OWN})


class Voices(Noun):
    """The questions and changes of voices; those of undone visits are never told."""

    def get(self, voice_id: int) -> Voice:
        """The voice with an id.

        Raises:
            Refusal: `gone`.
        """
        return voice(self.row(tables.Voice, voice_id))

    def open_of_contact(self, contact_id: int) -> list[Voice]:
        """What a contact said and nobody has answered, and what was said with it in the room."""
        here = select(tables.VisitContact.visit_id).where(
            tables.VisitContact.contact_id == contact_id
        )
        theirs = (tables.Voice.contact_id == contact_id) | (
            tables.Voice.contact_id.is_(None) & tables.Voice.visit_id.in_(here)
        )
        return self._where(theirs, tables.Voice.answered_on.is_(None))

    def open_of_account(self, account_id: int) -> list[Voice]:
        """What was said at an account and nobody has answered."""
        return self._where(
            tables.Voice.account_id == account_id, tables.Voice.answered_on.is_(None)
        )

    def open_of_accounts(self, account_ids: Sequence[int]) -> list[Voice]:
        """The same for a few accounts, the oldest first."""
        return self._where(
            tables.Voice.account_id.in_(account_ids), tables.Voice.answered_on.is_(None)
        )

    def heard(
        self, first: date, last: date, account_ids: Sequence[int] | None = None
    ) -> list[Voice]:
        """What was said between two days, both included."""
        those: list[ColumnElement[bool]] = [tables.Voice.said_on.between(first, last)]
        if account_ids is not None:
            those.append(tables.Voice.account_id.in_(account_ids))
        return self._where(*those)

    def answer(self, voice_id: int, on: date | None) -> Voice:
        """It was answered on a day; None opens it again."""
        row = self.row(tables.Voice, voice_id)
        self.change_row(row, {"answered_on": on})
        return voice(row)

    def reopen(self, voice_id: int) -> Voice:
        """It is not answered after all."""
        return self.answer(voice_id, None)

    def _where(self, *those: ColumnElement[bool]) -> list[Voice]:
        rows = self.session.scalars(
            select(tables.Voice)
            .join(tables.Visit, tables.Visit.id == tables.Voice.visit_id)
            .where(tables.Visit.undone_at.is_(None), *those)
            .order_by(tables.Voice.said_on, tables.Voice.id)
        )
        return [voice(row) for row in rows]
