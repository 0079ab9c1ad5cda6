"""Excerpts: the whole sentences that answer a question best, and the places in them that match."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from clauses.search import references
from clauses.search.query import Fragment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from clauses.search.concepts import Reading
    from clauses.search.ranking import Understood
    from clauses.search.tongue import Tongue

LONGEST = 260  # letters of two sentences together; a single sentence is never cut
STEM, PART, CONCEPT, LAW, EXACT = "=", "+", "#", "§", 10.0
SURE = 0.5  # a concept the question hardly asks for is not marked


def places_by_key(sentences: Sequence[str], read: Callable[..., Reading], stop_words: frozenset[str]) -> str:
    """Return for everything a sentence can be found by the numbers of the sentences that hold it, so that a search need not read them.

    One line each, as plain text: a hit needs few of the thousand lines, and finding them in a text is quicker than parsing all.
    """
    result: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        reading = read(sentence)
        held = {CONCEPT + seen.concept for seen in reading.seen}
        for word, key in zip(reading.words, reading.keys, strict=True):
            if word.text not in stop_words:
                held |= {STEM + key.folded, *(PART + part for part in (key.stem, *key.parts))}
        if any(letter.isdigit() for letter in sentence):
            held |= {LAW + key for key in references.keys(sentence)}
        for one in held:
            result[one].append(number)
    return "\n" + "".join(f"{key}\t{' '.join(map(str, numbers))}\n" for key, numbers in result.items())


def _numbers(lines: str, key: str) -> list[int]:
    """Return the sentences that hold a key."""
    at = lines.find(f"\n{key}\t")
    return [int(number) for number in lines[at + len(key) + 2 : lines.index("\n", at + 1)].split()] if at >= 0 else []


@dataclass
class Marker:
    """What a question matches in texts of one language, each with its worth."""

    tongue: Tongue
    stems: dict[str, float] = field(default_factory=dict)
    parts: dict[str, float] = field(default_factory=dict)
    concepts: dict[str, float] = field(default_factory=dict)
    phrases: tuple[tuple[str, ...], ...] = ()
    law: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._spotted = self.tongue.phrases.only(self.concepts)
        self._wanted = [(STEM + key, worth) for key, worth in self.stems.items()]
        self._wanted += [(PART + key, worth) for key, worth in self.parts.items()]
        self._wanted += [(LAW + key, 1.0) for key in self.law]
        self._wanted += [(CONCEPT + key, worth) for key, worth in self.concepts.items()]

    def best(self, card: dict[str, Any]) -> list[int]:
        """Return the numbers of a clause's sentences that match, best first; those only searched and not shown come last."""
        worth: dict[int, float] = defaultdict(float)
        keys = card["keys"]
        for key, value in self._wanted:
            for number in _numbers(keys, key):
                worth[number] += value
        if self.phrases:
            for number, sentence in enumerate((*card["sentences"], *card["beside"])):
                if any(True for *_, value in self.places(sentence) if value == EXACT):
                    worth[number] += EXACT
        shown = len(card["sentences"])
        return sorted(worth, key=lambda number: (number >= shown, -worth[number], number))

    def places(self, text: str) -> Iterator[tuple[int, int, float]]:
        """Yield each matching stretch of a text: its start, its end and its worth."""
        found, keys = self.tongue.read(text)
        for word, key in zip(found, keys, strict=True):
            if key.folded in self.stems:
                yield word.start, word.end, self.stems[key.folded]
            elif key.stem in self.parts or any(part in self.parts for part in key.parts):
                yield word.start, word.end, 0.5
        if self.concepts:
            for seen in self._spotted.spot(found, keys):
                yield seen.start, seen.end, self.concepts[seen.concept]
        if self.law and self.law & references.keys(text):
            yield from ((start, end, 1.0) for start, end in references.references(text).spans)
        for phrase in self.phrases:
            for at in range(len(found) - len(phrase) + 1):
                if all(found[at + step].text == word for step, word in enumerate(phrase)):
                    yield found[at].start, found[at + len(phrase) - 1].end, EXACT

    def fragments(self, text: str) -> tuple[Fragment, ...]:
        """Return a text in stretches, marked where it matches."""
        result: list[Fragment] = []
        position = 0
        for start, end, _ in sorted(self.places(text)):
            if end <= position:
                continue
            if start < position:
                result[-1] = Fragment(result[-1].text + text[position:end], True)
            else:
                if start > position:
                    result.append(Fragment(text[position:start]))
                result.append(Fragment(text[start:end], True))
            position = end
        if position < len(text):
            result.append(Fragment(text[position:]))
        return tuple(result)


def marker(understood: Understood, tongue: Tongue, phrases: Sequence[tuple[str, ...]]) -> Marker:
    """Return the marker of a question for texts in one language."""
    stems: dict[str, float] = {}
    parts: dict[str, float] = {}
    concepts: dict[str, float] = {}
    for asked in understood.words:
        if not asked.only_concepts and (asked.language == tongue.language or tongue.knows(asked.word.text)):
            key = tongue.keys(asked.word.text)
            stems[key.folded] = 1.0
            parts[key.stem] = 0.5
            if not tongue.found("stem", key.stem):
                parts.update(dict.fromkeys(key.parts, 0.3))
                stems.update((tongue.keys(other).folded, 0.6) for other in asked.alike)
        for concept, sure in asked.concepts.items():
            if sure >= SURE:
                concepts[concept] = max(0.7 * sure, concepts.get(concept, 0.0))
    return Marker(tongue, stems, parts, concepts, tuple(phrases), frozenset(key for key, weight in understood.law if weight >= 1))


def excerpt(card: dict[str, Any], marking: Marker) -> tuple[Fragment, ...]:
    """Return the sentence of a clause that answers best with its matches marked, or two when both are short; the summary when none matches."""
    sentences = (*card["sentences"], *card["beside"])
    ranked = marking.best(card)
    if not ranked:
        return marking.fragments(card["summary"])
    chosen = ranked[:1]
    shown = len(card["sentences"])
    if len(ranked) > 1 and ranked[1] < shown and len(sentences[ranked[0]]) + len(sentences[ranked[1]]) <= LONGEST:
        chosen = sorted(ranked[:2])
    joined = " " if len(chosen) == 2 and chosen[1] == chosen[0] + 1 else " … "
    return marking.fragments(joined.join(sentences[number] for number in chosen))
