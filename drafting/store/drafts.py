"""Drafts in a database: saved by revision so that nobody overwrites a colleague, undone by going back, deleted reversibly."""

from __future__ import annotations

import copy
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from drafting.draft import Draft, dumps, loads
from drafting.store.bookmarks import Bookmarks
from drafting.store.engine import migrate, open_engine, reading
from drafting.store.known import Known
from drafting.store.ledger import Ledger, erase_ledger
from drafting.store.people import NotAllowed, People, allowed, erase_access, sees_private, visible
from drafting.store.tables import access, drafts, people, versions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Column, Connection, Engine, Row

    from drafting.store.people import Level


class NoDraft(LookupError):
    """There is no such draft, or it was deleted."""


class StaleDraft(RuntimeError):
    """The draft was saved by someone else in the meantime; ``current`` is what stands now. Nothing was overwritten."""

    def __init__(self, current: Draft) -> None:
        super().__init__(f"revision {current.revision} was saved meanwhile")
        self.current = current


@dataclass(frozen=True)
class Summary:
    """A draft in a list; ``parties`` are the names of its parties that are known, "" for none, ``may`` is what the one who asks may do there.

    ``copied`` says that it is their own copy of a draft that someone else gave them.
    """

    id: str
    title: str
    parties: str
    revision: int
    changed: datetime
    may: Level = "own"
    copied: bool = False


@dataclass(frozen=True)
class Version:
    """A version of a draft: what was done, when, the name someone gave it, and who saved it, "" for the owner of the house."""

    revision: int
    made: datetime
    action: str
    name: str
    origin: int
    by: str = ""


def open_store(url: str) -> Store:
    """Return the store at a database URL, its tables brought up to date."""
    engine = open_engine(url)
    migrate(engine)
    return Store(engine)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


class Store:
    """Drafts with all their versions, as one person sees them, at first the owner of the house; every method is one transaction.

    ``ledger`` has what was sent and came back, ``bookmarks`` the clauses kept at hand, ``people`` who may come in. A draft that the
    person may not see is none (NoDraft); a change they may not make raises NotAllowed.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._readers = reading(engine)
        self._known = Known()
        self._person: int | None = None
        self.ledger = Ledger(engine)
        self.bookmarks = Bookmarks(engine)
        self.people = People(engine)

    def seen_by(self, person: int) -> Store:
        """Return the same store as a person sees it."""
        other = copy.copy(self)
        other._person = person
        other.bookmarks = Bookmarks(self._engine, person)
        return other

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._readers.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def summaries(self) -> list[Summary]:
        """Return the drafts that are not deleted, last changed first."""
        with self._reading() as connection:
            given = (access.c.draft == drafts.c.id) & (access.c.person == self._person)
            listed = select(drafts, access.c.level).join(access, given, isouter=True).where(drafts.c.deleted.is_(None), visible(self._person))
            rows = connection.execute(listed.order_by(drafts.c.changed.desc(), drafts.c.title))
            return [Summary(row.id, row.title, row.parties, row.revision, row.changed, row.level or "own", row.source is not None) for row in rows]

    def create(self, draft: Draft, action: str = "created") -> Draft:
        """Keep a new draft and return it; raises StaleDraft when it is here already. One that is here and someone else's becomes a copy of theirs."""
        with self._transaction() as connection:
            known = visible(self._person) & (drafts.c.deleted.is_(None) | allowed(self._person, "own"))
            seen = connection.execute(select(drafts.c.revision, known).where(drafts.c.id == draft.id)).first()
            if seen is not None and seen[1]:
                raise StaleDraft(self._read(connection, draft.id, seen[0]))
            source, kept = (draft.id, draft.changed(id=uuid.uuid4().hex)) if seen else (None, draft)
            return self._new(connection, kept, self._person, source, action)

    def copy_for(self, draft: Draft, person: int) -> Draft:
        """Keep a copy of a draft that is a person's own and return it; it holds what the draft given holds, and no earlier version."""
        with self._transaction() as connection:
            self._may(connection, draft.id, "own")
            return self._new(connection, draft.changed(id=uuid.uuid4().hex, revision=1), person, draft.id, "copied")

    def kin(self, identity: str) -> list[str]:
        """Return the ids of the draft and of the other side's copies of it, whichever was first."""
        with self._reading() as connection:
            source = connection.execute(select(drafts.c.source).where(drafts.c.id == identity)).scalar() or identity
            return list(connection.execute(select(drafts.c.id).where((drafts.c.id == source) | (drafts.c.source == source))).scalars())

    def _new(self, connection: Connection, draft: Draft, owner: int | None, source: str | None, action: str) -> Draft:
        connection.execute(insert(drafts).values(id=draft.id, revision=draft.revision, changed=_now(), owner=owner, source=source, **_called(draft)))
        self._add(connection, draft, draft.revision, None, action)
        return draft

    def saved(self, identity: str) -> datetime:
        """Return when a draft was last saved (UTC); raises NoDraft."""
        with self._reading() as connection:
            moment: datetime | None = connection.execute(
                select(drafts.c.changed).where(drafts.c.id == identity, drafts.c.deleted.is_(None), visible(self._person))
            ).scalar()
        if moment is None:
            raise NoDraft(identity)
        return moment

    def get(self, identity: str) -> Draft:
        """Return a draft as it stands; raises NoDraft."""
        with self._reading() as connection:
            return self._current(connection, identity)[0]

    def save(self, draft: Draft, action: str) -> Draft:
        """Keep a changed draft as the next revision and return it.

        ``draft.revision`` says which revision the change was made on; raises StaleDraft when another has been saved since, NoDraft.
        A draft that says what stands already is saved once, however often its form was sent.
        """
        with self._transaction() as connection:
            current, origin = self._current(connection, draft.id, "edit")
            draft = self._guarded(connection, draft, current)
            if current.changed(revision=draft.revision) == draft:
                return current
            if current.revision != draft.revision:
                raise StaleDraft(current)
            return self._next(connection, draft, origin, None, action)

    def undo(self, identity: str, revision: int) -> Draft | None:
        """Go back to what stood before the last change, as a new revision; None when there is nothing to undo. Raises StaleDraft, NoDraft."""
        with self._transaction() as connection:
            current, origin = self._current(connection, identity, "edit")
            if current.revision != revision:
                raise StaleDraft(current)
            target = self._parent(connection, identity, origin)
            if target is None:
                return None
            before = self._guarded(connection, self._read(connection, identity, target), current)
            return self._next(connection, before.changed(revision=revision), origin, target, "undone")

    def undoable(self, identity: str) -> bool:
        """Return whether there is a change to undo; raises NoDraft."""
        with self._reading() as connection:
            origin = self._present(connection, identity, versions.c.origin).origin
            return self._parent(connection, identity, origin) is not None

    def restore_version(self, identity: str, revision: int, version: int) -> Draft:
        """Take an earlier version again as a new revision; raises StaleDraft, NoDraft."""
        with self._transaction() as connection:
            current, origin = self._current(connection, identity, "edit")
            if current.revision != revision:
                raise StaleDraft(current)
            earlier = self._guarded(connection, self._read(connection, identity, version), current)
            return self._next(connection, earlier.changed(revision=revision), origin, None, "restored")

    def versions(self, identity: str) -> list[Version]:
        """Return the versions of a draft, newest first; raises NoDraft."""
        with self._reading() as connection:
            self._present(connection, identity, versions.c.revision)
            columns = [versions.c[name] for name in ("revision", "made", "action", "name", "origin")]
            by = select(*columns, people.c.name).join(people, people.c.id == versions.c.person, isouter=True)
            return [Version(*row[:5], row[5] or "") for row in connection.execute(by.where(versions.c.draft == identity).order_by(versions.c.revision.desc()))]

    def version(self, identity: str, revision: int) -> Draft:
        """Return a draft as it stood in a revision; raises NoDraft."""
        with self._reading() as connection:
            self._present(connection, identity, versions.c.revision)
            return self._read(connection, identity, revision)

    def name_version(self, identity: str, revision: int, name: str) -> None:
        """Give a version a name; raises NoDraft."""
        with self._transaction() as connection:
            self._present(connection, identity, versions.c.revision, level="edit")
            connection.execute(update(versions).where(versions.c.draft == identity, versions.c.revision == revision).values(name=name))

    def delete(self, identity: str) -> None:
        """Take a draft out of the list; ``restore`` brings it back. Raises NoDraft."""
        with self._transaction() as connection:
            self._present(connection, identity, versions.c.revision, level="own")
            connection.execute(update(drafts).where(drafts.c.id == identity).values(deleted=_now()))

    def restore(self, identity: str) -> Draft:
        """Bring a deleted draft back; raises NoDraft."""
        with self._transaction() as connection:
            self._may(connection, identity, "own")
            connection.execute(update(drafts).where(drafts.c.id == identity).values(deleted=None))
            return self._current(connection, identity)[0]

    def deleted(self) -> list[Summary]:
        """Return the deleted drafts, last deleted first."""
        with self._reading() as connection:
            rows = connection.execute(select(drafts).where(drafts.c.deleted.is_not(None), allowed(self._person, "own")).order_by(drafts.c.deleted.desc()))
            return [Summary(row.id, row.title, row.parties, row.revision, row.deleted) for row in rows]

    def erase(self, identity: str) -> None:
        """Erase a deleted draft with all its versions, for good; raises NoDraft for one that is not deleted."""
        with self._transaction() as connection:
            if connection.execute(select(drafts.c.id).where(drafts.c.id == identity, drafts.c.deleted.is_not(None))).scalar() is None:
                raise NoDraft(identity)
            self._may(connection, identity, "own")
            erase_ledger(connection, identity)
            connection.execute(delete(versions).where(versions.c.draft == identity))
            erase_access(connection, identity)
            connection.execute(delete(drafts).where(drafts.c.id == identity))

    def _may(self, connection: Connection, identity: str, level: Level) -> None:
        """Raise NoDraft for a draft that the person may not see, NotAllowed where they may not do in it what a level allows."""
        seen = connection.execute(select(allowed(self._person, level)).where(drafts.c.id == identity, visible(self._person))).scalar()
        if not seen:
            raise NoDraft(identity) if seen is None else NotAllowed(identity)

    def _current(self, connection: Connection, identity: str, level: Level = "read") -> tuple[Draft, int]:
        """Return a draft as it stands and the revision whose content that is."""
        row = self._present(connection, identity, versions.c.text, versions.c.origin, level=level)
        return self._draft(row.text), row.origin

    def _present(self, connection: Connection, identity: str, *columns: Column[Any], level: Level = "read") -> Row[Any]:
        """Return what is kept of a draft as it stands; raises NoDraft, NotAllowed where the person may not do in it what a level allows."""
        present = (versions.c.draft == drafts.c.id) & (versions.c.revision == drafts.c.revision)
        kept = select(*columns).join(drafts, present).where(drafts.c.id == identity, drafts.c.deleted.is_(None), visible(self._person))
        row = connection.execute(kept).first()
        if row is None:
            raise NoDraft(identity)
        if level != "read":
            self._may(connection, identity, level)
        return row

    def _parent(self, connection: Connection, identity: str, revision: int) -> int | None:
        return connection.execute(select(versions.c.parent).where(versions.c.draft == identity, versions.c.revision == revision)).scalar()

    def _read(self, connection: Connection, identity: str, revision: int) -> Draft:
        text = connection.execute(select(versions.c.text).where(versions.c.draft == identity, versions.c.revision == revision)).scalar()
        if text is None:
            raise NoDraft(f"{identity} revision {revision}")
        return self._draft(text)

    def _draft(self, text: str) -> Draft:
        return self._known.get(text) or self._known.keep(text, loads(text, "the stored draft"))

    def _guarded(self, connection: Connection, draft: Draft, current: Draft) -> Draft:
        """Return what a person saves; of one who does not see the private layer it stays as it is."""
        return draft if sees_private(connection, draft.id, self._person) else draft.changed(private=current.private, dismissed=current.dismissed)

    def _next(self, connection: Connection, draft: Draft, parent: int, origin: int | None, action: str) -> Draft:
        saved = draft.changed(revision=draft.revision + 1)
        self._add(connection, saved, origin, parent, action)
        connection.execute(update(drafts).where(drafts.c.id == draft.id).values(revision=saved.revision, changed=_now(), **_called(saved)))
        return saved

    def _add(self, connection: Connection, draft: Draft, origin: int | None, parent: int | None, action: str) -> None:
        row = {"draft": draft.id, "revision": draft.revision, "origin": origin or draft.revision, "parent": parent, "made": _now(), "action": action}
        text = dumps(draft)
        connection.execute(insert(versions).values(name="", text=text, person=self._person, **row))
        self._known.keep(text, draft)


def _called(draft: Draft) -> dict[str, str]:
    """Return what lists call a draft: its title and its parties, in its first language."""
    language = draft.languages[0]
    return {"title": str(draft.titled(language)), "parties": " – ".join(filter(None, (party.named(language) for party in draft.parties)))}
