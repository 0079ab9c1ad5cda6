"""The tables: drafts as they stand, every version they ever had, files sent and returned, moves on clauses, clauses kept at hand."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("parties", Text, nullable=False, server_default=""),
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

# Only ever added to: what was sent and what came back, bit by bit. ``revision`` is that of the draft the file was made from.
exchanges = Table(
    "exchanges",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("draft", String(32), ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("direction", String(10), nullable=False),
    Column("side", String(20), nullable=False),
    Column("made", DateTime, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("compared_with", Integer, ForeignKey("exchanges.id")),
    Column("name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# Only ever added to: the standing of a clause is that of its last move. ``digest`` is that of the words it was made on.
moves = Table(
    "moves",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("draft", String(32), ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("clause", String(60), nullable=False),
    Column("side", String(20), nullable=False),
    Column("standing", String(30), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("made", DateTime, nullable=False),
    Column("note", Text, nullable=False),
)

# What a reader keeps at hand: since when a clause is a favourite, and when it was last used; a row has one of them at least.
bookmarks = Table(
    "bookmarks",
    metadata,
    Column("clause", String(60), primary_key=True),
    Column("favourite", DateTime),
    Column("used", DateTime),
)
