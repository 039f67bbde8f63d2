"""Voices: what customers said, open until answered."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased

from storage import tables
from storage.noun import Noun, among
from upkeep.errors import Refusal
from upkeep.figures import Heard
from upkeep.members import Reader
from upkeep.visits import Voice, VoiceKind
from upkeep.voices import Which

OWN = tuple(Voice.__dataclass_fields__)


def voice(row: tables.Voice) -> Voice:
    """The voice in a row."""
    return Voice(**{name: getattr(row, name) for name in OWN})


def _of(which: Which, reader: Reader) -> Iterator[ColumnElement[bool]]:
    if which in {Which.OPEN, Which.MINE}:
        yield tables.Voice.answered_on.is_(None)
    if which is Which.ANSWERED:
        yield tables.Voice.answered_on.is_not(None)
    if which is Which.MINE:
        yield tables.Voice.assignee_id == reader.id


def _concerns(reader: Reader) -> Iterator[ColumnElement[bool]]:
    """He has met who said it; or whom he reads of heard it, is to answer, or in charge there."""
    if reader.whom is None:
        return
    here, people, said = tables.VisitMember, tables.VisitContact, tables.Voice
    # Of the bare table: with the workspace's id PostgreSQL begins at all visits, for each of his.
    visit = tables.Visit.__table__.c
    made = visit.undone_at.is_(None) & visit.attempt.is_(False)
    there = select(here.visit_id).where(
        here.member_id == reader.id, here.visit_id == visit.id, made
    )
    met = select(people.contact_id).where(people.visit_id.in_(there))
    in_the_room = select(people.visit_id).where(people.contact_id.in_(met))
    yield (
        said.assignee_id.in_(reader.whom)
        | exists().where(here.visit_id == said.visit_id, here.member_id.in_(reader.whom))
        | said.contact_id.in_(met)
        | (said.contact_id.is_(None) & said.visit_id.in_(in_the_room))
        | _at_accounts_of(reader.whom)
    )


def _at_accounts_of(member_ids: Collection[int], on: date | None = None) -> ColumnElement[bool]:
    """Said at an account that one of them owns, or keeps a contact at, active now or on a day."""
    contact, left = tables.Contact, tables.Contact.left_on
    active = left.is_(None) if on is None else left.is_(None) | (left > on)
    kept = select(contact.account_id).where(
        contact.keeper_id.in_(member_ids), contact.merged_into_id.is_(None), active
    )
    owned = select(tables.Account.id).where(tables.Account.owner_id.in_(member_ids))
    return tables.Voice.account_id.in_(kept) | tables.Voice.account_id.in_(owned)


def _standing(*those: ColumnElement[bool]) -> Select[tables.Voice]:
    """Some voices, without those of undone visits."""
    return (
        select(tables.Voice)
        .join(tables.Visit, tables.Visit.id == tables.Voice.visit_id)
        .where(tables.Visit.undone_at.is_(None), *those)
    )


def _open_on(on: date) -> ColumnElement[bool]:
    """Not answered by a day."""
    return tables.Voice.answered_on.is_(None) | (tables.Voice.answered_on > on)


class Voices(Noun):
    """The questions and changes of voices; those of undone visits are never told."""

    def get(self, voice_id: int) -> Voice:
        """The voice with an id.

        Raises:
            Refusal: `gone`, also where its visit was undone.
        """
        found = self._where(tables.Voice.id == voice_id)
        if not found:
            raise Refusal("gone", noun=tables.Voice.__tablename__, id=voice_id)
        return found[0]

    def open_of_contact(self, contact_id: int) -> list[Voice]:
        """What a contact said and nobody has answered, and what was said with it in the room."""
        return self.open_of_contacts([contact_id])[contact_id]

    def open_of_contacts(
        self, contact_ids: Sequence[int], reader: Reader | None = None
    ) -> dict[int, list[Voice]]:
        """The same of each of a few contacts. `reader`: only what he may read; None: all of it."""
        one, there = tables.Voice, aliased(tables.VisitContact)
        standing = (
            select(one.contact_id, one)
            .join(tables.Visit, tables.Visit.id == one.visit_id)
            .where(tables.Visit.undone_at.is_(None), one.answered_on.is_(None))
        )
        if reader is not None:
            standing = standing.where(*_concerns(reader))
        said = standing.where(one.contact_id.in_(contact_ids))
        present = (
            standing.with_only_columns(there.contact_id, one)
            .join(there, there.visit_id == one.visit_id)
            .where(there.contact_id.in_(contact_ids), one.contact_id.is_(None))
        )
        found: dict[int, list[Voice]] = {contact_id: [] for contact_id in contact_ids}
        for contact_id, row in (*self.session.execute(said), *self.session.execute(present)):
            found[contact_id].append(voice(row))
        for voices in found.values():
            voices.sort(key=lambda each: (each.said_on, each.id))
        return found

    def open_of_account(self, account_id: int, reader: Reader | None = None) -> list[Voice]:
        """What was said at an account and nobody has answered; `reader`: only what he may read."""
        those = () if reader is None else _concerns(reader)
        return self._where(
            tables.Voice.account_id == account_id, tables.Voice.answered_on.is_(None), *those
        )

    def asked_of(self, member_id: int) -> list[Voice]:
        """What a member is asked to answer and has not."""
        return self._where(
            tables.Voice.assignee_id == member_id, tables.Voice.answered_on.is_(None)
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

    def page(
        self,
        reader: Reader,
        *,
        which: Which = Which.OPEN,
        kind: VoiceKind | None = None,
        account_id: int | None = None,
        start: int = 0,
        limit: int = 10,
    ) -> tuple[list[Voice], int]:
        """A page of what was said, the oldest first, and how many there are in all.

        Args:
            reader: only what he may read.
            which: open ones, answered ones, or those that are his own to answer.
            kind: only of that kind.
            account_id: only what was said there.
            start: how many come before the page.
            limit: how many are on it.
        """
        those = [*_of(which, reader), *_concerns(reader)]
        if kind is not None:
            those.append(tables.Voice.kind == kind)
        if account_id is not None:
            those.append(tables.Voice.account_id == account_id)
        counted = (
            select(func.count(tables.Voice.id))
            .join(tables.Visit, tables.Visit.id == tables.Voice.visit_id)
            .where(tables.Visit.undone_at.is_(None), *those)
        )
        return self._where(*those, start=start, limit=limit), self.session.scalar(counted) or 0

    def concerns(self, voice_id: int, reader: Reader) -> bool:
        """Whether a voice concerns somebody, so that he may read it word for word."""
        return voice_id in self.readable([voice_id], reader)

    def readable(self, voice_ids: Sequence[int], reader: Reader) -> set[int]:
        """Those of a few voices that concern somebody; what was taken back concerns nobody."""
        return {one.id for one in self._where(tables.Voice.id.in_(voice_ids), *_concerns(reader))}

    def heard_by(
        self,
        member_ids: Collection[int] | None,
        first: date,
        last: date,
        reader: Reader | None = None,
    ) -> list[Voice]:
        """What was said between two days at accounts that some members, or any, looked after then.

        `reader`: only what he may read; None: all of it.
        """
        those: list[ColumnElement[bool]] = [tables.Voice.said_on.between(first, last)]
        if member_ids is not None:
            those.append(_at_accounts_of(member_ids, last))
        if reader is not None:
            those += _concerns(reader)
        return self._where(*those)

    def told(self, account_ids: Collection[int] | None, week: date, on: date) -> Heard:
        """What was heard in a week up to a day, and open then, at some accounts or at all."""
        there = () if account_ids is None else (among(tables.Voice.account_id, account_ids),)
        stands = _standing(*there)
        by_kind = (
            stands.with_only_columns(tables.Voice.kind, func.count(tables.Voice.id))
            .where(tables.Voice.said_on.between(week, on))
            .group_by(tables.Voice.kind)
        )
        waiting = stands.with_only_columns(
            func.count(tables.Voice.id), func.min(tables.Voice.said_on)
        ).where(tables.Voice.said_on <= on, _open_on(on))
        still_open, oldest = self.session.execute(waiting).one()
        kinds = {row[0]: row[1] for row in self.session.execute(by_kind)}
        return Heard(kinds, still_open, oldest)

    def waiting(self, account_ids: Collection[int] | None, on: date, limit: int) -> list[Voice]:
        """What was open on a day at some accounts, or at all, the oldest first."""
        there = () if account_ids is None else (among(tables.Voice.account_id, account_ids),)
        rows = self.session.scalars(
            _standing(*there)
            .where(tables.Voice.said_on <= on, _open_on(on))
            .order_by(tables.Voice.said_on, tables.Voice.id)
            .limit(limit)
        )
        return [voice(row) for row in rows]

    def said(self, account_ids: Collection[int] | None, last: date) -> list[tuple[int, date]]:
        """Who of the people at some accounts, or of all, spoke when by a day, wherever it was.

        Words nobody is named for are everybody's there.
        """
        said = _standing(tables.Voice.said_on <= last)
        there = tables.VisitContact
        named = said.with_only_columns(tables.Voice.contact_id, tables.Voice.said_on)
        present = (
            said.with_only_columns(there.contact_id, tables.Voice.said_on)
            .join(there, there.visit_id == tables.Voice.visit_id)
            .where(tables.Voice.contact_id.is_(None))
        )
        if account_ids is not None:
            # Of the bare table, whose index then says it all; voices are held to the workspace.
            contact = tables.Contact.__table__.c
            theirs = select(contact.id).where(among(contact.account_id, account_ids))
            named = named.where(tables.Voice.contact_id.in_(theirs))
            present = present.where(there.contact_id.in_(theirs))
        rows = [
            *self.session.execute(named.where(tables.Voice.contact_id.is_not(None))),
            *self.session.execute(present),
        ]
        return [(row[0], row[1]) for row in rows]

    def assign(self, voice_id: int, member_id: int | None) -> Voice:
        """Somebody is asked to answer; None: nobody in particular."""
        row = self.row(tables.Voice, voice_id)
        self.change_row(row, {"assignee_id": member_id})
        return voice(row)

    def answer(
        self, voice_id: int, on: date | None, words: str = "", by: int | None = None
    ) -> Voice:
        """It was answered on a day, in those words; None opens it again."""
        row = self.row(tables.Voice, voice_id)
        self.change_row(row, {"answered_on": on, "answer": words, "answered_by": by})
        return voice(row)

    def reopen(self, voice_id: int) -> Voice:
        """It is not answered after all."""
        return self.answer(voice_id, None)

    def _where(
        self, *those: ColumnElement[bool], start: int = 0, limit: int | None = None
    ) -> list[Voice]:
        rows = self.session.scalars(
            select(tables.Voice)
            .join(tables.Visit, tables.Visit.id == tables.Voice.visit_id)
            .where(tables.Visit.undone_at.is_(None), *those)
            .order_by(tables.Voice.said_on, tables.Voice.id)
            .offset(start)
            .limit(limit)
        )
        return [voice(row) for row in rows]
