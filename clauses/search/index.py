"""Index: the library's clauses, searchable; built from the library whenever it is missing, stale or damaged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from clauses.search import storage
from clauses.search.analysis import plain, words
from clauses.search.engine import Shelf
from clauses.search.excerpts import Marker, excerpt, marker
from clauses.search.query import FACETS, Hit, Hits, Query
from clauses.search.question import question
from clauses.search.ranking import Understood, scores, understand
from clauses.search.spacing import respaced
from clauses.search.tongue import Tongue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from clauses.library import Library
    from clauses.search.question import Question

WEAKEST = 0.12  # a hit must reach this share of the best one's score
FIRST = 1.01  # what a clause asked for by its whole title scores beside the best of the others
SURE = 100.0  # what a clause asked for by its id scores


class Index:
    """An open index; it can be shared by threads, and stays as it was opened when a newer one is built."""

    def __init__(self, folder: Path, manifest: Mapping[str, Any]) -> None:
        facts = json.loads((folder / storage.FACTS).read_text("utf-8"))
        self.digest: str = manifest["digest"]
        self.folder = folder
        self._clauses: list[dict[str, Any]] = facts["clauses"]
        self._numbers = {clause["id"]: number for number, clause in enumerate(self._clauses)}
        self._completions: dict[str, list[list[str]]] = facts["completions"]
        self._titles = {title: number for number, clause in enumerate(self._clauses) for title in clause["titles"]}
        self._names = {language: f" {' | '.join(text for text, _ in entries)} " for language, entries in self._completions.items()}
        self._tongues = {language: self._tongue(language, entry) for language, entry in facts["languages"].items()}
        whole = tuple(tongue for tongue in self._tongues.values() if tongue.texts and len(tongue.texts) == len(tongue.owners))
        for tongue in self._tongues.values():
            tongue.fuller = () if tongue in whole else whole
        self._every = (1 << len(self._clauses)) - 1
        self._masks = {facet: _masks(clause["facets"].get(facet, ()) for clause in self._clauses) for facet in FACETS}
        self._statements = _masks(clause["statements"] for clause in self._clauses)

    def _tongue(self, language: str, entry: Mapping[str, Any]) -> Tongue:
        return Tongue(language, entry, Shelf(self.folder / language) if entry["owners"] else None)

    def search(self, query: Query) -> Hits:
        """Return the hits of one page, the number of all, and what was understood.

        Values of one facet are alternatives, facets are joined by "and". The counts of a facet ignore its own filter, so that they say
        how many hits each of its values would give; all other filters count. Empty words give every clause in the order of an agreement.
        """
        asked = question(query.words)
        understood = understand(asked, query.language, self._tongues)
        ranked = self._ranked(asked, understood, query.language)
        if not ranked and not understood.corrected:
            doubted = understand(asked, query.language, self._tongues, doubting=True)
            ranked = self._ranked(asked, doubted, query.language)
            understood = doubted if ranked else understood
        matching = _mask(ranked)
        if query.statement:
            matching &= self._statements.get(query.statement, 0)
        chosen = {facet: self._any(facet, values) for facet, values in query.filters.items() if values}
        if query.only is not None:
            chosen["only"] = _mask(self._numbers[clause] for clause in query.only if clause in self._numbers)
        counts = {facet: self._counts(facet, matching, chosen) for facet in FACETS}
        found = matching
        for mask in chosen.values():
            matching &= mask
        order = [number for number in sorted(ranked) if matching >> number & 1]
        if query.sort == "relevance" and not asked.empty:
            order.sort(key=lambda number: -ranked[number])
        phrases = [tuple(word.text for word in words(phrase)) for phrase in asked.phrases]
        page = order[max(0, query.start) : max(0, query.start) + max(0, query.limit)]
        markers: dict[str, Marker] = {}
        hits = tuple(self._hit(number, ranked[number], query.language, understood, phrases, markers) for number in page)
        without = {} if order else _without(found, chosen)
        return Hits(hits, len(order), counts, understood.language, understood.corrected, self._suggestion(asked, understood, order), without)

    def _ranked(self, asked: Question, understood: Understood, reader: str) -> dict[int, float]:
        """Return the clauses that answer, each with its score."""
        if asked.empty:
            result = dict.fromkeys(range(len(self._clauses)), 0.0)
        else:
            result = scores(understood, self._tongues)
            if (titled := self._titles.get(plain(asked.text))) is not None:
                result[titled] = max(result.values(), default=1.0) * FIRST
            named = {number: SURE for wanted in asked.identities for number in self._named(wanted)}
            result = {number: result.get(number, 0.0) + sure for number, sure in named.items()} if named else result
        if answering := [self._statements[statement] for statement in asked.statements if statement in self._statements]:
            within = answering[0]
            for mask in answering[1:]:
                within |= mask
            kept = {number: score for number, score in result.items() if within >> number & 1}
            result = kept or {number: 1.0 for number in range(len(self._clauses)) if within >> number & 1}
        least = max(result.values(), default=0.0) * WEAKEST
        result = {number: score for number, score in result.items() if score >= least}
        for phrase in asked.phrases:
            exact = tuple(word.text for word in words(phrase))
            result = {number: score for number, score in result.items() if self._says(number, exact)}
        for word in asked.excluded:
            out = self._holders(word)
            result = {number: score for number, score in result.items() if number not in out}
        return result

    def _named(self, wanted: str) -> list[int]:
        if wanted in self._numbers:
            return [self._numbers[wanted]]
        return [number for identity, number in self._numbers.items() if identity.startswith(wanted)]

    def _says(self, number: int, phrase: tuple[str, ...]) -> bool:
        """Return whether a clause holds exactly these words in a row, in any language."""
        wanted = f" {' '.join(phrase)} "
        for language, place in self._clauses[number]["languages"].items():
            shelf = self._tongues[language].shelf
            tongue = self._tongues[language]
            said = (word for word in phrase if word not in tongue.analyzer.stop_words)
            if shelf is not None and all(number in tongue.holders(tongue.keys(word)) for word in said):
                card = shelf.card(place)
                texts = (card["title"], card["summary"], *card["names"], *card["sentences"], *card["beside"])
                if any(wanted in f" {' '.join(word.text for word in words(text))} " for text in texts):
                    return True
        return False

    def _holders(self, excluded: str) -> set[int]:
        """Return the clauses that hold an excluded word, or all words of an excluded phrase, in any language."""
        result: set[int] = set()
        for tongue in self._tongues.values():
            if tongue.shelf is not None:
                result |= frozenset.intersection(*(tongue.holders(tongue.keys(word.text)) for word in words(excluded)))
        return result

    def _any(self, facet: str, values: Iterable[str]) -> int:
        mask = 0
        for value in values:
            mask |= self._masks.get(facet, {}).get(value, 0)
        return mask

    def _counts(self, facet: str, matching: int, chosen: Mapping[str, int]) -> dict[str, int]:
        for other, mask in chosen.items():
            if other != facet:
                matching &= mask
        counted = ((value, (mask & matching).bit_count()) for value, mask in self._masks[facet].items())
        return {value: count for value, count in counted if count}

    def _place(self, number: int, reader: str) -> tuple[str, int]:
        """Return the language a clause is shown in and its place there: the reader's, also where only begun, else English, else the first written."""
        clause = self._clauses[number]
        written = clause["written"]
        language = reader if reader in clause["begun"] else next(language for language in (reader, "en", *written) if language in written)
        return language, clause["languages"][language]

    def _card(self, language: str, place: int) -> dict[str, Any]:
        shelf = self._tongues[language].shelf
        if shelf is None:
            raise KeyError(language)
        return shelf.card(place)

    def _hit(self, number: int, score: float, reader: str, understood: Understood, phrases: list[tuple[str, ...]], markers: dict[str, Marker]) -> Hit:
        language, place = self._place(number, reader)
        card, clause = self._card(language, place), self._clauses[number]
        titled = reader if reader in clause["languages"] else language
        for tag in (language, titled):
            if tag not in markers:
                markers[tag] = marker(understood, self._tongues[tag], phrases)
        title = markers[titled].fragments(self._card(titled, clause["languages"][titled])["title"])
        shown = (title, titled, card["title"], card["summary"], clause["theme"])
        return Hit(clause["id"], language, *shown, round(score, 4), excerpt(card, markers[language]))

    def _suggestion(self, asked: Question, understood: Understood, order: list[int]) -> str:
        """Return the words without their quotation marks when the exact phrase is found nowhere, else with the spaces where the library has them."""
        text = understood.corrected or " ".join(asked.text.split())
        if asked.phrases or asked.identities:
            return text if asked.phrases and not order else ""
        return respaced(text, self._tongues[understood.language], self._names.get(understood.language, "")) if asked.words else ""

    def similar(self, clause: str, language: str, limit: int = 5) -> tuple[Hit, ...]:
        """Return the clauses nearest to one by their title, names and summary and by what they relate to; nothing for an unknown id."""
        number = self._numbers.get(clause)
        if number is None:
            return ()
        shown, place = self._place(number, language)
        card, facts = self._card(shown, place), self._clauses[number]
        asked = question(f"{card['title']} {card['summary']}")
        understood = understand(asked, shown, self._tongues)
        ranked = scores(understood, self._tongues)
        most = max(ranked.values(), default=1.0) or 1.0
        for other, entry in enumerate(self._clauses):
            if entry["id"] in facts["related"] or clause in entry["related"]:
                ranked[other] = ranked.get(other, 0.0) + most / 2
        ranked.pop(number, None)
        best = sorted(ranked, key=lambda other: (-ranked[other], other))[: max(0, limit)]
        nothing = Understood(shown, [])
        return tuple(self._hit(other, ranked[other], language, nothing, [], {}) for other in best)

    def complete(self, prefix: str, language: str, limit: int = 8) -> list[str]:
        """Return titles and terms with a word that begins as typed, those that begin so themselves first; nothing of it is kept."""
        typed = plain(prefix[:80])
        if len(typed) < 2:
            return []
        found = [(at, place, shown) for place, (text, shown) in enumerate(self._completions.get(language, ())) if (at := f" {text}".find(f" {typed}")) >= 0]
        return [shown for _, _, shown in sorted(found, key=lambda entry: (entry[0] > 0, entry[1]))[: max(0, limit)]]

    def status(self) -> dict[str, Any]:
        """Return what ``sopu index status`` shows: the library's digest, clauses, languages with their documents, and the folder."""
        documents = {language: len(tongue.texts) for language, tongue in self._tongues.items() if tongue.texts}
        return {"digest": self.digest, "clauses": len(self._clauses), "documents": documents, "folder": str(self.folder)}


def _mask(numbers: Iterable[int]) -> int:
    listed = list(numbers)
    bits = bytearray(max(listed, default=0) // 8 + 1)
    for number in listed:
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")


def _without(matching: int, chosen: Mapping[str, int]) -> dict[str, int]:
    """Return per filter how many clauses would be left without it."""
    counts = {}
    for facet in chosen:
        left = matching
        for other, mask in chosen.items():
            left &= mask if other != facet else -1
        counts[facet] = left.bit_count()
    return {facet: count for facet, count in counts.items() if count}


def _masks(values: Iterable[Iterable[str]]) -> dict[str, int]:
    """Return per value the set of clauses that have it, as the bits of a number: joining and counting sets is then one step each."""
    holders: dict[str, list[int]] = {}
    for number, entry in enumerate(values):
        for value in entry:
            holders.setdefault(value, []).append(number)
    return {value: _mask(numbers) for value, numbers in holders.items()}


def open_index(library: Library, directory: Path, progress: Callable[[str], None] | None = None) -> Index:
    """Return the index of a library kept in a directory; builds it first where it is missing, damaged or of another library or version.

    ``progress`` is told each step of a build in English. Several processes may call this at once: one builds, the others wait for it.
    """
    index = _opened(directory, library.digest)
    if index is None:
        with storage.locked(directory):
            index = _opened(directory, library.digest)
            if index is None:
                _build(library, directory, progress or (lambda _: None))
        index = index or _opened(directory, library.digest)
    if index is None:
        raise OSError(f"the index in {directory} cannot be read back; check that the disk works and is not full")
    return index


def open_built(directory: Path, home: Path = storage.HOME) -> Index | None:
    """Return the index in a directory when no file of the library under ``home`` has changed since; the library is not read for it."""
    try:
        folder, manifest = storage.current(directory)
        if (folder / storage.STAMP).read_text("ascii") != storage.stamp(home):
            return None
        return Index(folder, manifest)
    except (storage.DamagedError, OSError):
        return None


def _opened(directory: Path, digest: str) -> Index | None:
    """Return the index in a directory when it is whole and of the library with a digest."""
    try:
        folder, manifest = storage.current(directory)
        return Index(folder, manifest) if manifest["digest"] == digest else None
    except (storage.DamagedError, OSError):  # the second when a builder swaps it at this moment; the lock will make it wait
        return None


def _build(library: Library, directory: Path, progress: Callable[[str], None]) -> None:
    from clauses.search.building import build  # the library's types load slowly, and searching does not need them

    storage.replace(directory, library.digest, lambda folder: build(library, folder, progress))


def mark(index: Index, stamp: str) -> None:
    """Note that an index is of the library whose files have this quick mark, so that ``open_built`` can tell without reading them."""
    storage.write_atomically(index.folder / storage.STAMP, stamp)
