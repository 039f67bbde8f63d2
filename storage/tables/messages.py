"""What the bot says: nudges, digests, what is owed, and what must wait."""

from datetime import date, datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Scoped, ours
from storage.columns import Document, Instant


class Nudge(Scoped):
    """A reminder about one contact on one local day of its reader."""

    __tablename__ = "nudges"
    __table_args__ = (
        UniqueConstraint("contact_id", "member_id", "on"),
        Index("ix_nudges_member", "member_id", "on"),
    )

    contact_id: Mapped[int] = ours("contacts")
    member_id: Mapped[int] = ours("members")
    delivery_id: Mapped[int | None] = ours("deliveries")
    on: Mapped[date]
    place: Mapped[int] = mapped_column(default=0)
    facts: Mapped[dict[str, object]] = mapped_column(Document, default=dict)
    answer: Mapped[str] = mapped_column(String(32), default="")
    answered_at: Mapped[datetime | None] = mapped_column(Instant)


class Digest(Scoped):
    """A team's week as it stood at its closing instant."""

    __tablename__ = "digests"
    __table_args__ = (UniqueConstraint("team_id", "week"),)

    team_id: Mapped[int] = ours("teams")
    week: Mapped[date]
    closed_at: Mapped[datetime] = mapped_column(Instant)
    figures: Mapped[dict[str, object]] = mapped_column(Document)


class Delivery(Scoped):
    """A message the bot owes: `pending`, `sending`, `sent`, `failed` or `cancelled`.

    Attempts of unknown outcome were made from `maybe_since` to `maybe_until`. A row that is
    `booked` has its turn at `not_before`. At the business instant `expires_at` it is too late.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("workspace_id", "recipient", "kind", "period"),
        Index(
            "ix_deliveries_owed",
            "workspace_id",
            "not_before",
            sqlite_where=text("state IN ('pending', 'sending')"),
            postgresql_where=text("state IN ('pending', 'sending')"),
        ),
        Index(
            "ix_deliveries_underway",
            "workspace_id",
            "lease_until",
            sqlite_where=text("state = 'sending'"),
            postgresql_where=text("state = 'sending'"),
        ),
        Index(
            "ix_deliveries_failed",
            "workspace_id",
            "id",
            sqlite_where=text("state = 'failed'"),
            postgresql_where=text("state = 'failed'"),
        ),
        Index("ix_deliveries_message", "workspace_id", "channel", "ts"),
    )

    kind: Mapped[str] = mapped_column(String(32))
    recipient: Mapped[str] = mapped_column(String(64))
    period: Mapped[str] = mapped_column(String(128))
    method: Mapped[str] = mapped_column(String(64))
    payload: Mapped[dict[str, object]] = mapped_column(Document)
    state: Mapped[str] = mapped_column(String(16), default="pending")
    not_before: Mapped[datetime] = mapped_column(Instant)
    booked: Mapped[bool] = mapped_column(default=False)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    token: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(default=0)
    maybe_since: Mapped[datetime | None] = mapped_column(Instant)
    maybe_until: Mapped[datetime | None] = mapped_column(Instant)
    channel: Mapped[str | None] = mapped_column(String(64))
    ts: Mapped[str | None] = mapped_column(String(32))
    error: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)


class Gate(Base):
    """Until when a method or a channel of a workspace is to be left alone."""

    __tablename__ = "gates"

    workspace_id: Mapped[int] = mapped_column(
        ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(96), primary_key=True)
    until: Mapped[datetime] = mapped_column(Instant)
