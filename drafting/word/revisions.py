"""Tracked changes resolved: a document as it reads when all of them are accepted, or all rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.word.names import P_PR, R_PR, SECT_PR, TBL, TC, TC_PR, TR, TR_PR, P, W

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

_COMING, _GOING = (W + "ins", W + "moveTo"), (W + "del", W + "moveFrom")
_CELL_COMING, _CELL_GOING = W + "cellIns", W + "cellDel"
# what only describes changes: the looks of before, and where moves and changes of markup begin and end
_CHANGED_LOOKS = (
    *(f"{W}{name}PrChange" for name in ("r", "p", "sect", "tbl", "tr", "tc")),
    *(W + name for name in ("tblPrExChange", "tblGridChange", "numberingChange", "cellMerge")),
)
_RANGES = tuple(
    f"{W}{name}Range{end}"
    for name in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
)
_MARKS = (W + "bookmarkStart", W + "bookmarkEnd", W + "commentRangeStart", W + "commentRangeEnd", W + "permStart", W + "permEnd")
_SILENT = (P_PR, W + "proofErr")


def accepted(tree: Element) -> Element:
    """Return a tree with all its tracked changes accepted, in place."""
    return _resolved(tree, _COMING, _GOING, _CELL_GOING)


def rejected(tree: Element) -> Element:
    """Return a tree with all its tracked changes rejected, in place; changes of look alone are forgotten, not undone."""
    return _resolved(tree, _GOING, _COMING, _CELL_COMING)


def _resolved(tree: Element, kept: tuple[str, str], gone: tuple[str, str], cell_gone: str) -> Element:
    for element in [*tree.iter(*_CHANGED_LOOKS, *_RANGES)]:
        _remove(element)
    joined = _settle_marks(tree, kept, gone, cell_gone)
    for element in [*tree.iter(*gone)]:
        _remove(element)
    for element in [*tree.iter(*kept)]:
        _unwrap(element)
    for old, new in ((W + "delText", W + "t"), (W + "delInstrText", W + "instrText")):
        for element in tree.iter(old):
            element.tag = new
    for paragraph in joined:
        _join(paragraph)
    for table in [*tree.iter(TBL)]:
        if table.find(TR) is None and table.getparent() is not None:
            _remove(table)
    for cell in tree.iter(TC):
        if len(cell) == 0 or cell[-1].tag in (TBL, TC_PR):
            cell.append(cell.makeelement(P, {}, None))
    return tree


def _settle_marks(tree: Element, kept: tuple[str, str], gone: tuple[str, str], cell_gone: str) -> list[Element]:
    """Take the marks off paragraphs, rows and cells; remove rows and cells that go, and return the paragraphs that join the next."""
    joined = []
    for mark in [*tree.iter(*kept, *gone, _CELL_COMING, _CELL_GOING)]:
        properties = mark.getparent()
        if properties is None or properties.tag not in (R_PR, TR_PR, TC_PR):
            continue
        owner = properties.getparent()
        properties.remove(mark)
        goes = mark.tag in gone or mark.tag == cell_gone
        if properties.tag in (TR_PR, TC_PR) and goes and owner.getparent() is not None:
            _remove(owner)
        if properties.tag == R_PR and owner.tag == P_PR:
            if len(properties) == 0:
                owner.remove(properties)
            if goes:
                joined.append(owner.getparent())
    return joined


def _join(paragraph: Element) -> None:
    """Let a paragraph whose mark went run into the next one, which keeps its own look; one with nothing left disappears."""
    if paragraph.getparent() is None or paragraph.find(f"{P_PR}/{SECT_PR}") is not None:
        return
    content = [element for element in paragraph if element.tag not in _SILENT]
    following = _next_block(paragraph)
    speaks = any(element.tag not in _MARKS for element in content)
    if following is None or following.tag != P:
        if not speaks and (following is not None or _previous_is_paragraph(paragraph)):
            _remove(paragraph)
        return
    carried = content if speaks else _open_ended(content)
    place = 1 if len(following) and following[0].tag == P_PR else 0
    following[place:place] = carried
    _remove(paragraph)


def _open_ended(marks: Iterable[Element]) -> list[Element]:
    """Return the marks that have their other end elsewhere; what is marked wholly inside a paragraph goes with it."""
    entries = list(marks)
    ids = [entry.get(f"{W}id") for entry in entries]
    return [entry for entry, identity in zip(entries, ids, strict=True) if ids.count(identity) == 1]


def _next_block(element: Element) -> Element | None:
    following = element.getnext()
    while following is not None and following.tag in _MARKS:
        following = following.getnext()
    return following if following is not None and following.tag != SECT_PR else None


def _previous_is_paragraph(element: Element) -> bool:
    before = element.getprevious()
    return before is not None and before.tag == P


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = list(element)
