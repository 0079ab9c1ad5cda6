"""Every document of headings, lines and tables as a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.documents.report import Grid, Heading, Line, Signing
from drafting.word.anchors import Anchors
from drafting.word.lists import numbering_part
from drafting.word.parts import Imprint, package
from drafting.word.runs import LINE_BREAK, PAGE_BREAK, paragraph, run
from drafting.word.sections import LANDSCAPE_WIDTH, Finish
from drafting.word.styles import TEXT_WIDTH, locale, styles_part
from drafting.word.tables import TABLE_END, grid, signature_block, widened
from drafting.word.typesetting import Typesetter

if TYPE_CHECKING:
    from drafting.documents.report import Block, Cell, Report
    from drafting.numbering import Scheme

_WIDE_TITLE = 60  # letters: what one line of a turned page holds
_TALL = 700  # letters: a row this long may break over pages, a shorter one stays whole
_IN_TABLE = {"text": "TableText", "item": "TableItem", "article": "TableArticle", "chapter": "TableChapter", "note": "TableText"}
_IN_TEXT = {"text": "BodyText", "item": "ListLine", "article": "Subheading", "chapter": "HeadingUnnumbered", "note": "StatusLine"}
_MARKS = {"": "", "strong": "LeadIn", "differs": "Differs", "inserted": "InsertedWords", "deleted": "DeletedWords", "disputed": "Disputed", "open": "OpenBlank"}


def render_report(report: Report, scheme: Scheme, finish: Finish | None = None) -> bytes:
    """Return a report as a .docx; the same report gives the same bytes. ``scheme`` only fills the styles for those who add clauses by hand."""
    finish = finish or Finish()
    setter = Typesetter(Anchors(), report.furniture)
    width = LANDSCAPE_WIDTH if report.landscape else TEXT_WIDTH
    body = paragraph("CoverTitle" if finish.cover else "Title", _title(report) + (PAGE_BREAK if finish.cover else ""))
    for block in report.blocks:
        body += (TABLE_END if body.endswith("</w:tbl>") and isinstance(block, Grid | Signing) else "") + _block(block, width, setter)
    if body.endswith("</w:tbl>"):
        body += TABLE_END
    imprint = Imprint(
        language=report.language,
        title=report.title,
        header=report.furniture.header,
        footer=f"{report.draft[:8]}-{report.revision}",
        page=report.furniture.page,
        licence=report.furniture.licence,
        dated=report.dated,
        custom={"SopuDraft": report.draft, "SopuRevision": report.revision, "SopuAudience": report.audience, "SopuLayout": report.layout},
        internal=report.audience == "internal",
        landscape=report.landscape,
    )
    styles = styles_part(report.language, scheme, chaptered=False, width=width)
    return package(body, styles, numbering_part(scheme, 0, chaptered=False), imprint, finish)


def _title(report: Report) -> str:
    """Return the title as runs: what kind of document it is on one line, the name of the agreement on the next, unless a wide page holds both."""
    kind, colon, name = report.title.partition(": ")
    return run(report.title) if report.landscape and len(report.title) <= _WIDE_TITLE else run(kind + colon) + (LINE_BREAK if name else "") + run(name)


def _block(block: Block, width: int, setter: Typesetter) -> str:
    if isinstance(block, Heading):
        style = "HeadingUnnumbered" if block.level == 1 else "Subheading"
        return paragraph(style, setter.anchors.mark(block.anchor, run(block.text)))
    if isinstance(block, Line):
        return _line(block, _IN_TEXT[block.look], "", setter)
    if isinstance(block, Signing):
        return signature_block(block.parties, setter)
    return _grid(block, width, setter)


def _grid(block: Grid, width: int, setter: Typesetter) -> str:
    widths = [width * share // sum(block.shares) for share in block.shares]
    widths[-1] += width - sum(widths)
    widths = widened(widths, [(name, *(_labels(block) if place == 0 else ())) for place, name in enumerate(block.columns)])
    tags = [locale(tag) if tag else "" for tag in block.languages] or [""] * len(widths)
    header = [paragraph("TableHeading", run(name, language=tag)) for name, tag in zip(block.columns, tags, strict=True)]
    rows, tall, room = [], [], []
    for row in block.rows:
        alone = len(row) == 1 and len(widths) > 1
        rows.append([(_cell(cell, tag, setter), len(widths) if alone else 1) for cell, tag in zip(row, tags, strict=not alone)])
        tall.append(any(sum(len(line.text) for line in cell) > _TALL for cell in row))
        room.append(block.room and not all(row))
    return grid(block.caption, header, rows, widths, tall, room)


def _labels(block: Grid) -> list[str]:
    """Return the words of the first column, which say what each row is about; rows over all columns have none."""
    return [line.text for row in block.rows if len(row) == len(block.columns) for line in row[0]]


def _cell(cell: Cell, tag: str, setter: Typesetter) -> str:
    return "".join(_line(line, _IN_TABLE[line.look], tag, setter) for line in cell) or paragraph("TableText", "")


def _line(line: Line, style: str, tag: str, setter: Typesetter) -> str:
    language = locale(line.language) if line.language else tag
    runs = "".join(run(span.text, _MARKS[span.mark], language) for span in line.spans)
    return paragraph(style, setter.anchors.mark(line.anchor, runs))
