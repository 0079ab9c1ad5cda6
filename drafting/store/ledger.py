"""The ledger of a negotiation: files sent and returned, and the moves on each clause. Only ever added to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy import delete, insert, select, update

from drafting.store.engine import reading
from drafting.store.tables import exchanges, moves

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

Direction = Literal["sent", "returned"]


class NoExchange(LookupError):
    """There is no such file in the ledger of the draft."""


@dataclass(frozen=True)
class Exchange:
    """A file as the ledger lists it; ``compared_with`` is the sent file a returned one answers."""

    id: int
    draft: str
    direction: str
    side: str
    made: datetime
    digest: str
    revision: int
    compared_with: int | None
    name: str


@dataclass(frozen=True)
class Move:
    """A move on a clause: who made it, the standing it reached, the digest of the words then, and a note that both sides may read."""

    clause: str
    side: str
    standing: str
    digest: str
    made: datetime
    note: str


class Ledger:
    """The ledgers of all drafts. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._readers = reading(engine)

    def record(
        self, draft: str, direction: Direction, content: bytes, name: str, *, side: str = "", revision: int = 0, compared_with: int | None = None
    ) -> Exchange:
        """Add a file that was sent or came back and return its entry; the very same file twice in one direction is one entry."""
        digest = hashlib.sha256(content).hexdigest()
        with self._engine.begin() as connection:
            same = select(exchanges.c.id).where(exchanges.c.draft == draft, exchanges.c.direction == direction, exchanges.c.digest == digest)
            known = connection.execute(same).scalar()
            if known is None:
                row = {"draft": draft, "direction": direction, "side": side, "made": _now(), "digest": digest, "revision": revision}
                known = connection.execute(insert(exchanges).values(name=name, content=content, compared_with=compared_with, **row)).inserted_primary_key[0]  # type: ignore[index]  # an inserted row has its key
            return _entry(connection, draft, known)

    def exchanges(self, draft: str) -> list[Exchange]:
        """Return the files of a draft, newest first."""
        columns = [column for column in exchanges.c if column.name != "content"]
        with self._readers.begin() as connection:
            rows = connection.execute(select(*columns).where(exchanges.c.draft == draft).order_by(exchanges.c.id.desc()))
            return [Exchange(**row._asdict()) for row in rows]

    def exchange(self, draft: str, identity: int) -> Exchange:
        """Return one entry; raises NoExchange."""
        with self._readers.begin() as connection:
            return _entry(connection, draft, identity)

    def content(self, draft: str, identity: int) -> bytes:
        """Return a file bit by bit as it was recorded; raises NoExchange."""
        with self._readers.begin() as connection:
            found: bytes | None = connection.execute(select(exchanges.c.content).where(exchanges.c.draft == draft, exchanges.c.id == identity)).scalar()
        if found is None:
            raise NoExchange(f"{draft} {identity}")
        return found

    def move(self, draft: str, clause: str, side: str, standing: str, words: str, note: str = "") -> None:
        """Add a move on a clause; ``words`` are the words it was made on."""
        digest = hashlib.sha256(words.encode()).hexdigest()
        row = {"draft": draft, "clause": clause, "side": side, "standing": standing, "digest": digest, "made": _now(), "note": note}
        with self._engine.begin() as connection:
            connection.execute(insert(moves).values(**row))

    def moves(self, draft: str) -> list[Move]:
        """Return the moves on a draft's clauses, oldest first."""
        columns = [moves.c[name] for name in ("clause", "side", "standing", "digest", "made", "note")]
        with self._readers.begin() as connection:
            rows = connection.execute(select(*columns).where(moves.c.draft == draft).order_by(moves.c.id))
            return [Move(**row._asdict()) for row in rows]


def erase_ledger(connection: Connection, draft: str) -> None:
    """Erase the ledger of a draft that is erased for good."""
    connection.execute(update(exchanges).where(exchanges.c.draft == draft).values(compared_with=None))
    connection.execute(delete(exchanges).where(exchanges.c.draft == draft))
    connection.execute(delete(moves).where(moves.c.draft == draft))


def _entry(connection: Connection, draft: str, identity: int) -> Exchange:
    columns = [column for column in exchanges.c if column.name != "content"]
    row = connection.execute(select(*columns).where(exchanges.c.draft == draft, exchanges.c.id == identity)).first()
    if row is None:
        raise NoExchange(f"{draft} {identity}")
    return Exchange(**row._asdict())


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
