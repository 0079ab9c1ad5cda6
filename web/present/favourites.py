"""What the lists of clauses at hand show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from web import language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clauses.library import Library
    from clauses.said import Said

# how many favourites are named; the rest are one search away
SHOWN = 8


@dataclass(frozen=True)
class Named:
    """A clause by its title."""

    clause: str
    title: Said


@dataclass(frozen=True)
class Shelf:
    """The favourites, how many there are beside those named, and the clauses used last, newest first."""

    favourites: tuple[Named, ...]
    more: int
    recent: tuple[Named, ...]


def shelf(library: Library, favourites: Iterable[str], recent: Iterable[str]) -> Shelf:
    """Return the clauses at hand; one that left the library is not shown."""
    kept = [named(library, clause) for clause in favourites if clause in library.clauses]
    return Shelf(tuple(kept[:SHOWN]), len(kept[SHOWN:]), tuple(named(library, clause) for clause in recent if clause in library.clauses))


def named(library: Library, clause: str) -> Named:
    """Return a written clause by the title the reader knows it by."""
    return Named(clause, library.title(clause, language.current()))
