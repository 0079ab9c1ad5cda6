"""An agreement as the headings, lines and tables other documents are made of, for the formats without Word's own numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.agreement import Article
from drafting.documents.report import Heading, Line, Report, Signing, Span, annex_blocks, heading_of, line, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafting.agreement import Agreement, Signatory
    from drafting.documents.report import Block


def flat(agreement: Agreement) -> Report:
    """Return an agreement as a report with typed numbers."""
    return Report(
        "agreement",
        agreement.language,
        agreement.title,
        tuple(_blocks(agreement)),
        agreement.draft,
        agreement.revision,
        agreement.dated,
        agreement.furniture,
    )


def _blocks(agreement: Agreement) -> Iterator[Block]:
    furniture = agreement.furniture
    yield line(" · ".join(filter(None, (agreement.label, agreement.dated_text, furniture.status))), "note")
    if agreement.parties:
        yield line(furniture.between)
        for party in agreement.parties:
            yield line(_name(agreement, party), "item")
    signed = False
    for block in (*([agreement.preamble] if agreement.preamble else []), *agreement.body):
        if not isinstance(block, Article):
            yield Heading(f"{block.number}  {block.title}".strip(), anchor=block.anchor)
            continue
        yield Heading(heading_of(block), 2 if agreement.chaptered and block.number else 1, block.anchor)
        for entry in block.paragraphs:
            yield from lines_of(entry)
            yield from _inserted(agreement, entry.insert)
            signed = signed or entry.insert == "signatures"
    if agreement.parties and not signed:
        yield Heading(furniture.signature, anchor="hd_signatures")
        yield Signing(agreement.parties)
    yield line(f"{furniture.draft_notice} {furniture.licence}", "note")
    for annex in agreement.annexes:
        yield Heading(f"{annex.number}  {annex.title}", anchor=annex.anchor)
        yield from annex_blocks(annex)


def _inserted(agreement: Agreement, insert: str) -> Iterator[Block]:
    furniture = agreement.furniture
    if insert == "definitions":
        for term in agreement.definitions:
            yield Line((Span(term.word, "strong"), Span(f" {term.verb} {term.text}")), "item")
        if not agreement.definitions:
            yield line(furniture.definitions_none)
    elif insert == "parties":
        for party in agreement.parties:
            yield line(f"{party.side_label}: {_name(agreement, party)}", "item")
    elif insert == "annexes":
        for annex in agreement.annexes:
            yield line(f"{annex.number}: {annex.title}", "item")
        if not agreement.annexes:
            yield line(furniture.annex_list_none)
    elif insert == "signatures" and agreement.parties:
        yield Signing(agreement.parties)


def _name(agreement: Agreement, party: Signatory) -> str:
    return agreement.furniture.open_mark.replace("{label}", party.name) if party.open else party.name
