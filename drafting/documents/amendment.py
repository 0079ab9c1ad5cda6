"""The amending protocol: the changes from a current agreement to a draft and nothing else, in the current agreement's numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.agreement import Article, Chapter
from drafting.assembly import assemble
from drafting.documents.amended import moves, named, numbers_of, paragraph_heading, with_numbers
from drafting.documents.amended_file import changes_of_file, file_opening
from drafting.documents.report import Heading, Signing, annex_blocks, article_lines, line, lines_of
from drafting.filling import format_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from drafting.agreement import Agreement, Annex
    from drafting.documents.amended import Numbers
    from drafting.documents.order import Order
    from drafting.documents.report import Block, Report


def amendment(order: Order) -> Report:
    """Return the protocol by which the parties change ``order.base`` into the draft. Raises ValueError without a base."""
    _ = order.say
    wanted = order.agreement()
    if order.current is not None:
        return _protocol(order, wanted, file_opening(order, order.current), changes_of_file(order, order.current, wanted), order.draft.term.start)
    if order.base is None:
        raise ValueError("an amending protocol needs the current agreement")
    current = assemble(order.base, order.library, order.language)
    old = {article.clause: str(place) for place, article in enumerate((a for a in current.articles if a.number), current.first)}
    numbers = numbers_of(old, [annex.id for annex in current.annexes], wanted, order.language)
    target = with_numbers(wanted, numbers)
    changes = [*_articles(order, current, target, numbers), *_chapters(order, current, target, numbers), *_annexes(order, current, target)]
    opening = _("The parties change the agreement “{title}” of {date} as follows. What is not mentioned here stays as it is.")
    start = order.draft.term.start
    moved = start if start != order.base.term.start else None
    return _protocol(order, wanted, opening.format(title=current.title or _("the agreement"), date=current.dated_text), changes, moved)


def _protocol(order: Order, wanted: Agreement, opening: str, changes: Iterable[Block], start: date | None) -> Report:
    _ = order.say
    day = format_date(start, order.language) if start else _("[date]")
    blocks: list[Block] = [line(opening)]
    blocks += [*changes] or [line(_("Nothing is changed."))]
    blocks += [Heading(_("Entry into force")), line(_("The changes take effect on {date}.").format(date=day))]
    if wanted.parties:
        blocks += [Heading(wanted.furniture.signature, anchor="hd_signatures"), Signing(wanted.parties)]
    return order.report("amendment", _("Amending protocol"), *blocks)


def _articles(order: Order, current: Agreement, target: Agreement, numbers: Numbers) -> Iterator[Block]:
    _ = order.say
    old = {article.clause: article for article in current.articles}
    elsewhere = moves(order, target, [article.anchor for article in current.articles], numbers)
    for article in target.articles:
        name = named(order, target, numbers.articles[article.clause], article.title)
        before = old.pop(article.clause, None)
        if before is None:
            yield Heading(_("A new provision is added: {article}, {title}").format(article=name, title=article.title), anchor=article.anchor)
            yield from article_lines(article)
            continue
        if article.anchor in elsewhere:
            yield elsewhere[article.anchor]
        yield from _changed(order, target, before, article, numbers.articles[article.clause])
    for article in old.values():
        place = (
            next(number for number, entry in enumerate((a for a in current.articles if a.number), current.first) if entry is article) if article.number else ""
        )
        yield Heading(
            _("{article}, {title}, is repealed").format(article=named(order, target, str(place), article.title), title=article.title), anchor=article.anchor
        )


def _changed(order: Order, target: Agreement, before: Article, after: Article, number: str) -> Iterator[Block]:
    """Yield what changed inside one article: single paragraphs, or all of it where paragraphs came, went or moved."""
    _, name = order.say, named(order, target, number, after.title)
    if before.title != after.title:
        yield Heading(_("{article} gets a new title: {title}").format(article=name, title=after.title))
    if [entry.slot for entry in before.paragraphs] != [entry.slot for entry in after.paragraphs]:
        yield Heading(_("{article} reads as follows").format(article=name), anchor=after.anchor)
        yield from article_lines(after)
        return
    for place, (one, other) in enumerate(zip(before.paragraphs, after.paragraphs, strict=True), 1):
        if [entry.text for entry in lines_of(one)] != [entry.text for entry in lines_of(other)]:
            yield paragraph_heading(order, target, after, number, place)
            yield from lines_of(other)


def _chapters(order: Order, current: Agreement, target: Agreement, numbers: Numbers) -> Iterator[Block]:
    _ = order.say
    old = [block.title for block in current.body if isinstance(block, Chapter)]
    for place, block in enumerate(target.body):
        if isinstance(block, Chapter) and block.title not in old:
            following = next((entry for entry in target.body[place:] if isinstance(entry, Article)), None)
            name = named(order, target, numbers.articles[following.clause], following.title) if following else ""
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
