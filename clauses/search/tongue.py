"""Tongue: one language as the search knows it: analyzer, phrases of concepts, words to compare spelling with, and its index where there is one."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property, lru_cache
from heapq import nsmallest
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

from clauses.search.analysis import Analyzer, Keys, Word, fold, grams, words
from clauses.search.concepts import Phrase, Phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clauses.search.engine import Shelf

# BM25's two parameters. Set on the tuning half of the judged questions.
K1, B = 6.0, 0.4
PART = 4  # how many letters a part of a compound must have to be told from an ending
LIKE = 0.4  # how many of their runs of four letters two words must share to be alike


class Impacts(NamedTuple):
    """What a key adds to the score of each clause that holds it, and the most it adds to any."""

    clauses: list[int]
    values: list[float]
    peak: float


class Tongue:
    """A language that can be asked in; ``shelf`` is None where only concepts connect it, and holds no more than a title of clauses that are not ``worded``."""

    def __init__(self, language: str, facts: Mapping[str, Any], shelf: Shelf | None) -> None:
        self.language, self.shelf = language, shelf
        self.lexicon: dict[str, int] = facts["lexicon"]
        self.owners: list[int] = facts["owners"]
        self.texts: frozenset[int] = frozenset(facts["texts"])
        self.worded: frozenset[int] = frozenset(facts["worded"])
        self.fuller: tuple[Tongue, ...] = ()  # languages with all texts, where this one has not: how common a matter is shows only there
        self.titles: dict[int, int] = dict(zip(self.owners, facts["words"], strict=True))
        lexicon, lengths = self.lexicon, facts["lengths"]
        self.analyzer = Analyzer(language, lexicon)
        listed = [Phrase(concept, tuple(stems), frozenset(content)) for concept, stems, content in facts["phrases"]]
        self.phrases = Phrases(listed)
        self._stems = frozenset(stem for phrase in listed for stem in phrase.stems)
        average = sum(lengths) / len(lengths) if lengths else 1.0
        self._norms = [K1 * (1 - B + B * length / average) for length in lengths]
        self.impacts = lru_cache(maxsize=8192)(self._impacts)
        self.read = lru_cache(maxsize=4096)(self._read)

    def _impacts(self, field: str, key: str) -> Impacts:
        """Return what a key adds to the scores of the clauses that hold it (BM25 on weighted counts)."""
        if self.shelf is None:
            raise ValueError(f"no clause is written in {self.language}")
        ids, weights = self.shelf.postings(field, key)
        held = len(ids)
        if field == "concept":
            held = min(self.shelf.count, max(held, *(len(tongue.impacts(field, key).clauses) for tongue in self.fuller), 0))
        rarity = log(1 + (self.shelf.count - held + 0.5) / (held + 0.5))
        values = [rarity * weight * (K1 + 1) / (weight + self._norms[number]) for number, weight in zip(ids, weights, strict=True)]
        return Impacts([self.owners[number] for number in ids], values, max(values, default=0.0))

    def found(self, field: str, key: str) -> bool:
        """Return whether any clause in this language holds a key."""
        return self.shelf is not None and bool(self.impacts(field, key).clauses)

    def holders(self, key: Keys) -> frozenset[int]:
        """Return the clauses that hold a word, typed with or without accents."""
        return frozenset(self.impacts("stem", key.stem).clauses) | frozenset(self.impacts("fold", key.folded).clauses) if self.shelf else frozenset()

    def knows(self, word: str) -> float:
        """Return how surely a word belongs to this language."""
        if word in self.lexicon or word in self.analyzer.stop_words:
            return 1.0
        key = self.analyzer.keys(word)
        if key.folded in self._stems or (self.worded and self.holders(key)):
            return 0.6
        return 0.5 if key.parts and any(self._has(part) for part in key.parts) else 0.0

    def _has(self, part: str) -> bool:
        return fold(part) in self._stems or bool(self.worded and (self.found("stem", part) or self.found("part", part)))

    @cached_property
    def titled(self) -> frozenset[int]:
        """The clauses that have nothing but a title in this language."""
        return frozenset(self.owners) - self.worded

    def keys(self, word: str) -> Keys:
        """Return the keys of a word."""
        return self.analyzer.keys(word)

    def _read(self, text: str) -> tuple[list[Word], list[Keys]]:
        """Return the words of a text and their keys."""
        found = words(text)
        return found, [self.analyzer.keys(word.text) for word in found]

    def correction(self, word: str) -> str:
        """Return the known word nearest to a misspelt one, or a compound one part of which is; "" when none is near enough."""
        return self._nearest(word) or self._mended(word)

    def _nearest(self, word: str) -> str:
        typed = fold(word)
        if len(typed) < 4 or not typed.isalpha():
            return ""
        allowed = 1 if len(typed) < 8 else 2
        best = (allowed, 1, "")
        for number in self._alike(typed, 2 if len(typed) < 7 else 3):
            if abs(len(self._words[number]) - len(typed)) > allowed:
                continue
            other = self._words[number]
            distance = _distance(typed, fold(other), allowed)
            best = min(best, (distance, -self.lexicon[other], other))
        return best[2]

    def _mended(self, word: str) -> str:
        """Return a compound with its misspelt part put right, the longest known part first; "" when there is none."""
        if self.analyzer.speech.joints is None:
            return ""
        places = sorted(range(PART, len(word) - PART + 1), key=lambda at: -max(at, len(word) - at))
        for at in places:
            first, last = word[:at], word[at:]
            if len(last) > PART and first in self.lexicon and (better := self._nearest(last)):
                return first + better
            if len(first) > PART and self.analyzer.lists(last) and (better := self._nearest(first)):
                return better + last
        return ""

    def alike(self, word: str) -> list[tuple[str, float]]:
        """Return known words that share many runs of four letters with a word, and how much of them."""
        typed = Counter(grams(word))
        result = []
        for number in self._alike(fold(word), 4):
            other = Counter(grams(self._words[number]))
            share = 2 * (typed & other).total() / max(1, typed.total() + other.total())
            if share >= LIKE:
                result.append((self._words[number], share))
        return sorted(result, key=lambda pair: -pair[1])[:6]

    @cached_property
    def _words(self) -> list[str]:
        return [word for word in self.lexicon if len(word) > 3]

    @cached_property
    def _by_run(self) -> dict[str, list[int]]:
        result: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._words):
            folded = fold(word)
            for run in _runs(folded, 2 if len(folded) < 9 else 3) | _runs(folded, 3) | _runs(folded, 4):
                result[run].append(number)
        return result

    def _alike(self, folded: str, size: int) -> list[int]:
        """Return the sixty known words that share most runs of letters with one."""
        shared: Counter[int] = Counter()
        for run in _runs(folded, size):
            shared.update(self._by_run.get(run, ()))
        scored = ((-count / (len(folded) + len(self._words[number])), number) for number, count in shared.items())
        return [number for _, number in nsmallest(60, scored)]


def _runs(word: str, size: int) -> set[str]:
    return {word[at : at + size] for at in range(len(word) - size + 1)}


def _distance(one: str, other: str, most: int) -> int:
    """Return the number of typing slips between two words (a letter too many, missing, wrong, or two swapped), or most + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        previous, row = row, [i]
        for j, against in enumerate(other, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = previous
    return row[-1]
