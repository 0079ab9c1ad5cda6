"""Texts -> stretches: what was kept, deleted and inserted, in whole words; pure text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Kind = Literal["equal", "inserted", "deleted"]
_WORD = re.compile(r"(\s*)(\w+(?:[.,:/’'-]\w+)*|[^\w\s])")  # the blank before a word or sign, and the word or sign
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
# beyond this many pairs of words two texts are compared line by line, so that no text can hold a page up
_PAIRS = 4_000_000
_LINE_PAIRS = 40_000
_MOST_COPIES = 100
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
    for i, j in aligned(first, second):
        result.append(compare("" if i is None else first[i], "" if j is None else second[j]))
    return [line for line in result if line]


def changed(stretches: Iterable[Stretch]) -> bool:
    """Return whether any stretch was deleted or inserted."""
    return any(stretch.kind != "equal" for stretch in stretches)


def aligned(first: Sequence[str], second: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Return the places of two lists of lines in reading order, paired so that the pairs are as alike as can be.

    A line without its like stands beside None; what goes comes before what comes in its place.
    """
    result: list[tuple[int | None, int | None]] = []
    for tag, start, end, other, until in _steps(first, second):
        if tag == "equal":
            result.extend(zip(range(start, end), range(other, until), strict=True))
        else:
            result.extend(_paired(first, second, range(start, end), range(other, until)))
    return result


def _paired(first: Sequence[str], second: Sequence[str], old: range, new: range) -> list[tuple[int | None, int | None]]:
    if not old or not new or len(old) * len(new) > _LINE_PAIRS:
        return [*((i, None) for i in old), *((None, j) for j in new)]
    alike = [[likeness(first[i], second[j]) for j in new] for i in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    result: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            result.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            result.append((old[i], None))
            i += 1
        else:
            result.append((None, new[j]))
            j += 1
    return [*result, *((place, None) for place in old[i:]), *((None, place) for place in new[j:])]


def likeness(old: str, new: str) -> float:
    """Return how many of two lines' words they share, from 0 to 1; 0 for lines too unlike to be one line changed."""
    first, second = _words(old), _words(new)
    if 2 * min(len(first), len(second)) < _ALIKE * (len(first) + len(second)):
        return 0.0  # too unlike in length: no need to look at the words
    share = 2 * len(first & second) / (len(first) + len(second)) if first or second else 1.0
    return share if share >= _ALIKE else 0.0


@lru_cache(maxsize=4096)
def _words(line: str) -> frozenset[str]:
    return frozenset(word for _, word in _spaced(line) if word[:1].isalnum())


def _words_of(before: str, after: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return two texts as words, each with the blank before it, the last with no word; as lines where there are too many words."""
    first, second = _spaced(before), _spaced(after)
    if len(first) * len(second) > _PAIRS:
        return [("", line) for line in _LINE.findall(before)], [("", line) for line in _LINE.findall(after)]
    return first, second


def _spaced(text: str) -> list[tuple[str, str]]:
    bare = text.rstrip()  # so that every blank has a word after it and is read once
    words: list[tuple[str, str]] = _WORD.findall(bare)
    return [*words, (text[len(bare) :], "")] if len(bare) < len(text) else words


def _pieces(before: str, after: str) -> Iterator[str | _Change]:
    """Yield equal runs as text and what stands between them as changes; a blank goes with the word after it."""
    if before == after or not (before and after):
        if before or after:
            yield before if before == after else _Change(before, after)
        return
    first, second = _words_of(before, after)
    deleted = inserted = kept = ""
    for tag, start, end, other, until in _steps([word for _, word in first], [word for _, word in second]):
        if tag != "equal":
            deleted, inserted = deleted + _joined(first[start:end]), inserted + _joined(second[other:until])
            continue
        for (blank, word), (new_blank, _) in zip(first[start:end], second[other:until], strict=True):
            if blank != new_blank:
                deleted, inserted = deleted + blank, inserted + new_blank
            if deleted or inserted:
                yield from _flushed(kept, deleted, inserted)
                deleted = inserted = kept = ""
            kept += word if blank != new_blank else blank + word
    yield from _flushed(kept, deleted, inserted)


def _flushed(kept: str, deleted: str, inserted: str) -> Iterator[str | _Change]:
    """Yield an equal run and the change after it; a blank that both sides of the change begin with was kept."""
    blanks = 0
    while blanks < min(len(deleted), len(inserted)) and deleted[blanks] == inserted[blanks] and deleted[blanks].isspace():
        blanks += 1
    if kept or blanks:
        yield kept + deleted[:blanks]
    if deleted[blanks:] or inserted[blanks:]:
        yield _Change(deleted[blanks:], inserted[blanks:])


def _joined(words: list[tuple[str, str]]) -> str:
    return "".join(blank + word for blank, word in words)


def _steps(first: Sequence[str], second: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Return the steps that lead from one sequence to the other.

    Blanks, and what stands everywhere, are no sign of likeness by themselves: to begin a match at each of them takes forever.
    """
    copies = Counter(second)
    matcher = SequenceMatcher(lambda entry: not entry.strip() or copies[entry] > _MOST_COPIES, first, second, autojunk=False)
    return [*matcher.get_opcodes()]


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
