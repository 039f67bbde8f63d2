"""lines of keys: an index of whole keys in SQLite, too.

The pieces of a whole name are in many other names, and each had to be gone through for it.
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Each key is one word of it: all characters belong to words but the end of a line.
MADE = (
    "CREATE VIRTUAL TABLE contact_lines USING fts5(keys, content='contacts', content_rowid='id',"
    ' detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0'
    " categories 'L* M* N* P* S* Z* C*' separators '\n'\")",
    "CREATE TRIGGER contact_lines_insert AFTER INSERT ON contacts BEGIN"
    " INSERT INTO contact_lines(rowid, keys) VALUES (new.id, new.keys); END",
    "CREATE TRIGGER contact_lines_delete AFTER DELETE ON contacts BEGIN"
    " INSERT INTO contact_lines(contact_lines, rowid, keys) VALUES ('delete', old.id, old.keys);"
    " END",
    "CREATE TRIGGER contact_lines_update AFTER UPDATE OF keys ON contacts"
    " WHEN old.keys <> new.keys BEGIN"
    " INSERT INTO contact_lines(contact_lines, rowid, keys) VALUES ('delete', old.id, old.keys);"
    " INSERT INTO contact_lines(rowid, keys) VALUES (new.id, new.keys); END",
    "INSERT INTO contact_lines(contact_lines) VALUES ('rebuild')",
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for statement in MADE:
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for done in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER contact_lines_{done}")
        op.execute("DROP TABLE contact_lines")
