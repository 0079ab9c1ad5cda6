"""The parties' names beside a draft's title, so that lists tell drafts of one template apart."""

import sqlalchemy as sa
import yaml
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and fill it from the drafts as they stand."""
    op.add_column("drafts", sa.Column("parties", sa.Text, nullable=False, server_default=""))
    connection = op.get_bind()
    stored = connection.execute(sa.text("SELECT d.id, v.text FROM drafts d JOIN versions v ON v.draft = d.id AND v.revision = d.revision"))
    for identity, text in stored.all():
        # what a draft is about stands before its clauses, which are most of its text
        frame = yaml.safe_load(text.partition("\nclauses:")[0])
        language = (frame.get("languages") or ["en"])[0]
        named = [party.get("name") or {} for party in frame.get("parties") or ()]
        names = [names.get(language) or next((name for name in names.values() if name), "") for names in named]
        connection.execute(sa.text("UPDATE drafts SET parties = :names WHERE id = :id"), {"names": " – ".join(filter(None, names)), "id": identity})
