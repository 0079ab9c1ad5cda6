"""The tree every document but the agreement is made of: headings, lines, tables and places to sign."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from drafting.agreement import BlankReference, Disputed
from drafting.comparison import compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from drafting.agreement import Agreement, Annex, Article, Furniture, Paragraph, Part, Signatory

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


def lines_of(agreement: Agreement, paragraph: Paragraph, *, signed: bool = True) -> Iterator[Line]:
    """Yield a paragraph of an agreement as lines with typed numbers: the paragraph, its items, what continues it, what the product places after it.

    ``signed`` is whether the places to sign are of these; a document that ends with its own has none within.
    """
    number = (Span(f"{paragraph.number} "),) if paragraph.number else ()
    lead = (Span(f"{paragraph.lead_in}. ", "strong"),) if paragraph.lead_in else ()
    yield Line(number + lead + spans(paragraph.parts))
    for item in paragraph.items:
        yield Line((Span(f"{item.number} "), *spans(item.parts)), "item")
    for parts in paragraph.continued:
        yield Line(spans(parts))
    yield from inserted(agreement, paragraph.insert)
    if signed and paragraph.insert == "signatures":
        yield from signing_lines(agreement.parties, agreement.furniture)


def article_lines(agreement: Agreement, article: Article | None, *, signed: bool = True) -> Cell:
    """Return the paragraphs of an article as a cell; nothing where there is no such article."""
    return tuple(found for paragraph in article.paragraphs for found in lines_of(agreement, paragraph, signed=signed)) if article else ()


def inserted(agreement: Agreement, insert: str) -> Iterator[Line]:
    """Yield what the product places after a paragraph that names it: definitions, parties or annexes."""
    furniture = agreement.furniture
    if insert == "definitions":
        for term in agreement.definitions:
            yield Line((Span(term.word, "strong"), Span(f" {term.verb} {term.text}")), "item")
        if not agreement.definitions:
            yield line(furniture.definitions_none)
    elif insert == "parties":
        for party in agreement.parties:
            yield Line((Span(f"{party.side_label}: "), party_span(party, furniture)), "item")
    elif insert == "annexes":
        for annex in agreement.annexes:
            yield line(f"{annex.number}: {annex.title}", "item")
        if not agreement.annexes:
            yield line(furniture.annex_list_none)


def party_span(party: Signatory, furniture: Furniture) -> Span:
    """Return the name of a party; one that is not given yet is marked as open."""
    return Span(furniture.open_mark.replace("{label}", party.name), "open") if party.open else Span(party.name)


def signing_lines(parties: Iterable[Signatory], furniture: Furniture) -> Iterator[Line]:
    """Yield the places to sign as lines, for the formats without a table of them."""
    for party in parties:
        yield Line((party_span(party, furniture), Span(f": ________________ {', '.join(party.people)}".rstrip())))


def annex_blocks(annex: Annex) -> Iterator[Block]:
    """Yield what an annex holds: its introduction, its table, its questions."""
    if annex.introduction:
        yield line(annex.introduction)
    if annex.columns:
        rows = tuple(tuple((Line(spans(entry.parts)),) if spans(entry.parts) else () for entry in row) for row in annex.rows)
        yield Grid(annex.title, annex.columns, rows or (tuple(() for _ in annex.columns),), tuple(1 for _ in annex.columns), room=True)
    for question in annex.fields:
        yield line(f"{question}: ________________", "item")


def heading_of(article: Article) -> str:
    """Return an article's number and title as one heading."""
    return f"{article.number}  {article.title}".strip()


def facing(one: Cell, other: Cell) -> tuple[Cell, Cell]:
    """Return two cells, in each the words marked that the other does not have.

    A line is compared with the one of the same lead-in, else with the one most like it, unless they are too unlike.
    """
    if not one or not other:
        return one, other
    rest = {place: (line, line.text, set(line.text.split())) for place, line in enumerate(other)}
    led = {_lead(line): place for place, line in enumerate(other) if _lead(line)}
    left: list[Line] = []
    right: dict[int, Line] = {}
    for line in one:
        text = line.text
        words = text.split()
        twin = led.get(_lead(line)) if _lead(line) else max(rest, key=lambda place: _kept(*rest[place][1:], text, words), default=None)
        if twin not in rest or _kept(*rest[twin][1:], text, words) < len(text) // 3:
            left.append(_alone(line))
            continue
        marked, right[twin] = _differing(line, rest.pop(twin)[0])
        left.append(marked)
    return tuple(left), tuple(right.get(place) or _alone(line) for place, line in enumerate(other))


def _lead(line: Line) -> str:
    return next((span.text for span in line.spans[:2] if span.mark == "strong"), "")


def _kept(text: str, known: set[str], after: str, words: list[str]) -> int:
    """Return how many letters of a line are in words of a text."""
    return len(after) + 1 if text == after else sum(len(word) + 1 for word in words if word in known)


def _alone(line: Line) -> Line:
    return replace(line, spans=tuple(Span(span.text, span.mark or "differs") for span in line.spans))


def _differing(one: Line, other: Line) -> tuple[Line, Line]:
    """Return two lines, number and lead-in as they are, the words after them compared."""
    heads = [next((place for place, span in enumerate(line.spans, 1) if span.mark == "strong"), 0) for line in (one, other)]
    texts = ["".join(span.text for span in line.spans[head:]) for line, head in zip((one, other), heads, strict=True)]
    stretches = compare(*texts)

    def side(line: Line, head: int, kind: str) -> Line:
        words = (Span(stretch.text, "differs" if stretch.kind == kind else "") for stretch in stretches if stretch.kind in ("equal", kind))
        return replace(line, spans=(*line.spans[:head], *words))

    return side(one, heads[0], "deleted"), side(other, heads[1], "inserted")
