"""What a program that converts a returned file does to it without anyone's will, undone: contents as plain lines, fields and numbers as plain words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from drafting.returned import Segment, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafting.returned import Line

_FIGURES = re.compile(r"\d+")
_NUMBER = re.compile(r"^(?:§ ?|article |artikla |annex |liite )?\d+(?:\.\d+)*[.):]?(?: ?§)? +", re.IGNORECASE)
_TYPED = re.compile(r"^(?:§ ?\d+(?: [a-z])?|\(?(?:\d+(?:\.\d+)*|[a-z]{1,2})[.):]*(?: ?§)?|[-–—•·▪]) +", re.IGNORECASE)
_FEWEST = 3


def restored(found: Sequence[Line], sent: Sequence[Line]) -> list[Line]:
    """Return the lines of a returned reading without what every program writes anew, as far as it says nothing that was not sent."""
    counted = {folded(line.text): line for line in sent if any(segment.span.field.startswith("SEQ") for segment in line.segments)}
    kept = [_counted(line, counted) for line in _without_contents(found, sent)]
    known = {line.key for line in sent}
    headings = {line.key for line in sent if line.marks and "heading" in line.style and "unnumbered" not in line.style}
    typed = {line.key[match.end() :] for line in kept if line.key not in known and (match := _TYPED.match(line.key))}
    # one heading with a number before it was typed by a person, most of them, counted in order, by a program that knows no numbering
    bare = headings.intersection(line.key for line in kept)
    if len(headings & typed) <= len(bare - typed) or len(headings & typed) < _FEWEST:
        return kept
    figures = (_FIGURES.search(line.key) for line in kept if (match := _TYPED.match(line.key)) and line.key[match.end() :] in headings)
    counts = [int(figure[0]) for figure in figures if figure]
    if counts != sorted(counts):
        return kept
    return [line if line.key in known else _unnumbered(line) for line in kept]


def entry(key: str) -> str:
    """Return a line of the table of contents without what is counted anew: its number and its page."""
    return _FIGURES.sub("0", _NUMBER.sub("", key.rstrip("0123456789 ")).casefold().strip())


def _without_contents(found: Sequence[Line], sent: Sequence[Line]) -> list[Line]:
    """Leave out the table of contents, but not words in it that are no heading; it may have become plain lines."""
    entries = {entry(line.key) for line in sent if line.contents}
    headings = entries | {entry(line.key) for line in found if "heading" in line.style and not line.contents}
    names = [entry(line.key) for line in found]
    own = {mark for line in sent if line.contents for mark in line.marks}
    told = [line.contents for line in found]
    start = 0
    while start < len(found):
        within: set[str] = set()
        end = start
        # the first clause is no entry though it stands right under the last one: it was named in the contents before
        while end < len(found) and names[end] in entries - within and own.issuperset(found[end].marks):
            within.add(names[end])
            end += 1
        if 2 * len(within) >= len(entries) > 1:
            told[start:end] = [True] * (end - start)
        start = max(end, start + 1)
    return [line for line, name, inside in zip(found, names, told, strict=True) if not (inside and name in headings)]


def _counted(line: Line, sent: dict[str, Line]) -> Line:
    """Return a line that reads as one sent with a counted number as if the number still were counted."""
    like = sent.get(folded(line.text))
    return line if like is None or any(segment.span.kind for segment in line.segments) else replace(line, segments=like.segments)


def _unnumbered(line: Line) -> Line:
    match = _TYPED.match(line.text)
    gone = match.end() if match else 0
    segments = [Segment(max(0, segment.start - gone), segment.end - gone, segment.span) for segment in line.segments if segment.end > gone]
    return replace(line, text=line.text[gone:], segments=tuple(segments))
