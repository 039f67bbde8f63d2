"""Follow-ups: what was promised, open until done."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, String, cast, func, select, update

from storage import tables
from storage.claims import UNTOLD
from storage.noun import Noun
from upkeep.errors import Refusal
from upkeep.figures import Promises
from upkeep.members import Member
from upkeep.visits import FollowUp

OWN = tuple(FollowUp.__dataclass_fields__)


def follow_up(row: tables.FollowUp) -> FollowUp:
    """The promise in a row."""
    return FollowUp(**{name: getattr(row, name) for name in OWN})


class FollowUps(Noun):
    """The questions and changes of promises; those of undone visits are never told."""

    def get(self, follow_up_id: int) -> FollowUp:
        """The promise with an id.

        Raises:
            Refusal: `gone`, also where its visit was undone.
        """
        found = self._where(tables.FollowUp.id == follow_up_id)
        if not found:
            raise Refusal("gone", noun=tables.FollowUp.__tablename__, id=follow_up_id)
        return found[0]

    def due(self, member_id: int, on: date) -> list[FollowUp]:
        """A member's open promises due by a day."""
        return self._where(
            tables.FollowUp.owner_id == member_id,
            tables.FollowUp.due_on <= on,
            tables.FollowUp.done_on.is_(None),
        )

    def to_remind(self, member: Member, on: date, kinds: Collection[str]) -> list[FollowUp]:
        """Those of them that no message of some kinds has told since they fell due.

        A message that failed, or came too late for its day and was not sent, has told nothing.
        """
        named, message = tables.FollowUp.reminded_on, tables.Delivery
        untold = select(message.id).where(
            message.recipient == member.slack_id,
            message.kind.in_(kinds),
            message.period == cast(named, String),
            message.state.in_(UNTOLD),
        )
        return self._where(
            tables.FollowUp.owner_id == member.id,
            tables.FollowUp.due_on <= on,
            tables.FollowUp.done_on.is_(None),
            named.is_(None) | (named < tables.FollowUp.due_on) | untold.exists(),
        )

    def reminded(self, follow_up_ids: Collection[int], on: date) -> None:
        """A reminder of that day names them."""
        self.session.execute(
            update(tables.FollowUp)
            .where(tables.FollowUp.id.in_(follow_up_ids))
            .values(reminded_on=on)
        )

    def open_of_member(self, member_id: int) -> list[FollowUp]:
        """A member's open promises, those due first at the top."""
        return self._where(tables.FollowUp.owner_id == member_id, tables.FollowUp.done_on.is_(None))

    def open_of_account(self, account_id: int) -> list[FollowUp]:
        """What was promised to an account and is not done."""
        return self.open_of_accounts([account_id])

    def open_of_accounts(self, account_ids: Collection[int]) -> list[FollowUp]:
        """The same for a few accounts."""
        return self._where(
            tables.FollowUp.account_id.in_(account_ids), tables.FollowUp.done_on.is_(None)
        )

    def open_of_contact(self, contact_id: int) -> list[FollowUp]:
        """What was promised with a contact in the room and is not done."""
        return self.open_of_contacts([contact_id])[contact_id]

    def open_of_contacts(self, contact_ids: Sequence[int]) -> dict[int, list[FollowUp]]:
        """The same of each of a few contacts."""
        there = tables.VisitContact
        rows = self.session.execute(
            self._standing(tables.FollowUp.done_on.is_(None))
            .with_only_columns(there.contact_id, tables.FollowUp)
            .join(there, there.visit_id == tables.FollowUp.visit_id)
            .where(there.contact_id.in_(contact_ids))
        )
        found: dict[int, list[FollowUp]] = {contact_id: [] for contact_id in contact_ids}
        for contact_id, row in rows:
            found[contact_id].append(follow_up(row))
        return found

    def told(self, member_ids: Collection[int] | None, week: date, on: date) -> Promises:
        """What some members, or all, kept in a week up to a day, and what was overdue then."""
        promise = tables.FollowUp
        asked = (
            select(func.count(promise.id))
            .join(tables.Visit, tables.Visit.id == promise.visit_id)
            .where(tables.Visit.undone_at.is_(None))
        )
        if member_ids is not None:
            asked = asked.where(promise.owner_id.in_(member_ids))
        kept = asked.where(promise.done_on.between(week, on))
        overdue = asked.where(
            promise.due_on < on, promise.done_on.is_(None) | (promise.done_on > on)
        )
        return Promises(self.session.scalar(kept) or 0, self.session.scalar(overdue) or 0)

    def done(self, follow_up_id: int, on: date | None) -> FollowUp:
        """It was done on a day; None opens it again."""
        return self._change(follow_up_id, done_on=on)

    def reopen(self, follow_up_id: int) -> FollowUp:
        """It is not done after all."""
        return self._change(follow_up_id, done_on=None)

    def move(self, follow_up_id: int, due_on: date) -> FollowUp:
        """It is due on another day, and named again then."""
        return self._change(follow_up_id, due_on=due_on, reminded_on=None)

    def hand(self, follow_up_ids: Collection[int], to_id: int) -> None:
        """Some promises are somebody else's to keep."""
        for one in follow_up_ids:
            self._change(one, owner_id=to_id, reminded_on=None)

    def _change(self, follow_up_id: int, **fields: object) -> FollowUp:
        row = self.row(tables.FollowUp, follow_up_id)
        self.change_row(row, fields)
        return follow_up(row)

    def _where(self, *those: ColumnElement[bool]) -> list[FollowUp]:
        return [follow_up(row) for row in self.session.scalars(self._standing(*those))]

    @staticmethod
    def _standing(*those: ColumnElement[bool]) -> Select[tables.FollowUp]:
        """Promises that stand, those due first at the top."""
        return (
            select(tables.FollowUp)
            .join(tables.Visit, tables.Visit.id == tables.FollowUp.visit_id)
            .where(tables.Visit.undone_at.is_(None), *those)
            .order_by(tables.FollowUp.due_on.is_(None), tables.FollowUp.due_on, tables.FollowUp.id)
        )
