"""fewer indexes: each due date that moves is written into all of a contact's."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MERGED = sa.text("merged_into_id IS NOT NULL")


def upgrade() -> None:
    op.drop_index("ix_contacts_account", "contacts")
    op.drop_index("ix_contacts_merged", "contacts")
    op.create_index(
        "ix_contacts_merged",
        "contacts",
        ["merged_into_id"],
        sqlite_where=MERGED,
        postgresql_where=MERGED,
    )


def downgrade() -> None:
    op.drop_index("ix_contacts_merged", "contacts")
    op.create_index("ix_contacts_merged", "contacts", ["merged_into_id"])
    op.create_index("ix_contacts_account", "contacts", ["workspace_id", "account_id", "id"])
