"""Who may come into a draft beside its owner: people, each with a code of their own, and what each may do there."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import delete, insert, or_, select, update

from drafting.store.engine import reading
from drafting.store.tables import access, drafts, people, versions

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Engine, Row

Level = Literal["read", "edit", "own"]
LEVELS: tuple[Level, ...] = ("read", "edit", "own")
MARK = 16  # signs of a digest that tell codes apart
CODE = 24  # random bytes of a code; nobody guesses 192 bits


class NotAllowed(PermissionError):
    """A person may see a draft, but not do this with it."""


@dataclass(frozen=True)
class Person:
    """Someone who was let in; ``mark`` changes with the code, "" when it opens nothing, and ``seen`` is when they were last here (UTC), None for never.

    ``alone`` says that they made their link themselves, so that nobody else knows it.
    """

    id: int
    name: str
    mark: str
    seen: datetime | None
    alone: bool


@dataclass(frozen=True)
class Access:
    """What a person may do in a draft, and whether they see its private notes; ``since`` is when that was said (UTC)."""

    person: Person
    level: Level
    private: bool
    since: datetime


class People:
    """The people of all drafts. A code is kept as its digest alone. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._readers = reading(engine)

    def add(self, name: str) -> tuple[Person, str]:
        """Add a person; return them and the code they come in with."""
        code = secrets.token_urlsafe(CODE)
        with self._engine.begin() as connection:
            key = connection.execute(insert(people).values(name=name, digest=digest(code), alone=False)).inserted_primary_key
            return _person(connection, people.c.id == key[0]), code  # type: ignore[index, return-value]  # an inserted row has its key and is there

    def renew(self, person: int, *, alone: bool = False) -> str:
        """Give a person another code and return it; the old one opens nothing from now on. ``alone`` says that they ask themselves."""
        code = secrets.token_urlsafe(CODE)
        with self._engine.begin() as connection:
            connection.execute(update(people).where(people.c.id == person).values(digest=digest(code), alone=alone))
        return code

    def close(self, person: int) -> None:
        """Let a person's code open nothing any more, whatever they may do where."""
        with self._engine.begin() as connection:
            connection.execute(update(people).where(people.c.id == person).values(digest=""))

    def everyone(self) -> list[Person]:
        """Return all who may come in anywhere, by name."""
        with self._readers.begin() as connection:
            return [_read(row) for row in connection.execute(select(people).where(people.c.digest != "").order_by(people.c.name, people.c.id))]

    def by_code(self, code: str) -> Person | None:
        """Return the person a code belongs to, or None; notes that they are here."""
        with self._engine.begin() as connection:
            connection.execute(update(people).where(people.c.digest == digest(code)).values(seen=_now()))
            return _person(connection, people.c.digest == digest(code))

    def by_id(self, identity: int) -> Person | None:
        """Return a person, None when their code opens nothing any more."""
        with self._readers.begin() as connection:
            return _person(connection, people.c.id == identity)

    def here(self, identity: int, mark: str) -> Person | None:
        """Return a person who came in with the code of a mark, None when it opens nothing any more; notes once an hour that they are here."""
        with self._readers.begin() as connection:
            found = _person(connection, people.c.id == identity)
        if found is None or found.mark != mark:
            return None
        if found.seen is None or found.seen < _now() - timedelta(hours=1):
            with self._engine.begin() as connection:
                connection.execute(update(people).where(people.c.id == identity).values(seen=_now()))
        return found

    def mark(self, code: str) -> str:
        """Return the mark of a code."""
        return digest(code)[:MARK]

    def owns(self, person: int) -> bool:
        """Return whether a person has drafts of their own."""
        with self._readers.begin() as connection:
            return connection.execute(select(drafts.c.id).where(_owned(person))).first() is not None

    def give(self, draft: str, person: int, level: Level, *, private: bool) -> None:
        """Let a person read or change a draft; what they were allowed before is replaced."""
        with self._engine.begin() as connection:
            connection.execute(delete(access).where(access.c.draft == draft, access.c.person == person))
            connection.execute(insert(access).values(draft=draft, person=person, level=level, private=private, since=_now()))

    def withdraw(self, draft: str, person: int) -> None:
        """Keep a person out of a draft; the code of one who has no other draft opens nothing any more."""
        with self._engine.begin() as connection:
            connection.execute(delete(access).where(access.c.draft == draft, access.c.person == person))
            _close_without_draft(connection, person)

    def who(self, draft: str) -> list[Access]:
        """Return who may come into a draft beside its owner, by name."""
        with self._readers.begin() as connection:
            both = select(people, access).join(access, access.c.person == people.c.id)
            rows = connection.execute(both.where(access.c.draft == draft).order_by(people.c.name, people.c.id))
            return [Access(_read(row), row.level, row.private, row.since) for row in rows]

    def known(self, owner: int | None) -> list[Person]:
        """Return the people who may come into any draft of an owner, by name."""
        mine = select(access.c.person).join(drafts, drafts.c.id == access.c.draft).where(_owned(owner))
        with self._readers.begin() as connection:
            rows = connection.execute(select(people).where(people.c.id.in_(mine)).order_by(people.c.name, people.c.id))
            return [_read(row) for row in rows]

    def copies(self, draft: str) -> list[tuple[Person, datetime]]:
        """Return whose own the copies are that were made of a draft for others, and when (UTC)."""
        first = (versions.c.draft == drafts.c.id) & (versions.c.revision == 1)
        made = select(people, versions.c.made).join(drafts, drafts.c.owner == people.c.id).join(versions, first)
        with self._readers.begin() as connection:
            # one that they brought in themselves is theirs to tell
            rows = connection.execute(made.where(drafts.c.source == draft, versions.c.person.is_distinct_from(drafts.c.owner)).order_by(versions.c.made))
            return [(_read(row), row.made) for row in rows]

    def may(self, draft: str, person: int | None) -> tuple[Level, bool] | None:
        """Return what a person may do in a draft, deleted or not, and whether they see its private notes; None for nothing."""
        with self._readers.begin() as connection:
            if connection.execute(select(drafts.c.id).where(drafts.c.id == draft, _owned(person))).first():
                return "own", True
            row = connection.execute(select(access.c.level, access.c.private).where(access.c.draft == draft, access.c.person == person)).first()
            return (row.level, row.private) if row else None


def digest(code: str) -> str:
    """Return what is kept of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def visible(person: int | None) -> ColumnElement[bool]:
    """Return the condition that a draft may be seen by a person; None is the owner of the house, who sees the drafts that no person owns."""
    if person is None:
        return _owned(None)
    return or_(_owned(person), drafts.c.id.in_(select(access.c.draft).where(access.c.person == person)))


def allowed(person: int | None, level: Level) -> ColumnElement[bool]:
    """Return the condition that a person may do in a draft what a level allows."""
    enough = LEVELS[LEVELS.index(level) :]
    return or_(_owned(person), drafts.c.id.in_(select(access.c.draft).where(access.c.person == person, access.c.level.in_(enough))))


def sees_private(connection: Connection, draft: str, person: int | None) -> bool:
    """Return whether a person sees the private layer of a draft."""
    given = select(access.c.draft).where(access.c.person == person, access.c.private)
    return (
        person is None or connection.execute(select(drafts.c.id).where(drafts.c.id == draft, or_(_owned(person), drafts.c.id.in_(given)))).first() is not None
    )


def erase_access(connection: Connection, draft: str) -> None:
    """Erase who may come into a draft that is erased for good; the code of one who has no other draft opens nothing any more."""
    gone = list(connection.execute(select(access.c.person).where(access.c.draft == draft)).scalars())
    connection.execute(delete(access).where(access.c.draft == draft))
    for person in gone:
        _close_without_draft(connection, person)


def _close_without_draft(connection: Connection, person: int) -> None:
    if connection.execute(select(drafts.c.id).where(visible(person))).first() is None:
        connection.execute(update(people).where(people.c.id == person).values(digest=""))


def _owned(person: int | None) -> ColumnElement[bool]:
    return drafts.c.owner.is_not_distinct_from(person)


def _person(connection: Connection, condition: ColumnElement[bool]) -> Person | None:
    row = connection.execute(select(people).where(condition, people.c.digest != "")).first()
    return _read(row) if row else None


def _read(row: Row[Any]) -> Person:
    return Person(row.id, row.name, row.digest[:MARK], row.seen, row.alone)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
