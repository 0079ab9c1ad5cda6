"""The changes of an amending protocol where the current agreement is a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.agreement import Article, Chapter
from drafting.documents.amended import moves, named, numbers_of, paragraph_heading, with_numbers
from drafting.documents.report import Heading, annex_blocks, article_lines, line, lines_of
from drafting.sections import FRONT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafting.agreement import Agreement
    from drafting.documents.amended import Numbers
    from drafting.documents.current import CurrentFile
    from drafting.documents.order import Order
    from drafting.documents.report import Block
    from drafting.sections import Section

_SHOWN = 160  # letters of a passage that nobody could place


def file_opening(order: Order, file: CurrentFile) -> str:
    """Return the sentence that names the current agreement, by the title its file has."""
    _ = order.say
    front = file.parts[FRONT].lines if FRONT in file.parts else ()
    title = next((found.text for found in front if found.style == "title"), front[0].text if front else "")
    opening = _("The parties change the agreement “{title}” as follows. What is not mentioned here stays as it is.")
    return opening.format(title=title or _("the agreement"))


def changes_of_file(order: Order, file: CurrentFile, wanted: Agreement) -> Iterator[Block]:
    """Yield what changes from a Word file to the draft, clause by clause; at the end what of the file fits no part of the draft."""
    old = {article.clause: file.number(article.anchor) for article in wanted.articles if article.anchor in file.parts}
    annexes = [annex.id for annex in wanted.annexes if annex.anchor in file.parts]
    numbers = numbers_of(old, annexes, wanted, order.language)
    target = with_numbers(wanted, numbers)
    elsewhere = moves(order, target, file.parts, numbers)
    for place, block in enumerate(target.body if target.preamble is None else (target.preamble, *target.body)):
        if isinstance(block, Article):
            if block.anchor in elsewhere:
                yield elsewhere[block.anchor]
            yield from _article(order, file, target, block, numbers)
        elif block.anchor not in file.parts:
            yield _chapter(order, target, block, numbers, place)
    yield from _annexes(order, file, target)
    yield from _loose(order, [found for found in file.loose if found.title != wanted.furniture.signature])


def _article(order: Order, file: CurrentFile, target: Agreement, article: Article, numbers: Numbers) -> Iterator[Block]:
    _ = order.say
    name = named(order, target, numbers.articles[article.clause], article.title)
    if article.anchor not in file.parts:
        yield Heading(_("A new provision is added: {article}, {title}").format(article=name, title=article.title), anchor=article.anchor)
        yield from article_lines(article)
        return
    if file.retitled(article.anchor):
        yield Heading(_("{article} gets a new title: {title}").format(article=name, title=article.title))
    changed = file.changed(article.anchor)
    if changed and not all(entry.lead_in or entry.parts for entry in article.paragraphs):
        changed = None  # a paragraph without words of its own cannot be counted in a file
    if changed is None:
        yield Heading(_("{article} reads as follows").format(article=name), anchor=article.anchor)
        yield from article_lines(article)
    for place in changed or ():
        yield paragraph_heading(order, target, article, numbers.articles[article.clause], place)
        yield from lines_of(article.paragraphs[place - 1])


def _chapter(order: Order, target: Agreement, chapter: Chapter, numbers: Numbers, place: int) -> Block:
    _ = order.say
    following = next((entry for entry in target.body[max(0, place - (target.preamble is not None)) :] if isinstance(entry, Article)), None)
    if following is None:
        return Heading(_("A chapter heading is added at the end: {title}").format(title=chapter.title), anchor=chapter.anchor)
    where = _("A chapter heading is added before the provision {article}: {title}")
    return Heading(where.format(article=named(order, target, numbers.articles[following.clause], following.title), title=chapter.title), anchor=chapter.anchor)


def _annexes(order: Order, file: CurrentFile, target: Agreement) -> Iterator[Block]:
    _ = order.say
    for annex in target.annexes:
        if annex.anchor not in file.parts:
            yield Heading(_("A new annex is added: {annex}, {title}").format(annex=annex.number, title=annex.title), anchor=annex.anchor)
            yield from annex_blocks(annex)
        elif file.retitled(annex.anchor) or file.changed(annex.anchor) != ():
            yield Heading(_("{article} reads as follows").format(article=annex.number), anchor=annex.anchor)
            yield from annex_blocks(annex)


def _loose(order: Order, loose: list[Section]) -> Iterator[Block]:
    _ = order.say
    if not loose:
        return
    yield Heading(_("Parts of the current agreement to be settled"))
    yield line(_("The parties have yet to say of each whether it stays or is repealed; no clause of the new text was found to match it."), "note")
    for section in loose:
        words = " ".join(found.text for found in section.lines[1:])
        short = f"{words[:_SHOWN].rsplit(' ', 1)[0]} …" if len(words) > _SHOWN else words
        yield line(f"{section.title}: {short}" if short else section.title, "item")
