"""What is reported about the words: quotation marks, typed numbers, softeners, sentence length, repetition, unused vocabulary."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from clauses.checks import blanks, finding, home_of, markups, parity, place_of, references, structure, texts, words
from clauses.clause import POSITIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from clauses.checks import Looked
    from clauses.clause import Begun, SlotText, Wording
    from clauses.finding import Finding
    from clauses.library import Library

QUOTES = {"en": ("“", "”"), "fi": ("”", "”"), "sv": ("”", "”"), "de": ("„", "“"), "fr": ("«", "»"), "es": ("«", "»")}
SENTENCE = {"en": 25, "fi": 18}
LIX = {"en": 50, "fi": 75}
SHORTEST_TWIN, TWIN_SHARE = 20, 2 / 3
_NEVER = re.compile(r"$^")
_WRONG_QUOTES = {
    "en": re.compile(r"[„«»]|(?<=\s)'\w"),
    "fi": re.compile(r"[“„«»]"),
    "sv": re.compile(r"[“„«»]"),
    "de": re.compile(r"[”«»]|(?<!\w)“(?=\w)"),
    "fr": re.compile(r"[“”„]"),
    "es": re.compile(r"[“”„]"),
}
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
# what the house says in the same words everywhere, so that it means the same everywhere
_FORMULAS = re.compile(
    r"the entry into force of this agreement|tämän sopimuksen voimaantulo\w*|as far as the law allows|"
    r"(?:the )?(?:workers’ representatives|shop steward),? or(?:, where there (?:are|is) none,|, if there is none,| if there is none,)?"
)
WINDOW = 8


def marks(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on quotation marks, typed numbers and softeners."""
    for clause, wording, _, _, text in texts(library):
        if text.same_as:
            continue
        bare = _MARKUP.sub(" ", text.source)
        for rule in ("quotes", "counted", "softeners"):
            looked[rule] += 1
        yield from _quotes(place_of(wording, text), wording.language, bare)
        if counted := _search(_COUNTED, wording.language, bare):
            yield finding("counted", place_of(wording, text), words=counted)
        soft = _search(_SOFT, wording.language, bare)
        if soft and clause.levels != ("european",) and "european" not in text.source:
            yield finding("softeners", place_of(wording, text), words=soft)


def quotes_beside(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on quotation marks in the words beside the texts of written and begun languages."""
    holders: list[Wording | Begun] = [*library.wordings.values(), *library.begun.values()]
    for holder in holders:
        looked["quotes"] += 1
        yield from _quotes(f"{holder.place}:1", holder.language, "\n".join(_strings(holder.words.model_dump())))


def _strings(words_: object) -> Iterator[str]:
    if isinstance(words_, str):
        yield words_
    for held in words_.values() if isinstance(words_, dict) else words_ if isinstance(words_, tuple) else ():
        yield from _strings(held)


def _quotes(place: str, language: str, text: str) -> Iterator[Finding]:
    wrong = re.search(r"[\"']", text) or _WRONG_QUOTES.get(language, _NEVER).search(text)
    if wrong:
        yield finding("quotes", place, mark=wrong[0].strip(), right=" ".join(QUOTES.get(language, ("“", "”"))))


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


def reading(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on positions that are hard to read by LIX: words a sentence plus the share of words over six letters (Björnsson 1968)."""
    for wording in library.wordings.values():
        wanted = LIX.get(wording.language, 60)
        for position, slots in wording.positions.items():
            looked["reading"] += 1
            bare = " ".join(_MARKUP.sub(" x ", text.source) for text in slots.values())
            words_ = _WORD.findall(bare)
            stops = len([part for part in re.split(r"(?<=[.;:])\s+|\n", bare) if _WORD.search(part)])
            index = len(words_) / stops + 100 * sum(len(word) > 6 for word in words_) / len(words_)
            if index > wanted:
                yield finding("reading", f"{wording.place}:1", position=position, index=f"{index:.0f}", wanted=str(wanted))


def twins(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on slots of two clauses that share more than two thirds of their four-word runs."""
    runs: dict[str, list[tuple[str, str, SlotText, Wording, set[tuple[str, ...]]]]] = {}
    for clause, wording, _, slot, text in texts(library):
        words_ = [word.casefold() for word in _WORD.findall(_MARKUP.sub(" ", text.source))]
        if not text.same_as and len(words_) >= SHORTEST_TWIN:
            found = {tuple(words_[start : start + 4]) for start in range(len(words_) - 3)}
            runs.setdefault(wording.language, []).append((clause.id, slot, text, wording, found))
    for entries in runs.values():
        holders: dict[tuple[str, ...], list[int]] = {}
        for index, (clause_id, slot, text, wording, found) in enumerate(entries):
            looked["twins"] += 1
            near = Counter(other for run in found for other in holders.get(run, ()))
            for other, common in near.most_common(1):
                if entries[other][0] != clause_id and common > TWIN_SHARE * min(len(found), len(entries[other][4])):
                    yield finding("twins", place_of(wording, text), slot=slot, other=f"{entries[other][0]}#{entries[other][1]}")
            for run in found:
                holders.setdefault(run, []).append(index)


def ladder(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on retention periods that grow from one position to the next, for a stronger position never keeps data longer."""
    for clause in library.clauses.values():
        for name, blank in clause.blanks.items():
            steps = [(position, blank.default[position]) for position in POSITIONS if position in blank.default]
            for (lower, less), (higher, more) in pairwise(steps if blank.quantity.startswith("retention.") else []):
                looked["ladder"] += 1
                if isinstance(less, int | float) and isinstance(more, int | float) and more > less:
                    yield finding(
                        "ladder",
                        home_of(library.wordings[clause.id, library.languages(clause.id)[0]]),
                        blank=name,
                        lower=lower,
                        higher=higher,
                        less=f"{less:g}",
                        more=f"{more:g}",
                    )


def companions(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on clauses that have to know of each other and do not."""
    named = {
        clause.id: {*clause.requires, *clause.related, *(target.split("#")[0].split("@")[0] for target in clause.excludes)}
        for clause in library.clauses.values()
    }
    for entry in library.vocabulary.companions.values():
        for other in entry.others:
            looked["companions"] += 1
            if entry.id in named and other in named and other not in named[entry.id] and entry.id not in named[other]:
                yield finding("companions", "clauses/vocabulary/companions.yaml:1", id=entry.id, other=other)


def shared(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on eight words in a row that stand in more than three entries."""
    entries: dict[tuple[str, ...], set[str]] = {}
    for clause, wording, _, _, text in texts(library):
        looked["shared"] += 1
        run = [word.casefold() for word in _WORD.findall(_FORMULAS.sub(" § ", _MARKUP.sub(" § ", text.source)))]
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
    quotes_beside,
    sentences,
    reading,
    companions,
    ladder,
    twins,
    shared,
    unused,
    due,
)
