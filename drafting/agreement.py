"""The finished agreement: one numbered, resolved tree from which HTML, plain text and Word are all made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clauses.said import joined

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from drafting.numbering import Scheme


@dataclass(frozen=True)
class Text:
    """Words as they stand."""

    text: str


@dataclass(frozen=True)
class BlankReference:
    """The place of a blank: its value as words, or its human label while it is open."""

    text: str
    clause: str
    blank: str
    open: bool = False


@dataclass(frozen=True)
class DefinedTerm:
    """Words that carry a meaning given in the definitions article."""

    text: str
    term: str


@dataclass(frozen=True)
class ReferencePiece:
    """A stretch of a cross-reference; with an anchor it is a number that the product counts."""

    text: str
    anchor: str = ""


@dataclass(frozen=True)
class CrossReference:
    """A reference to a clause, a paragraph of it or an annex; no pieces with an anchor when the target is missing.

    A missing one keeps the ``form`` its sentence asks for.
    """

    pieces: tuple[ReferencePiece, ...]
    target: str
    missing: bool = False
    form: str = ""

    @property
    def text(self) -> str:
        """The whole reference as words."""
        return joined(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Disputed:
    """Words that one side wants and the other does not, in brackets that say whose they are."""

    text: str
    side: str


Part = Text | BlankReference | DefinedTerm | CrossReference | Disputed


@dataclass(frozen=True)
class Item:
    """One lettered item of a paragraph."""

    number: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Paragraph:
    """One numbered paragraph of an article, made from one slot of a clause.

    ``insert`` names what the product places after it: definitions, parties, signatures, annexes or nothing.
    ``continued`` holds unnumbered paragraphs that own wording may add.
    """

    slot: str
    anchor: str
    number: str
    lead_in: str
    parts: tuple[Part, ...]
    items: tuple[Item, ...] = ()
    insert: str = ""
    position: str = ""
    continued: tuple[tuple[Part, ...], ...] = ()


@dataclass(frozen=True)
class Article:
    """One clause as it stands in the agreement. An unnumbered preamble has an empty ``number``."""

    clause: str
    anchor: str
    number: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    amended: bool = False
    own: bool = False


@dataclass(frozen=True)
class Chapter:
    """A heading over the articles that follow it."""

    anchor: str
    number: str
    title: str


@dataclass(frozen=True)
class Definition:
    """A defined term as the definitions article prints it."""

    term: str
    word: str
    verb: str
    text: str


@dataclass(frozen=True)
class Cell:
    """One cell of an annex table."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Annex:
    """An annex: an introduction and either a table (columns, rows) or a form (fields to be answered)."""

    id: str
    anchor: str
    number: str
    title: str
    introduction: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signatory:
    """A party as it signs: its name (or the open label) and the people who sign for it."""

    side: str
    side_label: str
    name: str
    people: tuple[str, ...] = ()
    open: bool = False


@dataclass(frozen=True)
class Furniture:
    """The words around the clauses, in the agreement's language, ready to print.

    ``page`` holds the marks {page} and {pages}; ``between`` and ``and_`` stand around the parties in the title block.
    """

    contents: str
    between: str
    and_: str
    page: str
    status: str
    place_and_date: str
    signature: str
    name_in_capitals: str
    definitions_none: str
    annex_list_none: str
    to_be_filled: str
    licence: str
    draft_notice: str
    answer: str
    header: str
    open_mark: str = "[{label}]"


@dataclass(frozen=True)
class Agreement:
    """A draft assembled in one language; pure data, the same input gives the same tree.

    ``first`` is the number of its first article, ``layout`` the document it is: a joint draft is not the agreement itself.
    """

    draft: str
    revision: int
    language: str
    title: str
    label: str
    dated: date
    dated_text: str
    jurisdiction: str
    level: str
    scheme: Scheme
    parties: tuple[Signatory, ...]
    preamble: Article | None
    body: tuple[Chapter | Article, ...]
    definitions: tuple[Definition, ...]
    annexes: tuple[Annex, ...]
    furniture: Furniture
    first: int = 1
    layout: str = "agreement"

    @property
    def articles(self) -> Iterator[Article]:
        """All articles in order, the preamble first when there is one."""
        if self.preamble is not None:
            yield self.preamble
        for block in self.body:
            if isinstance(block, Article):
                yield block

    def article(self, clause: str) -> Article | None:
        """Return the article of a clause, None where it has none."""
        return next((article for article in self.articles if article.clause == clause), None)

    @property
    def chaptered(self) -> bool:
        """Whether the agreement is parted into chapters."""
        return any(isinstance(block, Chapter) for block in self.body)


def words(parts: tuple[Part, ...]) -> str:
    """Return the plain words of parts, open blanks as their label in brackets."""
    return "".join(f"[{part.text}]" if isinstance(part, BlankReference) and part.open else part.text for part in parts)


@dataclass(frozen=True)
class Reason:
    """A section of notes on a clause: a heading and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table of a clause sheet: header cells and rows of plain words."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ClauseSheet:
    """One clause on its own, with or without its reasons."""

    language: str
    title: str
    summary: str
    note: str
    article: Article
    scheme: Scheme
    reasons: tuple[Reason, ...]
    tables: tuple[Table, ...]
    furniture: Furniture
