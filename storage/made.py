"""Visits as they were made: whole, with who was there, what was heard and what was promised."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, Row, func, select

from storage import tables
from storage.clocks import CHUNK
from storage.follow_ups import follow_up
from storage.noun import Noun
from storage.voices import voice
from upkeep.errors import Refusal
from upkeep.visits import Channel, Visit

OWN = (
    "id account_id on channel note attempt source permalink recorded_by recorded_at undone_at"
).split()

_WHOLE = select(tables.Visit, tables.Account.name).join(
    tables.Account, tables.Account.id == tables.Visit.account_id
)


class Made(Noun):
    """The questions of visits. Lists hold what stands; what was undone is left out."""

    def many(self, visit_ids: Iterable[int]) -> list[Visit]:
        """Visits by id, undone or not, in the order of their ids; unknown ids are left out."""
        ids = list(visit_ids)
        found: list[Visit] = []
        for start in range(0, len(ids), CHUNK):
            some = tables.Visit.id.in_(ids[start : start + CHUNK])
            rows = self.session.execute(_WHOLE.where(some).order_by(tables.Visit.id))
            found += self._read_some(rows.all())
        return found

    def get(self, visit_id: int) -> Visit:
        """The visit with an id, undone or not.

        Raises:
            Refusal: `gone`.
        """
        found = self.many([visit_id])
        if not found:
            raise Refusal("gone", noun=tables.Visit.__tablename__, id=visit_id)
        return found[0]

    def recent(self, member_id: int, limit: int) -> list[Visit]:
        """What a member logged or took part in, the newest first."""
        mine = select(tables.VisitMember.visit_id).where(tables.VisitMember.member_id == member_id)
        own = (tables.Visit.recorded_by == member_id) | tables.Visit.id.in_(mine)
        return self._where(own, limit=limit)

    def by_sentence(self, member_id: int, source: str, since: datetime) -> list[Visit]:
        """Visits that a member logged by one sentence since an instant, undone or not."""
        asked = select(tables.Visit.id).where(
            tables.Visit.recorded_by == member_id,
            tables.Visit.source == source,
            tables.Visit.recorded_at >= since,
        )
        return self.many(self.session.scalars(asked))

    def of_contact(self, contact_id: int, limit: int) -> list[Visit]:
        """The last visits a contact was part of, attempts included."""
        met = select(tables.VisitContact.visit_id).where(
            tables.VisitContact.contact_id == contact_id
        )
        return self._where(tables.Visit.id.in_(met), limit=limit)

    def last_of(self, contact_ids: Sequence[int]) -> dict[int, Visit]:
        """The last visit that each of a few contacts was part of, attempts included."""
        met, one = tables.VisitContact, tables.Visit
        newest = (
            func.row_number()
            .over(partition_by=met.contact_id, order_by=(one.on.desc(), one.id.desc()))
            .label("newest")
        )
        ranked = (
            select(met.contact_id, one.id, newest)
            .join(one, one.id == met.visit_id)
            .where(met.contact_id.in_(contact_ids), one.undone_at.is_(None))
            .subquery()
        )
        asked = select(ranked.c.contact_id, ranked.c.id).where(ranked.c.newest == 1)
        last = {row[0]: row[1] for row in self.session.execute(asked)}
        visits = {visit.id: visit for visit in self.many(set(last.values()))}
        return {contact_id: visits[visit_id] for contact_id, visit_id in last.items()}

    def ids_of(self, contact_id: int) -> set[int]:
        """All visits a contact was part of, attempts included."""
        met = select(tables.VisitContact.visit_id).where(
            tables.VisitContact.contact_id == contact_id
        )
        standing = tables.Visit.undone_at.is_(None)
        asked = select(tables.Visit.id).where(tables.Visit.id.in_(met), standing)
        return set(self.session.scalars(asked))

    def visitors_of(self, contact_id: int) -> list[tuple[int, int, date]]:
        """Who of ours met a contact: (member, how often, when last), the most often first."""
        met, present, times = tables.VisitContact, tables.VisitMember, func.count(tables.Visit.id)
        rows = self.session.execute(
            select(present.member_id, times, func.max(tables.Visit.on))
            .join(tables.Visit, tables.Visit.id == present.visit_id)
            .join(met, met.visit_id == tables.Visit.id)
            .where(
                met.contact_id == contact_id,
                tables.Visit.undone_at.is_(None),
                tables.Visit.attempt.is_(False),
            )
            .group_by(present.member_id)
            .order_by(times.desc(), func.max(tables.Visit.on).desc(), present.member_id)
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def of_account(self, account_id: int, limit: int) -> list[Visit]:
        """The last visits to an account."""
        return self._where(tables.Visit.account_id == account_id, limit=limit)

    def between(
        self, first: date, last: date, member_ids: Sequence[int] | None = None
    ) -> list[Visit]:
        """Visits dated between two days, both included; of some members only, if so asked."""
        those: list[ColumnElement[bool]] = [tables.Visit.on.between(first, last)]
        if member_ids is not None:
            present = select(tables.VisitMember.visit_id).where(
                tables.VisitMember.member_id.in_(member_ids)
            )
            those.append(tables.Visit.id.in_(present))
        return self._where(*those)

    def of_accounts_between(
        self, account_ids: Sequence[int], first: date, last: date
    ) -> list[Visit]:
        """Visits to a few accounts dated between two days, both included."""
        return self._where(
            tables.Visit.account_id.in_(account_ids), tables.Visit.on.between(first, last)
        )

    def around(self, account_ids: Sequence[int], first: date, last: date) -> list[Visit]:
        """The same, and those to who is there by now, when they were somewhere else."""
        met, one, contact = tables.VisitContact, tables.Visit, tables.Contact
        met_elsewhere = (
            select(met.visit_id)
            .join(contact, contact.id == met.contact_id)
            .join(one, one.id == met.visit_id)
            .where(contact.account_id.in_(account_ids), one.account_id != contact.account_id)
        )
        return self._where(
            one.account_id.in_(account_ids) | one.id.in_(met_elsewhere), one.on.between(first, last)
        )

    def touches(self, contact_ids: Iterable[int]) -> list[tuple[int, date, Channel, bool, int]]:
        """(contact, date, channel, attempt, account) of every visit of some contacts, by date."""
        ids = list(contact_ids)
        found: list[tuple[int, date, Channel, bool, int]] = []
        for start in range(0, len(ids), CHUNK):
            rows = self.session.execute(
                select(
                    tables.VisitContact.contact_id,
                    tables.Visit.on,
                    tables.Visit.channel,
                    tables.Visit.attempt,
                    tables.Visit.account_id,
                )
                .join(tables.Visit, tables.Visit.id == tables.VisitContact.visit_id)
                .where(
                    tables.VisitContact.contact_id.in_(ids[start : start + CHUNK]),
                    tables.Visit.undone_at.is_(None),
                )
            )
            found += [(row[0], row[1], row[2], row[3], row[4]) for row in rows]
        return sorted(found, key=lambda one: (one[1], one[0]))

    def _where(self, *those: ColumnElement[bool], limit: int | None = None) -> list[Visit]:
        rows = self.session.execute(
            _WHOLE.where(tables.Visit.undone_at.is_(None), *those)
            .order_by(tables.Visit.on.desc(), tables.Visit.id.desc())
            .limit(limit)
        ).all()
        found = []
        for start in range(0, len(rows), CHUNK):
            found += self._read_some(rows[start : start + CHUNK])
        return found

    def _read_some(self, rows: Sequence[Row[tables.Visit, str]]) -> list[Visit]:
        """Whole visits, their parts fetched for many at once."""
        visits = {
            row.id: Visit(
                account_name=account,
                contact_ids=(),
                contact_names=(),
                member_ids=(),
                **{name: getattr(row, name) for name in OWN},
            )
            for row, account in rows
        }
        ids = list(visits)
        self._with_people(visits, ids)
        for heard in self.session.scalars(
            select(tables.Voice).where(tables.Voice.visit_id.in_(ids)).order_by(tables.Voice.id)
        ):
            one = visits[heard.visit_id]
            visits[one.id] = replace(one, voices=(*one.voices, voice(heard)))
        for promised in self.session.scalars(
            select(tables.FollowUp)
            .where(tables.FollowUp.visit_id.in_(ids))
            .order_by(tables.FollowUp.id)
        ):
            one = visits[promised.visit_id]
            visits[one.id] = replace(one, follow_ups=(*one.follow_ups, follow_up(promised)))
        return [visits[one] for one in ids]

    def _with_people(self, visits: dict[int, Visit], ids: list[int]) -> None:
        met = self.session.execute(
            select(tables.VisitContact.visit_id, tables.Contact.id, tables.Contact.name)
            .join(tables.Contact, tables.Contact.id == tables.VisitContact.contact_id)
            .where(tables.VisitContact.visit_id.in_(ids))
            .order_by(tables.VisitContact.id)
        )
        for visit_id, contact_id, name in met:
            one = visits[visit_id]
            visits[visit_id] = replace(
                one,
                contact_ids=(*one.contact_ids, contact_id),
                contact_names=(*one.contact_names, name),
            )
        present = self.session.execute(
            select(tables.VisitMember.visit_id, tables.VisitMember.member_id)
            .where(tables.VisitMember.visit_id.in_(ids))
            .order_by(tables.VisitMember.id)
        )
        for visit_id, member_id in present:
            one = visits[visit_id]
            visits[visit_id] = replace(one, member_ids=(*one.member_ids, member_id))
