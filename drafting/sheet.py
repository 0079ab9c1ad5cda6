"""Library -> ClauseSheet: one clause on its own, in one position and language, with or without its reasons."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from clauses import naming, provisions
from clauses.markup import MarkupError, Text
from drafting import furniture
from drafting.agreement import Article, ClauseSheet, CrossReference, Reason, ReferencePiece, Table, words
from drafting.assembly import assemble
from drafting.draft import Draft, Selection
from drafting.plan import plan_of
from drafting.renumbering import rereferred
from drafting.resolving import parts_of
from drafting.values import facts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from clauses.clause import Wording
    from clauses.library import Library
    from clauses.vocabulary import Words
    from drafting.agreement import Agreement, Part

NOTES = ("purpose", "union side", "employer side", "watch")


def alone(library: Library, clause: str, position: str, language: str) -> Draft:
    """Return a draft that holds one clause and nothing else; the same clause gives the same draft. Raises KeyError for an unknown clause."""
    facts = library.clauses[clause]
    selection = Selection(id=clause, position=position)  # type: ignore[arg-type]  # checked by pydantic
    identity = hashlib.sha256(clause.encode()).hexdigest()[:32]
    return Draft(id=identity, dated=facts.reviews.drafted, languages=(language,), clauses=(selection,))


@lru_cache(maxsize=1024)
def clause_agreement(library: Library, clause: str, position: str, language: str) -> Agreement:
    """Return one clause as an agreement of its own: numbered, its blanks at the library's suggestions, other clauses named by their titles."""
    made = assemble(alone(library, clause, position, language), library, language)

    def named(article: Article) -> Article:
        paragraphs = (rereferred(paragraph, lambda parts: _named(library, parts, language, naming.clause)) for paragraph in article.paragraphs)
        return replace(article, paragraphs=tuple(paragraphs))

    body = tuple(named(block) if isinstance(block, Article) else block for block in made.body)
    return replace(made, body=body, preamble=named(made.preamble) if made.preamble else None)


def _named(library: Library, parts: tuple[Part, ...], language: str, name: Callable[[str, str, str], str]) -> tuple[Part, ...]:
    """Return parts in which clauses that are not there are named in the form their sentence asks for."""
    named: list[Part] = []
    for part in parts:
        if isinstance(part, CrossReference) and part.missing:
            title = library.title(part.target.partition("#")[0], language)
            part = replace(part, pieces=(ReferencePiece(name(title, language, part.form)),))
        named.append(part)
    return tuple(named)


def note_paragraphs(library: Library, clause: str, note: str, language: str) -> tuple[tuple[Part, ...], ...]:
    """Return the paragraphs of a note as finished parts, other clauses by their titles; none where the clause has no such note in the language."""
    wording = library.wording(clause, language)
    text = wording.notes.get(note) if wording else None
    if text is None:
        return ()
    draft = alone(library, clause, "balanced", language)
    try:
        found = provisions.provisions(text.source, facts_of(draft, library, clause))
    except MarkupError:
        found = provisions.arrange([Text(text.source)])
    plan = plan_of(draft, library, language)
    return tuple(_named(library, parts_of(plan, clause, provision), language, naming.noted) for provision in found)


def clause_sheet(library: Library, clause: str, position: str, language: str, *, reasons: bool) -> ClauseSheet:
    """Return one clause as a sheet; raises KeyError for an unknown clause or one that is not written in the language.

    With its reasons come the notes of both sides, the questions to ask, the statements it answers and the law it stands on.
    """
    wording = library.wordings[(clause, language)]
    agreement = clause_agreement(library, clause, position, language)
    _ = furniture.words(language)
    status = _("Model clause, version {version}").format(version=library.clauses[clause].version)
    label = library.vocabulary.positions[position].label
    head = " · ".join((wording.title, label.get(language, label["en"]), status))
    return ClauseSheet(
        language=language,
        title=wording.title,
        summary=wording.words.summary,
        note=" · ".join((label.get(language, label["en"]), status)),
        article=next(agreement.articles),
        scheme=agreement.scheme,
        reasons=tuple(_reasons(library, wording, position, _)) if reasons else (),
        tables=tuple(_tables(library, clause, language, _)) if reasons else (),
        furniture=furniture.furniture(language, head),
    )


def _reasons(library: Library, wording: Wording, position: str, _: Callable[[str], str]) -> Iterator[Reason]:
    plain = [text for text in (wording.words.plain.get(position), wording.words.gives.get(position)) if text]
    if plain:
        yield Reason(_("In plain words"), tuple(plain))
    headings = (_("What the clause is for"), _("For the union side"), _("For the employer side"), _("Mind this"))
    for note, heading in zip(NOTES, headings, strict=True):
        if found := note_paragraphs(library, wording.clause, note, wording.language):
            yield Reason(heading, tuple(words(parts) for parts in found))
    if wording.words.asks:
        yield Reason(_("Questions to ask"), wording.words.asks)


def _tables(library: Library, clause: str, language: str, _: Callable[[str], str]) -> Iterator[Table]:
    facts, lists = library.clauses[clause], library.vocabulary
    marks = {"V": _("confirmed"), "P": _("partly confirmed"), "M": _("to be checked")}
    bases = [lists.legal_bases[name] for name in facts.legal_bases if name in lists.legal_bases]

    def say(text: Words) -> str:
        return text.get(language, text["en"])

    if bases:
        heads = _("Provision"), _("What it requires"), _("Date"), _("How well confirmed")
        rows = tuple((say(basis.provision), say(basis.requires), say(basis.date), marks[basis.mark]) for basis in bases)
        yield Table(_("The law it stands on"), heads, rows)
    statements = [lists.statements[name] for name in facts.statements if name in lists.statements]
    if statements:
        columns = _("Number"), _("What the position paper says, in our words")
        yield Table(_("The joint position paper"), columns, tuple((entry.id, say(entry.text)) for entry in statements))
