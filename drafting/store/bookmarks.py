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
    """A person's favourites and recently used clauses, by id alone; person 0 is the owner of the house. Every method is one transaction and may be repeated."""

    def __init__(self, engine: Engine, person: int = 0) -> None:
        self._engine, self._readers, self._person = engine, reading(engine), person

    def favourites(self) -> list[str]:
        """Return the favourites, the newest first."""
        with self._readers.begin() as connection:
            return self._listed(connection, bookmarks.c.favourite)

    def recent(self) -> list[str]:
        """Return the clauses used last, the newest first, no more than eight."""
        with self._readers.begin() as connection:
            return self._listed(connection, bookmarks.c.used)

    def keep(self, clause: str) -> None:
        """Make a clause a favourite; one that is stays where it is in their order."""
        with self._engine.begin() as connection:
            if clause not in self._listed(connection, bookmarks.c.favourite):
                self._set(connection, clause, bookmarks.c.favourite)

    def drop(self, clause: str) -> None:
        """Make a clause no longer a favourite."""
        with self._engine.begin() as connection:
            self._clear(connection, bookmarks.c.favourite, [clause])

    def use(self, clause: str) -> None:
        """Note that a clause was used now; those beyond the last eight are forgotten."""
        if self.recent()[:1] == [clause]:
            return
        with self._engine.begin() as connection:
            before = self._listed(connection, bookmarks.c.used)
            self._set(connection, clause, bookmarks.c.used)
            self._clear(connection, bookmarks.c.used, [other for other in before if other != clause][RECENT - 1 :])

    def forget(self) -> None:
        """Forget which clauses were used."""
        with self._engine.begin() as connection:
            self._clear(connection, bookmarks.c.used, self._listed(connection, bookmarks.c.used))

    def _listed(self, connection: Connection, moment: Column[datetime]) -> list[str]:
        own = bookmarks.c.person == self._person
        return list(connection.execute(select(bookmarks.c.clause).where(own, moment.is_not(None)).order_by(moment.desc(), bookmarks.c.clause)).scalars())

    def _set(self, connection: Connection, clause: str, moment: Column[datetime]) -> None:
        values = {moment.name: datetime.now(UTC).replace(tzinfo=None)}
        own = bookmarks.c.person == self._person
        if not connection.execute(update(bookmarks).where(own, bookmarks.c.clause == clause).values(values)).rowcount:
            connection.execute(insert(bookmarks).values(person=self._person, clause=clause, **values))

    def _clear(self, connection: Connection, moment: Column[datetime], clauses: list[str]) -> None:
        """Clear a moment of some clauses, and delete the rows that then say nothing."""
        own = bookmarks.c.person == self._person
        if clauses:
            connection.execute(update(bookmarks).where(own, bookmarks.c.clause.in_(clauses)).values({moment.name: None}))
            connection.execute(delete(bookmarks).where(own, bookmarks.c.favourite.is_(None), bookmarks.c.used.is_(None)))
