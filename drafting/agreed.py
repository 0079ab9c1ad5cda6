"""What was agreed stands as long as its words do: whose words a change alters, and where such a clause stands then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.agreement import CrossReference, words
from drafting.assembly import assemble
from drafting.draft import SETTLED, Draft, Selection
from drafting.resolving import anchor, paragraph_anchor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clauses.library import Library
    from drafting.agreement import Agreement, Article, Part

Words = tuple[str, ...]  # of a clause, line by line


def reopened(before: Draft, after: Draft, library: Library) -> tuple[Draft, tuple[str, ...]]:
    """Return a changed draft with the clauses that were agreed and whose words it changes as proposed again, and their ids.

    A clause that takes another standing by the change itself keeps that one. Number and place, of the clause and of what it refers to, are
    no words of it; neither are the lists of definitions and annexes, which follow from other clauses, nor a language that comes or goes.
    """
    settled = [entry.id for entry in before.selections if entry.standing in SETTLED and _standing(after, entry.id) == entry.standing]
    if not settled or before.changed(revision=after.revision) == after:
        return after, ()
    alike = before if before.scheme == after.scheme else before.changed(scheme=after.scheme)
    changed: set[str] = set()
    for language in (tag for tag in after.languages if tag in before.languages):
        then, now = _said(alike, library, language), _said(after, library, language)
        changed |= {clause for clause in settled if then[clause] != now[clause]}
    entries = tuple(
        entry.model_copy(update={"standing": "proposed"}) if isinstance(entry, Selection) and entry.id in changed else entry for entry in after.clauses
    )
    return (after.changed(clauses=entries) if changed else after), tuple(clause for clause in settled if clause in changed)


def _standing(draft: Draft, clause: str) -> str:
    selection = draft.selection(clause)
    return selection.standing if selection else ""


def _said(draft: Draft, library: Library, language: str) -> dict[str, Words]:
    """Return what each clause says in a language, whatever numbers its references print."""
    agreement = assemble(draft, library, language)
    return {article.clause: tuple(_lines(agreement, article)) for article in agreement.articles}


def _lines(agreement: Agreement, article: Article) -> Iterator[str]:
    yield article.title
    for paragraph in article.paragraphs:
        yield paragraph.lead_in
        for parts in (paragraph.parts, *(item.parts for item in paragraph.items), *paragraph.continued):
            yield "".join(_bare(part) for part in parts)
        if paragraph.insert in ("parties", "signatures"):
            yield from (f"{party.side} {party.name} {', '.join(party.people)}" for party in agreement.parties)


def _bare(part: Part) -> str:
    """Return the words of a part; of a reference what it leads to, whether that is in the agreement or not."""
    if not isinstance(part, CrossReference):
        return words((part,))
    clause, _, slot = part.target.partition("#")
    missing = paragraph_anchor(clause, slot) if slot else anchor(clause)
    # of a clause and its paragraph the paragraph, whose bookmark sorts after that of the clause
    return f"[{missing if part.missing else max(piece.anchor for piece in part.pieces)}]"
