"""Spacing: words written apart that are one word, and one word that is two."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from clauses.search.analysis import fold, words

if TYPE_CHECKING:
    from clauses.search.tongue import Tongue

SHORTEST, LONG = 3, 7


def respaced(text: str, tongue: Tongue, named: str) -> str:
    """Return a question with its words joined or parted as the library writes them, or "" when nothing is to be changed.

    ``named`` holds titles and terms without accents: words that stand in one side by side are not joined, and only such words are parted.
    """
    row = words(text)
    for word, after in pairwise(row):
        alone = text[word.end : after.start] == " " and _carries(word.text, tongue) and _carries(after.text, tongue)
        if alone and _stands_in_one(word.text + after.text, tongue) and not _stands(word.text, after.text, named):
            return text[: word.end] + after.text + text[after.end :]
    for word in row:
        if len(word.text) < LONG or word.text in tongue.lexicon:
            continue
        for at in range(SHORTEST, len(word.text) - SHORTEST + 1):
            if _stands(word.text[:at], word.text[at:], named):
                return f"{text[: word.start + at]} {text[word.start + at :]}"
    return ""


def _stands(first: str, last: str, named: str) -> bool:
    return f" {fold(first)} {fold(last)}" in named


def _stands_in_one(joined: str, tongue: Tongue) -> bool:
    return len(joined) >= LONG and tongue.analyzer.lists(joined)


def _carries(word: str, tongue: Tongue) -> bool:
    return len(word) >= SHORTEST and word not in tongue.analyzer.stop_words
