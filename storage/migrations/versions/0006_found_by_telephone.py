"""found by telephone: how each contact's number ends stands among its keys."""

import sqlalchemy as sa
from alembic import op

from storage.accounts import NUMBER
from upkeep import phones

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

#: Rows at a time.
MANY = 5000
CONTACTS = sa.table("contacts", *map(sa.column, ("id", "phone", "keys")))


def upgrade() -> None:
    """Behind the names that are there: to make those anew would take most of the time."""
    found, phone, keys = (CONTACTS.c[name] for name in ("id", "phone", "keys"))
    asked = sa.select(found, phone, keys).where(phone != "").order_by(found).limit(MANY)
    said = sa.update(CONTACTS).where(found == sa.bindparam("which"))
    said = said.values({keys: sa.bindparam("lines")})
    after = 0
    while rows := op.get_bind().execute(asked.where(found > after)).all():
        told = [
            {"which": which, "lines": f"{lines}{NUMBER}{end}\n\n"}
            for which, number, lines in rows
            if (end := phones.ending(number)) and NUMBER not in lines
        ]
        if told:
            op.get_bind().execute(said, told)
        after = rows[-1][0]


def downgrade() -> None:
    """A key more than is asked for does no harm."""
