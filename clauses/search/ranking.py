"""Question -> scores: which language each word is in, what it may be found by, and what that is worth to every clause."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from clauses.search.concepts import PART, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from clauses.search.analysis import Keys, Word
    from clauses.search.question import Question
    from clauses.search.tongue import Tongue

# What a way of finding a word is worth beside the word itself. Set on the tuning half of the judged questions.
FOLDED, INSIDE, PARTS, CONCEPT, ALIKE, LAW, LOOSE = 0.8, 0.6, 0.6, 1.0, 0.5, 3.0, 0.35
OTHERS = 0.15
LITERAL = 1.5
OTHER_LANGUAGE = 0.9
ALL_WORDS = 0.5  # the share of a score that depends on how much of the question is answered
TITLES, WHOLE = 1.2, 3  # what a title is worth where a language has nothing else of a clause, and how soon that falls when only a part of it is asked for
BEGUN = 0.5  # what words are worth without a text beside them, where every clause of the language has them; less where they would outweigh those without
READERS = 0.5  # how much more than the reader's language another must explain to be taken


@dataclass
class Asked:
    """A word of the question, the language it is taken to be in, its keys there and the concepts it stands for."""

    word: Word
    language: str
    keys: Keys
    concepts: dict[str, float] = field(default_factory=dict)
    alike: tuple[str, ...] = ()
    only_concepts: bool = False


@dataclass
class Understood:
    """A question understood: its language, its words, and the words it was corrected to, if any."""

    language: str
    words: list[Asked]
    law: tuple[tuple[str, float], ...] = ()
    corrected: str = ""


def understand(question: Question, reader: str, tongues: Mapping[str, Tongue], doubting: bool = False) -> Understood:
    """Return a question understood; ``reader`` is the language to prefer when the words could be in several.

    ``doubting`` corrects also words that are known by their stem or parts alone, where these led nowhere.
    """
    language = language_of(question.words, reader, tongues)
    corrections: dict[Word, str] = {}
    for word in question.words:
        if better := _better(word.text, language, tongues, doubting):
            corrections[word] = better
    text = question.text
    for word in sorted(corrections, key=lambda one: -one.start):
        text = text[: word.start] + corrections[word] + text[word.end :]
    words = [replace_word(word, corrections.get(word)) for word in question.words]
    if corrections:
        language = language_of(words, reader, tongues)
    numbered = any(letter.isdigit() for span in question.law.spans for letter in question.text[slice(*span)])
    cited = question.law.spans if numbered else ()  # an act by its name alone is also a matter, such as data protection
    left = [word for word in words if not any(start <= word.start < end for start, end in cited)]
    law = (*((key, LAW) for key in question.law.exact), *((key, LOOSE) for key in question.law.loose))
    return Understood(language, list(_asked(left, language, reader, tongues)), law, " ".join(text.split()) if corrections else "")


def _better(word: str, language: str, tongues: Mapping[str, Tongue], doubting: bool) -> str:
    """Return what a misspelt word is likely to be, in the language of the question first; "" for a word that is known or like none."""
    known = max((tongue.knows(word) for tongue in tongues.values()), default=0.0)
    if known == 1 or any(tongue.titled & tongue.holders(tongue.keys(word)) for tongue in tongues.values() if tongue.titled):
        return ""
    order = [tongues[name] for name in dict.fromkeys([language, *tongues])]
    nearest = (tongue.analyzer.respelt(word) if known and not doubting else tongue.correction(word) for tongue in order)
    return next(filter(None, nearest), "")


def replace_word(word: Word, better: str | None) -> Word:
    """Return a word, or the better one in its place."""
    return word._replace(text=better) if better else word


def language_of(words: Sequence[Word], reader: str, tongues: Mapping[str, Tongue]) -> str:
    """Return the language that knows most of some words, the reader's when in doubt."""
    best, most = reader if reader in tongues else "en", -1.0
    scores = {language: sum(tongue.knows(word.text) for word in words) for language, tongue in tongues.items()}
    if best in scores:
        most = scores[best] + READERS
    for language, score in scores.items():
        if score > most:
            best, most = language, score
    return best


def _asked(words: Sequence[Word], language: str, reader: str, tongues: Mapping[str, Tongue]) -> Iterator[Asked]:
    """Yield the words that carry the question, each in its language with the concepts it stands for."""
    order = list(dict.fromkeys([language, reader, *tongues]))
    homes = []
    for word in words:
        known = [(tongues[name].knows(word.text), -place, name) for place, name in enumerate(order) if name in tongues]
        homes.append(language if tongues[language].knows(word.text) else max(known)[2])
    concepts: dict[int, dict[str, float]] = defaultdict(dict)
    whole: set[int] = set()
    text = " ".join(word.text for word in words)
    starts = list(accumulate((len(word.text) + 1 for word in words), initial=0))
    for home in dict.fromkeys(homes):
        for seen in read(text, tongues[home].analyzer, tongues[home].phrases.asked).seen:
            covered = [place for place, word in enumerate(words) if starts[place] < seen.end and seen.start < starts[place] + len(word.text)]
            for place in covered:
                concepts[place][seen.concept] = max(seen.weight, concepts[place].get(seen.concept, 0.0))
            if len(covered) > 1:
                whole.update(covered)
    for place, meant in concepts.items():  # a word that is understood in full is not also half of another phrase
        if max(meant.values()) >= 1:
            concepts[place] = {concept: sure for concept, sure in meant.items() if sure >= PART}
    empty = {place for place, word in enumerate(words) if _empty(word, tongues[homes[place]])}
    carrying = [place for place in range(len(words)) if place in whole or place not in empty]
    for place in carrying or range(len(words)):
        word, tongue = words[place], tongues[homes[place]]
        asked = Asked(word, homes[place], tongue.keys(word.text), concepts[place], only_concepts=bool(carrying) and place in empty)
        if not tongue.knows(word.text):
            asked = _guessed(asked, tongue)
        yield asked


def _guessed(asked: Asked, tongue: Tongue) -> Asked:
    """Return an unknown word with the known words that look like it, and what those stand for."""
    near = tongue.alike(asked.word.text)
    concepts = dict(asked.concepts)
    for other, share in near:
        for seen in read(other, tongue.analyzer, tongue.phrases.spot).seen:
            concepts[seen.concept] = max(concepts.get(seen.concept, 0.0), ALIKE * share * seen.weight)
    return replace(asked, alike=tuple(other for other, _ in near), concepts=concepts)


def _empty(word: Word, tongue: Tongue) -> bool:
    """Return whether a word says nothing; a long one whose stem looks like a word that does (Sicherheit, sich) says something."""
    stops, stem = tongue.analyzer.stop_words, tongue.keys(word.text).stem
    return word.text in stops or (stem in stops and len(word.text) < 2 * len(stem)) or (len(word.text) == 1 and not word.text.isdigit())


def scores(understood: Understood, tongues: Mapping[str, Tongue]) -> dict[int, float]:
    """Return the score of every clause that answers a question in any language, by the clause's number."""
    result: dict[int, float] = {}
    for tongue in tongues.values():
        if tongue.shelf is None:
            continue
        share = 1.0 if tongue.language == understood.language else OTHER_LANGUAGE
        own = {clause: score * share for clause, score in _answers(understood, tongue).items()}
        if not result:
            result = own
            continue
        for clause, score in own.items():
            if score > result.get(clause, 0.0):
                result[clause] = score
    return result


def _answers(understood: Understood, tongue: Tongue) -> dict[int, float]:
    """Return the score of clauses in one language: of those with more than a title by all their words, of the others by their title."""
    if len(tongue.texts) == len(tongue.owners):
        return _scores(understood, tongue)
    begun = BEGUN * len(tongue.worded) / len(tongue.owners)
    worded = _scores(understood, tongue) if tongue.worded else {}
    by_words = {clause: score * (1.0 if clause in tongue.texts else begun) for clause, score in worded.items() if clause in tongue.worded}
    return _by_title(understood, tongue) | by_words if tongue.titled else by_words


def _scores(understood: Understood, tongue: Tongue) -> dict[int, float]:
    groups = [_word(asked, tongue) for asked in understood.words]
    if understood.law:
        groups.append(_together([("law", key, weight) for key, weight in understood.law], tongue))
    groups = [group for group in groups if group]
    if len(groups) < 2:
        return groups[0] if groups else {}
    strengths = [max(group.values()) for group in groups]
    total, answered = dict(groups[0]), dict.fromkeys(groups[0], strengths[0])
    for group, strength in zip(groups[1:], strengths[1:], strict=True):
        for clause, score in group.items():
            if clause in total:
                total[clause] += score
                answered[clause] += strength
            else:
                total[clause], answered[clause] = score, strength
    part = ALL_WORDS / sum(strengths)
    return {clause: score * (1 - ALL_WORDS + part * answered[clause]) for clause, score in total.items()}


def _by_title(understood: Understood, tongue: Tongue) -> dict[int, float]:
    """Return the score of clauses whose title holds the words themselves, much only where they are nearly all of it: concepts are found in the texts."""
    result: dict[int, float] = defaultdict(float)
    held: dict[int, int] = defaultdict(int)
    for asked in understood.words:
        for clause, score in _together(_itself(tongue.keys(asked.word.text), tongue), tongue).items():
            result[clause] += score
            held[clause] += 1
    return {clause: TITLES * score * min(1.0, held[clause] / tongue.titles[clause]) ** WHOLE for clause, score in result.items() if clause in tongue.titled}


def _word(asked: Asked, tongue: Tongue) -> dict[int, float]:
    """Return what one word of the question is worth to each clause in one language: the best of its ways and a little of the others."""
    ways = [("concept", concept, CONCEPT * sure) for concept, sure in asked.concepts.items()]
    if asked.language != tongue.language:
        if not ways and tongue.knows(asked.word.text):
            ways = _itself(tongue.keys(asked.word.text), tongue)
        return _together(ways, tongue)
    if asked.only_concepts:
        return _together(ways, tongue)
    itself = [*_itself(asked.keys, tongue), ("part", asked.keys.stem, INSIDE)]
    itself += [("stem", tongue.keys(other).stem, ALIKE) for other in asked.alike]
    meant = max((tongue.impacts("concept", concept).peak for _, concept, sure in ways if sure >= CONCEPT), default=0.0)
    if meant:  # a rare word for a common thing is no rarer than the thing
        most = max(tongue.impacts(name, key).peak for name, key, _ in itself)
        damped = min(1.0, LITERAL * meant / most) if most else 1.0
        itself = [(name, key, weight * damped) for name, key, weight in itself]
    return _with_parts(_together([*ways, *itself], tongue), asked.keys.parts, tongue)


def _with_parts(result: dict[int, float], parts: tuple[str, ...], tongue: Tongue) -> dict[int, float]:
    """Return what a word is worth when clauses may also answer by its parts; those of a common word are no better evidence than the word."""
    most = max(result.values(), default=0.0) or float("inf")
    share = PARTS / max(1, len(parts))
    by_parts: dict[int, float] = defaultdict(float)
    for part in parts:
        for clause, score in _together([("stem", part, share), ("part", part, share)], tongue).items():
            by_parts[clause] += score
    for clause, score in by_parts.items():
        result[clause] = max(result.get(clause, 0.0), min(score, most))
    return result


def _itself(keys: Keys, tongue: Tongue) -> list[tuple[str, str, float]]:
    """Return the word by its stem, or without accents where only that is known."""
    return [("stem", keys.stem, 1.0)] if tongue.found("stem", keys.stem) else [("fold", keys.folded, FOLDED)]


def _together(ways: Sequence[tuple[str, str, float]], tongue: Tongue) -> dict[int, float]:
    """Return per clause the best of several ways to find a word, and a share of the others."""
    result: dict[int, float] = {}
    for name, key, weight in ways:
        clauses, values, _ = tongue.impacts(name, key)
        if not result:
            result = dict(zip(clauses, [weight * value for value in values], strict=True))
            continue
        for clause, value in zip(clauses, values, strict=True):
            score, known = weight * value, result.get(clause)
            result[clause] = score if known is None else known + OTHERS * score if known > score else score + OTHERS * known
    return result
