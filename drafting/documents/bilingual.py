"""The bilingual agreement: two columns, one row per provision, each language with its own numbers."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from babel import Locale

from drafting import furniture
from drafting.agreement import Article
from drafting.assembly import assemble
from drafting.documents.report import Grid, Heading, Line, Signing, Span, heading_of, line, lines_of, spans

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
    for place, (left, right) in enumerate(pairs or [(None, None)]):
        gaps = [_missing(agreement) if not article.paragraphs and place == 0 else () for agreement, article in ((first, one), (second, other))]
        yield _provision(first, left) or gaps[0], _provision(second, right) or gaps[1]


def _missing(agreement: Agreement) -> Cell:
    """Return what stands once where a clause or an annex has no words in a language yet."""
    _ = furniture.words(agreement.language)
    return (line(_("No text in this language yet."), "note"),)


def _provision(agreement: Agreement, entry: Paragraph | None) -> Cell:
    if entry is None:
        return ()
    found = list(lines_of(entry))
    if entry.insert == "definitions":
        found += [Line((Span(term.word, "strong"), Span(f" {term.verb} {term.text}"))) for term in agreement.definitions]
        found += [] if agreement.definitions else [line(agreement.furniture.definitions_none)]
    elif entry.insert == "parties":
        found += [line(f"{party.side_label}: {_name(agreement, party.name, party.open)}") for party in agreement.parties]
    elif entry.insert == "annexes":
        found += [line(f"{annex.number}  {annex.title}", "item") for annex in agreement.annexes] or [line(agreement.furniture.annex_list_none)]
    return tuple(found)


def _name(agreement: Agreement, name: str, is_open: bool) -> str:
    return agreement.furniture.open_mark.replace("{label}", name) if is_open else name


def _annexes(first: Agreement, second: Agreement) -> Iterator[tuple[Cell, ...]]:
    """Pair the annexes by what they are: a language without the words that name one does not have it."""
    known = [{annex.anchor: annex for annex in agreement.annexes} for agreement in (first, second)]
    for anchor in dict.fromkeys(anchor for annexes in known for anchor in annexes):
        one, other = (annexes.get(anchor) for annexes in known)
        yield _annex_heading(first, one), _annex_heading(second, other, doubled=True)
        yield (line(one.introduction),) if one else (), (line(other.introduction),) if other else ()
        yield from zip_longest(_annex(one) if one else (), _annex(other) if other else (), fillvalue=())


def _annex_heading(agreement: Agreement, annex: Annex | None, *, doubled: bool = False) -> Cell:
    if annex is None:
        return _missing(agreement)
    return (line(f"{annex.number}  {annex.title}", "article", anchor=_second(annex.anchor) if doubled else annex.anchor),)


def _annex(annex: Annex) -> list[Cell]:
    """Return an annex as provisions: each row with what its columns are called, each question of a form."""
    rows: list[Cell] = []
    for row in annex.rows:
        told = [Line((Span(f"{name}: ", "strong"), *spans(entry.parts))) for name, entry in zip(annex.columns, row, strict=True) if spans(entry.parts)]
        rows += [tuple(told)] if told else []
    if annex.columns and not rows:
        rows.append(tuple(line(f"{name}: ________________") for name in annex.columns))
    return rows + [(line(f"{question}: ________________"),) for question in annex.fields]
