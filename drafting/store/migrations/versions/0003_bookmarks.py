"""Clauses kept as favourites and clauses used last."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "bookmarks",
        sa.Column("clause", sa.String(60), primary_key=True),
        sa.Column("favourite", sa.DateTime),
        sa.Column("used", sa.DateTime),
    )
