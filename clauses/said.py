"""Said: words that know the language they are really in, alone or among the parts of a sentence."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class Said(str):
    """Words that print as they are; ``parts`` are its stretches, each with its language, "" where that is the sentence's own."""

    parts: tuple[tuple[str, str], ...]

    def __new__(cls, parts: Iterable[tuple[str, str]]) -> Said:
        """Take the stretches in their order."""
        held = tuple(parts)
        made = super().__new__(cls, "".join(words for words, _ in held))
        made.parts = held
        return made

    def __getnewargs__(self) -> tuple[tuple[tuple[str, str], ...]]:  # type: ignore[override]  # a copy is made of the parts
        """Return what a copy is made of."""
        return (self.parts,)

    @property
    def language(self) -> str:
        """The one language of all the words, "" where there are several or it is the sentence's own."""
        return self.parts[0][1] if len(self.parts) == 1 else ""


def said(words: str, language: str) -> Said:
    """Return words in the language they are in."""
    return Said(((words, language),))


def nearest(words: Mapping[str, str], language: str) -> Said:
    """Return an entry of a word list in a language, else in English."""
    found = words.get(language)
    return said(found, language) if found else said(words.get("en", ""), "en")


def joined(pieces: Iterable[str], between: str = "") -> Said:
    """Return pieces as one, each of them still in its language; what stands between two of one language is in it too."""
    parts: list[tuple[str, str]] = []
    for piece in filter(None, pieces):
        held = piece.parts if isinstance(piece, Said) else ((piece, ""),)
        if parts:
            parts.append((between, held[0][1] if held[0][1] == parts[-1][1] else ""))
        parts += held
    runs = (list(run) for _, run in groupby(filter(lambda part: part[0], parts), key=lambda part: part[1]))
    return Said(("".join(words for words, _ in run), run[0][1]) for run in runs)


def part(words: str, start: int, end: int) -> Said:
    """Return the words between two places, each still in its language."""
    found, place = [], 0
    for piece, language in words.parts if isinstance(words, Said) else ((words, ""),):
        cut = piece[max(0, start - place) : max(0, end - place)]
        found += [(cut, language)] if cut else []
        place += len(piece)
    return Said(found)


def respelt(words: str, change: Callable[[str], str]) -> str:
    """Return words changed, such as into capitals, in the same language."""
    return said(change(words), words.language) if isinstance(words, Said) and words.language else change(words)


def opening(words: str) -> str:
    """Return words with a capital letter, as they stand at the beginning of a line."""
    return respelt(words, lambda text: text[:1].upper() + text[1:])
