"""Texts -> stretches: what was kept, deleted and inserted, in whole words; pure text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Kind = Literal["equal", "inserted", "deleted"]
_TOKEN = re.compile(r"\s+|\w+(?:[.,:/’'-]\w+)*|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
# beyond this many pairs of words two texts are compared line by line, so that no text can hold a page up
_PAIRS = 4_000_000


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
    for piece in _folded(_pieces(before, after)):
        if isinstance(piece, str):
            result.append(Stretch("equal", piece))
            continue
        if piece.deleted:
            result.append(Stretch("deleted", piece.deleted))
        if piece.inserted:
            result.append(Stretch("inserted", piece.inserted))
    return result


def changed(stretches: Iterable[Stretch]) -> bool:
    """Return whether any stretch was deleted or inserted."""
    return any(stretch.kind != "equal" for stretch in stretches)


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
