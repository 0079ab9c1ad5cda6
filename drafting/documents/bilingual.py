"""The bilingual agreement: two columns, one row per provision, each language with its own numbers."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from babel import Locale

from drafting.agreement import Article
from drafting.assembly import assemble
from drafting.documents.report import Grid, Heading, Line, Signing, Span, heading_of, line, lines_of, spans
from drafting.furniture import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafting.agreement import Agreement, Annex, Chapter, Paragraph
    from drafting.documents.order import Order
    from drafting.documents.report import Block, Cell, Report


def bilingual(order: Order) -> Report:
    """Return the agreement in two languages side by side; the authentic one is named above it."""
    _ = order.say
    first, second = (assemble(order.draft, order.library, tag) for tag in (order.language, order.second))
    columns = tuple(_tongue(tag, tag) for tag in (order.language, order.second))
    authentic = order.draft.languages[0]
    lead = _("Should the texts differ, the text in this language prevails: {language}.").format(language=_tongue(authentic, order.language))
    blocks: list[Block] = [
        line(second.title, "note", language=order.second),
        line(lead, "note"),
        Grid(first.title, columns, tuple(_body(first, second)), (1, 1), languages=(order.language, order.second)),
    ]
    if first.parties:
        blocks += [Heading(first.furniture.signature, anchor="hd_signatures"), Signing(first.parties)]
    if first.annexes or second.annexes:
        blocks.append(Heading(_("Annexes")))
        blocks.append(Grid(_("Annexes"), columns, tuple(_annexes(first, second)), (1, 1), languages=(order.language, order.second)))
    report = order.report("bilingual", first.title, *blocks)
    return replace(report, title=first.title, furniture=first.furniture)


def _tongue(tag: str, reader: str) -> str:
    name = Locale.parse(tag).get_display_name(reader) or tag
    return name[:1].upper() + name[1:] if tag == reader else name


def _body(first: Agreement, second: Agreement) -> Iterator[tuple[Cell, ...]]:
    blocks = [*([first.preamble] if first.preamble else []), *first.body], [*([second.preamble] if second.preamble else []), *second.body]
    for one, other in zip(*blocks, strict=True):
        yield _heading(first, one), _heading(second, other, doubled=True)
        if isinstance(one, Article) and isinstance(other, Article):
            yield from _article(first, second, one, other)


def _heading(agreement: Agreement, block: Chapter | Article, *, doubled: bool = False) -> Cell:
    look = "article" if isinstance(block, Article) and block.number and agreement.chaptered else "chapter"
    text = heading_of(block) if isinstance(block, Article) else f"{block.number}  {block.title}".strip()
    return (line(text, look, anchor=_second(block.anchor) if doubled else block.anchor),)  # type: ignore[arg-type]  # one of the looks


def _second(anchor: str) -> str:
    """Return the bookmark of the second language: ``cl2_…`` for ``cl_…``, ``hd2_…`` for ``hd_…``."""
    kind, _, rest = anchor.partition("_")
    return f"{kind}2_{rest}"[:40]


def _article(first: Agreement, second: Agreement, one: Article, other: Article) -> Iterator[tuple[Cell, ...]]:
    """Pair the paragraphs of an article by slot; what only one language has stands alone in its column."""
    if [entry.slot for entry in one.paragraphs] == [entry.slot for entry in other.paragraphs]:
        pairs: list[tuple[Paragraph | None, Paragraph | None]] = list(zip(one.paragraphs, other.paragraphs, strict=True))
    else:
        pairs = list(zip_longest(one.paragraphs, other.paragraphs))
    for row, (left, right) in enumerate(pairs):
        yield (
            _provision(first, left) if row or one.paragraphs else _wordless(first),
            _provision(second, right) if row or other.paragraphs else _wordless(second),
        )


def _wordless(agreement: Agreement) -> Cell:
    _ = words(agreement.language)
    return (line(_("This clause has no words in this language yet."), "note"),)


def _provision(agreement: Agreement, entry: Paragraph | None) -> Cell:
    return tuple(lines_of(agreement, entry, signed=False)) if entry else ()


def _annexes(first: Agreement, second: Agreement) -> Iterator[tuple[Cell, ...]]:
    """Pair the annexes by what they are; one that only one language mentions stands alone in its column."""
    left, right = ({annex.anchor: annex for annex in agreement.annexes} for agreement in (first, second))
    for anchor in left | right:
        one, other = left.get(anchor), right.get(anchor)
        yield _annex_heading(one, anchor), _annex_heading(other, _second(anchor))
        yield from zip_longest(_annex(one), _annex(other), fillvalue=())


def _annex_heading(annex: Annex | None, anchor: str) -> Cell:
    return (line(f"{annex.number}  {annex.title}", "article", anchor=anchor),) if annex else ()


def _annex(annex: Annex | None) -> list[Cell]:
    """Return an annex as provisions: its introduction, each row with what its columns are called, each question of a form."""
    if annex is None:
        return []
    rows: list[Cell] = [(line(annex.introduction),)]
    for row in annex.rows:
        told = [Line((Span(f"{name}: ", "strong"), *spans(entry.parts))) for name, entry in zip(annex.columns, row, strict=True) if spans(entry.parts)]
        rows += [tuple(told)] if told else []
    if annex.columns and len(rows) == 1:
        rows.append(tuple(line(f"{name}: ________________") for name in annex.columns))
    return rows + [(line(f"{question}: ________________"),) for question in annex.fields]
