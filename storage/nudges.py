"""Nudges: which contact was named to whom on which day, and what became of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, func, select

from storage import tables
from storage.claims import UNTOLD
from storage.clocks import CHUNK
from storage.noun import Noun

Ts = TypeVarTuple("Ts")


@dataclass(frozen=True, slots=True)
class Nudge:
    """A contact named in one reader's reminder of one local day.

    Attributes:
        place: its place in that message, from 0.
        facts: what the message said beside the contact's own data, to repaint it the same.
        answer: what was done about it; empty while nothing was.
    """

    id: int
    contact_id: int
    member_id: int
    delivery_id: int | None
    on: date
    place: int = 0
    facts: dict[str, object] = field(default_factory=dict)
    answer: str = ""
    answered_at: datetime | None = None


OWN = tuple(Nudge.__dataclass_fields__)


def nudge(row: tables.Nudge) -> Nudge:
    """The nudge in a row."""
    return Nudge(**{name: getattr(row, name) for name in OWN})


class Nudges(Noun):
    """The questions and changes of nudges."""

    def add(
        self,
        contact_id: int,
        member_id: int,
        on: date,
        delivery_id: int | None,
        place: int = 0,
        facts: dict[str, object] | None = None,
    ) -> Nudge:
        """Remember that a contact is named in a reminder."""
        row = tables.Nudge(
            contact_id=contact_id,
            member_id=member_id,
            on=on,
            delivery_id=delivery_id,
            place=place,
            facts=facts or {},
        )
        self.session.add(row)
        self.session.flush()
        return nudge(row)

    def of_message(self, delivery_id: int) -> list[Nudge]:
        """The nudges of one reminder, in their places."""
        return self._where(tables.Nudge.delivery_id == delivery_id)

    def of_contacts(self, contact_ids: Collection[int], since: date) -> list[Nudge]:
        """The nudges of some contacts since a day, whoever read them."""
        return self._of(contact_ids, tables.Nudge.on >= since)

    def unanswered_of(self, contact_ids: Collection[int]) -> list[Nudge]:
        """The nudges of some contacts that nothing was done about, however long ago."""
        return self._of(contact_ids, tables.Nudge.answered_at.is_(None))

    def answered_by(self, contact_ids: Collection[int], words: str, since: datetime) -> list[Nudge]:
        """The nudges of some contacts that were answered since by words that begin so."""
        said = tables.Nudge.answer.startswith(words, autoescape=True)
        return self._of(contact_ids, said, tables.Nudge.answered_at >= since)

    def any_of(self, member_id: int) -> bool:
        """Whether any contact was ever named to a member, or is about to be."""
        named = select(tables.Nudge.id).where(tables.Nudge.member_id == member_id)
        return self.session.scalar(self._told(named).limit(1)) is not None

    def last_for(self, contact_ids: Sequence[int], member_id: int | None = None) -> dict[int, date]:
        """The day each contact was last named, to anybody or to one member.

        A reminder that failed, or came too late for its day and was not sent, has named nobody.
        """
        asked = (
            select(tables.Nudge.contact_id, func.max(tables.Nudge.on))
            .where(tables.Nudge.contact_id.in_(contact_ids))
            .group_by(tables.Nudge.contact_id)
        )
        if member_id is not None:
            asked = asked.where(tables.Nudge.member_id == member_id)
        return {row[0]: row[1] for row in self.session.execute(self._told(asked))}

    @staticmethod
    def _told(asked: Select[*Ts]) -> Select[*Ts]:
        """Of nudges, those in messages that were, or may still be, told."""
        delivery = tables.Delivery
        asked = asked.outerjoin(delivery, delivery.id == tables.Nudge.delivery_id)
        return asked.where(delivery.state.is_(None) | delivery.state.not_in(UNTOLD))

    def unanswered(self, contact_ids: Sequence[int]) -> dict[int, int]:
        """How many delivered nudges since its last touch nobody answered, of each contact.

        Those of its keeper, or of who stands in for him: what others left was not asked of them.
        """
        rows = self.session.execute(self._in_vain().where(tables.Nudge.contact_id.in_(contact_ids)))
        return {row[0]: row[1] for row in rows}

    @staticmethod
    def _in_vain() -> Select[int, int]:
        nudge, contact, delivery = tables.Nudge, tables.Contact, tables.Delivery
        keeper = tables.Member
        return (
            select(nudge.contact_id, func.count(nudge.id))
            .join(contact, contact.id == nudge.contact_id)
            .join(keeper, keeper.id == contact.keeper_id)
            .join(delivery, delivery.id == nudge.delivery_id)
            .where(
                nudge.answered_at.is_(None),
                nudge.member_id.in_((keeper.id, keeper.standin_id)),
                delivery.state == "sent",
                contact.last_touch_on.is_(None) | (nudge.on > contact.last_touch_on),
            )
            .group_by(nudge.contact_id)
        )

    def escalated(self, keepers: Collection[int] | None, times: int, on: date) -> list[int]:
        """Contacts of some keepers, or of all, whose last so many reminders nobody answered.

        Only those still due on a day: who was met or snoozed meanwhile, wherever it was said, waits
        for nobody.
        """
        contact, often = tables.Contact, func.count(tables.Nudge.id) >= times
        awake = contact.snoozed_until.is_(None) | (contact.snoozed_until <= on)
        waits = (contact.left_on.is_(None), contact.due_on <= on, awake)
        asked = self._in_vain().where(*waits).having(often)
        if keepers is not None:
            asked = asked.where(tables.Contact.keeper_id.in_(keepers))
        return list(self.session.scalars(asked))

    def answer(self, nudge_id: int, answer: str, at: datetime | None) -> Nudge:
        """Say what was done about a nudge; without an instant it is open again."""
        row = self.row(tables.Nudge, nudge_id)
        self.change_row(row, {"answer": answer, "answered_at": at})
        return nudge(row)

    def _of(self, contact_ids: Collection[int], *those: ColumnElement[bool]) -> list[Nudge]:
        ids = list(contact_ids)
        return [
            one
            for start in range(0, len(ids), CHUNK)
            for one in self._where(tables.Nudge.contact_id.in_(ids[start : start + CHUNK]), *those)
        ]

    def _where(self, *those: ColumnElement[bool]) -> list[Nudge]:
        rows = self.session.scalars(
            select(tables.Nudge)
            .where(*those)
            .order_by(tables.Nudge.on, tables.Nudge.place, tables.Nudge.id)
        )
        return [nudge(row) for row in rows]
