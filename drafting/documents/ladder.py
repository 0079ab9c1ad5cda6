"""Positions side by side: the steps of clauses from baseline to strong, what changes at each, and what each gives up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.comparison import compare_lines
from drafting.documents.report import Grid, Heading, Line, Span, cell, line, lines_of
from drafting.resolving import anchor
from drafting.sheet import clause_agreement

if TYPE_CHECKING:
    from drafting.agreement import Agreement, Paragraph
    from drafting.comparison import Stretch
    from drafting.documents.order import Order
    from drafting.documents.report import Block, Cell, Report


def positions(order: Order) -> Report:
    """Return the ladder of each clause asked for; own clauses have none. Each step is compared with the one before it."""
    _ = order.say
    legend = _("Each position is compared with the one to its left: new words are underlined twice, words left out are struck through.")
    blocks: list[Block] = [line(legend, "note")]
    for selection in order.chosen():
        if selection.id in order.library.clauses:
            blocks += [Heading(order.title(selection.id), anchor=anchor(selection.id)), _ladder(order, selection.id)]
    return order.report("positions", _("Positions side by side"), *blocks, landscape=True, audience="internal")


def _ladder(order: Order, clause: str) -> Grid:
    _ = order.say
    lists, steps = order.library.vocabulary.positions, order.library.positions(clause)
    beside = order.library.words(clause, order.language)
    assert beside is not None
    agreement = order.agreement()  # a clause alone has neither the parties nor the definitions of the draft
    texts = [{entry.slot: entry for entry in next(clause_agreement(order.library, clause, step, order.language).articles).paragraphs} for step in steps]
    rows: list[tuple[Cell, ...]] = []
    for slot in order.library.clauses[clause].slots:
        if any(slot in text for text in texts):
            name = beside.slots.get(slot, slot)
            rows.append((cell(name), *(_step(agreement, texts, place, slot) for place in range(len(steps)))))
    plain, gives = beside.plain, beside.gives
    rows.append((cell(_("In plain words")), *(cell(plain.get(step, "")) for step in steps)))
    if gives:
        rows.append((cell(_("What each side gives up")), *(cell(gives.get(step, "")) for step in steps)))
    columns = (_("Paragraph"), *(order.translated(lists[step].label) for step in steps))
    return Grid(order.title(clause), columns, tuple(rows), (1, *(3 for _step_ in steps)))


def _step(agreement: Agreement, texts: list[dict[str, Paragraph]], place: int, slot: str) -> Cell:
    """Return a paragraph in a position, compared with the position before where the two are alike enough to be read so."""
    entry = texts[place].get(slot)
    own = _bare(agreement, entry)
    if not place or not own:
        return own
    before = "\n".join(found.text for found in _bare(agreement, texts[place - 1].get(slot)))
    return tuple(_compared(stretches) for stretches in compare_lines(before, "\n".join(found.text for found in own)))


def _compared(stretches: list[Stretch]) -> Line:
    """Return a line with what came and went marked; a word struck out never touches the one in its place."""
    spans: list[Span] = []
    for stretch in stretches:
        if stretch.kind == "inserted" and spans and spans[-1].mark == "deleted":
            spans.append(Span(" "))
        spans.append(Span(stretch.text, "" if stretch.kind == "equal" else stretch.kind))
    return Line(tuple(spans))


def _bare(agreement: Agreement, entry: Paragraph | None) -> Cell:
    """Return a paragraph's lines without its number and lead-in, which the row names."""
    if entry is None:
        return ()
    first, *rest = lines_of(agreement, entry)
    drop = bool(entry.number) + bool(entry.lead_in)
    return (Line(first.spans[drop:]), *rest)
