"""What goes with an agreement before and after it is signed: questions to the employer, the memorandum, the members' summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.agreement import words
from drafting.annexes import PURPOSES
from drafting.documents.report import Grid, Heading, Line, Span, cell, line
from drafting.filling import format_date, phrase
from drafting.resolving import anchor
from drafting.sheet import note_paragraphs
from drafting.values import value_of

if TYPE_CHECKING:
    from drafting.documents.order import Order
    from drafting.documents.report import Block, Cell, Report
    from drafting.draft import Selection

_SYSTEM_ROWS = 3


def information_request(order: Order) -> Report:
    """Return the questions an employer is asked before the talks: which systems, which data, and what each clause turns on."""
    _ = order.say
    systems = (_("System and supplier"), _("Data collected"), _("Purpose"), _("Who receives them"), _("Kept for"))
    technologies = order.library.vocabulary.technologies
    used = dict.fromkeys(name for entry in order.chosen() for name in _facts(order, entry.id, "technologies"))
    rows = [(cell(order.translated(technologies[name].label)), (), (), (), ()) for name in used if name in technologies]
    rows += [((), (), (), (), ())] * _SYSTEM_ROWS
    blocks: list[Block] = [
        line(_("We ask for these facts in writing before the talks. Where a thing is not in use, please say so."), "note"),
        Heading(_("Systems in use or planned")),
        Grid(_("Systems in use or planned"), systems, tuple(rows), (4, 4, 4, 4, 3), room=True),
        Heading(_("Questions by topic")),
    ]
    asked: list[tuple[Cell, ...]] = []
    for selection in order.chosen():
        beside = order.library.words(selection.id, order.language)
        if beside and beside.asks:
            asked.append(((line(beside.title, "article"),),))
            asked += [(cell(question), ()) for question in beside.asks]
    if asked:
        blocks.append(Grid(_("Questions by topic"), (_("Question"), order.agreement().furniture.answer), tuple(asked), (3, 4), room=True))
    return order.report("information-request", _("Request for information"), *blocks)


def impact_assessment(order: Order) -> Report:
    """Return the questionnaire by which workers' representatives are heard on an impact assessment (Article 35 of the GDPR)."""
    _ = order.say
    heads = _("Question"), order.agreement().furniture.answer
    blocks: list[Block] = [line(_("For one system at a time. The controller answers; the workers’ representatives add their view."), "note")]
    for heading, asked in _assessed(order).items():
        blocks += [Heading(heading), Grid(heading, heads, tuple((cell(question), ()) for question in asked), (3, 4), room=True)]
    promised = tuple(
        (cell(order.title(entry.id)), cell(*_plain(order, entry)), ()) for entry in order.chosen() if "assess" in _facts(order, entry.id, "functions")
    )
    purposes = _purposes(order)
    if purposes:
        blocks += [Heading(_("Purposes agreed")), *(line(f"– {purpose}", "item") for purpose in purposes)]
    if promised:
        columns = _("Clause"), _("What is agreed on assessments"), _("Done")
        blocks += [Heading(_("What the agreement asks for")), Grid(_("What the agreement asks for"), columns, promised, (3, 6, 2))]
    return order.report("impact-assessment", _("Questions on an impact assessment"), *blocks)


def _assessed(order: Order) -> dict[str, tuple[str, ...]]:
    """Return the questions of an impact assessment under their headings."""
    _ = order.say
    return {
        _("The processing"): (
            _("Which system is assessed, who supplies it, and from when is it to be used?"),
            _("Which data of workers are processed, from whom, how often and how exactly?"),
            _("For which purposes, and on which legal basis for each?"),
        ),
        _("Need and proportion"): (
            _("Why is each purpose necessary, and which milder means were considered?"),
            _("For how long are the data kept, and why not for a shorter time?"),
            _("Who sees the data inside and outside the organisation, and are they moved outside the EU?"),
        ),
        _("Risks to workers"): (
            _("Could the data be used to watch performance, to discipline or to rank, and what prevents it?"),
            _("Which workers could be treated worse, and how has this been tested?"),
            _("What happens when the system is wrong or out of order, and who puts it right?"),
        ),
        _("Measures and follow-up"): (
            _("Which measures reduce each risk, who is responsible, and by when?"),
            _("How are workers told, and how can they see and correct their data?"),
            _("When is the assessment reviewed, and what would make it necessary earlier?"),
        ),
        _("The representatives’ view"): (
            _("What do the workers or their representatives say on the processing?"),
            _("If the employer departs from their view, for which reasons?"),
        ),
    }


def _purposes(order: Order) -> list[str]:
    clause, name = PURPOSES
    value = value_of(order.draft, order.library, clause, name)
    return [phrase(order.library, clause, name, [entry], order.language) for entry in value] if isinstance(value, list) else []


def memorandum(order: Order) -> Report:
    """Return the explanatory memorandum: for each clause what it is for, what it says in plain words, and what it rests on."""
    _ = order.say
    blocks: list[Block] = [
        line(_("The parties use this memorandum to understand the agreement. It is not part of the agreement, and the agreement prevails."), "note")
    ]
    statements = order.library.vocabulary.statements
    articles = {article.clause: article for article in order.agreement().articles}
    for selection in order.chosen():
        article = articles[selection.id]
        blocks.append(Heading(f"{article.number}  {article.title}".strip(), anchor=anchor(selection.id)))
        blocks += [line(text) for text in _plain(order, selection)]
        blocks += [line(words(parts)) for parts in note_paragraphs(order.library, selection.id, "purpose", order.language)]
        sources = order.law(selection.id)
        answered = [name.removeprefix("S") for name in _facts(order, selection.id, "statements") if name in statements]
        if answered:
            told = order.ngettext("Joint position paper, statement {numbers}", "Joint position paper, statements {numbers}", len(answered))
            sources.append(told.format(numbers=", ".join(answered)))
        if sources:
            blocks.append(Line((Span(_("Sources:") + " ", "strong"), Span("; ".join(sources)))))
        if article.amended or article.own:
            blocks.append(line(_("The parties worded this clause themselves; its reasons are to be added here.")))
    return order.report("memorandum", _("Explanatory memorandum"), *blocks)


def members_summary(order: Order) -> Report:
    """Return the agreement in plain words for those who vote on it, by theme."""
    _ = order.say
    term = order.draft.term
    articles = {article.clause: article for article in order.agreement().articles}
    blocks: list[Block] = [line(_("This summary explains the agreement. What binds is the agreement itself."), "note")]
    if term.start and term.end:
        text = _("The agreement is to hold from {start} to {end}.")
        blocks.append(line(text.format(start=format_date(term.start, order.language), end=format_date(term.end, order.language))))
    elif term.start:
        blocks.append(line(_("The agreement is to hold from {start}.").format(start=format_date(term.start, order.language))))
    themes = order.library.vocabulary.themes
    groups: dict[str, list[Block]] = {}
    for selection in order.chosen():
        plain = _plain(order, selection)
        if plain:
            number = articles[selection.id].number
            said = Line((Span(f"{articles[selection.id].title}. ", "strong"), Span(" ".join(plain)), Span(f"\N{NO-BREAK SPACE}({number})" if number else "")))
            groups.setdefault(order.library.theme(selection.id), []).append(said)
    for theme, lines in groups.items():
        heading = order.translated(themes[theme].label) if theme in themes else ""
        blocks += [*([Heading(heading)] if heading else []), *lines]
    return order.report("members", _("The agreement in plain words"), *blocks)


def _plain(order: Order, selection: Selection) -> list[str]:
    """Return what a clause says in plain words, unless its words were amended: the library cannot explain words it does not know."""
    beside = order.library.words(selection.id, order.language)
    if beside is None or selection.wording:
        return []
    text = beside.plain.get(selection.position)
    return [text] if text else []


def _facts(order: Order, clause: str, name: str) -> tuple[str, ...]:
    facts = order.library.clauses.get(clause)
    return tuple(getattr(facts, name)) if facts else ()
