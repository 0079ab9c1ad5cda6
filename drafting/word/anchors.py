"""Bookmarks of one document and the numbers that cross-references read from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafting.agreement import Article, Chapter, CrossReference
from drafting.word.runs import bookmark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafting.agreement import Agreement, Annex, Paragraph, Part
    from drafting.numbering import Scheme

_LONGEST_NAME = 40  # Word refuses a longer bookmark name


@dataclass(frozen=True)
class Target:
    """What a reference can read: a bookmark, the field switch that yields its number, the words printed around the number."""

    name: str
    switch: str = "\\n"
    before: str = ""
    after: str = ""


class Anchors:
    """Gives out bookmarks, each name once and each with its own number."""

    def __init__(self, targets: dict[str, Target] | None = None, referred: frozenset[str] = frozenset()) -> None:
        self.targets = targets or {}
        self.referred = referred
        self._given: set[str] = set()
        self._count = 0

    def mark(self, anchor: str, content: str) -> str:
        """Return content inside the bookmark of an anchor; a name already given out is not given twice."""
        name = bookmark_name(anchor)
        if not (anchor and content) or name.lower() in self._given:
            return content
        self._given.add(name.lower())
        self._count += 1
        return bookmark(self._count, name, content)


def bookmark_name(anchor: str) -> str:
    """Return an anchor as a name Word accepts; proper anchors come out unchanged."""
    name = re.sub(r"\W", "_", anchor)
    return (name if re.match(r"[^\W\d]", name) else f"a_{name}")[:_LONGEST_NAME]


def annex_number_name(position: int) -> str:
    """Return the bookmark over the bare number in the heading of the annex at that position, counted from 1."""
    return f"no_{position}"


def anchors_of(agreement: Agreement) -> Anchors:
    """Return the anchors of an agreement: every number that can be referred to, and those that are."""
    targets = targets_of(agreement.body, agreement.scheme)
    for position, annex in enumerate(agreement.annexes, 1):
        # A bookmark over a counted number reads the same everywhere; LibreOffice would print "Annex" along with a list number.
        targets[annex.anchor] = Target(annex_number_name(position), switch="")
    referred = frozenset(
        piece.anchor
        for parts in _all_parts(agreement.articles, agreement.annexes)
        for part in parts
        if isinstance(part, CrossReference)
        for piece in part.pieces
    )
    return Anchors(targets, referred)


def targets_of(blocks: Sequence[Chapter | Article], scheme: Scheme) -> dict[str, Target]:
    """Return the numbered headings and paragraphs of a body by their anchor."""
    targets: dict[str, Target] = {}
    for block in blocks:
        pattern = scheme.chapter if isinstance(block, Chapter) else scheme.article
        if block.number:
            before, _, after = re.sub(r"\{\w+\}", "\0", pattern).partition("\0")
            targets[block.anchor] = Target(bookmark_name(block.anchor), before=before, after=after)
        if isinstance(block, Article):
            before, after = _around_paragraph(scheme)
            targets |= {entry.anchor: Target(bookmark_name(entry.anchor), before=before, after=after) for entry in block.paragraphs if entry.number}
    return targets


def _around_paragraph(scheme: Scheme) -> tuple[str, str]:
    """Return the signs printed around a paragraph's number; a full stop at the end is left out of a reference by every program."""
    before, _, after = re.sub(r"\{article\}\.?", "", scheme.paragraph).partition("{paragraph}")
    return before, after.removesuffix(".")


def _all_parts(articles: Iterable[Article], annexes: Iterable[Annex]) -> Iterator[tuple[Part, ...]]:
    for article in articles:
        for entry in article.paragraphs:
            yield from _paragraph_parts(entry)
    for annex in annexes:
        for row in annex.rows:
            yield from (cell.parts for cell in row)


def _paragraph_parts(entry: Paragraph) -> Iterator[tuple[Part, ...]]:
    yield entry.parts
    yield from (item.parts for item in entry.items)
    yield from entry.continued
