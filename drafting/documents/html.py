"""A report as one HTML file: no script, nothing fetched, readable in any browser and on paper."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from drafting.documents.report import Grid, Heading, Line, signing_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafting.agreement import Furniture
    from drafting.documents.report import Block, Cell, Report

_MARKS = {
    "": "{}",
    "strong": "<b>{}</b>",
    "differs": "<u>{}</u>",
    "inserted": "<ins>{}</ins>",
    "deleted": "<del>{}</del>",
    "disputed": "<strong>{}</strong>",
    "open": "<mark>{}</mark>",
}
_LOOK = (
    "body{font:1rem/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem}body.wide{max-width:75rem}h1,h2,h3,th{font-family:sans-serif}"
    ".internal{color:#9b2c1f;font-weight:bold}.note{color:#595959}.item{padding-left:1.5rem;margin:.2rem 0}.scroll{overflow-x:auto}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #a6a6a6;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    "th{background:#ededed}td p{margin:.2rem 0}caption{text-align:left;font-weight:bold}mark{background:#fff2cc}"
)


def html(report: Report) -> str:
    """Return a report as a whole HTML page; every word is escaped."""
    body = "".join(_block(block, report.furniture) for block in report.blocks)
    kind = "internal" if report.audience == "internal" else "note"
    return (
        f'<!doctype html>\n<html lang="{escape(report.language)}">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{_bare(report.title)}</title><style>{_LOOK}</style></head>\n<body{' class=wide' if report.landscape else ''}>\n"
        f'<p class="{kind}">{_bare(report.furniture.header)}</p>\n<h1>{_bare(report.title)}</h1>\n{body}</body>\n</html>\n'
    )


def _bare(text: str) -> str:
    return escape("".join(sign for sign in text if sign.isprintable() or sign == "\N{NO-BREAK SPACE}"))


def _block(block: Block, furniture: Furniture) -> str:
    if isinstance(block, Heading):
        identity = f' id="{escape(block.anchor)}"' if block.anchor else ""
        return f"<h{block.level + 1}{identity}>{_bare(block.text)}</h{block.level + 1}>\n"
    if isinstance(block, Line):
        return _line(block) + "\n"
    if isinstance(block, Grid):
        return _grid(block)
    return "".join(f"{_line(entry)}\n" for entry in signing_lines(block.parties, furniture))


def _line(line: Line) -> str:
    words = "".join(_MARKS[span.mark].format(_bare(span.text)) for span in line.spans)
    words = f"<span{_lang(line.language)}>{words}</span>" if line.language else words
    if line.look in ("article", "chapter"):
        return f"<p><b>{words}</b></p>"
    return f'<p class="{line.look}">{words}</p>' if line.look != "text" else f"<p>{words}</p>"


def _grid(grid: Grid) -> str:
    tags = grid.languages or ("",) * len(grid.columns)
    heads = "".join(f'<th scope="col"{_lang(tag)}>{_bare(name)}</th>' for name, tag in zip(grid.columns, tags, strict=True))
    rows = "".join(f"<tr>{_row(row, len(grid.columns), tags)}</tr>\n" for row in grid.rows)
    caption = f"<caption>{_bare(grid.caption)}</caption>"
    return f'<div class="scroll" tabindex="0"><table>{caption}<thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n'


def _row(row: Sequence[Cell], width: int, tags: Sequence[str]) -> str:
    if len(row) == 1 < width:
        return f'<td colspan="{width}">{"".join(_line(line) for line in row[0])}</td>'
    return "".join(f"<td{_lang(tag)}>{''.join(_line(line) for line in cell)}</td>" for cell, tag in zip(row, tags, strict=True))


def _lang(tag: str) -> str:
    return f' lang="{escape(tag)}"' if tag else ""
