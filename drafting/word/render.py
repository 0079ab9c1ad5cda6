"""An agreement, or one clause on its own, as a Word document."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from drafting.agreement import Article, words
from drafting.word.anchors import Anchors, anchors_of, annex_number_name
from drafting.word.comments import comments_of
from drafting.word.contents import contents
from drafting.word.footnotes import Footnotes
from drafting.word.lists import numbering_part
from drafting.word.parts import Imprint, package
from drafting.word.runs import PAGE_BREAK, field, paragraph, run, tab
from drafting.word.sections import Finish
from drafting.word.styles import styles_part
from drafting.word.tables import TABLE_END, column_widths, form, signature_block, table
from drafting.word.typesetting import Typesetter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafting.agreement import Agreement, Annex, ClauseSheet, Signatory
    from drafting.documents.internal import InternalAgreement
    from drafting.word.typesetting import Inserts


_CLOSE_FORMS = ("dpia",)  # annex forms that would else run over by a few rows to a page of their own


def render(agreement: Agreement, pages: Mapping[str, int] | None = None, ours: InternalAgreement | None = None, finish: Finish | None = None) -> bytes:
    """Return the agreement as a .docx; the same agreement gives the same bytes.

    ``ours`` holds the remarks and sources that only our own side may read and makes the document an internal one; ``pages`` maps anchors of headings to
    page numbers for the table of contents, as ``page_numbers`` returns them; without it the table has none until Word counts them.
    """
    finish = finish or Finish()
    footnotes = Footnotes(ours.sources if ours else {})
    # LibreOffice takes the wrong note for one that has the number of a comment
    comments = comments_of(ours.remarks if ours else (), first=len(footnotes.sources) + 1)
    setter = Typesetter(anchors_of(agreement), agreement.furniture, chaptered=agreement.chaptered, comments=comments, footnotes=footnotes)
    inserts = _inserts(agreement, setter)
    body = setter.article(agreement.preamble, inserts) if agreement.preamble else ""
    body += "".join(setter.article(block, inserts) if isinstance(block, Article) else setter.chapter(block) for block in agreement.body)
    body += _closing(agreement, setter)
    body += "".join(_annex(annex, position, agreement, setter) for position, annex in enumerate(agreement.annexes, 1))
    front = _title_block(agreement, setter, cover=finish.cover)
    front += contents(agreement.furniture.contents, setter.entries, setter.anchors, pages)
    return package(
        front + _ended(body),
        styles_part(agreement.language, agreement.scheme, chaptered=agreement.chaptered),
        numbering_part(agreement.scheme, setter.loose_lists, chaptered=agreement.chaptered, first=agreement.first),
        _imprint(agreement, "internal" if ours else "shared"),
        finish,
        {"comments": comments.part(agreement.dated) if comments.remarks else "", "footnotes": footnotes.part()},
    )


def render_sheet(sheet: ClauseSheet) -> bytes:
    """Return one clause on its own as a .docx: title, summary, note, article, then its reasons and tables if the sheet has them."""
    setter = Typesetter(Anchors(), sheet.furniture)
    body = paragraph("Title", run(sheet.title)) + _texts("BodyText", sheet.summary) + _texts("StatusLine", sheet.note)
    body += setter.article(sheet.article, {})
    for number, reason in enumerate(sheet.reasons, 1):
        body += setter.heading("HeadingUnnumbered", f"hd_reason_{number}", reason.heading)
        body += "".join(_texts("BodyText", text) for text in reason.paragraphs)
    for number, entry in enumerate(sheet.tables, 1):
        body += setter.heading("HeadingUnnumbered", f"hd_table_{number}", entry.heading)
        rows = [[run(text) for text in row] for row in entry.rows]
        body += table(entry.heading, "", entry.columns, rows, column_widths([entry.columns, *entry.rows]))
    body += _texts("Note", sheet.furniture.licence)
    imprint = Imprint(sheet.language, sheet.title, sheet.furniture.header, sheet.article.clause, sheet.furniture.page, sheet.furniture.licence)
    styles = styles_part(sheet.language, sheet.scheme, chaptered=False)
    return package(_ended(body), styles, numbering_part(sheet.scheme, setter.loose_lists, chaptered=False), imprint)


def _imprint(agreement: Agreement, audience: str) -> Imprint:
    return Imprint(
        language=agreement.language,
        title=agreement.title,
        header=agreement.furniture.header,
        footer=f"{agreement.draft[:8]}-{agreement.revision}",
        page=agreement.furniture.page,
        licence=agreement.furniture.licence,
        keywords=", ".join(filter(None, (agreement.label, agreement.level, agreement.jurisdiction))),
        dated=agreement.dated,
        custom={"SopuDraft": agreement.draft, "SopuRevision": agreement.revision, "SopuAudience": audience, "SopuLayout": agreement.layout},
        internal=audience == "internal",
    )


def _title_block(agreement: Agreement, setter: Typesetter, *, cover: bool) -> str:
    furniture = agreement.furniture
    block = paragraph("CoverTitle" if cover else "Title", run(agreement.title))
    for number, (_, parties) in enumerate(groupby(agreement.parties, key=lambda party: party.side)):
        block += paragraph("TitleWord", run(furniture.and_ if number else furniture.between))
        block += "".join(paragraph("TitleParty", _name(party, setter)) for party in parties)
    line = " · ".join(filter(None, (agreement.label, agreement.dated_text, furniture.status)))
    turn = PAGE_BREAK if cover else ""
    return block + (paragraph("StatusLine", run(line) + turn) if line or turn else "")


def _name(party: Signatory, setter: Typesetter) -> str:
    return setter.open_blank(party.name) if party.open else run(party.name)


def _inserts(agreement: Agreement, setter: Typesetter) -> Inserts:
    return {
        "definitions": lambda: _definitions(agreement),
        "parties": lambda: "".join(
            paragraph("Party", run(f"{party.side_label}: " if party.side_label else "") + _name(party, setter)) for party in agreement.parties
        ),
        "annexes": lambda: _annex_list(agreement),
        "signatures": lambda: signature_block(agreement.parties, setter) if agreement.parties else "",
    }


def _definitions(agreement: Agreement) -> str:
    if not agreement.definitions:
        return _texts("ClauseContinued", agreement.furniture.definitions_none)
    return "".join(paragraph("Definition", run(entry.word, "DefinedTerm") + run(f" {entry.verb} {entry.text}")) for entry in agreement.definitions)


def _annex_list(agreement: Agreement) -> str:
    if not agreement.annexes:
        return _texts("ClauseContinued", agreement.furniture.annex_list_none)
    before, after = _around_annex_number(agreement)
    return "".join(
        paragraph("AnnexEntry", run(before) + field(f"REF {annex_number_name(position)} \\h", str(position)) + run(f"{after}: {annex.title}"))
        for position, annex in enumerate(agreement.annexes, 1)
    )


def _around_annex_number(agreement: Agreement) -> tuple[str, str]:
    before, _, after = agreement.scheme.annex.partition("{annex}")
    return before, after


def _closing(agreement: Agreement, setter: Typesetter) -> str:
    signed = any(entry.insert == "signatures" for article in agreement.articles for entry in article.paragraphs)
    block = ""
    if agreement.parties and not signed:
        block = setter.heading("HeadingUnnumbered", "hd_signatures", agreement.furniture.signature) + signature_block(agreement.parties, setter)
    notice = " ".join(filter(None, (agreement.furniture.draft_notice, agreement.furniture.licence)))
    # A paragraph must part the signatures from a table that may follow.
    return block + (_texts("Note", notice) or TABLE_END)


def _annex(annex: Annex, position: int, agreement: Agreement, setter: Typesetter) -> str:
    before, after = _around_annex_number(agreement)
    series = re.sub(r"\W", "", f"{before}{after}") or "Annex"
    number = setter.anchors.mark(annex_number_name(position), field(f"SEQ {series} \\* ARABIC", str(position)))
    lead = run(before) + number + run(after) + tab()
    block = setter.heading("AnnexHeading", annex.anchor, annex.title, agreement.scheme.annex.format(annex=position), lead=lead)
    block += _texts("BodyText", annex.introduction)
    if annex.columns:
        filled = [[setter.parts(cell.parts) for cell in row] for row in annex.rows]
        empty = [setter.open_blank(agreement.furniture.to_be_filled)] + [""] * (len(annex.columns) - 1)
        plain = [annex.columns, *([words(cell.parts) for cell in row] for row in annex.rows)]
        block += table(annex.title, annex.introduction, annex.columns, filled or [empty], column_widths(plain))
    if annex.fields:
        block = _ended(block)
        block += form(annex.title, annex.introduction, annex.fields, agreement.furniture, close=annex.id in _CLOSE_FORMS)
    if not (annex.introduction or annex.columns or annex.fields):
        block += paragraph("BodyText", setter.open_blank(agreement.furniture.to_be_filled))
    return block


def _texts(style: str, text: str) -> str:
    """Return plain words as paragraphs; a blank line parts them."""
    return "".join(paragraph(style, run(part.strip())) for part in re.split(r"\n\s*\n", text) if part.strip())


def _ended(body: str) -> str:
    return body + TABLE_END if body.endswith("</w:tbl>") else body
