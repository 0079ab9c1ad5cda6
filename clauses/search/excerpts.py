"""Excerpts: the whole sentences that answer a question best, and the places in them that match."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from clauses.search.analysis import words
from clauses.search.query import Fragment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clauses.search.ranking import Understood
    from clauses.search.tongue import Tongue

LONGEST = 320


@dataclass
class Marker:
    """Finds what matches a question in texts of one language."""

    tongue: Tongue
    stems: dict[str, float] = field(default_factory=dict)
    parts: dict[str, float] = field(default_factory=dict)
    concepts: dict[str, float] = field(default_factory=dict)
    phrases: tuple[tuple[str, ...], ...] = ()

    def places(self, text: str) -> Iterator[tuple[int, int, str, float]]:
        """Yield each matching stretch of a text: its start and end, what it matches and how well."""
        found = words(text)
        keys = [self.tongue.keys(word.text) for word in found]
        for word, key in zip(found, keys, strict=True):
            if key.folded in self.stems:
                yield word.start, word.end, key.folded, self.stems[key.folded]
                continue
            for part in (key.stem, *key.parts):
                if part in self.parts:
                    yield word.start, word.end, part, self.parts[part]
        if self.concepts:
            for seen in self.tongue.phrases.spot(keys):
                if seen.concept in self.concepts:
                    yield found[seen.start].start, found[seen.end - 1].end, seen.concept, self.concepts[seen.concept] * seen.weight
        for phrase in self.phrases:
            for at in range(len(found) - len(phrase) + 1):
                if all(found[at + step].text == word for step, word in enumerate(phrase)):
                    yield found[at].start, found[at + len(phrase) - 1].end, " ".join(phrase), 10.0

    def fragments(self, text: str) -> tuple[Fragment, ...]:
        """Return a text in stretches, marked where it matches."""
        result: list[Fragment] = []
        position = 0
        for start, end, *_ in sorted(self.places(text)):
            if start < position and result and result[-1].marked:
                result[-1] = Fragment(result[-1].text + text[position:end], True)
            else:
                if start > position:
                    result.append(Fragment(text[position:start]))
                result.append(Fragment(text[start:end], True))
            position = max(position, end)
        if position < len(text):
            result.append(Fragment(text[position:]))
        return tuple(result)

    def worth(self, text: str) -> float:
        """Return how well a sentence answers: the best match of each thing asked for."""
        best: dict[str, float] = {}
        for *_, what, value in self.places(text):
            best[what] = max(value, best.get(what, 0.0))
        return sum(best.values())


def marker(understood: Understood, tongue: Tongue, phrases: Sequence[tuple[str, ...]]) -> Marker:
    """Return the marker of a question for texts in one language."""
    result = Marker(tongue, phrases=tuple(phrases))
    for asked in understood.words:
        if asked.language == tongue.language or tongue.knows(asked.word.text):
            key = tongue.keys(asked.word.text)
            result.stems[key.folded] = 1.0
            result.parts[key.stem] = 0.8
            result.parts.update(dict.fromkeys(key.parts, 0.5))
            result.stems.update((tongue.keys(other).folded, 0.6) for other in asked.alike)
        for concept, sure in asked.concepts.items():
            result.concepts[concept] = max(0.7 * sure, result.concepts.get(concept, 0.0))
    return result


def excerpt(card: dict[str, Any], marking: Marker) -> tuple[Fragment, ...]:
    """Return the sentence of a clause that answers best with its matches marked, or two when both are short; the summary when none matches."""
    for sentences in (card["sentences"], card["beside"]):
        ranked = sorted(((-marking.worth(sentence), place) for place, sentence in enumerate(sentences)))
        ranked = [(worth, place) for worth, place in ranked if worth < 0]
        if not ranked:
            continue
        chosen = [ranked[0][1]]
        if len(ranked) > 1 and len(sentences[chosen[0]]) + len(sentences[ranked[1][1]]) <= LONGEST * 0.8:
            chosen = sorted([*chosen, ranked[1][1]])
        joined = " " if len(chosen) == 2 and chosen[1] == chosen[0] + 1 else " … "
        return marking.fragments(joined.join(sentences[place] for place in chosen))
    return marking.fragments(card["summary"])
