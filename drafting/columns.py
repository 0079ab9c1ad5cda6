"""A bilingual file that came back -> what changed in each of its two columns, and the clauses that were changed in one of them only."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from drafting.exchange import ReturnedComparison, compare_returned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafting.exchange import ReturnedClause
    from drafting.returned import Comment, ReturnedDocument, ReturnedParagraph


def is_bilingual(document: ReturnedDocument) -> bool:
    """Return whether a file holds an agreement in two columns: it says so, or the bookmarks of the second do."""
    return document.layout == "bilingual" or any(
        name.startswith("cl2_") for paragraph in document.paragraphs for span in paragraph.spans for name in span.marks
    )


def columns(document: ReturnedDocument) -> tuple[ReturnedDocument, ReturnedDocument]:
    """Return the two languages of a bilingual file as files of their own; what stands outside the columns belongs to the first."""
    one, two = (_column(document, prefix, usual) for prefix, usual in (("cl_", 1), ("cl2_", 2)))
    second = [place for place, paragraph in enumerate(document.paragraphs) if _is_second(paragraph, one, two)]
    beyond = set(second)
    first = [place for place in range(len(document.paragraphs)) if place not in beyond]
    beside = {comment.id for comment in document.comments if comment.paragraph in second}
    there = [comment for comment in document.comments if comment.id in beside or comment.answers in beside]
    here = [comment for comment in document.comments if comment not in there]
    return _only(document, first, here), replace(_only(document, second, there), pages=())


def compare_columns(
    sent: ReturnedDocument, returned: ReturnedDocument, languages: tuple[str, str], names: Mapping[str, str] | None = None
) -> ReturnedComparison:
    """Return what a bilingual file changed of the one that was sent, each clause once for each of its two languages."""
    both = [compare_returned(before, after, names) for before, after in zip(columns(sent), columns(returned), strict=True)]
    kept = [{clause.clause for clause in comparison.clauses if clause.after} for comparison in both]
    first, second = (_in(comparison, language, beside) for comparison, language, beside in zip(both, languages, reversed(kept), strict=True))
    beside: dict[str, list[ReturnedClause]] = {}
    for clause in second.clauses:
        beside.setdefault(clause.clause, []).append(clause)
    clauses = [entry for clause in first.clauses for entry in (clause, *beside.pop(clause.clause, ()))]
    rest = [clause for entries in beside.values() for clause in entries]
    return ReturnedComparison((*clauses, *rest), (*first.new, *second.new), (*first.loose, *second.loose))


def _in(comparison: ReturnedComparison, language: str, kept: set[str]) -> ReturnedComparison:
    clauses = tuple(replace(clause, language=language, kept_beside=clause.clause in kept) for clause in comparison.clauses)
    return replace(comparison, clauses=clauses, new=tuple(replace(part, language=language) for part in comparison.new))


def _column(document: ReturnedDocument, prefix: str, usual: int) -> int:
    """Return the column in which most bookmarks of a language stand: columns may have been added or exchanged."""
    paragraphs = (entry for entry in document.paragraphs if entry.column)
    found = Counter(entry.column for entry in paragraphs if any(name.startswith(prefix) for span in entry.spans for name in span.marks))
    return found.most_common(1)[0][0] if found else usual


def _is_second(paragraph: ReturnedParagraph, one: int, two: int) -> bool:
    beyond = paragraph.column >= two if one < two else 0 < paragraph.column < one
    return beyond and not paragraph.style.startswith("signature")


def _only(document: ReturnedDocument, places: list[int], comments: list[Comment]) -> ReturnedDocument:
    """Return some paragraphs of a document with the comments that belong to them; its headings stand in cells."""
    number = {place: index for index, place in enumerate(places)}
    paragraphs = tuple(replace(document.paragraphs[place], style=_style(document.paragraphs[place].style)) for place in places)
    moved = tuple(replace(comment, paragraph=number.get(comment.paragraph, -1)) for comment in comments)
    return replace(document, paragraphs=paragraphs, comments=moved)


def _style(name: str) -> str:
    """Return a style by what it is: the headings of clauses are those of cells, the names of the columns are called headings but are none."""
    return {"table chapter": "table heading", "table article": "table heading", "table heading": "table names"}.get(name, name)
