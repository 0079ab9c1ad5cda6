"""The tables: drafts as they stand, and every version they ever had."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, ForeignKey, Integer, MetaData, String, Table, Text

metadata = MetaData()

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("changed", DateTime, nullable=False),
    Column("deleted", DateTime),
)

# ``origin`` is the revision whose content this version holds; an undo adds a version whose origin lies further back.
# ``parent`` is the origin this content was made from: what an undo of it goes back to.
versions = Table(
    "versions",
    metadata,
    Column("draft", String(32), ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("origin", Integer, nullable=False),
    Column("parent", Integer),
    Column("made", DateTime, nullable=False),
    Column("action", String(40), nullable=False),
    Column("name", Text, nullable=False, default=""),
    Column("text", Text, nullable=False),
)
