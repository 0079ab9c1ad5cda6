"""The amending protocol: the changes from a current agreement to a draft and nothing else, in the current agreement's numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clauses.forms import CAPITAL
from drafting.agreement import Article, Cell, Chapter
from drafting.assembly import assemble
from drafting.documents.renumbering import bare_number, paragraph_number, referred, renumbered
from drafting.documents.report import Grid, Heading, Line, Signing, article_lines, line, lines_of, spans
from drafting.filling import format_date
from drafting.numbering import letter
from drafting.references import Target, reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafting.agreement import Agreement, Annex
    from drafting.documents.order import Order
    from drafting.documents.report import Block, Report


@dataclass(frozen=True)
class Numbers:
    """The numbers of the amended agreement: those of the current one stand, what is inserted gets a letter."""

    articles: dict[str, str]
    annexes: dict[str, str]
    by_anchor: dict[str, str]


def amendment(order: Order) -> Report:
    """Return the protocol by which the parties change ``order.base`` into the draft. Raises ValueError without a base."""
    _ = order.say
    if order.base is None:
        raise ValueError("an amending protocol needs the current agreement")
    current, wanted = assemble(order.base, order.library, order.language), order.agreement()
    numbers = _numbers(current, wanted, order.language)
    target = _renumbered(wanted, numbers)
    changes = [*_articles(order, current, target, numbers), *_chapters(order, current, target, numbers), *_annexes(order, current, target)]
    opening = _("The parties change the agreement “{title}” of {date} as follows. What is not mentioned here stays as it is.")
    title = current.title or _("the agreement")
    start = order.draft.term.start
    moved = start and start != order.base.term.start
    day = format_date(start, order.language) if start and moved else _("[date]")
    blocks: list[Block] = [line(opening.format(title=title, date=current.dated_text))]
    blocks += changes or [line(_("Nothing is changed."))]
    blocks += [Heading(_("Entry into force")), line(_("The changes take effect on {date}.").format(date=day))]
    if wanted.parties:
        blocks += [Heading(wanted.furniture.signature, anchor="hd_signatures"), Signing(wanted.parties)]
    return order.report("amendment", _("Amending protocol"), *blocks)


def _numbers(current: Agreement, wanted: Agreement, language: str) -> Numbers:
    """Return the numbers of the amended agreement, bare: 12, 12 a."""
    old = {article.clause: str(place) for place, article in enumerate((a for a in current.articles if a.number), current.first)}
    articles: dict[str, str] = {}
    before, inserted = "0", 0
    for article in wanted.articles:
        if not article.number:
            articles[article.clause] = ""
        elif article.clause in old:
            before, inserted = old[article.clause], 0
            articles[article.clause] = before
        else:
            articles[article.clause] = f"{before}{' ' if language in ('fi', 'sv') else ''}{letter(inserted)}"
            inserted += 1
    annexes = {annex.id: str(place) for place, annex in enumerate(current.annexes, 1)}
    for annex in wanted.annexes:
        annexes.setdefault(annex.id, str(len(annexes) + 1))
    anchors = {article.anchor: articles[article.clause] for article in wanted.articles}
    for article in wanted.articles:
        anchors |= {entry.anchor: bare_number(wanted.scheme, articles[article.clause], place) for place, entry in enumerate(article.paragraphs, 1)}
    anchors |= {annex.anchor: annexes[annex.id] for annex in wanted.annexes}
    return Numbers(articles, annexes, anchors)


def _renumbered(wanted: Agreement, numbers: Numbers) -> Agreement:
    def article(entry: Article) -> Article:
        number = numbers.articles[entry.clause]
        paragraphs = tuple(
            replace(renumbered(found, numbers.by_anchor), number=paragraph_number(wanted.scheme, number, place) if number else "")
            for place, found in enumerate(entry.paragraphs, 1)
        )
        return replace(entry, paragraphs=paragraphs)

    body = tuple(article(block) if isinstance(block, Article) else block for block in wanted.body)
    annexes = tuple(
        replace(
            entry,
            number=wanted.scheme.annex.format(annex=numbers.annexes[entry.id]),
            rows=tuple(tuple(Cell(referred(found.parts, numbers.by_anchor)) for found in row) for row in entry.rows),
        )
        for entry in wanted.annexes
    )
    return replace(wanted, preamble=article(wanted.preamble) if wanted.preamble else None, body=body, annexes=annexes)


def _named(order: Order, target: Agreement, number: str) -> str:
    """Return an article by its number as a sentence begins with it: "Section 12a", "12 a §"."""
    return "".join(piece.text for piece in reference(Target(number, ""), order.language, target.scheme.id, CAPITAL))


def _articles(order: Order, current: Agreement, target: Agreement, numbers: Numbers) -> Iterator[Block]:
    _ = order.say
    old = {article.clause: article for article in current.articles}
    for article in target.articles:
        name = _named(order, target, numbers.articles[article.clause])
        before = old.pop(article.clause, None)
        if before is None:
            yield Heading(_("A new provision is added: {article}, {title}").format(article=name, title=article.title), anchor=article.anchor)
            yield from article_lines(article)
        else:
            yield from _changed(order, before, article, name)
    for article in old.values():
        place = next(number for number, entry in enumerate((a for a in current.articles if a.number), current.first) if entry is article) if article.number else ""
        yield Heading(_("{article}, {title}, is repealed").format(article=_named(order, target, str(place)), title=article.title), anchor=article.anchor)


def _changed(order: Order, before: Article, after: Article, name: str) -> Iterator[Block]:
    """Yield what changed inside one article: single paragraphs, or all of it where paragraphs came, went or moved."""
    _ = order.say
    if before.title != after.title:
        yield Heading(_("{article} gets a new title: {title}").format(article=name, title=after.title))
    if [entry.slot for entry in before.paragraphs] != [entry.slot for entry in after.paragraphs]:
        yield Heading(_("{article} reads as follows").format(article=name), anchor=after.anchor)
        yield from article_lines(after)
        return
    for place, (one, other) in enumerate(zip(before.paragraphs, after.paragraphs, strict=True), 1):
        if [entry.text for entry in lines_of(one)] != [entry.text for entry in lines_of(other)]:
            yield Heading(_("{article}, paragraph {paragraph}, reads as follows").format(article=name, paragraph=place), anchor=f"{after.anchor}_{place}")
            yield from lines_of(other)


def _chapters(order: Order, current: Agreement, target: Agreement, numbers: Numbers) -> Iterator[Block]:
    _ = order.say
    old = [block.title for block in current.body if isinstance(block, Chapter)]
    for place, block in enumerate(target.body):
        if isinstance(block, Chapter) and block.title not in old:
            following = next((entry for entry in target.body[place:] if isinstance(entry, Article)), None)
            name = _named(order, target, numbers.articles[following.clause]) if following else ""
            where = (
                _("A chapter heading is added before the provision {article}: {title}") if following else _("A chapter heading is added at the end: {title}")
            )
            yield Heading(where.format(article=name, title=block.title), anchor=block.anchor)
    kept = [block.title for block in target.body if isinstance(block, Chapter)]
    for title in old:
        if title not in kept:
            yield Heading(_("The chapter heading “{title}” is taken out").format(title=title))


def _annexes(order: Order, current: Agreement, target: Agreement) -> Iterator[Block]:
    _ = order.say
    old = {annex.id: annex for annex in current.annexes}
    for annex in target.annexes:
        before = old.pop(annex.id, None)
        if before is None:
            yield Heading(_("A new annex is added: {annex}, {title}").format(annex=annex.number, title=annex.title), anchor=annex.anchor)
            yield from annex_blocks(annex)
        elif _content(before) != _content(annex):
            yield Heading(_("{article} reads as follows").format(article=annex.number), anchor=annex.anchor)
            yield from annex_blocks(annex)
    for annex in old.values():
        yield Heading(_("{article}, {title}, is repealed").format(article=annex.number, title=annex.title), anchor=annex.anchor)


def _content(annex: Annex) -> tuple[object, ...]:
    rows = tuple("|".join("".join(part.text for part in entry.parts) for entry in row) for row in annex.rows)
    return annex.title, annex.introduction, annex.columns, rows, annex.fields


def annex_blocks(annex: Annex) -> Iterator[Block]:
    """Yield what an annex holds: its introduction, its table, its questions."""
    if annex.introduction:
        yield line(annex.introduction)
    if annex.columns:
        rows = tuple(tuple((Line(spans(entry.parts)),) if spans(entry.parts) else () for entry in row) for row in annex.rows)
        yield Grid(annex.title, annex.columns, rows or (tuple(() for _ in annex.columns),), tuple(1 for _ in annex.columns), room=True)
    for question in annex.fields:
        yield line(f"{question}: ________________", "item")
