"""whole keys in PostgreSQL's index of names: a name as it stands is one look-up, not thirty.

SQLite's index finds a whole key by itself, as a phrase between line ends.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# A key stands between line ends, as in the pieces: that of one letter is among them already.
PIECES = "SELECT substr(said, at, 3) FROM generate_series(1, length(said) - 2) AS at"
WHOLE = (
    r" UNION SELECT E'\n' || key || E'\n'"
    r" FROM unnest(string_to_array(btrim(said, E'\n'), E'\n\n')) AS key"
)


def _index(found: str) -> None:
    """Every contact's entries made anew by what is to be found in its keys."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION everyvote_grams(said text) RETURNS text[]"
        " LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE"
        f" AS $$ SELECT ARRAY({found}) $$"
    )
    op.execute("DROP INDEX ix_contact_names_grams")
    op.execute(
        "UPDATE contact_names SET grams = everyvote_grams(keys) FROM contacts WHERE id = contact_id"
    )
    op.execute("CREATE INDEX ix_contact_names_grams ON contact_names USING gin (grams)")


def upgrade() -> None:
    _index(PIECES + WHOLE)


def downgrade() -> None:
    _index(PIECES.replace("SELECT", "SELECT DISTINCT", 1))
