"""Our side: workspaces, teams, members, and what they were told or changed."""

from datetime import date, datetime, time

from sqlalchemy import (
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Scoped, ours
from storage.columns import Document, Instant, TimeOfDay, Weekdays, Word, Words
from upkeep.handover import State
from upkeep.members import Role


class Workspace(Base):
    """A Slack workspace; `team_id` is empty while it was made before Slack was connected."""

    __tablename__ = "workspaces"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str | None] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(Text, default="")
    gone_at: Mapped[datetime | None] = mapped_column(Instant)
    ticked_at: Mapped[datetime | None] = mapped_column(Instant)


class Team(Scoped):
    """A group of members with a digest of its own."""

    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    name: Mapped[str] = mapped_column(Text)
    parent_id: Mapped[int | None] = ours("teams")
    channel: Mapped[str | None] = mapped_column(Text)
    zone: Mapped[str | None] = mapped_column(String(64))
    digest_on: Mapped[str | None] = mapped_column(String(128))
    digest_at: Mapped[time | None] = mapped_column(TimeOfDay)
    next_digest_at: Mapped[datetime | None] = mapped_column(Instant, index=True)


class Member(Scoped):
    """A person of ours."""

    __tablename__ = "members"
    __table_args__ = (
        UniqueConstraint("workspace_id", "slack_id"),
        Index("ix_members_workspace_id_email", "workspace_id", "email"),
    )

    name: Mapped[str] = mapped_column(Text, default="")
    slack_id: Mapped[str | None] = mapped_column(String(32))
    email: Mapped[str | None] = mapped_column(Text)
    role: Mapped[Role] = mapped_column(Word(Role), default=Role.REP)
    slack_admin: Mapped[bool] = mapped_column(default=False)
    function: Mapped[str] = mapped_column(Text, default="sales")
    team_id: Mapped[int | None] = ours("teams")
    manager_id: Mapped[int | None] = ours("members")
    zone: Mapped[str] = mapped_column(String(64), default="UTC")
    locale: Mapped[str] = mapped_column(String(16), default="en-US")
    weekly_target: Mapped[int | None]
    work_days: Mapped[frozenset[int] | None] = mapped_column(Weekdays)
    country: Mapped[str | None] = mapped_column(String(8))
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]
    was_away: Mapped[tuple[str, ...]] = mapped_column(Words, default=(), nullable=True)
    standin_id: Mapped[int | None] = ours("members")
    reminder_at: Mapped[time | None] = mapped_column(TimeOfDay)
    reminder_on: Mapped[str | None] = mapped_column(String(128))
    quiet_until: Mapped[date | None]
    steady_since: Mapped[date | None]
    status: Mapped[str] = mapped_column(Text, default="")
    status_until: Mapped[datetime | None] = mapped_column(Instant)
    active: Mapped[bool] = mapped_column(default=True)
    next_reminder_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    look_up_at: Mapped[datetime | None] = mapped_column(Instant)


class Handover(Scoped):
    """What somebody looked after, and to whom it goes, in a state of `upkeep.handover`.

    `request` is what makes the same command, or the same news from Slack, one proposal.
    """

    __tablename__ = "handovers"
    __table_args__ = (
        UniqueConstraint("workspace_id", "request"),
        Index("ix_handovers_from", "from_id", "state"),
        Index("ix_handovers_state", "workspace_id", "state"),
    )

    from_id: Mapped[int] = ours("members")
    by: Mapped[int | None] = ours("members")
    at: Mapped[datetime] = mapped_column(Instant)
    plan: Mapped[dict[str, object]] = mapped_column(Document)
    state: Mapped[State] = mapped_column(Word(State), default=State.PROPOSED)
    settled_by: Mapped[int | None] = ours("members")
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
    request: Mapped[str] = mapped_column(String(255))


class PolicyChange(Scoped):
    """A threshold changed in Slack: who, when, from what to what. The newest of a key wins."""

    __tablename__ = "policy_changes"
    __table_args__ = (Index("ix_policy_changes_key", "workspace_id", "key", "id"),)

    key: Mapped[str] = mapped_column(String(64))
    old: Mapped[object] = mapped_column(Document)
    new: Mapped[object] = mapped_column(Document)
    by: Mapped[int] = ours("members")
    at: Mapped[datetime] = mapped_column(Instant)


class Draft(Scoped):
    """A visit that waits for its writer to make something clear."""

    __tablename__ = "drafts"
    __table_args__ = (Index("ix_drafts_member", "member_id", "id"),)

    member_id: Mapped[int] = ours("members")
    kind: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
    payload: Mapped[dict[str, object]] = mapped_column(Document)
    at: Mapped[datetime] = mapped_column(Instant)


class Audit(Scoped):
    """Who did what to what, and when."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_noun", "workspace_id", "noun", "noun_id"),)

    by: Mapped[int | None] = ours("members")
    act: Mapped[str] = mapped_column(String(32))
    noun: Mapped[str] = mapped_column(String(32))
    noun_id: Mapped[int | None]
    detail: Mapped[dict[str, object]] = mapped_column(Document)
    at: Mapped[datetime] = mapped_column(Instant)
