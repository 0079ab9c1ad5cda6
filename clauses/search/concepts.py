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
    """A concept seen in a row of words: from which word to before which, and how surely."""

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

    def spot(self, keys: Sequence[Keys]) -> Iterator[Seen]:
        """Yield the concepts whose phrases stand in a row of words."""
        for at, key in enumerate(keys):
            for phrase in self._first.get(key.folded, ()):
                end = at + len(phrase.stems)
                if end <= len(keys) and all(keys[at + step].folded == stem for step, stem in enumerate(phrase.stems)):
                    yield Seen(phrase.concept, at, end, 1.0)
            for part in key.parts:
                for phrase in self._first.get(fold(part), ()):
                    if len(phrase.stems) == 1:
                        yield Seen(phrase.concept, at, at + 1, PART)

    def asked(self, keys: Sequence[Keys]) -> Iterator[Seen]:
        """Yield the concepts a question asks for: phrases in a row, and phrases whose words of content stand in it in any order, all or some."""
        yield from self.spot(keys)
        places = {key.folded: at for at, key in enumerate(keys)}
        for stem, at in places.items():
            holding = self._content.get(stem, ())
            for phrase in holding:
                if len(phrase.content) > 1:
                    share = len(phrase.content & places.keys()) / len(phrase.content)
                    if share == 1 or len(holding) <= COMMON:
                        yield Seen(phrase.concept, at, at + 1, share if share == 1 else share * SOME)


def phrases(analyzer: Analyzer, entries: Iterable[tuple[str, str]]) -> list[Phrase]:
    """Return pairs of concept id and phrase as stems of a language."""
    result = []
    for concept, phrase in entries:
        found = words(phrase)
        stems = tuple(analyzer.keys(word.text).folded for word in found)
        content = frozenset(stem for word, stem in zip(found, stems, strict=True) if word.text not in analyzer.stop_words)
        if stems and (content or len(stems) > 1):
            result.append(Phrase(concept, stems, content))
    return result


def reader(analyzer: Analyzer, concepts: Phrases) -> Callable[[str], Reading]:
    """Return what reads texts of one language, each only once: clauses share whole sentences and cite the same law."""

    @lru_cache(maxsize=50_000)
    def read(text: str) -> Reading:
        found = words(text)
        keys = [analyzer.keys(word.text) for word in found]
        return Reading(found, keys, list(concepts.spot(keys)))

    return read
