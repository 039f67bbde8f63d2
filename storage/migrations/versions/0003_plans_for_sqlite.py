"""plans for SQLite: how many rows a workspace has, and how many are alike.

Without it, SQLite takes a workspace for as good a place to begin as a contact, and a list asks all
visits there are. Nobody runs ANALYZE in a small team's file, and a first long list comes in before
anybody could: so what a workspace of a hundred thousand contacts has is said from the start, as
SQLite's authors advise where plans must not change (https://www.sqlite.org/queryplanner-ng.html).
PostgreSQL counts by itself.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

#: Table, index, and its rows: all, then those alike in its first column, in its first two, ...
ALIKE = (
    ("accounts", "ix_accounts_owner", "2500 5"),
    ("accounts", "sqlite_autoindex_accounts_1", "2500 2500 1"),
    ("accounts", "sqlite_autoindex_accounts_2", "2500 2500 1"),
    ("audit", "ix_audit_noun", "100000 100000 20000 5"),
    ("audit", "sqlite_autoindex_audit_1", "100000 100000 1"),
    ("contacts", "ix_contacts_due", "100000 100000 200 3"),
    ("contacts", "ix_contacts_email", "100000 100000 2"),
    ("contacts", "ix_contacts_merged", "1000 1"),
    ("contacts", "ix_contacts_named", "100000 40 1"),
    ("contacts", "sqlite_autoindex_contacts_1", "100000 100000 1"),
    ("contacts", "sqlite_autoindex_contacts_2", "100000 100000 1"),
    ("deliveries", "ix_deliveries_failed", "100 100 1"),
    ("deliveries", "ix_deliveries_message", "250000 250000 500 1"),
    ("deliveries", "ix_deliveries_owed", "500 500 100"),
    ("deliveries", "ix_deliveries_underway", "10 10 1"),
    ("deliveries", "sqlite_autoindex_deliveries_1", "250000 250000 1"),
    ("deliveries", "sqlite_autoindex_deliveries_2", "250000 250000 500 250 1"),
    ("follow_ups", "ix_follow_ups_account", "50000 40"),
    ("follow_ups", "ix_follow_ups_owner", "50000 200 3"),
    ("follow_ups", "ix_follow_ups_visit", "50000 1"),
    ("follow_ups", "sqlite_autoindex_follow_ups_1", "50000 50000 1"),
    ("import_pages", "sqlite_autoindex_import_pages_1", "5000 1000 1"),
    ("import_pages", "sqlite_autoindex_import_pages_2", "5000 5000 1"),
    ("members", "ix_members_next_reminder_at", "500 20"),
    ("members", "ix_members_workspace_id_email", "500 500 1"),
    ("members", "sqlite_autoindex_members_1", "500 500 1"),
    ("members", "sqlite_autoindex_members_2", "500 500 1"),
    ("merges", "ix_merges_kept", "1000 1 1"),
    ("merges", "ix_merges_other", "1000 1"),
    ("merges", "sqlite_autoindex_merges_1", "1000 1000 1"),
    ("nudges", "ix_nudges_member", "1000000 2000 5"),
    ("nudges", "sqlite_autoindex_nudges_1", "1000000 1000000 1"),
    ("nudges", "sqlite_autoindex_nudges_2", "1000000 10 10 1"),
    ("visit_contacts", "ix_visit_contacts_contact", "1000000 10 1"),
    ("visit_contacts", "sqlite_autoindex_visit_contacts_1", "1000000 1000000 1"),
    ("visit_contacts", "sqlite_autoindex_visit_contacts_2", "1000000 1 1"),
    ("visit_members", "ix_visit_members_member", "1000000 2000 1"),
    ("visit_members", "sqlite_autoindex_visit_members_1", "1000000 1000000 1"),
    ("visit_members", "sqlite_autoindex_visit_members_2", "1000000 1 1"),
    ("visits", "ix_visits_account", "1000000 400 3"),
    ("visits", "ix_visits_on", "1000000 1000000 5000"),
    ("visits", "ix_visits_recorder", "1000000 2000 1"),
    ("visits", "sqlite_autoindex_visits_1", "1000000 1000000 1"),
    ("visits", "sqlite_autoindex_visits_2", "1000000 1000000 1"),
    ("voices", "ix_voices_contact", "100000 1"),
    ("voices", "ix_voices_open", "100000 40 3"),
    ("voices", "ix_voices_visit", "100000 1"),
    ("voices", "sqlite_autoindex_voices_1", "100000 100000 1"),
)
TOLD = sa.table("sqlite_stat1", *(sa.column(name) for name in ("tbl", "idx", "stat")))


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("ANALYZE workspaces")  # makes the table that holds it
    op.execute(TOLD.delete())
    op.bulk_insert(TOLD, [dict(zip(("tbl", "idx", "stat"), one, strict=True)) for one in ALIKE])
    op.execute("ANALYZE sqlite_schema")  # reads it


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(TOLD.delete())
