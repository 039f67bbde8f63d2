"""Members: who they are in Slack, and when each is reminded next."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update
from sqlalchemy.orm import aliased

from storage import tables
from storage.base import Base
from storage.noun import Change, Noun
from upkeep.members import UNSAID, Member, Role
from upkeep.threads import EXECUTIVE

FIELDS = tuple(Member.__dataclass_fields__)
#: What Slack knows better than a list, and what is no word about somebody.
NOT_LISTED = frozenset("id slack_id slack_admin name zone locale active look_up_at".split())
#: What Slack says by leaving it empty: there is none any more.
CLEARED = frozenset({"status", "status_until"})


def member(row: tables.Member) -> Member:
    """The member in a row; Slack's own admins are admins here whatever their role says."""
    fields = {name: getattr(row, name) for name in FIELDS}
    return Member(**fields | {"role": Role.ADMIN if row.slack_admin else row.role})


class Members(Noun):
    """The questions and changes of members."""

    def get(self, member_id: int) -> Member:
        """The member with an id.

        Raises:
            Refusal: `gone`.
        """
        return member(self.row(tables.Member, member_id))

    def many(self, member_ids: Sequence[int]) -> dict[int, Member]:
        """Members by id; unknown ids are left out."""
        return {one.id: one for one in self._where(tables.Member.id.in_(member_ids))}

    def by_slack(self, slack_id: str) -> Member | None:
        """The member behind a Slack user id."""
        return next(iter(self._where(tables.Member.slack_id == slack_id)), None)

    def by_email(self, email: str) -> Member | None:
        """The member with an e-mail address, whatever its case."""
        return next(iter(self._where(func.lower(tables.Member.email) == email.lower())), None)

    def all(self, *, active: bool = True) -> list[Member]:
        """All members, or with `active` false also those who have left."""
        return self._where(tables.Member.active.is_(True)) if active else self._where()

    def of_teams(self, team_ids: Sequence[int], *, active: bool = True) -> list[Member]:
        """The members of some teams, or with `active` false also those who have left."""
        there = tables.Member.team_id.in_(team_ids)
        return self._where(there, tables.Member.active.is_(True)) if active else self._where(there)

    def of_customers(self) -> list[Member]:
        """The active members who have to do with customers; not who has only pressed a button.

        They are in a team, have a target of their own or by a function said of them, look after a
        customer or a contact, or were on a visit.
        """
        one = tables.Member
        targeted = {function.casefold() for function in self.scope.policy.targets} - {UNSAID}
        return self._where(
            one.active.is_(True),
            or_(
                one.team_id.is_not(None),
                one.weekly_target.is_not(None),
                func.lower(one.function).in_(targeted),
                exists().where(tables.Contact.keeper_id == one.id),
                exists().where(tables.Account.owner_id == one.id),
                exists().where(tables.VisitMember.member_id == one.id),
            ),
        )

    def without_team(self) -> list[Member]:
        """The active members of no team who look after contacts, or manage nobody in one."""
        one, kept, led = tables.Member, tables.Contact, aliased(tables.Member)
        keeps = exists().where(kept.keeper_id == one.id, kept.left_on.is_(None))
        leads = exists().where(led.manager_id == one.id, led.team_id.is_not(None))
        idle = (one.role == Role.MANAGER) & ~leads
        return self._where(one.active.is_(True), one.team_id.is_(None), keeps | idle)

    def stood_in_for(self, member_id: int, on: date) -> list[int]:
        """Those who are away on a day, and for whom a member stands in."""
        named = self._where(tables.Member.standin_id == member_id, tables.Member.active.is_(True))
        return [one.id for one in named if one.is_away(on)]

    def functions(self) -> set[str]:
        """The functions that active members have, folded."""
        asked = select(tables.Member.function).where(tables.Member.active.is_(True)).distinct()
        return {function.casefold() for function in self.session.scalars(asked)}

    def seniors(self) -> frozenset[int]:
        """Our managers and executives, as `upkeep.threads.is_senior` knows them."""
        one = tables.Member
        asked = select(one.id).where(
            one.active.is_(True),
            one.slack_admin
            | one.role.in_((Role.MANAGER, Role.ADMIN))
            | (func.lower(one.function) == EXECUTIVE),
        )
        return frozenset(self.session.scalars(asked))

    def managers_of(self, team_id: int) -> list[Member]:
        """Those who manage a team: its managers, and whoever its members name as theirs."""
        named = (
            select(tables.Member.manager_id)
            .where(tables.Member.team_id == team_id, tables.Member.manager_id.is_not(None))
            .scalar_subquery()
        )
        own = (tables.Member.team_id == team_id) & (tables.Member.role == Role.MANAGER)
        return self._where(own | tables.Member.id.in_(named), tables.Member.active.is_(True))

    def teams_led(self, member_id: int) -> set[int]:
        """The teams that a member manages himself, as `managers_of` knows it."""
        one = tables.Member
        own = (one.id == member_id) & (one.role == Role.MANAGER)
        asked = select(one.team_id).where(own | (one.manager_id == member_id)).distinct()
        return {team_id for team_id in self.session.scalars(asked) if team_id is not None}

    def ensure(self, slack_id: str, **facts: object) -> Member:
        """The member behind a Slack user id, with what Slack says of it.

        One imported by the same e-mail address is adopted, and becomes one with who was met before
        the address was known; else a new one is made.
        """
        told = {"slack_admin" if key == "is_slack_admin" else key: facts[key] for key in facts}
        row = self.session.scalar(select(tables.Member).where(tables.Member.slack_id == slack_id))
        email = str(told.get("email") or "").lower()
        if email and (row is None or (row.email or "").lower() != email):
            imported = self.session.scalar(
                select(tables.Member).where(
                    tables.Member.slack_id.is_(None), func.lower(tables.Member.email) == email
                )
            )
            if imported is not None and row is not None:
                self._join(row, imported)
            row = row or imported
        if row is None:
            row = tables.Member(zone=self.scope.policy.zone)
            self.session.add(row)
        known = {
            key: value for key, value in told.items() if key in CLEARED or value not in {None, ""}
        }
        self.change_row(row, {"slack_id": slack_id, **known})
        return member(row)

    def _join(self, met: tables.Member, imported: tables.Member) -> None:
        """What a list says of somebody, and gave to him, is said of whom we have met, and his.

        Whom we have met keeps his id, by which messages and digests of the past know him.
        """
        there = tables.VisitMember
        twice = select(there.visit_id).where(there.member_id == met.id)
        self.session.execute(
            delete(there).where(there.member_id == imported.id, there.visit_id.in_(twice))
        )
        for mapper in Base.registry.mappers:
            for column in mapper.columns:
                if column.info.get("table") == tables.Member.__tablename__:
                    his = update(mapper.class_).where(column == imported.id)
                    self.session.execute(his.values({column.key: met.id}))
        for field in tables.Member.__table__.columns:
            said, unsaid = getattr(imported, field.key), getattr(field.default, "arg", None)
            if field.key not in NOT_LISTED and said != unsaid:
                setattr(met, field.key, said)
        self.session.delete(imported)
        self.session.flush()

    def change(self, member_id: int, **fields: object) -> Member:
        """Write fields of a member.

        Raises:
            Refusal: `gone`.
        """
        row = self.row(tables.Member, member_id)
        self.change_row(row, fields)
        return member(row)

    def upsert(self, email: str, **fields: object) -> tuple[Member, Change]:
        """The member with an e-mail address, made where it is new; fields that are None stay."""
        row = self.session.scalar(
            select(tables.Member).where(func.lower(tables.Member.email) == email.lower())
        )
        said = {key: value for key, value in fields.items() if value is not None}
        if row is None:
            row = tables.Member(email=email, **{"zone": self.scope.policy.zone} | said)
            row.name = row.name or email.partition("@")[0]
            self.session.add(row)
            self.session.flush()
            return member(row), Change.CREATED
        changed = self.change_row(row, said)
        return member(row), Change.UPDATED if changed else Change.UNCHANGED

    def to_look_up(self, now: datetime, limit: int) -> list[Member]:
        """Members known by e-mail only, or by Slack id only, whom Slack may be asked about now.

        And those of whom it is to be asked anew.
        """
        table = tables.Member
        by_email = table.slack_id.is_(None) & table.email.is_not(None)
        by_slack = table.slack_id.is_not(None) & table.email.is_(None) & (table.name == "")
        anew = table.slack_id.is_not(None) & table.look_up_at.is_not(None)
        return self._where(
            by_email | by_slack | anew,
            table.look_up_at.is_(None) | (table.look_up_at <= now),
            limit=limit,
        )

    def look_up_again(self, member_id: int, at: datetime | None) -> None:
        """Slack does not know this member yet, or any more: ask again at an instant."""
        self.row(tables.Member, member_id).look_up_at = at

    def reminder_due(self, now: datetime, limit: int = 500, after: int = 0) -> list[Member]:
        """Active members in Slack whose reminder's instant has come, or was never set.

        In the order of their ids, those behind `after`.
        """
        at = tables.Member.next_reminder_at
        return self._where(
            tables.Member.id > after,
            tables.Member.active.is_(True),
            tables.Member.slack_id.is_not(None),
            at.is_(None) | (at <= now),
            limit=limit,
        )

    def next_reminder(self, member_id: int) -> datetime | None:
        """When a member is reminded next."""
        return self.row(tables.Member, member_id).next_reminder_at

    def set_next_reminder(self, member_id: int, at: datetime | None) -> None:
        """Say when a member is reminded next."""
        self.change_row(self.row(tables.Member, member_id), {"next_reminder_at": at})

    def _where(self, *those: ColumnElement[bool], limit: int | None = None) -> list[Member]:
        rows = self.session.scalars(
            select(tables.Member).where(*those).order_by(tables.Member.id).limit(limit)
        )
        return [member(row) for row in rows]
