"""first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

# SQLite's trigram index over the look-up keys follows the contacts by triggers.
SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE contact_names USING fts5("
    "keys, content='contacts', content_rowid='id', tokenize='trigram')",
    "CREATE TRIGGER contact_names_insert AFTER INSERT ON contacts BEGIN"
    " INSERT INTO contact_names(rowid, keys) VALUES (new.id, new.keys); END",
    "CREATE TRIGGER contact_names_delete AFTER DELETE ON contacts BEGIN"
    " INSERT INTO contact_names(contact_names, rowid, keys) VALUES ('delete', old.id, old.keys);"
    " END",
    "CREATE TRIGGER contact_names_update AFTER UPDATE OF keys ON contacts"
    " WHEN old.keys <> new.keys BEGIN"
    " INSERT INTO contact_names(contact_names, rowid, keys) VALUES ('delete', old.id, old.keys);"
    " INSERT INTO contact_names(rowid, keys) VALUES (new.id, new.keys); END",
)
# PostgreSQL's: an ordinary index over a column of arrays, in a table of its own: beside the
# contacts, each visit that moves a due date would write all of a name's pieces anew. pg_trgm is not
# everywhere, and blind to hanzi under some locales.
POSTGRESQL_SEARCH = (
    "CREATE FUNCTION everyvote_grams(said text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT"
    " PARALLEL SAFE AS $$ SELECT coalesce(array_agg(DISTINCT substr(said, at, 3)), '{}')"
    " FROM generate_series(1, length(said) - 2) AS at $$",
    "CREATE TABLE contact_names (contact_id integer PRIMARY KEY REFERENCES contacts (id)"
    " ON DELETE CASCADE, grams text[] NOT NULL)",
    "CREATE INDEX ix_contact_names_grams ON contact_names USING gin (grams)",
    "CREATE FUNCTION everyvote_names() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " INSERT INTO contact_names VALUES (new.id, everyvote_grams(new.keys))"
    " ON CONFLICT (contact_id) DO UPDATE SET grams = excluded.grams; RETURN NULL; END $$",
    "CREATE TRIGGER contact_names_follow AFTER INSERT OR UPDATE OF keys ON contacts"
    " FOR EACH ROW EXECUTE FUNCTION everyvote_names()",
)
UNSEARCH = {
    "sqlite": ("DROP TABLE contact_names",),
    "postgresql": (
        "DROP TRIGGER contact_names_follow ON contacts",
        "DROP FUNCTION everyvote_names()",
        "DROP TABLE contact_names",
        "DROP FUNCTION everyvote_grams(text)",
    ),
}


def upgrade() -> None:
    op.create_table(
        "workspaces",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ticked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
        sa.UniqueConstraint("team_id", name=op.f("uq_workspaces_team_id")),
    )
    op.create_table(
        "deliveries",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("recipient", sa.String(length=64), nullable=False),
        sa.Column("period", sa.String(length=128), nullable=False),
        sa.Column("method", sa.String(length=64), nullable=False),
        sa.Column("payload", DOCUMENT, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("booked", sa.Boolean(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("maybe_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("maybe_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("channel", sa.String(length=64), nullable=True),
        sa.Column("ts", sa.String(length=32), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_deliveries_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_deliveries_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id",
            "recipient",
            "kind",
            "period",
            name=op.f("uq_deliveries_workspace_id_recipient_kind_period"),
        ),
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index(
            "ix_deliveries_message", ["workspace_id", "channel", "ts"], unique=False
        )
        batch_op.create_index(
            "ix_deliveries_owed",
            ["workspace_id", "not_before"],
            unique=False,
            sqlite_where=sa.text("state IN ('pending', 'sending')"),
            postgresql_where=sa.text("state IN ('pending', 'sending')"),
        )
        batch_op.create_index(
            "ix_deliveries_failed",
            ["workspace_id", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'failed'"),
            postgresql_where=sa.text("state = 'failed'"),
        )
        batch_op.create_index(
            "ix_deliveries_underway",
            ["workspace_id", "lease_until"],
            unique=False,
            sqlite_where=sa.text("state = 'sending'"),
            postgresql_where=sa.text("state = 'sending'"),
        )

    op.create_table(
        "gates",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=96), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_gates_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "key", name=op.f("pk_gates")),
    )
    op.create_table(
        "sweeps",
        sa.Column("cadences", sa.Text(), nullable=False),
        sa.Column("counted", sa.Text(), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=True),
        sa.Column("touches", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_sweeps_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sweeps")),
        sa.UniqueConstraint("workspace_id", name=op.f("uq_sweeps_workspace_id")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_sweeps_workspace_id_id")),
    )
    op.create_table(
        "teams",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("digest_on", sa.String(length=128), nullable=True),
        sa.Column("digest_at", sa.String(length=5), nullable=True),
        sa.Column("next_digest_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id", "workspace_id"],
            ["teams.id", "teams.workspace_id"],
            name=op.f("fk_teams_parent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_teams_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_teams_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "name", name=op.f("uq_teams_workspace_id_name")),
    )
    with op.batch_alter_table("teams", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_teams_next_digest_at"), ["next_digest_at"], unique=False
        )

    op.create_table(
        "digests",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("figures", DOCUMENT, nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "workspace_id"],
            ["teams.id", "teams.workspace_id"],
            name=op.f("fk_digests_team_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_digests_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_digests_workspace_id_id")),
        sa.UniqueConstraint("team_id", "week", name=op.f("uq_digests_team_id_week")),
    )

    op.create_table(
        "members",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slack_id", sa.String(length=32), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("slack_admin", sa.Boolean(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("manager_id", sa.Integer(), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("weekly_target", sa.Integer(), nullable=True),
        sa.Column("work_days", sa.String(length=7), nullable=True),
        sa.Column("country", sa.String(length=8), nullable=True),
        sa.Column("away_from", sa.Date(), nullable=True),
        sa.Column("away_until", sa.Date(), nullable=True),
        sa.Column("standin_id", sa.Integer(), nullable=True),
        sa.Column("reminder_at", sa.String(length=5), nullable=True),
        sa.Column("reminder_on", sa.String(length=128), nullable=True),
        sa.Column("quiet_until", sa.Date(), nullable=True),
        sa.Column("steady_since", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("status_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("next_reminder_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("look_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["manager_id", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_members_manager_id"),
        ),
        sa.ForeignKeyConstraint(
            ["standin_id", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_members_standin_id"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "workspace_id"],
            ["teams.id", "teams.workspace_id"],
            name=op.f("fk_members_team_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_members_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_members_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id", "slack_id", name=op.f("uq_members_workspace_id_slack_id")
        ),
    )
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_members_next_reminder_at"), ["next_reminder_at"], unique=False
        )
        batch_op.create_index(
            "ix_members_workspace_id_email", ["workspace_id", "email"], unique=False
        )

    op.create_table(
        "accounts",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.Column("contract", sa.Boolean(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("cadence", sa.Integer(), nullable=True),
        sa.Column("quorum", sa.String(length=32), nullable=False),
        sa.Column("decider_id", sa.Integer(), nullable=True),
        sa.Column("influence", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_accounts_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_accounts_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.CheckConstraint("cadence > 0", name=op.f("ck_accounts_cadence")),
        sa.CheckConstraint("influence BETWEEN 1 AND 99", name=op.f("ck_accounts_influence")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_accounts_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "folded", name=op.f("uq_accounts_workspace_id_folded")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index("ix_accounts_owner", ["owner_id"], unique=False)

    op.create_table(
        "audit",
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("noun", sa.String(length=32), nullable=False),
        sa.Column("noun_id", sa.Integer(), nullable=True),
        sa.Column("detail", DOCUMENT, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by", "workspace_id"], ["members.id", "members.workspace_id"], name=op.f("fk_audit_by")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_audit_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_audit_workspace_id_id")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("ix_audit_noun", ["workspace_id", "noun", "noun_id"], unique=False)

    op.create_table(
        "drafts",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("payload", DOCUMENT, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_drafts_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_drafts_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_drafts_workspace_id_id")),
    )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.create_index("ix_drafts_member", ["member_id", "id"], unique=False)

    op.create_table(
        "imports",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("source", DOCUMENT, nullable=False),
        sa.Column("told", DOCUMENT, nullable=False),
        sa.Column("headings", DOCUMENT, nullable=False),
        sa.Column("unused", DOCUMENT, nullable=False),
        sa.Column("counts", DOCUMENT, nullable=False),
        sa.Column("bad", DOCUMENT, nullable=False),
        sa.Column("twins", DOCUMENT, nullable=False),
        sa.Column("left", DOCUMENT, nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_imports_by"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_imports_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_imports_workspace_id_id")),
    )
    with op.batch_alter_table("imports", schema=None) as batch_op:
        batch_op.create_index("ix_imports_state", ["workspace_id", "state"], unique=False)

    op.create_table(
        "import_pages",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("lines", DOCUMENT, nullable=False),
        sa.Column("traces", DOCUMENT, nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id", "workspace_id"],
            ["imports.id", "imports.workspace_id"],
            name=op.f("fk_import_pages_import_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_import_pages_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_pages")),
        sa.UniqueConstraint("import_id", "number", name=op.f("uq_import_pages_import_id_number")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_import_pages_workspace_id_id")),
    )
    op.create_table(
        "policy_changes",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("old", DOCUMENT, nullable=False),
        sa.Column("new", DOCUMENT, nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_policy_changes_by"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_policy_changes_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_changes")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_policy_changes_workspace_id_id")),
    )
    with op.batch_alter_table("policy_changes", schema=None) as batch_op:
        batch_op.create_index("ix_policy_changes_key", ["workspace_id", "key", "id"], unique=False)

    op.create_table(
        "contacts",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("pronunciation", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("cadence", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("keeper_id", sa.Integer(), nullable=True),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("last_touch_on", sa.Date(), nullable=True),
        sa.Column("last_seen_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("request", sa.String(length=255), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "workspace_id"],
            ["accounts.id", "accounts.workspace_id"],
            name=op.f("fk_contacts_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["keeper_id", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_contacts_keeper_id"),
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id", "workspace_id"],
            ["contacts.id", "contacts.workspace_id"],
            name=op.f("fk_contacts_merged_into_id"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_contacts_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_contacts_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sa.CheckConstraint("cadence > 0", name=op.f("ck_contacts_cadence")),
        sa.CheckConstraint("weight BETWEEN 1 AND 9", name=op.f("ck_contacts_weight")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_contacts_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id", "request", name=op.f("uq_contacts_workspace_id_request")
        ),
    )
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.create_index(
            "ix_contacts_account", ["workspace_id", "account_id", "id"], unique=False
        )
        batch_op.create_index("ix_contacts_named", ["account_id", "folded"], unique=False)
        batch_op.create_index("ix_contacts_email", ["workspace_id", "email"], unique=False)
        batch_op.create_index("ix_contacts_merged", ["merged_into_id"], unique=False)
        batch_op.create_index(
            "ix_contacts_due", ["workspace_id", "keeper_id", "due_on"], unique=False
        )

    op.create_table(
        "merges",
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("before", DOCUMENT, nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_merges_by"),
        ),
        sa.ForeignKeyConstraint(
            ["kept_id", "workspace_id"],
            ["contacts.id", "contacts.workspace_id"],
            name=op.f("fk_merges_kept_id"),
        ),
        sa.ForeignKeyConstraint(
            ["other_id", "workspace_id"],
            ["contacts.id", "contacts.workspace_id"],
            name=op.f("fk_merges_other_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_merges_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merges")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_merges_workspace_id_id")),
    )
    with op.batch_alter_table("merges", schema=None) as batch_op:
        batch_op.create_index("ix_merges_kept", ["kept_id", "id"], unique=False)
        batch_op.create_index("ix_merges_other", ["other_id"], unique=False)

    op.create_table(
        "visits",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("permalink", sa.Text(), nullable=False),
        sa.Column("request", sa.String(length=255), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "workspace_id"],
            ["accounts.id", "accounts.workspace_id"],
            name=op.f("fk_visits_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_visits_recorded_by"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_visits_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_visits_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "request", name=op.f("uq_visits_workspace_id_request")),
    )
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.create_index("ix_visits_account", ["account_id", "on"], unique=False)
        batch_op.create_index("ix_visits_on", ["workspace_id", "on"], unique=False)
        batch_op.create_index("ix_visits_recorder", ["recorded_by", "recorded_at"], unique=False)

    op.create_table(
        "follow_ups",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "workspace_id"],
            ["accounts.id", "accounts.workspace_id"],
            name=op.f("fk_follow_ups_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_follow_ups_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["visit_id", "workspace_id"],
            ["visits.id", "visits.workspace_id"],
            name=op.f("fk_follow_ups_visit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_follow_ups_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_follow_ups_workspace_id_id")),
    )
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.create_index("ix_follow_ups_owner", ["owner_id", "due_on"], unique=False)
        batch_op.create_index("ix_follow_ups_visit", ["visit_id"], unique=False)
        batch_op.create_index("ix_follow_ups_account", ["account_id"], unique=False)

    op.create_table(
        "nudges",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("facts", DOCUMENT, nullable=False),
        sa.Column("answer", sa.String(length=32), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id", "workspace_id"],
            ["contacts.id", "contacts.workspace_id"],
            name=op.f("fk_nudges_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id", "workspace_id"],
            ["deliveries.id", "deliveries.workspace_id"],
            name=op.f("fk_nudges_delivery_id"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_nudges_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_nudges_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudges")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_nudges_workspace_id_id")),
        sa.UniqueConstraint(
            "contact_id", "member_id", "on", name=op.f("uq_nudges_contact_id_member_id_on")
        ),
    )
    with op.batch_alter_table("nudges", schema=None) as batch_op:
        batch_op.create_index("ix_nudges_member", ["member_id", "on"], unique=False)

    op.create_table(
        "visit_contacts",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id", "workspace_id"],
            ["contacts.id", "contacts.workspace_id"],
            name=op.f("fk_visit_contacts_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["visit_id", "workspace_id"],
            ["visits.id", "visits.workspace_id"],
            name=op.f("fk_visit_contacts_visit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_visit_contacts_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_contacts")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_visit_contacts_workspace_id_id")),
        sa.UniqueConstraint(
            "visit_id", "contact_id", name=op.f("uq_visit_contacts_visit_id_contact_id")
        ),
    )
    with op.batch_alter_table("visit_contacts", schema=None) as batch_op:
        batch_op.create_index("ix_visit_contacts_contact", ["contact_id", "visit_id"], unique=False)

    op.create_table(
        "visit_members",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_visit_members_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["visit_id", "workspace_id"],
            ["visits.id", "visits.workspace_id"],
            name=op.f("fk_visit_members_visit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_visit_members_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_members")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_visit_members_workspace_id_id")),
        sa.UniqueConstraint(
            "visit_id", "member_id", name=op.f("uq_visit_members_visit_id_member_id")
        ),
    )
    with op.batch_alter_table("visit_members", schema=None) as batch_op:
        batch_op.create_index("ix_visit_members_member", ["member_id", "visit_id"], unique=False)

    op.create_table(
        "voices",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "workspace_id"],
            ["accounts.id", "accounts.workspace_id"],
            name=op.f("fk_voices_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_voices_answered_by"),
        ),
        sa.ForeignKeyConstraint(
            ["assignee_id", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_voices_assignee_id"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_id", "workspace_id"],
            ["contacts.id", "contacts.workspace_id"],
            name=op.f("fk_voices_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["visit_id", "workspace_id"],
            ["visits.id", "visits.workspace_id"],
            name=op.f("fk_voices_visit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_voices_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voices")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_voices_workspace_id_id")),
    )
    with op.batch_alter_table("voices", schema=None) as batch_op:
        batch_op.create_index("ix_voices_open", ["account_id", "answered_on"], unique=False)
        batch_op.create_index("ix_voices_visit", ["visit_id"], unique=False)
        batch_op.create_index("ix_voices_contact", ["contact_id"], unique=False)

    op.create_table(
        "incidents",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("report_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("request", sa.String(length=255), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "workspace_id"],
            ["accounts.id", "accounts.workspace_id"],
            name=op.f("fk_incidents_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["opened_by", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_incidents_opened_by"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_incidents_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_incidents_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id", "request", name=op.f("uq_incidents_workspace_id_request")
        ),
    )
    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.create_index("ix_incidents_account", ["account_id", "until"], unique=False)
        batch_op.create_index(batch_op.f("ix_incidents_report_at"), ["report_at"], unique=False)

    op.create_table(
        "handovers",
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("plan", DOCUMENT, nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("request", sa.String(length=255), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_id", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_handovers_from_id"),
        ),
        sa.ForeignKeyConstraint(
            ["by", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_handovers_by"),
        ),
        sa.ForeignKeyConstraint(
            ["settled_by", "workspace_id"],
            ["members.id", "members.workspace_id"],
            name=op.f("fk_handovers_settled_by"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_handovers_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_handovers_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id", "request", name=op.f("uq_handovers_workspace_id_request")
        ),
    )
    with op.batch_alter_table("handovers", schema=None) as batch_op:
        batch_op.create_index("ix_handovers_from", ["from_id", "state"], unique=False)
        batch_op.create_index("ix_handovers_state", ["workspace_id", "state"], unique=False)

    searches = {"sqlite": SQLITE_SEARCH, "postgresql": POSTGRESQL_SEARCH}
    for statement in searches[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for statement in UNSEARCH[op.get_bind().dialect.name]:
        op.execute(statement)
    with op.batch_alter_table("handovers", schema=None) as batch_op:
        batch_op.drop_index("ix_handovers_state")
        batch_op.drop_index("ix_handovers_from")

    op.drop_table("handovers")
    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incidents_report_at"))
        batch_op.drop_index("ix_incidents_account")

    op.drop_table("incidents")
    with op.batch_alter_table("voices", schema=None) as batch_op:
        batch_op.drop_index("ix_voices_contact")
        batch_op.drop_index("ix_voices_visit")
        batch_op.drop_index("ix_voices_open")

    op.drop_table("voices")
    with op.batch_alter_table("visit_members", schema=None) as batch_op:
        batch_op.drop_index("ix_visit_members_member")

    op.drop_table("visit_members")
    with op.batch_alter_table("visit_contacts", schema=None) as batch_op:
        batch_op.drop_index("ix_visit_contacts_contact")

    op.drop_table("visit_contacts")
    with op.batch_alter_table("nudges", schema=None) as batch_op:
        batch_op.drop_index("ix_nudges_member")

    op.drop_table("nudges")
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.drop_index("ix_follow_ups_account")
        batch_op.drop_index("ix_follow_ups_visit")
        batch_op.drop_index("ix_follow_ups_owner")

    op.drop_table("follow_ups")
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_index("ix_visits_recorder")
        batch_op.drop_index("ix_visits_on")
        batch_op.drop_index("ix_visits_account")

    op.drop_table("visits")
    with op.batch_alter_table("merges", schema=None) as batch_op:
        batch_op.drop_index("ix_merges_other")
        batch_op.drop_index("ix_merges_kept")

    op.drop_table("merges")
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.drop_index("ix_contacts_due")
        batch_op.drop_index("ix_contacts_merged")
        batch_op.drop_index("ix_contacts_email")
        batch_op.drop_index("ix_contacts_named")
        batch_op.drop_index("ix_contacts_account")

    op.drop_table("contacts")
    with op.batch_alter_table("policy_changes", schema=None) as batch_op:
        batch_op.drop_index("ix_policy_changes_key")

    op.drop_table("policy_changes")
    op.drop_table("import_pages")
    with op.batch_alter_table("imports", schema=None) as batch_op:
        batch_op.drop_index("ix_imports_state")

    op.drop_table("imports")
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.drop_index("ix_drafts_member")

    op.drop_table("drafts")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_noun")

    op.drop_table("audit")

    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_index("ix_accounts_owner")

    op.drop_table("accounts")
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.drop_index("ix_members_workspace_id_email")
        batch_op.drop_index(batch_op.f("ix_members_next_reminder_at"))

    op.drop_table("members")

    op.drop_table("digests")
    with op.batch_alter_table("teams", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_teams_next_digest_at"))

    op.drop_table("teams")
    op.drop_table("gates")
    op.drop_table("sweeps")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_deliveries_failed",
            sqlite_where=sa.text("state = 'failed'"),
            postgresql_where=sa.text("state = 'failed'"),
        )
        batch_op.drop_index(
            "ix_deliveries_underway",
            sqlite_where=sa.text("state = 'sending'"),
            postgresql_where=sa.text("state = 'sending'"),
        )
        batch_op.drop_index(
            "ix_deliveries_owed",
            sqlite_where=sa.text("state IN ('pending', 'sending')"),
            postgresql_where=sa.text("state IN ('pending', 'sending')"),
        )
        batch_op.drop_index("ix_deliveries_message")

    op.drop_table("deliveries")
    op.drop_table("workspaces")
