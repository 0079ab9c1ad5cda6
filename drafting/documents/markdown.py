"""A report as Markdown: plain text that any editor shows and that still has headings and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafting.documents.report import Grid, Heading, Line, signing_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafting.agreement import Furniture
    from drafting.documents.report import Block, Cell, Report, Span

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_MARKS = {"": "{}", "strong": "**{}**", "differs": "<u>{}</u>", "inserted": "<ins>{}</ins>", "deleted": "~~{}~~", "disputed": "**{}**", "open": "**{}**"}


def markdown(report: Report) -> str:
    """Return a report as Markdown; words are escaped, so that none of them is read as markup."""
    parts = [f"# {escaped(report.title)}", f"*{escaped(report.furniture.header)}*"]
    for block in report.blocks:
        parts.extend(_block(block, report.furniture))
    return "\n\n".join(part for part in parts if part.strip("*")) + "\n"


def escaped(text: str) -> str:
    """Return words in which no sign means anything to Markdown."""
    bare = "".join(sign for sign in text.replace("\n", " ") if sign.isprintable() or sign == "\N{NO-BREAK SPACE}")
    return _SPECIAL.sub(r"\\\1", bare)


def _block(block: Block, furniture: Furniture) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {escaped(block.text)}"
    elif isinstance(block, Line):
        # a line that begins “1.” would start a list of Markdown's own counting
        yield re.sub(r"^(\d+)([.)])", r"\1\\\2", _line(block)) if block.look != "item" else f"- {_line(block)}"
    elif isinstance(block, Grid):
        yield _grid(block)
    else:
        yield from (_line(entry) for entry in signing_lines(block.parties, furniture))


def _line(line: Line) -> str:
    return "".join(_span(span) for span in line.spans)


def _span(span: Span) -> str:
    """Return marked words with the blanks around them outside: Markdown takes “**Data. **” for asterisks."""
    bare = span.text.strip()
    before, _, after = span.text.partition(bare) if bare else (span.text, "", "")
    return f"{before}{_MARKS[span.mark].format(escaped(bare)) if bare else ''}{after}"


def _grid(grid: Grid) -> str:
    width = len(grid.columns)
    lines = [_row([escaped(name) for name in grid.columns]), _row(["---"] * width)]
    lines += [_row([_cell(cell) for cell in row] + [""] * (width - len(row))) for row in grid.rows]
    return "\n".join(lines)


def _cell(cell: Cell) -> str:
    return "<br>".join(_line(line) for line in cell)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
