"""The closed lists of the library: themes, positions, functions, legal bases, terms, statements and the rest, as typed records."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator

from clauses.blank import Strict
from clauses.said import nearest, respelt

if TYPE_CHECKING:
    from collections.abc import Mapping

# “GDPR (Regulation (EU) 2016/679) Art 5”, “Tekoälysäädöksen (EU) 2024/1689 14 artikla”, “Platform Work Directive (EU) 2024/2831 Art 7”
_NUMBER_OF_A_NAMED_ACT = re.compile(
    r"(?<=\w) \(Regulation \(EU\) \d+/\d+\)|(?:(?<=ksen|ivin)(?<!^Direktiivin)|(?<=Work Directive)) (?:\(EU\) )?\d+/\d+(?:/E[A-Z]+)?(?= \S)"
)
# “Working Time Act 872/2019, 3, 24–27 §”
_SECTIONS = re.compile(r"(?<=\d/\d{4})(?:[,:;] (?:ch\. )?\d[^;]*(?:§|luku)[^;]*)+(?=;|$)")
# “CJEU C-531/23 Loredas, 19 December 2024”
_DAY_AND_ALL_AFTER = re.compile(r"(?:, OJ L)?, (?:\d+\.?–)?\d{1,2}(?:\.\d{1,2}\.| [A-Z][a-z]+ )\d{4}.*$")

Words = dict[str, str]
Mark = Literal["V", "P", "M"]


class Entry(Strict):
    """An entry of a closed list: its id, its label and, where useful, one plain sentence, each per interface language."""

    id: str
    label: Words
    summary: Words = Field(default_factory=dict)


class Theme(Entry):
    """A theme of the library; its id is the name of its folder."""

    prefix: str
    folder: str


class LegalBasis(Strict):
    """A source of law or guidance: what it requires, from when, and how well that is confirmed (V seen, P partly, M from memory)."""

    id: str
    provision: Words
    requires: Words
    date: Words
    mark: Mark
    note: Words = Field(default_factory=dict)
    evidence: str = ""
    jurisdiction: str
    also: tuple[str, ...] = ()
    next_check: datetime.date

    @model_validator(mode="before")
    @classmethod
    def _no_note_is_empty(cls, data: dict[str, object]) -> dict[str, object]:
        return {**data, "note": data.get("note") or {}}

    def short(self, language: str) -> str:
        """Return the provision for a line among others: without the number or the sections an act is known without, and the date of a case."""
        return respelt(nearest(self.provision, language), _shortened)


@lru_cache(maxsize=1024)
def _shortened(provision: str) -> str:
    for pattern in (_NUMBER_OF_A_NAMED_ACT, _SECTIONS, _DAY_AND_ALL_AFTER):
        provision = pattern.sub("", provision)
    return provision


class Statement(Strict):
    """A statement of the joint position paper, in words of our own, and the clauses that answer it."""

    id: str = Field(pattern=r"^S\d{1,2}$")
    section: Words
    text: Words
    clauses: tuple[str, ...]


class TermWords(Strict):
    """A defined term in one language, as the definitions article prints it."""

    word: str
    definition: str


class Term(Strict):
    """A defined term; language -> word and definition."""

    id: str
    words: dict[str, TermWords]


class AnnexWords(Strict):
    """An annex in one language: a table has columns, a form has fields to be answered."""

    title: str
    introduction: str
    columns: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


class AnnexForm(Strict):
    """An annex the product can build; language -> its words."""

    id: str
    words: dict[str, AnnexWords]


class CatalogueEntry(Strict):
    """A clause of the catalogue, written or planned."""

    id: str
    theme: str
    title: Words
    statements: tuple[str, ...]
    legal_bases: tuple[str, ...]


class ByLanguage(Strict):
    """An entry whose file names the languages beside its id: ``{id: day, en: …, fi: …}``; they become ``words``."""

    id: str

    @model_validator(mode="before")
    @classmethod
    def _languages_as_words(cls, data: dict[str, object]) -> dict[str, object]:
        return {"id": data.get("id"), "words": {key: value or [] for key, value in data.items() if key != "id"}}


class Concept(ByLanguage):
    """Words that mean the same to a searcher, per language."""

    words: dict[str, tuple[str, ...]]


class GlossaryEntry(ByLanguage):
    """A word of the field in several languages."""

    words: dict[str, str]


class Companions(Strict):
    """Clauses that have to know of each other: the first names each of the others in requires, related or excludes, or is named by it."""

    id: str
    others: tuple[str, ...]


class Unit(ByLanguage):
    """A counted noun: language -> form -> CLDR plural category -> word."""

    words: dict[str, dict[str, dict[str, str]]]


@dataclass(frozen=True)
class Vocabulary:
    """All closed lists, each by id and in the order of its file."""

    themes: Mapping[str, Theme] = field(default_factory=dict)
    positions: Mapping[str, Entry] = field(default_factory=dict)
    functions: Mapping[str, Entry] = field(default_factory=dict)
    technologies: Mapping[str, Entry] = field(default_factory=dict)
    sectors: Mapping[str, Entry] = field(default_factory=dict)
    levels: Mapping[str, Entry] = field(default_factory=dict)
    jurisdictions: Mapping[str, Entry] = field(default_factory=dict)
    legal_bases: Mapping[str, LegalBasis] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    annexes: Mapping[str, AnnexForm] = field(default_factory=dict)
    catalogue: Mapping[str, CatalogueEntry] = field(default_factory=dict)
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    companions: Mapping[str, Companions] = field(default_factory=dict)
    glossary: Mapping[str, GlossaryEntry] = field(default_factory=dict)


FILES: dict[str, type[Strict]] = {
    "themes": Theme,
    "positions": Entry,
    "functions": Entry,
    "technologies": Entry,
    "sectors": Entry,
    "levels": Entry,
    "jurisdictions": Entry,
    "legal_bases": LegalBasis,
    "statements": Statement,
    "terms": Term,
    "annexes": AnnexForm,
    "catalogue": CatalogueEntry,
    "concepts": Concept,
    "units": Unit,
    "companions": Companions,
    "glossary": GlossaryEntry,
}
