"""Library: all clauses and their wordings with the vocabulary, as one frozen whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from clauses.changelog import Changelog
from clauses.clause import POSITIONS
from clauses.said import nearest, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from clauses.blank import Blank
    from clauses.clause import BlankWords, Clause, Sample, Wording
    from clauses.said import Said
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

    def wording(self, clause: str, language: str) -> Wording | None:
        """Return a clause in a language, or None where it is not written in it."""
        return self.wordings.get((clause, language))

    def nearest_wording(self, clause: str, language: str) -> Wording | None:
        """Return a clause in a language, else in English, else in any language it is written in."""
        return self.wording(clause, language) or self.wording(clause, "en") or next((w for (c, _), w in self.wordings.items() if c == clause), None)

    def languages(self, clause: str) -> list[str]:
        """Return the languages a clause is written in, sorted."""
        return sorted(language for written, language in self.wordings if written == clause)

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
        """Return the words a paragraph begins with, in a language or the nearest the clause is written in; an unknown slot's id."""
        wording = self.nearest_wording(clause, language)
        return said(wording.words.slots[slot], wording.language) if wording and slot in wording.words.slots else said(slot, "")

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
        return _blank_words(self, clause, name, language)

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


@lru_cache(maxsize=16384)
def _blank_words(library: Library, clause: str, name: str, language: str) -> BlankWords | None:
    wording = library.nearest_wording(clause, language)
    words = wording.words.blanks.get(name) if wording else None
    if wording is None or words is None:
        return None
    known = {key: said(getattr(words, key), wording.language) for key in ("label", "row", "hint", "why")}
    return words.model_copy(update={**known, "options": {option: said(label, wording.language) for option, label in words.options.items()}})
