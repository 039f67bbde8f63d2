"""What happens between us: visits, who was there, what was heard, promised and broke."""

from datetime import date, datetime

from sqlalchemy import (
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Scoped, ours
from storage.columns import Instant, Word
from upkeep.visits import Channel, VoiceKind


class Visit(Scoped):
    """One meeting. `request` is what makes the same delivery twice one visit."""

    __tablename__ = "visits"
    __table_args__ = (
        UniqueConstraint("workspace_id", "request"),
        Index("ix_visits_account", "account_id", "on"),
        Index("ix_visits_on", "workspace_id", "on"),
        Index("ix_visits_recorder", "recorded_by", "recorded_at"),
    )

    account_id: Mapped[int] = ours("accounts")
    on: Mapped[date]
    channel: Mapped[Channel] = mapped_column(Word(Channel))
    note: Mapped[str] = mapped_column(Text, default="")
    attempt: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(Text, default="")
    permalink: Mapped[str] = mapped_column(Text, default="")
    request: Mapped[str] = mapped_column(String(255))
    recorded_by: Mapped[int] = ours("members")
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)


class VisitContact(Scoped):
    """A contact met in a visit."""

    __tablename__ = "visit_contacts"
    __table_args__ = (
        UniqueConstraint("visit_id", "contact_id"),
        Index("ix_visit_contacts_contact", "contact_id", "visit_id"),
    )

    visit_id: Mapped[int] = ours("visits")
    contact_id: Mapped[int] = ours("contacts")


class VisitMember(Scoped):
    """A member who was there."""

    __tablename__ = "visit_members"
    __table_args__ = (
        UniqueConstraint("visit_id", "member_id"),
        Index("ix_visit_members_member", "member_id", "visit_id"),
    )

    visit_id: Mapped[int] = ours("visits")
    member_id: Mapped[int] = ours("members")


class Voice(Scoped):
    """Something a customer said; open while `answered_on` is empty."""

    __tablename__ = "voices"
    __table_args__ = (
        Index("ix_voices_visit", "visit_id"),
        Index("ix_voices_contact", "contact_id"),
        Index("ix_voices_open", "account_id", "answered_on"),
    )

    visit_id: Mapped[int] = ours("visits")
    account_id: Mapped[int] = ours("accounts")
    contact_id: Mapped[int | None] = ours("contacts")
    kind: Mapped[VoiceKind] = mapped_column(Word(VoiceKind))
    text: Mapped[str] = mapped_column(Text)
    said_on: Mapped[date]
    answered_on: Mapped[date | None]
    assignee_id: Mapped[int | None] = ours("members")
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[int | None] = ours("members")


class FollowUp(Scoped):
    """A promise made in a visit; open while `done_on` is empty."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        Index("ix_follow_ups_visit", "visit_id"),
        Index("ix_follow_ups_account", "account_id"),
        Index("ix_follow_ups_owner", "owner_id", "due_on"),
    )

    visit_id: Mapped[int] = ours("visits")
    account_id: Mapped[int] = ours("accounts")
    text: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int] = ours("members")
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    reminded_on: Mapped[date | None]


class Incident(Scoped):
    """A fault at an account that opens doors; its report falls due at `report_at`, or was given.

    `request` is what makes the same command sent twice one incident.
    """

    __tablename__ = "incidents"
    __table_args__ = (
        UniqueConstraint("workspace_id", "request"),
        Index("ix_incidents_account", "account_id", "until"),
    )

    account_id: Mapped[int] = ours("accounts")
    text: Mapped[str] = mapped_column(Text)
    opened_by: Mapped[int] = ours("members")
    opened_on: Mapped[date]
    until: Mapped[date]
    report_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    request: Mapped[str] = mapped_column(String(255))
