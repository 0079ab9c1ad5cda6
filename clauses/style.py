"""What is reported about the words: quotation marks, typed numbers, softeners, sentence length, repetition, unused vocabulary."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from clauses.checks import blanks, finding, markups, parity, place_of, references, structure, texts, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from clauses.checks import Looked
    from clauses.finding import Finding
    from clauses.library import Library

QUOTES = {"en": ("“", "”"), "fi": ("”", "”")}
SENTENCE = {"en": 25, "fi": 18}
_WRONG_QUOTES = {"en": re.compile(r"[„«»]|(?<=\s)'\w"), "fi": re.compile(r"[“„«»]")}
_MARKUP = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\(term:[a-z0-9-]+\)")
_COUNTED = {
    "en": re.compile(r"\b(?:section|sections|article|articles|paragraph|annex|chapter)\s+\d+", re.IGNORECASE),
    "fi": re.compile(
        r"\d+\s*§|\b(?:kohta|kohdassa|kohdan|liite|liitteen|liitteessä|luku|luvun)\s+\d+|\d+\s+(?:momentti|momentin|artikla|artiklan)",
        re.IGNORECASE,
    ),
}
_SOFT = {
    "en": re.compile(
        r"\b(?:endeavou?r(?:s|ed)?|as appropriate|where possible|if possible|best efforts|strive[sd]?|as far as possible|in principle)\b",
        re.IGNORECASE,
    ),
    "fi": re.compile(
        r"\b(?:pyrkii|pyrkivät|pyritään|mahdollisuuksien mukaan|tarvittaessa|soveltuvin osin|lähtökohtaisesti|tulee \w+(?:a|ä)\b)",
        re.IGNORECASE,
    ),
}
_WORD = re.compile(r"[^\W\d_]+(?:[-’][^\W\d_]+)*")
WINDOW = 8


def marks(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on quotation marks, typed numbers and softeners."""
    for clause, wording, _, _, text in texts(library):
        if text.same_as:
            continue
        bare = _MARKUP.sub(" ", text.source)
        for rule in ("quotes", "counted", "softeners"):
            looked[rule] += 1
        straight = re.search(r"[\"']", bare) or _WRONG_QUOTES.get(wording.language, re.compile(r"$^")).search(bare)
        if straight:
            yield finding("quotes", place_of(wording, text), mark=straight[0].strip(), right=" ".join(QUOTES.get(wording.language, ("“", "”"))))
        if counted := _search(_COUNTED, wording.language, bare):
            yield finding("counted", place_of(wording, text), words=counted)
        soft = _search(_SOFT, wording.language, bare)
        if soft and clause.levels != ("european",) and "european" not in text.source:
            yield finding("softeners", place_of(wording, text), words=soft)


def _search(patterns: dict[str, re.Pattern[str]], language: str, text: str) -> str:
    found = patterns[language].search(text) if language in patterns else None
    return found[0] if found else ""


def sentences(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on positions whose sentences are long on average."""
    for wording in library.wordings.values():
        wanted = SENTENCE.get(wording.language, 25)
        for position, slots in wording.positions.items():
            looked["sentences"] += 1
            bare = " ".join(_MARKUP.sub(" x ", text.source) for text in slots.values())
            lengths = [len(_WORD.findall(part)) for part in re.split(r"(?<=[.;:])\s+|\n", bare) if _WORD.search(part)]
            average = sum(lengths) / len(lengths)
            if average > wanted:
                yield finding("sentences", f"{wording.place}:1", position=position, average=f"{average:.0f}", wanted=str(wanted))


def shared(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on eight words in a row that stand in more than three entries."""
    entries: dict[tuple[str, ...], set[str]] = {}
    for clause, wording, _, _, text in texts(library):
        looked["shared"] += 1
        run = [word.casefold() for word in _WORD.findall(_MARKUP.sub(" § ", text.source))]
        for start in range(len(run) - WINDOW + 1):
            entries.setdefault((wording.language, *run[start : start + WINDOW]), set()).add(clause.id)
    seen: set[frozenset[str]] = set()
    for words_, holders in entries.items():
        if len(holders) > 3 and frozenset(holders) not in seen:
            seen.add(frozenset(holders))
            yield finding("shared", ", ".join(sorted(holders)[:4]), words=" ".join(words_[1:]), number=str(len(holders)))


def unused(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on statements and legal bases that no entry of the catalogue uses, written or planned."""
    lists = library.vocabulary
    entries = lists.catalogue.values()
    used = {
        "statements": {statement for entry in entries for statement in entry.statements} | {s for c in library.clauses.values() for s in c.statements},
        "legal_bases": {law for entry in entries for law in entry.legal_bases} | {law for c in library.clauses.values() for law in c.legal_bases},
    }
    for name, taken in used.items():
        everything = getattr(lists, name)
        looked["unused"] += len(everything)
        left = [entry for entry in everything if entry not in taken]
        if left:
            yield finding("unused", f"clauses/vocabulary/{name.replace('_', '-')}.yaml:1", list=name.replace("_", " "), ids=", ".join(left))


def due(library: Library, looked: Looked, today: date | None = None) -> Iterator[Finding]:
    """Yield findings on legal bases whose next check has passed."""
    for basis in library.vocabulary.legal_bases.values():
        looked["due"] += 1
        if basis.next_check < (today or date.today()):
            yield finding("due", "clauses/vocabulary/legal-bases.yaml:1", id=basis.id, date=basis.next_check.isoformat())


CHECKS: tuple[Callable[[Library, Looked], Iterator[Finding]], ...] = (
    structure,
    markups,
    blanks,
    parity,
    references,
    words,
    marks,
    sentences,
    shared,
    unused,
    due,
)
