"""Library: all clauses and their wordings with the vocabulary, as one frozen whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from clauses.changelog import Changelog
from clauses.clause import POSITIONS
from clauses.said import Said, nearest, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from clauses.blank import Blank
    from clauses.clause import Begun, BlankWords, Clause, FrontMatter, Sample, Wording
    from clauses.vocabulary import CatalogueEntry, Vocabulary


@dataclass(frozen=True, eq=False)  # one library is the same as itself only, so it can be a key
class Library:
    """The curated texts. ``digest`` changes whenever any of their files does."""

    clauses: Mapping[str, Clause]
    wordings: Mapping[tuple[str, str], Wording]
    samples: Mapping[str, tuple[Sample, ...]]
    vocabulary: Vocabulary
    digest: str
    changelog: Changelog = field(default_factory=Changelog)
    begun: Mapping[tuple[str, str], Begun] = field(default_factory=dict)

    def wording(self, clause: str, language: str) -> Wording | None:
        """Return a clause in a language, or None where it is not written in it."""
        return self.wordings.get((clause, language))

    def nearest_wording(self, clause: str, language: str) -> Wording | None:
        """Return a clause in a language, else in English, else in any language it is written in."""
        return self.wording(clause, language) or self.wording(clause, "en") or next((w for (c, _), w in self.wordings.items() if c == clause), None)

    def words(self, clause: str, language: str) -> FrontMatter | None:
        """Return the words beside a clause's text, each ``Said`` in the language it is in; None for an unknown clause.

        They are in the language asked for where the clause is written or begun in it, and what is missing there is in the nearest it is
        written in. Whoever shows a summary, a question or what a position means asks here; the text itself is a wording's.
        """
        return _words(self, clause, language)

    def languages(self, clause: str) -> list[str]:
        """Return the languages a clause is written in, sorted."""
        return sorted(language for written, language in self.wordings if written == clause)

    def begun_languages(self, clause: str) -> list[str]:
        """Return the languages a clause has words in and no text yet, sorted."""
        return sorted(language for begun, language in self.begun if begun == clause)

    def positions(self, clause: str) -> list[str]:
        """Return the positions a clause has, from baseline to strong."""
        wording = self.nearest_wording(clause, "en")
        return [position for position in POSITIONS if wording and position in wording.positions]

    def title(self, clause: str, language: str) -> Said:
        """Return a clause's title with its language: as written in the one asked for, else as the catalogue has it, else in any; an unknown clause's id.

        Whoever shows or prints a title asks here.
        """
        wording, entry = self.wording(clause, language), self.vocabulary.catalogue.get(clause)
        if wording is None and entry and language in entry.title:
            return said(entry.title[language], language)
        wording = wording or self.nearest_wording(clause, language)
        if wording:
            return said(wording.title, wording.language)
        return nearest(entry.title, language) if entry else said(clause, "")

    def lead_in(self, clause: str, slot: str, language: str) -> Said:
        """Return the words a paragraph begins with, in a language or the nearest there is; an unknown slot's id."""
        words = self.words(clause, language)
        found = words.slots.get(slot) if words else None
        return found if isinstance(found, Said) else said(slot, "")

    def theme(self, clause: str) -> str:
        """Return the id of a clause's theme, or "" for an unknown clause."""
        entry = self.vocabulary.catalogue.get(clause)
        return entry.theme if entry else ""

    def blank(self, clause: str, name: str) -> Blank | None:
        """Return a blank; one that shares another clause's value is given with the other's kind, unit and limits."""
        owner = self.clauses.get(clause)
        blank = owner.blanks.get(name) if owner else None
        if blank is not None and blank.same_as:
            other, _, its_name = blank.same_as.partition(".")
            source = self.clauses.get(other)
            return source.blanks.get(its_name) if source else None
        return blank

    def blank_words(self, clause: str, name: str, language: str) -> BlankWords | None:
        """Return a blank's label, hint and options, from the clause that owns it, each ``Said`` in the language asked for or the nearest there is."""
        blank = self.clauses[clause].blanks.get(name) if clause in self.clauses else None
        if blank is not None and blank.same_as:
            clause, _, name = blank.same_as.partition(".")
        words = self.words(clause, language)
        return words.blanks.get(name) if words else None

    def ordered(self) -> Iterator[Clause]:
        """Yield the written clauses in the order of the catalogue, then any others."""
        for entry in self.vocabulary.catalogue:
            if entry in self.clauses:
                yield self.clauses[entry]
        for clause in self.clauses:
            if clause not in self.vocabulary.catalogue:
                yield self.clauses[clause]

    def planned(self) -> Iterator[CatalogueEntry]:
        """Yield the catalogue's entries that are not written yet."""
        for entry in self.vocabulary.catalogue.values():
            if entry.id not in self.clauses:
                yield entry


@lru_cache(maxsize=2048)
def _words(library: Library, clause: str, language: str) -> FrontMatter | None:
    wording = library.nearest_wording(clause, language)
    nearest_words: FrontMatter | None = _spoken(wording.words, wording.language) if wording else None
    begun = library.begun.get((clause, language))
    return _completed(_spoken(begun.words, language), nearest_words) if begun else nearest_words


def _spoken(words: Any, language: str) -> Any:
    """Return words, in whatever they are held, as ``Said`` in a language."""
    if isinstance(words, BaseModel):
        return words.model_copy(update={name: _spoken(getattr(words, name), language) for name in type(words).model_fields})
    if isinstance(words, dict):
        return {name: _spoken(held, language) for name, held in words.items()}
    return tuple(_spoken(held, language) for held in words) if isinstance(words, tuple) else said(words, language)


def _completed(words: Any, others: Any) -> Any:
    """Return words with what is missing in them taken from others."""
    if isinstance(words, BaseModel) and isinstance(others, BaseModel):
        return words.model_copy(update={name: _completed(getattr(words, name), getattr(others, name)) for name in type(words).model_fields})
    if isinstance(words, dict) and isinstance(others, dict):
        return {name: _completed(words.get(name), held) for name, held in others.items()} | {name: words[name] for name in words.keys() - others.keys()}
    return words or others
