"""Agreement -> numbered plain text, the same numbers as the preview and the Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.agreement import Article, words
from drafting.renumbering import renumbered
from drafting.returned import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafting.agreement import Agreement, Annex, Paragraph


def text(agreement: Agreement) -> str:
    """Return an agreement as numbered plain text, one paragraph a line."""
    return "\n".join(line.replace("\N{NO-BREAK SPACE}", " ").rstrip() for line in _lines(agreement)).strip() + "\n"


def clause_words(agreement: Agreement, clause: str, numbers: Mapping[str, str] | None = None) -> str:
    """Return the words of a clause as a reader of its Word file finds them, a line for each paragraph, without numbers; "" for one that is not there.

    ``numbers`` are those that references are to print, by anchor, where another version of the agreement counts.
    """
    article = agreement.article(clause)
    if article is None:
        return ""
    lines = [article.title, *(line for paragraph in article.paragraphs for line in _unnumbered(agreement, renumbered(paragraph, numbers or {})))]
    return "\n".join(tidy(line).strip() for line in lines)


def placed_words(agreement: Agreement, clause: str) -> list[str]:
    """Return the lines that the document itself places in a clause: definitions, parties, annexes, the places to sign; none for one that is not there."""
    article = agreement.article(clause)
    return [tidy(line).strip() for paragraph in (article.paragraphs if article else ()) for line in _placed(agreement, paragraph)]


def _unnumbered(agreement: Agreement, paragraph: Paragraph) -> Iterator[str]:
    yield (f"{paragraph.lead_in}. " if paragraph.lead_in else "") + words(paragraph.parts)
    yield from (words(item.parts) for item in paragraph.items)
    yield from (words(parts) for parts in paragraph.continued)
    yield from _placed(agreement, paragraph)


def _placed(agreement: Agreement, paragraph: Paragraph) -> Iterator[str]:
    yield from _signed(agreement) if paragraph.insert == "signatures" else _inserted(agreement, paragraph.insert)


def _signed(agreement: Agreement) -> Iterator[str]:
    """Yield the words of the places where the parties sign."""
    furniture = agreement.furniture
    for party in agreement.parties:
        yield from filter(None, (f"[{party.name}]" if party.open else party.name, party.side_label, furniture.place_and_date))
        for person in party.people or ("",):
            yield from (furniture.signature, person or furniture.name_in_capitals)


def _lines(agreement: Agreement) -> Iterator[str]:
    yield agreement.title
    if agreement.furniture.header:
        yield agreement.furniture.header
    if agreement.parties:
        yield ""
        yield agreement.furniture.between
        yield f" {agreement.furniture.and_} ".join(f"[{party.name}]" if party.open else party.name for party in agreement.parties)
    if agreement.preamble:
        yield from _article(agreement, agreement.preamble)
    for block in agreement.body:
        if isinstance(block, Article):
            yield from _article(agreement, block)
        else:
            yield ""
            yield f"{block.number}  {block.title}".upper()
    for annex in agreement.annexes:
        yield from _annex(annex)


def _article(agreement: Agreement, article: Article) -> Iterator[str]:
    yield ""
    yield f"{article.number}  {article.title}".strip()
    for paragraph in article.paragraphs:
        yield from _paragraph(agreement, paragraph)


def _paragraph(agreement: Agreement, paragraph: Paragraph) -> Iterator[str]:
    lead = f"{paragraph.lead_in}. " if paragraph.lead_in else ""
    yield f"{paragraph.number} {lead}{words(paragraph.parts)}".strip()
    for item in paragraph.items:
        yield f"    {item.number} {words(item.parts)}"
    for parts in paragraph.continued:
        yield f"  {words(parts)}"
    yield from _inserted(agreement, paragraph.insert)


def _inserted(agreement: Agreement, insert: str) -> Iterator[str]:
    if insert == "definitions":
        for entry in agreement.definitions:
            yield f"    {entry.word} {entry.verb} {entry.text}"
        if not agreement.definitions:
            yield f"    {agreement.furniture.definitions_none}"
    elif insert == "parties":
        for party in agreement.parties:
            yield f"    {party.side_label}: {f'[{party.name}]' if party.open else party.name}"
    elif insert == "annexes":
        for annex in agreement.annexes:
            yield f"    {annex.number}: {annex.title}"
        if not agreement.annexes:
            yield f"    {agreement.furniture.annex_list_none}"
    elif insert == "signatures":
        for party in agreement.parties:
            yield f"    {f'[{party.name}]' if party.open else party.name}: ________________ {', '.join(party.people)}".rstrip()


def _annex(annex: Annex) -> Iterator[str]:
    yield ""
    yield f"{annex.number}  {annex.title}"
    yield annex.introduction
    if annex.columns:
        yield "    " + " | ".join(annex.columns)
    for row in annex.rows:
        yield "    " + " | ".join(words(cell.parts) for cell in row)
    for field in annex.fields:
        yield f"    {field}: ________________"
