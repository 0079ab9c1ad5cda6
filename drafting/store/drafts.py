"""Drafts in a database: saved by revision so that nobody overwrites a colleague, undone by going back, deleted reversibly."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, delete, event, insert, select, update

from drafting.draft import Draft, dumps, loads
from drafting.store.bookmarks import Bookmarks
from drafting.store.ledger import Ledger, erase_ledger
from drafting.store.tables import drafts, versions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Row

MIGRATIONS = Path(__file__).parent / "migrations"
KEPT = 128


class NoDraft(LookupError):
    """There is no such draft, or it was deleted."""


class StaleDraft(RuntimeError):
    """The draft was saved by someone else in the meantime; ``current`` is what stands now. Nothing was overwritten."""

    def __init__(self, current: Draft) -> None:
        super().__init__(f"revision {current.revision} was saved meanwhile")
        self.current = current


@dataclass(frozen=True)
class Summary:
    """A draft in a list; ``parties`` are the names of its parties that are known, "" for none."""

    id: str
    title: str
    parties: str
    revision: int
    changed: datetime


@dataclass(frozen=True)
class Version:
    """A version of a draft: what was done, when, and the name someone gave it."""

    revision: int
    made: datetime
    action: str
    name: str
    origin: int


def open_store(url: str) -> Store:
    """Return the store at a database URL, its tables brought up to date."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite)
        event.listen(engine, "begin", _begin_immediate)
    migrate(engine)
    return Store(engine)


def _sqlite(connection: Any, _: Any) -> None:
    """Write-ahead log for readers beside a writer; full sync so that what was confirmed survives a power cut."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    """Take the write lock at once: two writers queue instead of failing in the middle."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def migrate(engine: Engine) -> None:
    """Bring the tables up to date."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


class _Known:
    """The drafts last read or written, by their stored text: reading YAML is most of a page's time, and drafts are immutable."""

    def __init__(self) -> None:
        self._drafts: OrderedDict[str, Draft] = OrderedDict()
        self._lock = Lock()

    def get(self, text: str) -> Draft | None:
        with self._lock:
            if text in self._drafts:
                self._drafts.move_to_end(text)
            return self._drafts.get(text)

    def keep(self, text: str, draft: Draft) -> Draft:
        with self._lock:
            self._drafts[text] = draft
            while len(self._drafts) > KEPT:
                self._drafts.popitem(last=False)
            return draft


class Store:
    """Drafts with all their versions; ``ledger`` has what was sent and came back, ``bookmarks`` the clauses kept at hand. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known = _Known()
        self.ledger = Ledger(engine)
        self.bookmarks = Bookmarks(engine)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def summaries(self) -> list[Summary]:
        """Return the drafts that are not deleted, last changed first."""
        with self._transaction() as connection:
            rows = connection.execute(select(drafts).where(drafts.c.deleted.is_(None)).order_by(drafts.c.changed.desc(), drafts.c.title))
            return [Summary(row.id, row.title, row.parties, row.revision, row.changed) for row in rows]

    def create(self, draft: Draft, action: str = "created") -> Draft:
        """Keep a new draft and return it; a draft whose id is taken gets a revision after the present one (see ``save``)."""
        with self._transaction() as connection:
            present = connection.execute(select(drafts.c.revision).where(drafts.c.id == draft.id)).scalar()
            if present is not None:
                raise StaleDraft(self._read(connection, draft.id, present))
            connection.execute(insert(drafts).values(id=draft.id, revision=draft.revision, changed=_now(), **_called(draft)))
            self._add(connection, draft, draft.revision, None, action)
            return draft

    def saved(self, identity: str) -> datetime:
        """Return when a draft was last saved (UTC); raises NoDraft."""
        with self._transaction() as connection:
            moment: datetime | None = connection.execute(select(drafts.c.changed).where(drafts.c.id == identity, drafts.c.deleted.is_(None))).scalar()
        if moment is None:
            raise NoDraft(identity)
        return moment

    def get(self, identity: str) -> Draft:
        """Return a draft as it stands; raises NoDraft."""
        with self._transaction() as connection:
            return self._current(connection, identity)[0]

    def save(self, draft: Draft, action: str) -> Draft:
        """Keep a changed draft as the next revision and return it.

        ``draft.revision`` says which revision the change was made on; raises StaleDraft when another has been saved since, NoDraft.
        A draft that says what stands already is saved once, however often its form was sent.
        """
        with self._transaction() as connection:
            current, row = self._current(connection, draft.id)
            if current.changed(revision=draft.revision) == draft:
                return current
            if current.revision != draft.revision:
                raise StaleDraft(current)
            return self._next(connection, draft, row.origin, None, action)

    def undo(self, identity: str, revision: int) -> Draft | None:
        """Go back to what stood before the last change, as a new revision; None when there is nothing to undo. Raises StaleDraft, NoDraft."""
        with self._transaction() as connection:
            current, row = self._current(connection, identity)
            if current.revision != revision:
                raise StaleDraft(current)
            target = self._version(connection, identity, row.origin).parent
            if target is None:
                return None
            return self._next(connection, self._read(connection, identity, target).changed(revision=revision), row.origin, target, "undone")

    def undoable(self, identity: str) -> bool:
        """Return whether there is a change to undo; raises NoDraft."""
        with self._transaction() as connection:
            row = self._current(connection, identity)[1]
            return self._version(connection, identity, row.origin).parent is not None

    def restore_version(self, identity: str, revision: int, version: int) -> Draft:
        """Take an earlier version again as a new revision; raises StaleDraft, NoDraft."""
        with self._transaction() as connection:
            current, row = self._current(connection, identity)
            if current.revision != revision:
                raise StaleDraft(current)
            return self._next(connection, self._read(connection, identity, version).changed(revision=revision), row.origin, None, "restored")

    def versions(self, identity: str) -> list[Version]:
        """Return the versions of a draft, newest first; raises NoDraft."""
        with self._transaction() as connection:
            self._current(connection, identity)
            columns = [column for column in versions.c if column.name != "text"]
            rows = connection.execute(select(*columns).where(versions.c.draft == identity).order_by(versions.c.revision.desc()))
            return [Version(row.revision, row.made, row.action, row.name, row.origin) for row in rows]

    def version(self, identity: str, revision: int) -> Draft:
        """Return a draft as it stood in a revision; raises NoDraft."""
        with self._transaction() as connection:
            self._current(connection, identity)
            return self._read(connection, identity, revision)

    def name_version(self, identity: str, revision: int, name: str) -> None:
        """Give a version a name."""
        with self._transaction() as connection:
            connection.execute(update(versions).where(versions.c.draft == identity, versions.c.revision == revision).values(name=name))

    def delete(self, identity: str) -> None:
        """Take a draft out of the list; ``restore`` brings it back. Raises NoDraft."""
        with self._transaction() as connection:
            self._current(connection, identity)
            connection.execute(update(drafts).where(drafts.c.id == identity).values(deleted=_now()))

    def restore(self, identity: str) -> Draft:
        """Bring a deleted draft back; raises NoDraft."""
        with self._transaction() as connection:
            connection.execute(update(drafts).where(drafts.c.id == identity).values(deleted=None))
            return self._current(connection, identity)[0]

    def deleted(self) -> list[Summary]:
        """Return the deleted drafts, last deleted first."""
        with self._transaction() as connection:
            rows = connection.execute(select(drafts).where(drafts.c.deleted.is_not(None)).order_by(drafts.c.deleted.desc()))
            return [Summary(row.id, row.title, row.parties, row.revision, row.deleted) for row in rows]

    def erase(self, identity: str) -> None:
        """Erase a deleted draft with all its versions, for good; raises NoDraft for one that is not deleted."""
        with self._transaction() as connection:
            if connection.execute(select(drafts.c.id).where(drafts.c.id == identity, drafts.c.deleted.is_not(None))).scalar() is None:
                raise NoDraft(identity)
            erase_ledger(connection, identity)
            connection.execute(delete(versions).where(versions.c.draft == identity))
            connection.execute(delete(drafts).where(drafts.c.id == identity))

    def _current(self, connection: Connection, identity: str) -> tuple[Draft, Row[Any]]:
        revision = connection.execute(select(drafts.c.revision).where(drafts.c.id == identity, drafts.c.deleted.is_(None))).scalar()
        if revision is None:
            raise NoDraft(identity)
        return self._read(connection, identity, revision), self._version(connection, identity, revision)

    def _version(self, connection: Connection, identity: str, revision: int) -> Row[Any]:
        row = connection.execute(select(versions).where(versions.c.draft == identity, versions.c.revision == revision)).first()
        if row is None:
            raise NoDraft(f"{identity} revision {revision}")
        return row

    def _read(self, connection: Connection, identity: str, revision: int) -> Draft:
        text = self._version(connection, identity, revision).text
        return self._known.get(text) or self._known.keep(text, loads(text, "the stored draft"))

    def _next(self, connection: Connection, draft: Draft, parent: int, origin: int | None, action: str) -> Draft:
        saved = draft.changed(revision=draft.revision + 1)
        self._add(connection, saved, origin, parent, action)
        connection.execute(update(drafts).where(drafts.c.id == draft.id).values(revision=saved.revision, changed=_now(), **_called(saved)))
        return saved

    def _add(self, connection: Connection, draft: Draft, origin: int | None, parent: int | None, action: str) -> None:
        row = {"draft": draft.id, "revision": draft.revision, "origin": origin or draft.revision, "parent": parent, "made": _now(), "action": action}
        text = dumps(draft)
        connection.execute(insert(versions).values(name="", text=text, **row))
        self._known.keep(text, draft)


def _called(draft: Draft) -> dict[str, str]:
    """Return what lists call a draft: its title and its parties, in its first language."""
    language = draft.languages[0]
    return {"title": str(draft.titled(language)), "parties": " – ".join(filter(None, (party.named(language) for party in draft.parties)))}
