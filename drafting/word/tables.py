"""Tables of an agreement: annex tables, forms and the signature block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.word.runs import escape, paragraph, run, tab
from drafting.word.styles import TEXT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafting.agreement import Furniture, Signatory
    from drafting.word.typesetting import Typesetter

_WRITING_HEIGHT = 850  # 15 mm: room for two handwritten lines
_CLOSE_HEIGHT = 710  # 12.5 mm
_LETTER = 100  # about the width of a letter of a table, in twentieths of a point
TABLE_END = paragraph("TableEnd", "")  # Word asks for a paragraph after a table that ends a document


def table(title: str, description: str, columns: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], writing: int = _WRITING_HEIGHT) -> str:
    """Return a ruled table whose header row repeats; cells hold runs, widths come from ``column_widths``.

    A row with an empty cell leaves room to write in, ``writing`` twentieths of a point high.
    Raises ValueError when a row has another number of cells than there are columns.
    """
    needed = sum(_longest_words([(name,) for name in columns]))
    scale = min(100, 100 * sum(widths) // needed)  # narrower letters rather than headings broken in the middle of a word
    header = _row([_cell(paragraph("TableHeading", run(name, scale=scale)), width) for name, width in zip(columns, widths, strict=True)], "<w:tblHeader/>")
    room = f'<w:trHeight w:val="{writing}" w:hRule="atLeast"/>'
    lines = [_row([_cell(paragraph("TableText", runs), width) for runs, width in zip(row, widths, strict=True)], "" if all(row) else room) for row in rows]
    look = '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    caption = f'<w:tblCaption w:val="{escape(title)}"/>' + (f'<w:tblDescription w:val="{escape(description)}"/>' if description else "")
    return _table("AgreementTable", widths, look + caption, header + "".join(lines))


def column_widths(texts: Sequence[Sequence[str]], total: int = TEXT_WIDTH) -> list[int]:
    """Return widths for columns of plain words, given row by row: long text gets more room, the longest word its own width if it can."""
    columns = list(zip(*texts, strict=True))
    least = _least(columns, total)
    weights = [sum(len(text) for text in column) + 1 for column in columns]
    return _shared_out(least, weights, total)


def widened(widths: Sequence[int], columns: Sequence[Sequence[str]]) -> list[int]:
    """Return widths of the same sum in which no column is too narrow for its longest word, if they can be; the others give by what they can spare."""
    least = _least(columns, sum(widths))
    if all(width >= need for width, need in zip(widths, least, strict=True)):
        return list(widths)
    return _shared_out(least, [max(width - need, 0) for width, need in zip(widths, least, strict=True)], sum(widths))


def _longest_words(columns: Sequence[Sequence[str]]) -> list[int]:
    """Return the width of the longest word of each column with the margins of a cell; a word may break after a hyphen."""
    return [max(len(word) for text in column for word in f"{text} x".replace("-", "- ").split()) * _LETTER + 240 for column in columns]


def _least(columns: Sequence[Sequence[str]], total: int) -> list[int]:
    least = _longest_words(columns)
    return [width * total // sum(least) for width in least] if sum(least) > total else least


def _shared_out(least: Sequence[int], weights: Sequence[int], total: int) -> list[int]:
    """Return the least widths and what is left of the total, by weight."""
    spare, whole = total - sum(least), sum(weights) or 1
    widths = [room + spare * weight // whole for room, weight in zip(least, weights, strict=True)]
    widths[-1] += total - sum(widths)
    return widths


def form(title: str, description: str, questions: Sequence[str], furniture: Furniture, *, close: bool = False) -> str:
    """Return a form: a question and an empty cell for its answer in each row; one that is set ``close`` takes less height."""
    asked = TEXT_WIDTH // 2 if close else TEXT_WIDTH * 2 // 5
    rows = [(run(question), "") for question in questions]
    return table(title, description, (title, furniture.answer), rows, [asked, TEXT_WIDTH - asked], _CLOSE_HEIGHT if close else _WRITING_HEIGHT)


def signature_block(parties: Sequence[Signatory], typesetter: Typesetter) -> str:
    """Return the places where the parties sign, two side by side; each row stays whole and the rows stay together."""
    widths = [TEXT_WIDTH // 2, TEXT_WIDTH // 2]
    rows = []
    for index in range(0, len(parties), 2):
        cells = [_signature(party, typesetter) for party in parties[index : index + 2]]
        cells += [paragraph("SignatureLabel", "")] * (2 - len(cells))
        rows.append(_row([_cell(cell, width) for cell, width in zip(cells, widths, strict=True)]))
    look = '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    return _table("SignatureTable", widths, look, "".join(rows))


def _signature(party: Signatory, typesetter: Typesetter) -> str:
    words = typesetter.furniture
    name = typesetter.open_blank(party.name) if party.open else run(party.name)
    line = paragraph("SignatureLine", tab())
    signed = [(words.signature, person) for person in party.people] or [(words.signature, "")]
    block = paragraph("SignatureLabel", run(party.side_label)) if party.side_label else ""
    block = paragraph("SignatureParty", name) + block + line + paragraph("SignatureLabel", run(words.place_and_date))
    for label, person in signed:
        block += line + paragraph("SignatureLabel", run(label))
        block += paragraph("SignatureName", run(person)) if person else line
        block += paragraph("SignatureLabel", run(words.name_in_capitals)) if not person else ""
    return block


def grid(
    caption: str, header: Sequence[str], rows: Sequence[Sequence[tuple[str, int]]], widths: Sequence[int], tall: Sequence[bool], room: Sequence[bool]
) -> str:
    """Return a ruled table of finished paragraphs: header cells, then rows of cells, each with the number of columns it stands over.

    A ``tall`` row may break over pages; one with ``room`` leaves space to write in.
    """
    written = f'<w:trHeight w:val="{_WRITING_HEIGHT}" w:hRule="atLeast"/>'
    lines = _row([_cell(content, width) for content, width in zip(header, widths, strict=True)], "<w:tblHeader/>")
    for row, high, wide in zip(rows, tall, room, strict=True):
        cells, place = "", 0
        for content, over in row:
            cells += _cell(content, sum(widths[place : place + over]), over)
            place += over
        inside = ("" if high else "<w:cantSplit/>") + (written if wide else "")
        lines += f"<w:tr>{f'<w:trPr>{inside}</w:trPr>' if inside else ''}{cells}</w:tr>"
    look = '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    return _table("AgreementTable", widths, f'{look}<w:tblCaption w:val="{escape(caption)}"/>', lines)


def _table(style: str, widths: Sequence[int], look: str, rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(cells: Sequence[str], properties: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(content: str, width: int, over: int = 1) -> str:
    span = f'<w:gridSpan w:val="{over}"/>' if over > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>{content}</w:tc>'
