"""An agreement as the headings, lines and tables other documents are made of, for the formats without Word's own numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.agreement import Article
from drafting.documents.report import Heading, Line, Report, Signing, annex_blocks, heading_of, line, lines_of, party_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafting.agreement import Agreement
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
            yield Line((party_span(party, furniture),), "item")
    signed = False
    for block in (*([agreement.preamble] if agreement.preamble else []), *agreement.body):
        if not isinstance(block, Article):
            yield Heading(f"{block.number}  {block.title}".strip(), anchor=block.anchor)
            continue
        yield Heading(heading_of(block), 2 if agreement.chaptered and block.number else 1, block.anchor)
        for entry in block.paragraphs:
            yield from lines_of(agreement, entry, signed=False)
            if entry.insert == "signatures" and agreement.parties:
                yield Signing(agreement.parties)
                signed = True
    if agreement.parties and not signed:
        yield Heading(furniture.signature, anchor="hd_signatures")
        yield Signing(agreement.parties)
    yield line(f"{furniture.draft_notice} {furniture.licence}", "note")
    for annex in agreement.annexes:
        yield Heading(f"{annex.number}  {annex.title}", anchor=annex.anchor)
        yield from annex_blocks(annex)
