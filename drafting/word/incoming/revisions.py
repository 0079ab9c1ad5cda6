"""The walk over the body of a file that came back: who inserted and deleted what, under which bookmark, in which field."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from drafting.returned import DRAWN, UNREAD, ReturnedParagraph, Span
from drafting.word.incoming.looks import Styles, value
from drafting.word.names import R, W

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafting.returned import Kind, Look

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FATES: dict[str, tuple[Kind, bool]] = {
    f"{W}ins": ("inserted", False),
    f"{W}del": ("deleted", False),
    f"{W}moveTo": ("inserted", True),
    f"{W}moveFrom": ("deleted", True),
}
_ROW_FATES: dict[str, Kind] = {f"{W}ins": "inserted", f"{W}del": "deleted", f"{W}cellIns": "inserted", f"{W}cellDel": "deleted"}
_SIGNS = {f"{W}tab": " ", f"{W}cr": " ", f"{W}ptab": " ", f"{W}noBreakHyphen": "-"}
_DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object")
_ELSEWHERE = tuple(f"{W}{name}" for name in ("altChunk", "subDoc", "dataBinding", "control", "contentPart"))
_PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
_CURVED = "{urn:schemas-microsoft-com:vml}textpath"
_PASSED_OVER = frozenset(f"{W}{name}" for name in ("pPr", "rPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "instrText", "delInstrText", "sectPr"))
_NAMED = re.compile(r"^(?:cl|hd)2?_\w+$")
_COPY = re.compile(r"_Copy_\d+$")
_PAGES = ("PAGE", "NUMPAGES")
# what these print is not what is stored, or comes anew from elsewhere
_PRINTING = re.compile(
    r"(?:MACROBUTTON|GOTOBUTTON|EQ|SYMBOL|ADVANCE|IF|QUOTE|INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|DATABASE|DOCVARIABLE|FORMDROPDOWN|FORMCHECKBOX)\b",
    re.IGNORECASE,
)
_COUNTING = ("REF", "PAGEREF", "SEQ", *_PAGES)
_DEEPEST = 200


class State(NamedTuple):
    """The fate of the words being read."""

    kind: Kind = ""
    author: str = ""
    date: str = ""
    moved: bool = False


@dataclass
class Field:
    """A field being read: its code, and whether its shown result has begun."""

    code: str = ""
    result: bool = False


@dataclass
class Hung:
    """The words a comment hangs on and the paragraph they stand in."""

    words: list[str] = field(default_factory=list)
    paragraph: int = -1


def fate(state: State, element: etree._Element, settled: frozenset[tuple[str, str]]) -> State:
    """Return the state inside an insertion or deletion; one inside the other belongs to neither reading.

    One by an author and on a date that are settled counts as accepted.
    """
    kind, moved = _FATES[element.tag]
    if (value(element, "author"), value(element, "date")) in settled:
        return state if kind == "inserted" else State("neither")
    known = state.kind
    both: Kind = kind if known in ("", kind) else "neither"
    return State(both, value(element, "author"), value(element, "date"), moved)


class Reader:
    """Reads blocks into paragraphs; ``hung`` gathers the words under comments by their id. ``digests`` has those of pictures by their relation."""

    def __init__(
        self,
        styles: Styles,
        notes: Mapping[str, list[ReturnedParagraph]],
        settled: frozenset[tuple[str, str]] = frozenset(),
        digests: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._settled, self._digests = settled, digests
        self.paragraphs: list[ReturnedParagraph] = []
        self.hung: dict[str, Hung] = {}
        self._styles, self._notes = styles, notes
        self._bookmarks: dict[str, str] = {}
        self._comments: list[str] = []
        self._fields: list[Field] = []
        self._cell = self._cells = self._column = 0
        self._spans: list[Span] = []
        self._after: list[ReturnedParagraph] = []
        self._style = ""
        self._look: Look = ""

    def blocks(self, container: etree._Element, state: State = State(), depth: int = 0) -> None:  # noqa: B008 -- a State cannot be changed
        """Read the paragraphs, tables and frames in an element."""
        if depth > _DEEPEST:
            return
        for element in container:
            tag = element.tag
            if tag == f"{W}p":
                self._paragraph(element, state)
            elif tag == f"{W}tr":
                outer, self._column = self._column, 0
                self._covered(element, _row_fate(state, element.find(f"{W}trPr"), self._settled), depth, element.find(f"{W}trPr/{W}hidden") is not None)
                self._column = outer
            elif tag == f"{W}tc":
                self._table_cell(element, _row_fate(state, element.find(f"{W}tcPr"), self._settled), depth)
            elif tag in _FATES:
                self.blocks(element, fate(state, element, self._settled), depth + 1)
            elif tag == f"{_MARKUP}AlternateContent":
                self.blocks(_alternative(element), state, depth + 1)
            elif tag in _ELSEWHERE:
                self.paragraphs.append(ReturnedParagraph((Span(UNREAD, *state, field=self._drawn(element)),), cell=self._cell))
            elif not self._point(element) and tag not in _PASSED_OVER:
                self.blocks(element, state, depth + 1)

    def _table_cell(self, element: etree._Element, state: State, depth: int) -> None:
        outer = self._cell
        self._cells += 1
        self._column += 1
        self._cell = self._cells
        joined = element.find(f"{W}tcPr/{W}vMerge")
        self._covered(element, state, depth, joined is not None and value(joined) != "restart")
        self._cell = outer

    def _covered(self, element: etree._Element, state: State, depth: int, hidden: bool) -> None:
        """Read a row or a cell; what stands in a hidden row, or in a cell that gave its place to the one above, is not to be seen."""
        outer, self._look = self._look, "hidden" if hidden else self._look
        self.blocks(element, state, depth + 1)
        self._look = outer

    def _paragraph(self, element: etree._Element, state: State) -> None:
        outer, self._spans, after, self._after = self._spans, [], self._after, []
        properties = element.find(f"{W}pPr")
        around, self._style = self._style, value(properties.find(f"{W}pStyle") if properties is not None else None)
        contents = any(entry.code.startswith("TOC") for entry in self._fields)
        self._inline(element, state, 0)
        contents = contents or any(entry.code.startswith("TOC") for entry in self._fields)
        # an open code would swallow the rest of the file: no program lets it run past its paragraph
        self._fields = [entry for entry in self._fields if entry.result]
        mark = _mark(properties, state, self._settled)
        if mark.kind:
            self._spans.append(Span("", *mark))
        style = self._styles.name(self._style)
        self.paragraphs.append(ReturnedParagraph(tuple(self._spans), style, mark.kind, self._cell, contents or style.startswith("toc "), self._column))
        self.paragraphs += self._after
        self._spans, self._after, self._style = outer, after, around

    def _inline(self, element: etree._Element, state: State, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in element:
            tag = child.tag
            if tag in (f"{W}t", f"{W}delText", f"{_MATH}t"):
                self._text(child.text or "", state)
            elif tag == f"{W}r":
                outer, self._look = self._look, self._look or self._styles.look(self._style, child.find(f"{W}rPr"))
                self._inline(child, state, depth + 1)
                self._look = outer
            elif tag == f"{W}hyperlink":
                self._inline(child, state, depth + 1)
            elif tag in _FATES:
                self._inline(child, fate(state, child, self._settled), depth + 1)
            elif tag == f"{W}fldChar":
                self._field(value(child, "fldCharType"), state)
            elif tag in (f"{W}instrText", f"{W}delInstrText"):
                if self._fields and not self._fields[-1].result:
                    self._fields[-1].code = (self._fields[-1].code + (child.text or "")).lstrip()
            elif tag == f"{W}fldSimple":
                self._fields.append(Field(value(child, "instr").strip(), result=True))
                self._printed(state)
                self._inline(child, state, depth + 1)
                self._fields.pop()
            elif not self._sign(child, state) and not self._point(child) and tag not in _PASSED_OVER:
                self._other(child, state, depth)

    def _other(self, child: etree._Element, state: State, depth: int) -> None:
        """Descend into anything else; a text frame holds paragraphs of its own, read after the one it hangs on."""
        if child.tag == f"{_MARKUP}AlternateContent":
            self._inline(_alternative(child), state, depth + 1)
        elif child.tag == f"{W}txbxContent":
            before = len(self.paragraphs)
            self.blocks(child, state, depth + 1)
            self._after += self.paragraphs[before:]
            del self.paragraphs[before:]
        elif child.tag in (*_PICTURES, *_ELSEWHERE) or (child.tag in _DRAWN and not _lettered(child)):
            self._text(UNREAD, state, self._drawn(child))
        elif child.tag == _CURVED and child.get("string"):
            self._after.append(ReturnedParagraph((Span(child.get("string", ""), *state),), "watermark", cell=self._cell))
        elif isinstance(child.tag, str):
            self._inline(child, state, depth + 1)

    def _drawn(self, element: etree._Element) -> str:
        """Return what tells a picture or an embedded file from another."""
        numbers = [number for entry in element.iter(etree.Element) for name, number in entry.items() if name.startswith(R)]
        return f"{DRAWN} {' '.join(self._digests.get(number, '') for number in numbers)}"

    def _sign(self, child: etree._Element, state: State) -> bool:
        tag = child.tag
        if tag == f"{W}br":
            # LibreOffice writes a page break of a style as a break in the text
            self._text("" if value(child, "type") in ("page", "column") else " ", state)
        elif tag == f"{W}bdo" and value(child) == "rtl":
            self._text("\u202e", state)
            return False
        elif tag == f"{W}sym":
            self._text(_symbol(value(child, "char")), state)
        elif tag in _SIGNS:
            self._text(_SIGNS[tag], state)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._after += self._notes.get(f"{tag[len(W) : -len('Reference')]} {value(child, 'id').lstrip('0')}", [])
        else:
            return False
        return True

    def _point(self, element: etree._Element) -> bool:
        """Take note of the beginning or end of a bookmark or a comment."""
        tag, number = element.tag, value(element, "id")
        if tag == f"{W}bookmarkStart":
            name = _COPY.sub("", value(element, "name"))
            if _NAMED.match(name):
                self._bookmarks[number] = name
        elif tag == f"{W}bookmarkEnd":
            self._bookmarks.pop(number, None)
        elif tag == f"{W}commentRangeStart":
            self._comments.append(number)
            self.hung.setdefault(number, Hung(paragraph=len(self.paragraphs)))
        elif tag == f"{W}commentRangeEnd":
            self._comments = [entry for entry in self._comments if entry != number]
        elif tag == f"{W}commentReference":
            self.hung.setdefault(number, Hung(paragraph=len(self.paragraphs)))
        else:
            return False
        return True

    def _field(self, kind: str, state: State) -> None:
        if kind == "begin":
            self._fields.append(Field())
        elif kind in ("separate", "end") and self._fields:
            if not self._fields[-1].result:
                self._fields[-1].result = True
                self._printed(state)
            if kind == "end":
                self._fields.pop()

    def _printed(self, state: State) -> None:
        """Take note of a field that prints other words than those stored."""
        code = self._fields[-1].code
        if _PRINTING.match(code):
            self._text(UNREAD, state, f"{DRAWN} {code}")

    def _text(self, text: str, state: State, drawn: str = "") -> None:
        if not text or any(not entry.result for entry in self._fields):
            return
        for comment in self._comments:
            self.hung[comment].words.append(text)
        code = self._fields[-1].code.split() if self._fields else []
        counted = " ".join(code if code[0] not in _PAGES else code[:1]) if code and code[0] in _COUNTING else ""
        span = Span(text, *state, marks=tuple(dict.fromkeys(self._bookmarks.values())), field=drawn or counted, look=self._look)
        last = self._spans[-1] if self._spans else None
        if last is not None and replace(last, text=text) == span:
            self._spans[-1] = replace(last, text=last.text + text)
        else:
            self._spans.append(span)


def _mark(properties: etree._Element | None, state: State, settled: frozenset[tuple[str, str]]) -> State:
    """Return the fate of a paragraph's end."""
    look = properties.find(f"{W}rPr") if properties is not None else None
    for element in look if look is not None else ():
        if element.tag in _FATES:
            state = fate(state, element, settled)
    return state


def _row_fate(state: State, properties: etree._Element | None, settled: frozenset[tuple[str, str]]) -> State:
    for element in properties if properties is not None else ():
        if element.tag in _ROW_FATES and not state.kind:
            if (value(element, "author"), value(element, "date")) in settled:
                return state if _ROW_FATES[element.tag] == "inserted" else State("neither")
            return State(_ROW_FATES[element.tag], value(element, "author"), value(element, "date"))
    return state


def _alternative(element: etree._Element) -> etree._Element:
    """Return the first way with words of something programs write in several ways: the one that a program of today shows."""
    return next((way for way in element if way.find(f".//{W}t") is not None), next(iter(element), element))


def _lettered(element: etree._Element) -> bool:
    """Return whether a drawing has words of its own, which are read."""
    return any(entry.text or entry.get("string") for entry in element.iter(f"{W}t", f"{W}delText", _CURVED))


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16)).encode().decode()
    except (ValueError, OverflowError):
        return "\ufffd"
