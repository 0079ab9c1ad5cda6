"""What was typed -> what is asked: words, exact phrases, exclusions, clause ids, statements and legal references."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from clauses.search.analysis import Word, clean, words
from clauses.search.references import NOWHERE, Reference, level, references

MAXIMUM_LENGTH = 400
MAXIMUM_WORDS = 24
_PHRASE = re.compile('(-?)["“”„»«]([^"“”„»«]*)["“”„»«]')
_EXCLUDED = re.compile(r"(?:^|(?<=\s))[-−–](?=[^\W_])(\S+)")
_NUMBERS = r" (?:(?:nr|no|n[°º]|numero|nummer|number)\.? ?)?(s?\d{1,2}(?:(?:, ?| ja | and | och | und | et | y )s?\d{1,2})*)\b(?![.,:/]\d)"
# what a statement is called in each language; the second are the words of the position paper's page, which in a source of law mean a part of an article
_CALLED = re.compile(rf"\b(?:lausum\w*|statements?|uttalande\w*|aussagen?|declarations?|declaracion(?:es)?){_NUMBERS}")
_POINT = re.compile(rf"\b(?:(?:kannanoton )?(?:kohta|kohdat|kohda[ns]\w*|kohtaan)|points?|punkt(?:en?|er|erna)?|puntos?){_NUMBERS}")
_STATEMENT = re.compile(r"\b(s\d{1,2})\b")
_IDENTITY = re.compile(r"(?<![\w-])[a-z]{2,3}-[a-z0-9-]*[a-z0-9]\b")


@dataclass(frozen=True)
class Question:
    """A question taken apart; ``text`` is what is left of it for the words, and every place refers to ``text``."""

    text: str
    words: tuple[Word, ...]
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    identities: tuple[str, ...] = ()
    law: Reference = NOWHERE

    @property
    def empty(self) -> bool:
        """Whether nothing is asked, so that everything answers."""
        return not (self.words or self.phrases or self.statements or self.identities or self.law.exact)


@lru_cache(maxsize=256)
def question(typed: str) -> Question:
    """Return what was typed, taken apart; never fails, and takes no more than the first 400 characters and 24 words.

    “"…"” asks for an exact phrase, “-word” leaves out, “S64” or “statement 64” asks for a statement, “mon-gps” for clause ids that begin so.
    """
    text = clean(typed[:MAXIMUM_LENGTH]).replace("\x00", " ")
    phrases: list[str] = []
    excluded: list[str] = []

    def phrase(match: re.Match[str]) -> str:
        (excluded if match[1] else phrases).append(match[2])
        return " " if match[1] else f" {match[2]} "

    def leave_out(match: re.Match[str]) -> str:
        excluded.append(match[1])
        return " "

    text = _EXCLUDED.sub(leave_out, _PHRASE.sub(phrase, text))
    law = references(text, bare=True)
    statements, spans = _statements(text, law)
    identities = tuple(dict.fromkeys(_IDENTITY.findall(text.lower())))
    found = words(text)[:MAXIMUM_WORDS]
    return Question(
        text,
        tuple(word for word in found if not any(start <= word.start < end for start, end in spans)),
        tuple(phrase for phrase in phrases if words(phrase))[:8],
        tuple(word for word in excluded if words(word))[:8],
        statements,
        identities,
        law,
    )


def _statements(text: str, law: Reference) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """Return the statements of the position paper a text asks for by number, and the stretches it names them in."""
    lowered = level(text)
    patterns = (_STATEMENT, _CALLED) if law.exact else (_STATEMENT, _CALLED, _POINT)
    matches = [match for pattern in patterns for match in pattern.finditer(lowered)]
    numbers = (int(number) for match in matches for number in re.findall(r"\d+", match[1]))
    return tuple(dict.fromkeys(f"S{number}" for number in numbers)), [match.span() for match in matches]
