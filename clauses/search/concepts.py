"""Concepts: words that mean the same to a searcher, spotted in documents and in questions, across languages."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from clauses.search.analysis import fold, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from clauses.search.analysis import Analyzer, Keys, Word

PART = 0.5  # a concept seen in a part of a compound counts half
SOME = 0.6  # a concept asked for by some words of a phrase counts less than by all
COMMON = 6  # a word that more phrases share than these says too little by itself


class Phrase(NamedTuple):
    """A word or phrase of a concept in one language, as stems without accents."""

    concept: str
    stems: tuple[str, ...]
    content: frozenset[str]


class Seen(NamedTuple):
    """A concept seen in a text: from which letter to before which, and how surely."""

    concept: str
    start: int
    end: int
    weight: float


class Reading(NamedTuple):
    """A text read once: its words, their keys and the concepts seen in it."""

    words: list[Word]
    keys: list[Keys]
    seen: list[Seen]


class Phrases:
    """The phrases of all concepts in one language."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._first: dict[str, list[Phrase]] = defaultdict(list)
        self._content: dict[str, list[Phrase]] = defaultdict(list)
        self._of: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            self._of[phrase.concept].append(phrase)
            self._first[phrase.stems[0]].append(phrase)
            for stem in phrase.content:
                self._content[stem].append(phrase)

    def only(self, concepts: Iterable[str]) -> Phrases:
        """Return the phrases of some concepts."""
        return Phrases(phrase for concept in concepts for phrase in self._of.get(concept, ()))

    def spot(self, found: Sequence[Word], keys: Sequence[Keys]) -> Iterator[Seen]:
        """Yield the concepts whose phrases stand in a row of words."""
        for at, key in enumerate(keys):
            for phrase in self._first.get(key.folded, ()):
                end = at + len(phrase.stems)
                if end <= len(keys) and all(keys[at + step].folded == stem for step, stem in enumerate(phrase.stems)):
                    yield Seen(phrase.concept, found[at].start, found[end - 1].end, 1.0)
            for part in key.parts:
                for phrase in self._first.get(fold(part), ()):
                    if len(phrase.stems) == 1:
                        yield Seen(phrase.concept, found[at].start, found[at].end, PART)

    def asked(self, found: Sequence[Word], keys: Sequence[Keys]) -> Iterator[Seen]:
        """Yield the concepts of a short text: phrases in a row, and phrases whose words of content stand in it in any order, all or some."""
        yield from self.spot(found, keys)
        places = {key.folded: word for word, key in zip(found, keys, strict=True)}
        for stem, word in places.items():
            holding = self._content.get(stem, ())
            for phrase in holding:
                if len(phrase.content) > 1:
                    share = len(phrase.content & places.keys()) / len(phrase.content)
                    if share == 1 or len(holding) <= COMMON:
                        yield Seen(phrase.concept, word.start, word.end, share if share == 1 else share * SOME)

    def named(self, found: Sequence[Word], keys: Sequence[Keys]) -> Iterator[Seen]:
        """Yield the concepts that a title names: phrases in a row, and phrases all of whose words of content stand in it."""
        once: dict[str, Seen] = {}
        for seen in self.asked(found, keys):
            if seen.weight >= PART and seen.weight > once.get(seen.concept, Seen("", 0, 0, 0.0)).weight:
                once[seen.concept] = seen
        yield from once.values()


def phrases(analyzer: Analyzer, entries: Iterable[tuple[str, str]]) -> list[Phrase]:
    """Return pairs of concept id and phrase as stems of a language; a phrase with hyphens also as if it were written apart."""
    result = {}
    for concept, phrase in entries:
        for found in (words(phrase), words(phrase, apart=True)):
            stems = tuple(analyzer.keys(word.text).folded for word in found)
            content = frozenset(stem for word, stem in zip(found, stems, strict=True) if word.text not in analyzer.stop_words)
            if stems and (content or len(stems) > 1):
                result[concept, stems] = Phrase(concept, stems, content)
    return list(result.values())


def read(text: str, analyzer: Analyzer, see: Callable[[Sequence[Word], Sequence[Keys]], Iterator[Seen]]) -> Reading:
    """Return a text read by ``see``, one of the ways of ``Phrases``: words joined by hyphens are seen as one and as several."""
    found = words(text)
    keys = [analyzer.keys(word.text) for word in found]
    seen = list(see(found, keys))
    if any("-" in word.text for word in found):
        pieces = words(text, apart=True)
        inside = {(word.start, word.end) for word in pieces} - {(word.start, word.end) for word in found}
        for one in see(pieces, [analyzer.keys(word.text) for word in pieces]):
            seen.append(one._replace(weight=one.weight * PART) if (one.start, one.end) in inside else one)
    return Reading(found, keys, seen)


def reader(analyzer: Analyzer, concepts: Phrases) -> Callable[..., Reading]:
    """Return what reads texts of one language, each only once: clauses share whole sentences and cite the same law."""

    @lru_cache(maxsize=50_000)
    def once(text: str, title: bool = False) -> Reading:
        return read(text, analyzer, concepts.named if title else concepts.spot)

    return once
