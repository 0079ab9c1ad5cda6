"""What the page of a returned file shows: what changed, clause by clause in the file's order, and what is answered of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from flask import url_for

from drafting import answering, checks
from drafting.assembly import assemble
from drafting.plaintext import clause_words
from drafting.plan import title_of
from drafting.renaming import stands
from locales import LANGUAGES
from web.language import gettext as _
from web.language import ngettext
from web.present.changed import ShownChange, named, shown_change
from web.present.drafts import Bar, bar, tongue_name
from web.present.exchange import author, bases, file_words
from web.present.sheets import FORM, Entry, Sheet, sheet
from web.present.standings import standing_words
from web.present.versions import named as version_named
from web.present.workspace import open_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from clauses.library import Library
    from drafting.draft import Draft
    from drafting.exchange import NewPart, ReturnedClause, ReturnedComparison
    from drafting.returned import Comment
    from drafting.store import Exchange, Move
    from web.services import Services


@dataclass(frozen=True)
class ShownClause:
    """A clause that came back changed or with comments; ``undone`` says that it is as sent only while their tracked changes are taken as made."""

    clause: str
    title: str
    known: bool
    changes: tuple[ShownChange, ...]
    undone: bool
    structure: tuple[str, ...]
    moved: bool
    placed: bool
    moved_silently: bool
    comments: tuple[Comment, ...]
    text_language: str
    language: str
    language_name: str
    drifted: bool
    answer: str


@dataclass(frozen=True)
class ShownPart:
    """Words under a new heading, with the title of the clause they follow; ``taken`` says that the draft has them as a clause."""

    place: int
    title: str
    lines: tuple[str, ...]
    follows: str
    author: str
    tracked: bool
    text_language: str
    taken: bool


@dataclass(frozen=True)
class Placed:
    """What came back, with the id of its heading."""

    anchor: str
    part: ShownClause | ShownPart


@dataclass(frozen=True)
class Returned:
    """A part of the page of a returned file; ``kinds`` are what it can be narrowed to, each with its words and how many there are.

    ``answered`` of ``asked`` changes, places and new parts have an answer; ``next`` is the first change without one, 0 for none.
    """

    bar: Bar
    number: int
    name: str
    compared: str
    summary: tuple[str, ...]
    silent: int
    answered: int
    asked: int
    next: int
    kinds: tuple[tuple[str, str, int], ...]
    chosen: str
    sheet: Sheet[Placed]
    loose: tuple[Comment, ...]
    text_language: str
    last: int
    bases: tuple[tuple[str, str], ...]
    author: str
    tongues: tuple[tuple[str, str], ...]


def present_words(draft: Draft, library: Library, clause: str, text: str) -> str:
    """Return the words of a clause of a draft as its document shows them."""
    return clause_words(assemble(draft, library, text), clause)


def returned(
    draft: Draft, wired: Services, entry: Exchange, comparison: ReturnedComparison, text: str, asked: Mapping[str, str], first: Exchange | None = None
) -> Returned:
    """Return the page of a returned file, of all of it or one kind of what changed the part a query asks for.

    What it changed of the ``first`` of any two files is not answered.
    """
    parts = [part for part in _parts(draft, wired, comparison, entry, text) if first is None or not _bare(part)]
    changes = [change for part in parts if isinstance(part, ShownClause) for change in part.changes if change.acceptable]
    others = [part.taken if isinstance(part, ShownPart) else part.placed for part in parts if isinstance(part, ShownPart) or (part.known and part.moved)]
    kinds = _kinds(comparison)
    chosen = asked.get("kind", "") if first is None and asked.get("kind") in [kind for kind, _words, count in kinds] else ""
    if first is None:
        address = partial(url_for, "exchange.returned", identity=draft.id, number=entry.id, kind=chosen or None)
    else:
        address = partial(url_for, "exchange.compare", identity=draft.id, first=first.id, second=entry.id)
    return Returned(
        bar=bar(draft, wired, open_count(checks.check(draft, wired.library))),
        number=entry.id,
        name=entry.name,
        compared=version_named(entry.revision, "") if entry.compared_with is None else file_words(wired.store.ledger.exchange(draft.id, entry.compared_with)),
        summary=tuple(words for _kind, words, count in kinds if count),
        silent=_silent(comparison),
        answered=sum(bool(change.answer) for change in changes) + sum(others),
        asked=len(changes) + len(others),
        next=next((change.number for change in changes if not change.answer), 0),
        kinds=tuple(kind for kind in kinds if kind[2]),
        chosen=chosen,
        sheet=sheet([_placed(number, part) for number, part in enumerate(_narrowed(parts, chosen), 1)], asked, address),
        loose=comparison.loose if chosen in ("", "comments") else (),
        text_language=text,
        last=sum(len(part.changes) for part in parts if isinstance(part, ShownClause)),
        bases=bases(draft, wired, entry.id),
        author=author(draft),
        tongues=tuple((tag, tongue_name(tag)) for tag in draft.languages if tag in LANGUAGES),
    )


def _placed(number: int, part: ShownClause | ShownPart) -> Entry[Placed]:
    """Return what came back as an entry of the page, with the ids of its changes."""
    if isinstance(part, ShownPart):
        return Entry(Placed(f"new-{number}", part), part.title, (f"new-{number}",), FORM + sum(map(len, part.lines)))
    said = [*part.structure, *(comment.text + comment.words for comment in part.comments)]
    said += [words for change in part.changes for words in (change.lead, change.before, change.after, change.tail)]
    anchors = (f"part-{number}", *(f"change-{change.number}" for change in part.changes))
    return Entry(Placed(anchors[0], part), part.title, anchors, FORM * len(anchors) + sum(map(len, said)))


def _parts(draft: Draft, wired: Services, comparison: ReturnedComparison, entry: Exchange, text: str) -> Iterator[ShownClause | ShownPart]:
    """Yield what came back in the order of the file; a new part stands after the clause it follows."""
    moves = [move for move in wired.store.ledger.moves(draft.id) if move.made >= entry.made]
    waiting = list(enumerate(comparison.new))
    drifted = comparison.drifted
    number = 0
    for clause in comparison.clauses:
        if clause.touched:
            shown = _clause(draft, wired, clause, moves, number, text)
            number += len(shown.changes)
            yield replace(shown, drifted=clause in drifted)
        for place, part in [found for found in waiting if (found[1].after, found[1].language) == (clause.clause, clause.language)]:
            waiting.remove((place, part))
            yield _new(draft, wired, place, part, text)
    yield from (_new(draft, wired, place, part, text) for place, part in waiting)


def _bare(part: ShownClause | ShownPart) -> bool:
    """Return whether there is nothing to say of a clause but that tracked changes of a file undo one another."""
    return isinstance(part, ShownClause) and part.undone and not (part.structure or part.comments)


def _new(draft: Draft, wired: Services, place: int, part: NewPart, text: str) -> ShownPart:
    tongue = part.language or text
    follows = title_of(draft, wired.library, part.after, tongue) if draft.selection(part.after) else part_words(part.after)
    taken = answering.has_new(draft, part, tongue)
    return ShownPart(place, part.title, tuple(part.text.split("\n")), follows, part.author, part.tracked, tongue, taken)


def _clause(draft: Draft, wired: Services, clause: ReturnedClause, moves: Sequence[Move], number: int, text: str) -> ShownClause:
    known = draft.selection(clause.clause) is not None
    tongue = clause.language or text
    agreement = assemble(draft, wired.library, tongue)
    mine = [move for move in moves if move.clause == clause.clause]
    names = [named(change) for change in clause.changes]
    whole = next((standing_words(move.standing) for move in reversed(mine) if not any(name and name in move.note for name in names)), "")
    changes = []
    taken = answering.taken(agreement, clause) if known else [stands(agreement, clause.before, change.change.edits) for change in clause.changes]
    for place, (change, acceptable, there) in enumerate(zip(clause.changes, answering.acceptable(draft, agreement, clause), taken, strict=True)):
        done = acceptable and there
        left = next((standing_words(move.standing) for move in reversed(mine) if names[place] and names[place] in move.note), "")
        answer = _("taken in") if done else left or whole
        other = title_of(draft, wired.library, change.other, tongue) if change.other else ""
        changes.append(shown_change(clause, change, number + place + 1, place, acceptable=acceptable, taken=done, answer=answer, other=other))
    return ShownClause(
        clause=clause.clause,
        title=clause.title or part_words(clause.clause),
        known=known,
        changes=tuple(changes),
        undone=bool(clause.silent) and not clause.changes,
        structure=tuple(structure_words(kind) for kind in clause.structure),
        moved=bool(clause.moved_after),
        placed=known and answering.has_order(draft, clause),
        moved_silently=clause.moved_silently,
        comments=clause.comments,
        text_language=tongue,
        language=clause.language,
        language_name=tongue_name(clause.language) if clause.language else "",
        drifted=False,
        answer=whole,
    )


def part_words(part: str) -> str:
    """Return what a part of a document that is no clause is called."""
    return {
        "front": _("Title and parties"),
        "closing": _("Closing note"),
        "furniture": _("Head and foot of the pages"),
        "hd_contents": _("Contents"),
    }.get(part, part)


def structure_words(kind: str) -> str:
    """Return what became of a clause as a whole."""
    return {
        "split": _("A paragraph was parted"),
        "merged": _("Paragraphs were joined"),
        "heading deleted": _("The heading was deleted, the words stayed"),
        "clause deleted": _("The clause was deleted"),
        "clause moved": _("The clause was moved"),
    }[kind]


def _kinds(comparison: ReturnedComparison) -> tuple[tuple[str, str, int], ...]:
    changes = comparison.changes
    moved = sum("clause moved" in clause.structure for clause in comparison.clauses) + sum(change.kind == "moved" for change in changes)
    comments = sum(len(clause.comments) for clause in comparison.clauses) + len(comparison.loose)
    silent = _silent(comparison)
    return (
        ("changed", ngettext("%(number)s change", "%(number)s changes", len(changes)), len(changes)),
        ("new", ngettext("%(number)s new part", "%(number)s new parts", len(comparison.new)), len(comparison.new)),
        ("moved", ngettext("%(number)s moved", "%(number)s moved", moved), moved),
        ("comments", ngettext("%(number)s comment", "%(number)s comments", comments), comments),
        ("silent", ngettext("%(number)s of these without Track Changes", "%(number)s of these without Track Changes", silent), silent),
    )


def _silent(comparison: ReturnedComparison) -> int:
    """Return how much was changed without Track Changes: words, new parts, places of clauses."""
    changes = sum(not change.tracked for change in comparison.changes)
    return changes + sum(not part.tracked for part in comparison.new) + sum(clause.moved_silently for clause in comparison.clauses)


def _narrowed(parts: Iterable[ShownClause | ShownPart], kind: str) -> Iterator[ShownClause | ShownPart]:
    """Yield the parts with something of a kind in them, of a clause only the changes of that kind."""
    for part in parts:
        if isinstance(part, ShownPart):
            if kind in ("", "new") or (kind == "silent" and not part.tracked):
                yield part
            continue
        wanted: dict[str, tuple[bool, tuple[ShownChange, ...]]] = {
            "": (True, part.changes),
            "changed": (False, part.changes),
            "silent": (part.moved_silently or part.undone, tuple(change for change in part.changes if not change.tracked)),
            "new": (False, ()),
            "moved": (part.moved, tuple(change for change in part.changes if change.kind == "moved")),
            "comments": (bool(part.comments), ()),
        }
        whole, changes = wanted[kind]
        if whole or changes:
            yield replace(part, changes=changes)
