"""earlier absences: the days away that another absence has taken the place of."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("members", sa.Column("was_away", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("members", "was_away")
