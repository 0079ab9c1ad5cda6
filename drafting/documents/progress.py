"""Where the talks stand: minutes with the signing protocol, the log of what is settled, the list of what is open."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from drafting.agreement import words
from drafting.checks import check
from drafting.documents.report import Grid, Heading, Line, Signing, cell, heading_of, inserted, line, party_span
from drafting.documents.synopsis import standing_words
from drafting.draft import SETTLED
from drafting.filling import format_date

if TYPE_CHECKING:
    from drafting.agreement import Agreement, Article
    from drafting.documents.order import Order
    from drafting.documents.report import Block, Cell, Report

_OPEN = ("open-blank", "open-date")


def minutes(order: Order) -> Report:
    """Return the minutes and signing protocol: who met, what was agreed, from when it holds, and the signatures."""
    _ = order.say
    agreement = order.agreement()
    term = order.draft.term
    present = tuple(((Line((party_span(party, agreement.furniture),)),), cell(", ".join(party.people))) for party in agreement.parties)
    name = agreement.title or _("the agreement")
    holds = (
        _("The agreement takes effect on {date}.").format(date=format_date(term.start, order.language))
        if term.start
        else _("The agreement takes effect on [date].")
    )
    until = _("It is to hold until {date}.").format(date=format_date(term.end, order.language)) if term.end else ""
    points = [
        _("The parties found that they have negotiated on the following agreement and approved it: {title}.").format(title=name),
        " ".join(filter(None, (holds, until))),
        _("The text of the agreement and its annexes is attached to these minutes and belongs to them."),
        _("The parties approve these minutes by their signatures. The approved minutes prove the agreement."),
    ]
    blocks: list[Block] = [
        Grid(
            _("Meeting"), (_("Matter"), _("Entry")), tuple((cell(label), ()) for label in (_("Place and date"), _("Chair"), _("Secretary"))), (1, 3), room=True
        ),
        Heading(_("Present")),
        Grid(_("Present"), (_("Party"), _("Represented by")), present or (((), ()),), (1, 1), room=True),
    ]
    for number, (heading, text) in enumerate(zip((_("Agreement"), _("Entry into force"), _("Text"), _("Approval")), points, strict=True), 1):
        blocks += [Heading(f"{number}  {heading}"), line(text)]
    if agreement.annexes:
        blocks += [Heading(_("Annexes")), *(line(f"{annex.number}  {annex.title}", "item") for annex in agreement.annexes)]
    if agreement.parties:
        blocks += [Heading(agreement.furniture.signature, anchor="hd_signatures"), Signing(agreement.parties)]
    return order.report("minutes", _("Minutes and signing protocol"), *blocks)


def settled(order: Order) -> Report:
    """Return the log of what is settled: clause, how far, a fingerprint of the very words, and room for initials."""
    _ = order.say
    dated = format_date(order.draft.dated, order.language)
    agreement = order.agreement()
    rows = tuple(
        (cell(heading_of(article)), cell(standing_words(order, standing)), cell(fingerprint(agreement, article)), cell(dated), (), ())
        for article, standing in _standings(order)
        if standing in SETTLED
    )
    columns = (_("Clause"), _("Status"), _("Fingerprint of the words"), _("Date"), _("Initials, employer"), _("Initials, union"))
    blocks: list[Block] = [
        line(_("Nothing is agreed until everything is agreed, unless the parties say otherwise. The fingerprint changes with any word of the clause."), "note")
    ]
    blocks.append(Grid(_("Settled clauses"), columns, rows, (5, 3, 3, 2, 2, 2), room=True) if rows else line(_("Nothing is settled yet.")))
    return order.report("settled", _("Log of tentative agreements"), *blocks, landscape=True)


def open_issues(order: Order) -> Report:
    """Return the agenda: clauses that are not settled and what is still to be filled in, with room for who and by when."""
    _ = order.say
    findings = check(order.draft, order.library, order.language)
    blank = {(found.place, found.values["blank"]) for found in findings if found.rule in _OPEN and "blank" in found.values}
    rows: list[tuple[Cell, ...]] = []
    for article, standing in _standings(order):
        missing = sorted(label for place, label in blank if place.split(".")[0] == article.clause)
        if standing not in SETTLED or missing:
            todo = [_("To be filled in: {blanks}").format(blanks=", ".join(missing))] if missing else []
            rows.append((cell(heading_of(article)), cell(standing_words(order, standing), *todo), (), (), ()))
    columns = (_("Clause"), _("What is open"), _("Who takes it on"), _("By when"), _("What stands in the way"))
    body: Block = Grid(_("Open issues"), columns, tuple(rows), (4, 5, 3, 2, 4), room=True) if rows else line(_("Nothing is open."))
    return order.report("open-issues", _("Open issues"), body, landscape=True)


def _standings(order: Order) -> list[tuple[Article, str]]:
    standing = {entry.id: entry.standing for entry in order.chosen()}
    return [(article, standing[article.clause]) for article in order.agreement().articles if article.clause in standing]


def fingerprint(agreement: Agreement, article: Article) -> str:
    """Return a short digest of an article's words, the same as long as not a word changes."""
    texts = [article.title]
    for entry in article.paragraphs:
        texts += [words(entry.parts), *(words(item.parts) for item in entry.items), *(words(parts) for parts in entry.continued)]
        texts += [found.text for found in inserted(agreement, entry.insert)]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:8]
