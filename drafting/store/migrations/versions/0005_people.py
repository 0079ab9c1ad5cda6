"""People who were let in, what each may do in a draft, whose a draft is and who saved it; each person's own clauses at hand."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables and columns; what is there stays the house owner's."""
    op.create_table(
        "people",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("seen", sa.DateTime),
        sa.Column("alone", sa.Boolean, nullable=False),
    )
    op.create_index("ix_people_digest", "people", ["digest"])
    op.create_table(
        "access",
        sa.Column("draft", sa.String(32), sa.ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("person", sa.Integer, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("level", sa.String(10), nullable=False),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("since", sa.DateTime, nullable=False),
    )
    op.add_column("drafts", sa.Column("owner", sa.Integer))
    op.add_column("drafts", sa.Column("source", sa.String(32)))
    op.add_column("versions", sa.Column("person", sa.Integer))
    # SQLite cannot widen a primary key: the table is made anew
    op.create_table(
        "bookmarks_of_people",
        sa.Column("person", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("clause", sa.String(60), primary_key=True),
        sa.Column("favourite", sa.DateTime),
        sa.Column("used", sa.DateTime),
    )
    op.execute("INSERT INTO bookmarks_of_people (person, clause, favourite, used) SELECT 0, clause, favourite, used FROM bookmarks")
    op.drop_table("bookmarks")
    op.rename_table("bookmarks_of_people", "bookmarks")
