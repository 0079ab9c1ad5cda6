"""Texts -> stretches: what was kept, deleted and inserted, in whole words; pure text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Kind = Literal["equal", "inserted", "deleted"]
_TOKEN = re.compile(r"\s+|\w+(?:[.,:/’'-]\w+)*|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
# beyond this many pairs of words two texts are compared line by line, so that no text can hold a page up
_PAIRS = 4_000_000
_LINE_PAIRS = 40_000
_ALIKE = 0.4


@dataclass(frozen=True)
class Stretch:
    """A run of words that both texts have, or only the one before (deleted), or only the one after (inserted)."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class _Change:
    """Between two equal runs: what goes and what comes."""

    deleted: str
    inserted: str

    @property
    def size(self) -> int:
        return max(len(self.deleted), len(self.inserted))


def compare(before: str, after: str) -> list[Stretch]:
    """Return the stretches of two texts in reading order.

    Equal and deleted stretches joined give ``before``, equal and inserted ones give ``after``. Nothing but whole words and
    marks is set apart, and a word or two left standing inside a rewritten passage is taken into it, for people read passages.
    """
    result: list[Stretch] = []
    for piece in _settled(_folded(_pieces(before, after))):
        if isinstance(piece, str):
            result.append(Stretch("equal", piece))
            continue
        if piece.deleted:
            result.append(Stretch("deleted", piece.deleted))
        if piece.inserted:
            result.append(Stretch("inserted", piece.inserted))
    return result


def compare_lines(before: str, after: str) -> list[list[Stretch]]:
    """Return the lines of two texts in reading order, each compared with the line it came from.

    A line that resembles none of the other text stands wholly deleted or inserted: an item of a list never runs into the next.
    """
    first, second = before.split("\n") if before else [], after.split("\n") if after else []
    result: list[list[Stretch]] = []
    for old, new in aligned(first, second):
        result.append(compare(old or "", new or ""))
    return [line for line in result if line]


def changed(stretches: Iterable[Stretch]) -> bool:
    """Return whether any stretch was deleted or inserted."""
    return any(stretch.kind != "equal" for stretch in stretches)


def aligned(first: list[str], second: list[str]) -> list[tuple[str | None, str | None]]:
    """Return the lines of two texts in pairs and in order, so that the pairs are as alike as can be; None where a line has no like."""
    if len(first) * len(second) > _LINE_PAIRS:
        return [*((line, None) for line in first), *((None, line) for line in second)] if first != second else list(zip(first, second, strict=True))
    best = [[0.0] * (len(second) + 1) for _ in range(len(first) + 1)]
    alike = [[likeness(old, new) for new in second] for old in first]
    for i in range(len(first) - 1, -1, -1):
        for j in range(len(second) - 1, -1, -1):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    result: list[tuple[str | None, str | None]] = []
    i = j = 0
    while i < len(first) and j < len(second):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            result.append((first[i], second[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            result.append((first[i], None))
            i += 1
        else:
            result.append((None, second[j]))
            j += 1
    return [*result, *((line, None) for line in first[i:]), *((None, line) for line in second[j:])]


def likeness(old: str, new: str) -> float:
    """Return how many of two lines' words they share, from 0 to 1; 0 for lines too unlike to be one line changed."""
    first, second = _words(old), _words(new)
    share = 2 * len(first & second) / (len(first) + len(second)) if first or second else 1.0
    return share if share >= _ALIKE else 0.0


@lru_cache(maxsize=4096)
def _words(line: str) -> frozenset[str]:
    return frozenset(token for token in _TOKEN.findall(line) if token[0].isalnum())


def _tokens(before: str, after: str) -> tuple[list[str], list[str]]:
    first, second = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(first) * len(second) > _PAIRS:
        return _LINE.findall(before), _LINE.findall(after)
    return first, second


def _pieces(before: str, after: str) -> Iterator[str | _Change]:
    """Yield equal runs as text and what stands between them as changes."""
    if before == after:
        if before:
            yield before
        return
    first, second = _tokens(before, after)
    for tag, start, end, other, until in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "".join(first[start:end])
        else:
            yield _Change("".join(first[start:end]), "".join(second[other:until]))


def _folded(pieces: Iterable[str | _Change]) -> list[str | _Change]:
    """Take equal runs that are shorter than the changes on both sides of them into one change."""
    result: list[str | _Change] = []
    for piece in pieces:
        result.append(piece)
        while (folded := _fold(result[-3:])) is not None:
            result[-3:] = [folded]
    return result


def _fold(three: Sequence[str | _Change]) -> _Change | None:
    match three:
        case [_Change() as left, str(kept), _Change() as right] if len(kept.strip()) <= min(left.size, right.size) and "\n" not in kept:
            return _Change(left.deleted + kept + right.deleted, left.inserted + kept + right.inserted)
    return None


def _settled(pieces: list[str | _Change]) -> list[str | _Change]:
    """Move a lone insertion or deletion right over the blank it begins with, so that it reads as words and the blank after them."""
    result = list(pieces)
    for index in range(1, len(result) - 1):
        before, piece, after = result[index - 1 : index + 2]
        if not (isinstance(before, str) and isinstance(piece, _Change) and isinstance(after, str)):
            continue
        if piece.deleted and piece.inserted:
            continue
        text = piece.deleted or piece.inserted
        if text[0] == after[0] == " " and len(after) > 1:
            moved = text[1:] + " "
            result[index - 1 : index + 2] = [before + " ", _Change(moved if piece.deleted else "", moved if piece.inserted else ""), after[1:]]
    return result
