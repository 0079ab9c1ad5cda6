"""The tables: drafts as they stand, every version they ever had, files sent and returned, moves on clauses, clauses kept at hand, people."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

# ``owner`` is a person, none for the owner of the house. ``source`` is the draft that this one is another side's copy of.
drafts = Table(
    "drafts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("parties", Text, nullable=False, server_default=""),
    Column("changed", DateTime, nullable=False),
    Column("deleted", DateTime),
    Column("owner", Integer),
    Column("source", String(32)),
)

# ``origin`` is the revision whose content this version holds; an undo adds a version whose origin lies further back.
# ``parent`` is the origin this content was made from: what an undo of it goes back to. ``person`` saved it, none for the owner of the house.
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
    Column("person", Integer),
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

# Those who were let in: a code is kept as its digest, which is empty when it opens nothing any more; ``alone`` when only they know it.
people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("digest", String(64), nullable=False, index=True),
    Column("seen", DateTime),
    Column("alone", Boolean, nullable=False),
)

# What each may do in a draft that somebody else owns.
access = Table(
    "access",
    metadata,
    Column("draft", String(32), ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Integer, ForeignKey("people.id"), primary_key=True),
    Column("level", String(10), nullable=False),
    Column("private", Boolean, nullable=False),
    Column("since", DateTime, nullable=False),
)

# What a person keeps at hand, 0 the owner of the house: since when a clause is a favourite, and when it was last used; a row has one of them.
bookmarks = Table(
    "bookmarks",
    metadata,
    Column("person", Integer, primary_key=True, autoincrement=False),
    Column("clause", String(60), primary_key=True),
    Column("favourite", DateTime),
    Column("used", DateTime),
)
