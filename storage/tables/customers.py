"""The customers: accounts, contacts, and how lists of them came in or were mended."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Scoped, ours
from storage.columns import Document, Instant, Word, Words
from upkeep.accounts import Level, Quorum


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
        Index("ix_contacts_named", "account_id", "folded"),
        Index("ix_contacts_email", "workspace_id", "email"),
        Index(
            "ix_contacts_merged",
            "merged_into_id",
            sqlite_where=text("merged_into_id IS NOT NULL"),
            postgresql_where=text("merged_into_id IS NOT NULL"),
        ),
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
