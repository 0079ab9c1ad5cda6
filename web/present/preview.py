"""The agreement of a draft to be read: the part of it that a page holds, and where its values, references and terms lead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from flask import url_for

from drafting.agreement import Annex, Article, Chapter, Paragraph, words
from drafting.assembly import assemble
from drafting.remembering import remembered
from drafting.resolving import anchor
from web.present.drafts import question_link
from web.present.sheets import Entry, Sheet, sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from clauses.library import Library
    from drafting.agreement import Agreement
    from drafting.draft import Draft

    Block = Chapter | Article | Annex

ARTICLE = 300  # what an article weighs beside its words, in letters


@dataclass(frozen=True)
class Links:
    """Where what stands in the words of an agreement leads, from a page of another kind."""

    identity: str
    library: Library
    sheet: Sheet[Block]

    @cached_property
    def guide(self) -> str:
        """The page that tells what terms mean where the agreement does not."""
        return url_for("pages.guide")

    def blank(self, clause: str, blank: str) -> str:
        """Return where a blank's question stands."""
        return question_link(self.library, self.identity, clause, blank)

    def first(self, clause: str, blank: str) -> str:
        """Return the id of a value's first place, "" where nothing leads to it."""
        return ""

    def place(self, anchor: str) -> str:
        """Return where an article, a paragraph, an annex or the meaning of a term stands."""
        return self.sheet.full(anchor)

    def term(self, term: str) -> str:
        """Return where the meaning of a term is told: in the agreement's definitions, else in the guide; "" for a term nobody knows."""
        if (anchor := term_place(term)) in self.sheet.homes:
            return self.place(anchor)
        return f"{self.guide}#{anchor}" if term in self.library.vocabulary.terms else ""


@dataclass(frozen=True)
class Preview(Links):
    """A part of the agreement as it will read; ``chapter`` is the one that began in an earlier part."""

    agreement: Agreement
    chapter: Chapter | None

    def clause(self, clause: str) -> str:
        """Return the page of a clause of this draft."""
        return url_for("filling.clause", identity=self.identity, clause=clause)

    def place(self, anchor: str) -> str:
        """Return where an article, a paragraph, an annex or the meaning of a term stands, by its anchor alone where that is this part."""
        return self.sheet.to(anchor)

    def read_in(self, language: str) -> str:
        """Return the same place of the agreement in another language."""
        part = self.sheet.number if self.sheet.number > 1 else None
        return url_for("drafts.show", identity=self.identity, text=language, part=part, _anchor=self.sheet.entries[0].anchor if part else None)


def term_place(term: str) -> str:
    """Return the id of the line that defines a term."""
    return f"term-{term}"


def preview(draft: Draft, agreement: Agreement, library: Library, asked: Mapping[str, str]) -> Preview:
    """Return the part of a draft's agreement that a query asks for."""
    here = agreement_sheet(draft, library, agreement.language, asked, agreement.language if "text" in asked else None)
    began = [entry.what for entry in here.before if isinstance(entry.what, Chapter)] if here.entries and isinstance(here.entries[0], Article) else []
    return Preview(draft.id, library, here, agreement, began[-1] if began else None)


def agreement_sheet(draft: Draft, library: Library, language: str, asked: Mapping[str, str], text: str | None) -> Sheet[Block]:
    """Return what stands in the part of an agreement that a query asks for, and where the rest does; ``text`` is the language its addresses name."""
    return sheet(_entries(draft, library, language), asked, partial(url_for, "drafts.show", identity=draft.id, text=text))


def where_read(draft: Draft, library: Library, clause: str, language: str) -> str:
    """Return the address of a clause in the agreement of its draft, in the part that holds it."""
    return agreement_sheet(draft, library, language, {}, None).full(anchor(clause))


@remembered
def _entries(draft: Draft, library: Library, language: str) -> tuple[Entry[Block], ...]:
    """Return the agreement of a draft in one language as what its parts are made of."""
    return tuple(_blocks(assemble(draft, library, language)))


def _blocks(agreement: Agreement) -> Iterator[Entry[Block]]:
    """Yield what an agreement is made of, with everything in it that something can lead to."""
    for block in (*((agreement.preamble,) if agreement.preamble else ()), *agreement.body, *agreement.annexes):
        title = f"{block.number} {block.title}".strip()
        if isinstance(block, Chapter):
            yield Entry(block, title, (block.anchor,), 0)
        elif isinstance(block, Article):
            defined = [entry for paragraph in block.paragraphs if paragraph.insert == "definitions" for entry in agreement.definitions]
            places = (block.anchor, *(paragraph.anchor for paragraph in block.paragraphs), *(term_place(entry.term) for entry in defined))
            weight = sum(_length(paragraph) for paragraph in block.paragraphs) + sum(len(entry.text) for entry in defined)
            yield Entry(block, title, places, ARTICLE + weight)
        else:
            cells = sum(len(words(cell.parts)) for row in block.rows for cell in row)
            yield Entry(block, title, (block.anchor,), ARTICLE + cells + sum(map(len, (block.introduction, *block.fields))))


def _length(paragraph: Paragraph) -> int:
    """Return how many letters a paragraph has."""
    held = (paragraph.parts, *(item.parts for item in paragraph.items), *paragraph.continued)
    return sum(len(part.text) for parts in held for part in parts)
