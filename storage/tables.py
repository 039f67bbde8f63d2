"""The tables. Every one but the workspaces' belongs to one workspace, and says so."""

from datetime import date, datetime, time

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Scoped, ours
from storage.columns import Document, Instant, TimeOfDay, Weekdays, Word, Words
from upkeep.accounts import Level, Quorum
from upkeep.handover import State
from upkeep.members import Role
from upkeep.visits import Channel, VoiceKind


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


class Account(Scoped):
    """A customer organisation; `keys` are the ways its names may be typed, one a line.

    Its rule: the quorum, and a contact who decides alone in so many of a hundred cases.
    """

    __tablename__ = "accounts"
    __table_args__ = (
        UniqueConstraint("workspace_id", "folded"),
        Index("ix_accounts_owner", "owner_id"),
        CheckConstraint("cadence > 0", "cadence"),
        CheckConstraint("influence BETWEEN 1 AND 99", "influence"),
    )

    name: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    aliases: Mapped[tuple[str, ...]] = mapped_column(Words, default=())
    keys: Mapped[str] = mapped_column(Text, default="")
    contract: Mapped[bool | None]
    owner_id: Mapped[int | None] = ours("members")
    cadence: Mapped[int | None]
    quorum: Mapped[Quorum] = mapped_column(Word(Quorum), default=Quorum.MAJORITY)
    # No key holds the decider to the contacts: they refer to their account already.
    decider_id: Mapped[int | None]
    influence: Mapped[int] = mapped_column(default=50)


class Contact(Scoped):
    """A person at an account.

    `keys` are the ways its names may be typed, one a line; the index that searches them is made by
    the migrations alone. `keeper_id`, `last_touch_on`,
    `last_seen_on` and `due_on` are kept beside what they follow
    from, so that what is due is found by an index; `Contacts.recount` holds them to it.
    One that was merged into another stays, out of every list. `request` is what makes the same form
    sent twice one contact.
    """

    __tablename__ = "contacts"
    __table_args__ = (
        UniqueConstraint("workspace_id", "request"),
        Index("ix_contacts_due", "workspace_id", "keeper_id", "due_on"),
        Index("ix_contacts_account", "workspace_id", "account_id", "id"),
        Index("ix_contacts_named", "account_id", "folded"),
        Index("ix_contacts_email", "workspace_id", "email"),
        Index("ix_contacts_merged", "merged_into_id"),
        CheckConstraint("cadence > 0", "cadence"),
        CheckConstraint("weight BETWEEN 1 AND 9", "weight"),
    )

    account_id: Mapped[int] = ours("accounts")
    name: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    aliases: Mapped[tuple[str, ...]] = mapped_column(Words, default=())
    keys: Mapped[str] = mapped_column(Text, default="")
    title: Mapped[str] = mapped_column(Text, default="")
    level: Mapped[Level] = mapped_column(Word(Level), default=Level.GENERAL)
    department: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(Text, default="")
    pronunciation: Mapped[str] = mapped_column(Text, default="")
    weight: Mapped[int] = mapped_column(default=1)
    cadence: Mapped[int | None]
    owner_id: Mapped[int | None] = ours("members")
    keeper_id: Mapped[int | None] = ours("members")
    added_on: Mapped[date]
    last_touch_on: Mapped[date | None]
    last_seen_on: Mapped[date | None]
    due_on: Mapped[date]
    snoozed_until: Mapped[date | None]
    left_on: Mapped[date | None]
    merged_into_id: Mapped[int | None] = ours("contacts")
    request: Mapped[str | None] = mapped_column(String(255))


class Merge(Scoped):
    """Two records of one person made one; `before` is what undoing it needs."""

    __tablename__ = "merges"
    __table_args__ = (
        Index("ix_merges_kept", "kept_id", "id"),
        Index("ix_merges_other", "other_id"),
    )

    kept_id: Mapped[int] = ours("contacts")
    other_id: Mapped[int] = ours("contacts")
    by: Mapped[int | None] = ours("members")
    at: Mapped[datetime] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    before: Mapped[dict[str, object]] = mapped_column(Document)


class Sweep(Scoped):
    """Which cadences and counted channels the workspace's clocks follow, and how far they do.

    Contacts up to `after_id` follow already; empty: all do. `touches`: touches are counted anew.
    """

    __tablename__ = "sweeps"
    __table_args__ = (UniqueConstraint("workspace_id"),)

    cadences: Mapped[str] = mapped_column(Text, default="")
    counted: Mapped[str] = mapped_column(Text, default="")
    after_id: Mapped[int | None]
    touches: Mapped[bool] = mapped_column(default=False)


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


class PolicyChange(Scoped):
    """A threshold changed in Slack: who, when, from what to what. The newest of a key wins."""

    __tablename__ = "policy_changes"
    __table_args__ = (Index("ix_policy_changes_key", "workspace_id", "key", "id"),)

    key: Mapped[str] = mapped_column(String(64))
    old: Mapped[object] = mapped_column(Document)
    new: Mapped[object] = mapped_column(Document)
    by: Mapped[int] = ours("members")
    at: Mapped[datetime] = mapped_column(Instant)


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


class Draft(Scoped):
    """A visit that waits for its writer to make something clear."""

    __tablename__ = "drafts"
    __table_args__ = (Index("ix_drafts_member", "member_id", "id"),)

    member_id: Mapped[int] = ours("members")
    kind: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
    payload: Mapped[dict[str, object]] = mapped_column(Document)
    at: Mapped[datetime] = mapped_column(Instant)


class Import(Scoped):
    """A sheet on its way in, page by page, or lists on their way out; `state` says how far.

    `source` is what it is read from, `told` what somebody said of its headings, `counts` and the
    lists what became of its lines.
    """

    __tablename__ = "imports"
    __table_args__ = (Index("ix_imports_state", "workspace_id", "state"),)

    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(32), default="")
    state: Mapped[str] = mapped_column(String(16))
    by: Mapped[int | None] = ours("members")
    at: Mapped[datetime] = mapped_column(Instant)
    lines: Mapped[int] = mapped_column(default=0)
    source: Mapped[dict[str, object]] = mapped_column(Document, default=dict)
    told: Mapped[dict[str, object]] = mapped_column(Document, default=dict)
    headings: Mapped[list[str]] = mapped_column(Document, default=list)
    unused: Mapped[list[str]] = mapped_column(Document, default=list)
    counts: Mapped[dict[str, int]] = mapped_column(Document, default=dict)
    bad: Mapped[list[object]] = mapped_column(Document, default=list)
    twins: Mapped[list[object]] = mapped_column(Document, default=list)
    left: Mapped[list[object]] = mapped_column(Document, default=list)


class ImportPage(Scoped):
    """Some lines of an import; once they are kept, what they changed, so that it can be undone."""

    __tablename__ = "import_pages"
    __table_args__ = (UniqueConstraint("import_id", "number"),)

    import_id: Mapped[int] = ours("imports")
    number: Mapped[int]
    lines: Mapped[list[object]] = mapped_column(Document)
    traces: Mapped[list[object]] = mapped_column(Document, default=list)
    kept: Mapped[bool] = mapped_column(default=False)


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
