"""The synopsis: one row per clause, what the law says, what either side wants, where a compromise lies, how far it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafting.assembly import assemble
from drafting.documents.report import Grid, Line, article_lines, cell, facing, heading_of, line
from drafting.documents.sides import sides_of
from drafting.draft import SETTLED

if TYPE_CHECKING:
    from drafting.agreement import Agreement, Article
    from drafting.documents.order import Order
    from drafting.documents.report import Cell, Report
    from drafting.documents.sides import Sides

SHARES = (13, 17, 21, 21, 20, 8)
FULL_SHARES = (13, 20, 20, 20, 19, 8)  # the current agreement is as long as the texts beside it


def synopsis(order: Order) -> Report:
    """Return the synopsis of a draft; words only one side has are underlined."""
    _ = order.say
    sides = sides_of(order)
    current = assemble(order.base, order.library, order.language) if order.base else None
    wanted = [entry.id for entry in order.chosen()]
    articles = [entry for entry in sides.draft.articles if entry.clause in wanted]
    columns = (
        _("Topic"),
        _("Current agreement") if order.base else _("Law and guidance"),
        column(order, sides, "union"),
        column(order, sides, "employer"),
        _("Compromise"),
        _("Status"),
    )
    rows = tuple(_row(order, sides, article, current) for article in articles)
    legend = _("Words that stand in the text of one side alone are underlined.")
    grid = _filled(Grid(_("Synopsis"), columns, rows, FULL_SHARES if order.base else SHARES))
    return order.report("synopsis", _("Synopsis"), line(legend, "note"), grid, landscape=True)


def _filled(grid: Grid) -> Grid:
    """Return a table without the columns that no row has anything in: the others need their room."""
    kept = [place for place in range(len(grid.columns)) if any(row[place] for row in grid.rows) or not grid.rows]
    rows = tuple(tuple(row[place] for place in kept) for row in grid.rows)
    return replace(grid, columns=tuple(grid.columns[place] for place in kept), rows=rows, shares=tuple(grid.shares[place] for place in kept))


def column(order: Order, sides: Sides, side: str) -> str:
    """Return the heading of a side's column; it says so where the words are the library's and not the side's own."""
    _ = order.say
    if side in sides.typical:
        return {
            "union": _("Union text (not its own: the library’s strong position)"),
            "employer": _("Employer text (not its own: the library’s baseline position)"),
        }[side]
    return {"union": _("Union text (this draft)"), "employer": _("Employer text (this draft)")}[side]


def _row(order: Order, sides: Sides, article: Article, current: Agreement | None) -> tuple[Cell, ...]:
    clause = article.clause
    selection = order.draft.selection(clause)
    standing = selection.standing if selection else "open"
    union, employer = facing(*(article_lines(wishes, wishes.article(clause)) for wishes in (sides.union, sides.employer)))
    present = article_lines(current, current.article(clause)) if current else tuple(line(law) for law in order.law(clause))
    middle = article_lines(sides.draft, article) if not order.side or standing in SETTLED else ()
    return (
        (Line(line(heading_of(article), mark="strong").spans, "text", article.anchor),),
        present,
        union,
        employer,
        middle,
        cell(standing_words(order, standing)),
    )


def standing_words(order: Order, standing: str) -> str:
    """Return how far a clause is, in the document's language."""
    _ = order.say
    return {
        "open": _("open"),
        "proposed": _("proposed"),
        "countered": _("counter-proposal made"),
        "tentatively agreed": _("tentatively agreed"),
        "agreed": _("agreed"),
        "withdrawn": _("withdrawn"),
    }[standing]
