"""The numbers of an amended agreement: those of the current one stand, what is inserted gets a letter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clauses.forms import CAPITAL
from drafting.agreement import Article, Cell
from drafting.documents.report import Heading
from drafting.numbering import letter
from drafting.references import Target, reference
from drafting.renumbering import bare_number, paragraph_number, referred, renumbered
from drafting.sections import out_of_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drafting.agreement import Agreement
    from drafting.documents.order import Order


@dataclass(frozen=True)
class Numbers:
    """The numbers of the amended agreement: those of the current one stand, what is inserted gets a letter."""

    articles: dict[str, str]
    annexes: dict[str, str]
    by_anchor: dict[str, str]


def numbers_of(old: Mapping[str, str], old_annexes: Iterable[str], wanted: Agreement, language: str) -> Numbers:
    """Return the numbers of the amended agreement, bare: 12, 12 a; ``old`` are those of the current one by clause, "" where not known."""
    articles: dict[str, str] = {}
    before, inserted = "0", 0
    for article in wanted.articles:
        if not article.number:
            articles[article.clause] = ""
        elif article.clause in old:
            before, inserted = old[article.clause], 0
            articles[article.clause] = before
        else:
            articles[article.clause] = f"{before}{' ' if language in ('fi', 'sv') else ''}{letter(inserted)}" if before else ""
            inserted += 1
    annexes = {annex: str(place) for place, annex in enumerate(old_annexes, 1)}
    for annex in wanted.annexes:
        annexes.setdefault(annex.id, str(len(annexes) + 1))
    anchors = {article.anchor: articles[article.clause] for article in wanted.articles}
    for article in wanted.articles:
        anchors |= {entry.anchor: bare_number(wanted.scheme, articles[article.clause], place) for place, entry in enumerate(article.paragraphs, 1)}
    anchors |= {annex.anchor: annexes[annex.id] for annex in wanted.annexes}
    return Numbers(articles, annexes, anchors)


def with_numbers(wanted: Agreement, numbers: Numbers) -> Agreement:
    """Return the wanted agreement in the numbers of the amended one."""

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


def moves(order: Order, target: Agreement, old: Iterable[str], numbers: Numbers) -> dict[str, Heading]:
    """Return what is said of each article that stands elsewhere than in the current agreement, by anchor; ``old`` are its anchors in their order."""
    _ = order.say
    here = [article for article in target.articles if article is not target.preamble]
    elsewhere = set(out_of_order((article.anchor for article in here), old))
    said = {}
    for before, article in zip([None, *here], here, strict=False):
        if article.anchor not in elsewhere:
            continue
        name = named(order, target, numbers.articles[article.clause], article.title)
        if before is None:
            said[article.anchor] = Heading(_("{article} is moved to the beginning").format(article=name))
        else:
            other = named(order, target, numbers.articles[before.clause], before.title)
            said[article.anchor] = Heading(_("{article} is moved to stand after the provision {other}").format(article=name, other=other))
    return said


def named(order: Order, target: Agreement, number: str, title: str) -> str:
    """Return an article by its number as a sentence begins with it, "Section 12a", "12 a §"; by its title where it has no number."""
    if not number:
        return order.say("“{title}”").format(title=title)
    return "".join(piece.text for piece in reference(Target(number, ""), order.language, target.scheme.id, CAPITAL))


def paragraph_heading(order: Order, target: Agreement, article: Article, number: str, place: int) -> Heading:
    """Return the heading over new words of one paragraph, named as the numbering scheme refers to it: "Section 4(2)", "4 §:n 2 momentti", "Punkt 4.2"."""
    _, anchor = order.say, f"{article.anchor}_{place}"
    if not number:
        name = named(order, target, number, article.title)
        return Heading(_("{article}, paragraph {paragraph}, reads as follows").format(article=name, paragraph=place), anchor=anchor)
    there = Target(number, "", bare_number(target.scheme, number, place), "")
    name = "".join(piece.text for piece in reference(there, order.language, target.scheme.id, CAPITAL))
    return Heading(_("{article} reads as follows").format(article=name), anchor=anchor)
