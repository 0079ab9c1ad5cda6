"""A paragraph as a line of signs: words as they are, and one sign for each field, image or other thing that is not words."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from lxml import etree

from drafting.word.names import NAME, P_PR, R_PR, RUN, SDT, SPACE, VAL, P, W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

_TEXT, _HYPERLINK, _FIELD_CHAR, _SIMPLE_FIELD = W + "t", W + "hyperlink", W + "fldChar", W + "fldSimple"
_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad"}
_STARTS, _ENDS = (W + "bookmarkStart", W + "commentRangeStart", W + "permStart"), (W + "bookmarkEnd", W + "commentRangeEnd", W + "permEnd")
_UNSAID = frozenset((R_PR, W + "lastRenderedPageBreak", W + "annotationRef", W + "instrText", W + "delText", W + "delInstrText"))
# fields whose result a program counts: another result is no change
_COUNTED = frozenset(("REF", "PAGEREF", "NOTEREF", "SEQ", "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "TOC"))
_PRIVATE_USE = re.compile("[\U000f0000-\U0010ffff]")
_STYLE = f"{P_PR}/{W}pStyle"
_FIRST_SIGN = 0xF0000


@dataclass
class Piece:
    """A stretch of a line that comes from one place: words in one look, or one thing of length 1."""

    text: str
    look: Element | None = None
    link: Element | None = None
    things: tuple[Element, ...] = ()  # what the sign stands for: children of one run, or whole runs of a field
    shown: str = ""
    whole_runs: bool = False

    def runs(self, start: int, end: int) -> list[Element]:
        """Return fresh runs for a part of the piece."""
        if self.whole_runs:
            return [deepcopy(thing) for thing in self.things]
        made = etree.Element(RUN)
        if self.look is not None:
            made.append(deepcopy(self.look))
        if self.things:
            made.extend(deepcopy(thing) for thing in self.things)
        else:
            words = etree.SubElement(made, _TEXT)
            words.text = self.text[start:end]
            words.set(SPACE, "preserve")
        return [made]


@dataclass
class Line:
    """A paragraph's content: its pieces in order, its signs as one text, and the marks that stand between signs."""

    pieces: list[Piece] = field(default_factory=list)
    text: str = ""
    marks: list[tuple[int, Element]] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """The words a reader sees."""
        return "".join(piece.shown if piece.things else piece.text for piece in self.pieces)

    @property
    def names(self) -> list[str]:
        """The names of the bookmarks that begin here."""
        return [mark.get(NAME, "") for _, mark in self.marks if mark.tag == _STARTS[0]]


class Signs:
    """Gives the same sign to the same thing in both documents, and none that either document uses as a letter."""

    def __init__(self, *documents: str) -> None:
        self._letters = {letter for text in documents for letter in _PRIVATE_USE.findall(text)}
        self._given: dict[str, str] = {}
        self._next = _FIRST_SIGN

    def sign(self, key: str) -> str:
        """Return the one letter that stands for a thing."""
        if key not in self._given:
            while chr(self._next) in self._letters:
                self._next += 1
            self._given[key] = chr(self._next)
            self._next += 1
        return self._given[key]


def line_of(paragraph: Element, signs: Signs) -> Line:
    """Return the line of a paragraph without tracked changes."""
    line = Line()
    _read(paragraph, line, signs, None)
    line.text = "".join(piece.text for piece in line.pieces)
    places = [0, *accumulate(len(piece.text) for piece in line.pieces)]
    line.marks = [(places[index], mark) for index, mark in line.marks]
    return line


def _read(parent: Element, line: Line, signs: Signs, link: Element | None) -> None:
    children = iter(parent)
    for element in children:
        if element.tag == RUN:
            if element.find(_FIELD_CHAR) is not None:
                _field(element, children, line, signs, link)
            else:
                _run(element, line, signs, link)
        elif element.tag in _STARTS or element.tag in _ENDS:
            line.marks.append((len(line.pieces), element))
        elif element.tag == _HYPERLINK:
            _read(element, line, signs, element)
        elif element.tag == _SIMPLE_FIELD:
            _add_field(line, signs, link, element.get(f"{W}instr", ""), [element])
        elif element.tag == SDT:
            content = element.find(f"{W}sdtContent")
            if content is not None:
                _read(content, line, signs, link)
        elif element.tag in (W + "smartTag", W + "customXml", W + "dir", W + "bdo"):
            _read(element, line, signs, link)


def _run(run: Element, line: Line, signs: Signs, link: Element | None) -> None:
    look = run.find(R_PR)
    for child in run:
        tag = child.tag
        if tag == _TEXT:
            if child.text:
                line.pieces.append(Piece(child.text, look, link))
        elif tag in _UNSAID or not isinstance(tag, str):
            continue
        elif tag in _SIGNS and not child.get(f"{W}type", ""):
            line.pieces.append(Piece(_SIGNS[tag], look, link, (child,), _SIGNS[tag]))
        elif tag == W + "commentReference":
            line.marks.append((len(line.pieces), run))
        else:
            kind = tag + child.get(f"{W}type", "") + child.get(f"{W}char", "")
            line.pieces.append(Piece(signs.sign(kind), look, link, (child,)))


def _field(first: Element, rest: Iterator[Element], line: Line, signs: Signs, link: Element | None) -> None:
    """Take a field as one thing, from the run that begins it to the one that ends it."""
    taken = [first]
    depth = _depth(first)
    while depth > 0 and (element := next(rest, None)) is not None:
        if element.tag in _STARTS or element.tag in _ENDS:
            line.marks.append((len(line.pieces), element))
            continue
        taken.append(element)
        depth += sum(map(_depth, element.iter(RUN)))
    code = "".join(part.text or "" for element in taken for part in element.iter(f"{W}instrText"))
    _add_field(line, signs, link, code, taken)


def _depth(run: Element) -> int:
    kinds = [mark.get(f"{W}fldCharType") for mark in run.findall(_FIELD_CHAR)]
    return kinds.count("begin") - kinds.count("end")


def _add_field(line: Line, signs: Signs, link: Element | None, code: str, elements: Iterable[Element]) -> None:
    code = " ".join(code.split())
    elements = list(elements)
    shown = "".join(words.text or "" for element in elements for words in element.iter(_TEXT))
    counted = code.partition(" ")[0].upper() in _COUNTED
    key = f"field {code}" if counted else f"field {code} {shown}"
    simple = len(elements) == 1 and elements[0].tag == _SIMPLE_FIELD
    runs = _spelled_out(code, elements[0]) if simple else [run for element in elements for run in element.iter(RUN)]
    line.pieces.append(Piece(signs.sign(key), None, link, tuple(runs), shown, whole_runs=True))


def _spelled_out(code: str, simple: Element) -> list[Element]:
    """Return a simple field as runs, the only form that can stand inside a tracked change."""

    def mark(kind: str) -> Element:
        run = etree.Element(RUN)
        etree.SubElement(run, _FIELD_CHAR).set(f"{W}fldCharType", kind)
        return run

    instruction = etree.Element(RUN)
    words = etree.SubElement(instruction, f"{W}instrText")
    words.text = f" {code} "
    words.set(SPACE, "preserve")
    return [mark("begin"), instruction, mark("separate"), *simple.iter(RUN), mark("end")]


def style_of(paragraph: Element) -> str:
    """Return the identifier of a paragraph's style, "" for the default one."""
    style = paragraph.find(_STYLE)
    return "" if style is None else style.get(VAL, "")


def paragraphs(element: Element) -> list[Element]:
    """Return the paragraphs inside an element, but not those of text boxes."""
    return [entry for entry in element.iter(P) if next(entry.iterancestors(RUN), None) is None]
