"""names in both scripts: whoever is stored in traditional characters is found by simple ones."""

import sqlalchemy as sa
from alembic import op

from storage.accounts import key_lines
from upkeep import names

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

#: Rows at a time.
MANY = 5000


def upgrade() -> None:
    """The keys of the names that are otherwise in simple characters are made anew."""
    for table in ("accounts", "contacts"):
        _renew(
            sa.table(table, *map(sa.column, ("id", "name", "keys")), sa.column("aliases", sa.JSON))
        )


def _renew(called: sa.TableClause) -> None:
    one, after = called.c, 0
    while rows := _next(called, after):
        for row in rows:
            every = (row.name, *(row.aliases or ()))
            if any(names.simpler(name) != name for name in every):
                said = sa.update(called).where(one.id == row.id).values(keys=key_lines(*every))
                op.get_bind().execute(said)
        after = rows[-1].id


def _next(called: sa.TableClause, after: int) -> list[sa.Row[tuple[object, ...]]]:
    one = called.c
    asked = sa.select(one.id, one.name, one.aliases).where(one.id > after).order_by(one.id)
    return list(op.get_bind().execute(asked.limit(MANY)))


def downgrade() -> None:
    """A key more than is asked for does no harm."""
