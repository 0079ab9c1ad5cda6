"""The clauses a reader keeps as favourites, and the few used last; nothing else about the reading is kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from drafting.store.engine import reading
from drafting.store.tables import bookmarks

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Engine

RECENT = 8


class Bookmarks:
    """Favourites and recently used clauses, by id alone. Every method is one transaction and may be repeated."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._readers = reading(engine)

    def favourites(self) -> list[str]:
        """Return the favourites, the newest first."""
        with self._readers.begin() as connection:
            return _listed(connection, bookmarks.c.favourite)

    def recent(self) -> list[str]:
        """Return the clauses used last, the newest first, no more than eight."""
        with self._readers.begin() as connection:
            return _listed(connection, bookmarks.c.used)

    def keep(self, clause: str) -> None:
        """Make a clause a favourite; one that is stays where it is in their order."""
        with self._engine.begin() as connection:
            if clause not in _listed(connection, bookmarks.c.favourite):
                _set(connection, clause, bookmarks.c.favourite)

    def drop(self, clause: str) -> None:
        """Make a clause no longer a favourite."""
        with self._engine.begin() as connection:
            _clear(connection, bookmarks.c.favourite, [clause])

    def use(self, clause: str) -> None:
        """Note that a clause was used now; those beyond the last eight are forgotten."""
        if self.recent()[:1] == [clause]:
            return
        with self._engine.begin() as connection:
            before = _listed(connection, bookmarks.c.used)
            _set(connection, clause, bookmarks.c.used)
            _clear(connection, bookmarks.c.used, [other for other in before if other != clause][RECENT - 1 :])

    def forget(self) -> None:
        """Forget which clauses were used."""
        with self._engine.begin() as connection:
            _clear(connection, bookmarks.c.used, _listed(connection, bookmarks.c.used))


def _listed(connection: Connection, moment: Column[datetime]) -> list[str]:
    return list(connection.execute(select(bookmarks.c.clause).where(moment.is_not(None)).order_by(moment.desc(), bookmarks.c.clause)).scalars())


def _set(connection: Connection, clause: str, moment: Column[datetime]) -> None:
    values = {moment.name: datetime.now(UTC).replace(tzinfo=None)}
    if not connection.execute(update(bookmarks).where(bookmarks.c.clause == clause).values(values)).rowcount:
        connection.execute(insert(bookmarks).values(clause=clause, **values))


def _clear(connection: Connection, moment: Column[datetime], clauses: list[str]) -> None:
    """Clear a moment of some clauses, and delete the rows that then say nothing."""
    if clauses:
        connection.execute(update(bookmarks).where(bookmarks.c.clause.in_(clauses)).values({moment.name: None}))
        connection.execute(delete(bookmarks).where(bookmarks.c.favourite.is_(None), bookmarks.c.used.is_(None)))
