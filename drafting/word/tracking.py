"""Tracked changes written: words, paragraphs, table rows and moved passages, all by one author on one date."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from lxml import etree

from drafting.comparison import compare
from drafting.word.lines import line_of, paragraphs
from drafting.word.names import ID, NAME, P_PR, R_PR, SECT_PR, TC, TC_PR, TR, TR_PR, VAL, P, W

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element as Element

    from drafting.word.lines import Line, Piece, Signs

Kind = Literal["ins", "del", "moveTo", "moveFrom"]
_DELETED_NAMES = {W + "t": W + "delText", W + "instrText": W + "delInstrText"}
# bound to other parts of their own package: they cannot come along when a deleted passage is carried over
_BOUND = (
    *(W + name for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
)
_PASSING_MARKS = ("_toc", "_goback", "_hlk")


@dataclass
class Tracker:
    """Writes tracked changes into the new document; what is deleted comes from the base in the new document's styles and lists."""

    author: str
    date: str
    signs: Signs
    styles: Mapping[str, str]
    lists: frozenset[str]
    names: set[str]
    last_id: int
    _bookmarks: dict[str, str] = field(default_factory=dict)

    def mark(self, kind: str, **more: str) -> Element:
        """Return the element of a tracked change with an id of its own."""
        self.last_id += 1
        element = etree.Element(W + kind)
        element.set(ID, str(self.last_id))
        element.set(f"{W}author", self.author)
        element.set(f"{W}date", self.date)
        for name, value in more.items():
            element.set(W + name, value)
        return element

    def revise(self, paragraph: Element, before: Line, after: Line) -> None:
        """Rewrite a paragraph of the new document so that it shows what changed in it."""
        content = _Content(self, paragraph)
        old = new = 0
        for stretch in compare(before.text, after.text):
            length = len(stretch.text)
            if stretch.kind == "deleted":
                content.words(before, old, old + length, "del", own=False)
            elif stretch.kind == "inserted":
                content.words(after, new, new + length, "ins", own=True)
            else:
                content.kept(before, old, after, new, length)
            old += length if stretch.kind != "inserted" else 0
            new += length if stretch.kind != "deleted" else 0
        content.marks(before, old, old + 1, own=False)
        content.marks(after, new, new + 1, own=True)

    def whole(self, paragraph: Element, line: Line, kind: Kind, *, own: bool) -> None:
        """Track a whole paragraph with its mark; ``own`` when it is one of the new document's."""
        content = _Content(self, paragraph)
        content.words(line, 0, len(line.text), kind, own=own)
        content.marks(line, len(line.text), len(line.text) + 1, own=own)
        self.mark_paragraph(paragraph, kind)

    def mark_paragraph(self, paragraph: Element, kind: Kind) -> None:
        """Track the mark that ends a paragraph."""
        properties = paragraph.find(P_PR)
        if properties is None:
            properties = etree.Element(P_PR)
            paragraph.insert(0, properties)
        look = properties.find(R_PR)
        if look is None:
            look = etree.Element(R_PR)
            places = [properties.index(entry) for entry in properties.iterchildren(SECT_PR, f"{W}pPrChange")]
            properties.insert(min(places, default=len(properties)), look)
        look.insert(0, self.mark(kind))

    def struck(self, paragraph: Element, kind: Kind = "del") -> Element:
        """Return a paragraph of the base as one that was deleted, or moved away."""
        copy = etree.Element(P)
        properties = paragraph.find(P_PR)
        if properties is not None:
            copy.append(self.carried(properties))
        self.whole(copy, line_of(paragraph, self.signs), kind, own=False)
        return copy

    def carried(self, properties: Element) -> Element:
        """Return properties of the base in the new document's styles and lists; what has no match there is left out."""
        copy = deepcopy(properties)
        for entry in [*copy.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")]:
            style = self.styles.get(entry.get(VAL, ""))
            if style is None:
                entry.getparent().remove(entry)
            else:
                entry.set(VAL, style)
        for entry in [*copy.iter(f"{W}numPr")]:
            number = entry.find(f"{W}numId")
            if number is None or number.get(VAL, "") not in self.lists:
                entry.getparent().remove(entry)
        for entry in [*copy.iterchildren(SECT_PR)]:
            copy.remove(entry)
        return copy

    def struck_row(self, row: Element, widths: list[str]) -> Element:
        """Return a row of the base as one that was deleted, as wide as the new table where both have as many columns."""
        copy = deepcopy(row)
        for paragraph in paragraphs(copy):
            paragraph.getparent().replace(paragraph, self.struck(paragraph))
        for properties in [*copy.iter(TC_PR, f"{W}tblPr")]:
            properties.getparent().replace(properties, self.carried(properties))
        cells = copy.findall(TC)
        if len(cells) == len(widths):
            for cell, width in zip(cells, widths, strict=True):
                room = cell.find(f"{TC_PR}/{W}tcW")
                if room is not None:
                    room.set(f"{W}w", width)
        self.mark_row(copy, "del")
        return copy

    def inserted_row(self, row: Element) -> None:
        """Track a row of the new document as inserted."""
        for paragraph in paragraphs(row):
            self.whole(paragraph, line_of(paragraph, self.signs), "ins", own=True)
        self.mark_row(row, "ins")

    def mark_row(self, row: Element, kind: Kind) -> None:
        """Track the row itself, in whatever table it stands; so are the rows of tables inside it."""
        for entry in row.iter(TR):
            properties = entry.find(TR_PR)
            if properties is None:
                properties = etree.Element(TR_PR)
                entry.insert(1 if entry.find(f"{W}tblPrEx") is not None else 0, properties)
            properties.append(self.mark(kind))

    def carried_mark(self, mark: Element) -> Element | None:
        """Return a bookmark of the base under a number of its own, None when the new document has one of that name."""
        identity = mark.get(ID, "")
        if mark.tag == f"{W}bookmarkStart":
            name = mark.get(NAME, "")
            if name.lower() in self.names or name.lower().startswith(_PASSING_MARKS):
                return None
            self.names.add(name.lower())
            self.last_id += 1
            self._bookmarks[identity] = str(self.last_id)
        elif mark.tag != f"{W}bookmarkEnd":
            return None
        number = self._bookmarks.get(identity) if mark.tag == f"{W}bookmarkStart" else self._bookmarks.pop(identity, None)
        if number is None:
            return None
        copy = deepcopy(mark)
        copy.set(ID, number)
        copy.tail = None
        return copy


class _Content:
    """The content of a paragraph being written anew."""

    def __init__(self, tracker: Tracker, paragraph: Element) -> None:
        self._tracker, self._paragraph = tracker, paragraph
        for element in [*paragraph]:
            if element.tag != P_PR:
                paragraph.remove(element)
        self._link: Element | None = None
        self._within: Element = paragraph
        self._kind: Kind | None = None
        self._holder: Element = paragraph

    def kept(self, before: Line, old: int, after: Line, new: int, length: int) -> None:
        """Write words that both lines have: the new line's, with the marks of both."""
        places = sorted({place - old for place, _ in before.marks if old <= place < old + length} | {0, length})
        for start, end in pairwise(places):
            self.marks(before, old + start, old + start + 1, own=False)
            self.words(after, new + start, new + end, None, own=True)

    def words(self, line: Line, start: int, end: int, kind: Kind | None, *, own: bool) -> None:
        """Write a part of a line with the marks inside it; ``own`` when the line is one of the new document's."""
        place = 0
        for piece in line.pieces:
            upto = place + len(piece.text)
            if upto > start:
                if place >= start:
                    self.marks(line, place, place + 1, own=own)
                self._piece(piece, max(start - place, 0), min(end, upto) - place, kind, own=own)
            place = upto
            if place >= end:
                break

    def marks(self, line: Line, start: int, end: int, *, own: bool) -> None:
        """Write the marks of a line that stand from one place up to another."""
        for place, mark in line.marks:
            if start <= place < end:
                copy: Element | None = mark if own else self._tracker.carried_mark(mark)
                if copy is not None:
                    self._enter(None, None)
                    self._paragraph.append(copy)

    def _piece(self, piece: Piece, start: int, end: int, kind: Kind | None, *, own: bool) -> None:
        if not own and any(thing.tag in _BOUND for whole in piece.things for thing in whole.iter()):
            return
        self._enter(piece.link if own else None, kind)
        for run in piece.runs(start, end):
            if not own:
                look = run.find(R_PR)
                if look is not None:
                    run.replace(look, self._tracker.carried(look))
            if kind == "del":
                for entry in run.iter(*_DELETED_NAMES):
                    entry.tag = _DELETED_NAMES[entry.tag]
            self._holder.append(run)

    def _enter(self, link: Element | None, kind: Kind | None) -> None:
        """Go into the hyperlink and the tracked change that the next run belongs to."""
        if link is not self._link:
            self._link, self._kind = link, None
            self._within = self._paragraph
            if link is not None:
                self._within = etree.SubElement(self._paragraph, link.tag, link.attrib)
            self._holder = self._within
        if kind != self._kind:
            self._kind = kind
            self._holder = self._within
            if kind is not None:
                self._holder = self._tracker.mark(kind)
                self._within.append(self._holder)


def shift_marks(container: Element, kinds: dict[Element, Kind], alike: Callable[[Element, Element], bool], tracker: Tracker) -> None:
    """Track the mark before a run of whole paragraphs instead of the last one's own, where both look the same.

    LibreOffice gives the paragraph after a deleted one the look of the deleted one; so a heading after it would turn into text.
    """
    blocks = [entry for entry in container if entry.tag in (P, W + "tbl")]
    for index, block in enumerate(blocks):
        kind = kinds.get(block)
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if kind not in ("ins", "del") or following is None or kinds.get(following) is not None:
            continue
        first = index
        while first and kinds.get(blocks[first - 1]) == kind:
            first -= 1
        before = blocks[first - 1] if first else None
        between_paragraphs = before is not None and all(entry.tag == P for entry in blocks[first - 1 : index + 1])
        if not between_paragraphs or before in kinds or not alike(block, before) or (following.tag == P and alike(block, following)):
            continue
        _take_mark(block, kind)
        tracker.mark_paragraph(before, kind)
        kinds[before] = kind


def _take_mark(paragraph: Element, kind: Kind) -> None:
    look = paragraph.find(f"{P_PR}/{R_PR}")
    mark = None if look is None else look.find(W + kind)
    if look is not None and mark is not None:
        look.remove(mark)
        if len(look) == 0:
            look.getparent().remove(look)
