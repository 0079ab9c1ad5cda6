"""The tree every document but the agreement is made of: headings, lines, tables and places to sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from drafting.agreement import BlankReference, Disputed
from drafting.comparison import compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from drafting.agreement import Article, Furniture, Paragraph, Part, Signatory

Mark = Literal["", "strong", "differs", "inserted", "deleted", "disputed", "open"]
Look = Literal["text", "item", "article", "chapter", "note"]
Audience = Literal["shared", "internal"]


@dataclass(frozen=True)
class Span:
    """A run of words and what is special about them."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True)
class Line:
    """One paragraph; ``anchor`` is the bookmark of the heading it is, ``language`` is named where it is not the document's."""

    spans: tuple[Span, ...]
    look: Look = "text"
    anchor: str = ""
    language: str = ""

    @property
    def text(self) -> str:
        """The plain words."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 or 2."""

    text: str
    level: int = 1
    anchor: str = ""


Cell = tuple[Line, ...]


@dataclass(frozen=True)
class Grid:
    """A table: its name, its columns with their share of the width, its rows, and the language of a column where it is another.

    A row of one cell alone stands over all columns. ``room`` asks for space to write by hand in empty cells.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[int, ...]
    languages: tuple[str, ...] = ()
    room: bool = False


@dataclass(frozen=True)
class Signing:
    """The places where the parties sign."""

    parties: tuple[Signatory, ...]


Block = Heading | Line | Grid | Signing


@dataclass(frozen=True)
class Report:
    """A finished document; pure data, the same input gives the same tree."""

    layout: str
    language: str
    title: str
    blocks: tuple[Block, ...]
    draft: str
    revision: int
    dated: date
    furniture: Furniture
    audience: Audience = "shared"
    landscape: bool = False


def line(text: str, look: Look = "text", mark: Mark = "", anchor: str = "", language: str = "") -> Line:
    """Return words as one line in one look."""
    return Line((Span(text, mark),) if text else (), look, anchor, language)


def cell(*texts: str) -> Cell:
    """Return plain words as a cell, one line each; empty words leave the cell to be written in."""
    return tuple(line(text) for text in texts if text)


def spans(parts: Iterable[Part], open_mark: str = "[{label}]") -> tuple[Span, ...]:
    """Return the parts of a provision as spans: open blanks and disputed words marked, references as their numbers."""
    found = []
    for part in parts:
        if isinstance(part, BlankReference) and part.open:
            found.append(Span(open_mark.replace("{label}", part.text), "open"))
        elif part.text:
            found.append(Span(part.text, "disputed" if isinstance(part, Disputed) else ""))
    return tuple(found)


def lines_of(paragraph: Paragraph) -> Iterator[Line]:
    """Yield a paragraph as lines with typed numbers: the paragraph, its items, what continues it."""
    number = (Span(f"{paragraph.number} "),) if paragraph.number else ()
    lead = (Span(f"{paragraph.lead_in}. ", "strong"),) if paragraph.lead_in else ()
    yield Line(number + lead + spans(paragraph.parts))
    for item in paragraph.items:
        yield Line((Span(f"{item.number} "), *spans(item.parts)), "item")
    for parts in paragraph.continued:
        yield Line(spans(parts))


def article_lines(article: Article | None) -> Cell:
    """Return the paragraphs of an article as a cell; nothing where there is no such article."""
    return tuple(found for paragraph in article.paragraphs for found in lines_of(paragraph)) if article else ()


def heading_of(article: Article) -> str:
    """Return an article's number and title as one heading."""
    return f"{article.number}  {article.title}".strip()


def against(cell_: Cell, other: Cell) -> Cell:
    """Return a cell with the words marked that the other cell does not have; each line is compared with the one most like it."""
    if not other or not cell_:
        return cell_
    rest = list(other)
    marked = []
    for found in cell_:
        twin = max(rest, key=lambda entry: _kept(entry.text, found.text), default=None)
        if twin is None or _kept(twin.text, found.text) < len(found.text) // 3:
            words = tuple(Span(span.text, span.mark or "differs") for span in found.spans)
        else:
            rest.remove(twin)
            words = _differing(twin, found)
        marked.append(Line(words, found.look, found.anchor))
    return tuple(marked)


def _kept(before: str, after: str) -> int:
    if before == after:
        return len(after) + 1
    words = set(before.split())
    return sum(len(word) + 1 for word in after.split() if word in words)


def _differing(before: Line, after: Line) -> tuple[Span, ...]:
    """Return the spans of a line, number and lead-in as they are, the words after them compared."""
    heads = [next((place for place, span in enumerate(line.spans, 1) if span.mark == "strong"), 0) for line in (before, after)]
    one, other = ("".join(span.text for span in line.spans[head:]) for line, head in zip((before, after), heads, strict=True))
    stretches = compare(one, other)
    words = tuple(Span(stretch.text, "differs" if stretch.kind == "inserted" else "") for stretch in stretches if stretch.kind != "deleted")
    return after.spans[: heads[1]] + words
