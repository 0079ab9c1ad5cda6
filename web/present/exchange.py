"""What the pages of the exchange show: the ledger of files, and a returned file clause by clause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as day
from typing import TYPE_CHECKING

from flask import session

from drafting import checks
from drafting.edits import changes_between, ended
from drafting.plan import plan_of, title_of
from drafting.returned import UNREAD, folded
from drafting.worded import wording_of
from locales import LANGUAGES
from web import language
from web.language import gettext as _
from web.language import ngettext
from web.present.drafts import Bar, bar, tongue_name
from web.present.facts import sides
from web.present.timeline import Timeline, timeline
from web.present.versions import named, side_name
from web.present.workspace import open_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from clauses.library import Library
    from drafting.draft import Draft
    from drafting.edits import Edit
    from drafting.exchange import NewPart, ReturnedChange, ReturnedClause, ReturnedComparison
    from drafting.returned import Comment
    from drafting.store import Exchange
    from web.services import Services

_AROUND = 90
_QUOTED = 60


@dataclass(frozen=True)
class LedgerLine:
    """A file of the ledger."""

    number: int
    direction: str
    name: str
    side: str
    made: datetime
    revision: int
    digest: str


@dataclass(frozen=True)
class Ledger:
    """The page of files sent and returned."""

    bar: Bar
    lines: tuple[LedgerLine, ...]
    timeline: Timeline | None
    sides: tuple[tuple[str, str], ...]
    tongues: tuple[tuple[str, str], ...]
    problems: dict[str, str]
    bases: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]
    author: str


@dataclass(frozen=True)
class ShownChange:
    """A change with the words around it; ``number`` counts through the page, ``place`` within its clause."""

    number: int
    place: int
    kind: str
    kind_words: str
    lead: str
    before: str
    after: str
    tail: str
    author: str
    moment: str
    tracked: bool
    taken: bool
    other: str


@dataclass(frozen=True)
class ShownClause:
    """A clause that came back changed or with comments."""

    clause: str
    title: str
    known: bool
    changes: tuple[ShownChange, ...]
    silent: int
    structure: tuple[str, ...]
    moved: bool
    moved_silently: bool
    comments: tuple[Comment, ...]
    text_language: str
    language: str
    language_name: str
    drifted: bool


@dataclass(frozen=True)
class Returned:
    """The page of a returned file; ``kinds`` are what it can be narrowed to, each with its words and how many there are."""

    bar: Bar
    number: int
    name: str
    summary: tuple[str, ...]
    silent: int
    kinds: tuple[tuple[str, str, int], ...]
    chosen: str
    clauses: tuple[ShownClause, ...]
    new: tuple[tuple[int, NewPart], ...]
    loose: tuple[Comment, ...]
    text_language: str
    last: int
    bases: tuple[tuple[str, str], ...]
    author: str
    tongues: tuple[tuple[str, str], ...]


def ledger(draft: Draft, wired: Services, problems: dict[str, str] | None = None) -> Ledger:
    """Return the page of a draft's files; ``problems`` say by field why something was not done."""
    named = dict(sides())
    entries = wired.store.ledger.exchanges(draft.id)
    lines = tuple(_line(entry, named.get(entry.side, "")) for entry in entries)
    tongues = tuple((tag, tongue_name(tag)) for tag in draft.languages if tag in LANGUAGES)
    stand = bar(draft, wired, open_count(checks.check(draft, wired.library)))
    files = tuple((str(line.number), _file_words(line)) for line in lines)
    return Ledger(stand, lines, timeline(lines), (("", _("not said")), *sides()), tongues, problems or {}, bases(draft, wired), files, author(draft))


def bases(draft: Draft, wired: Services, first: int | None = None) -> tuple[tuple[str, str], ...]:
    """Return what the changes of the next offer can be marked against: the file ``first``, what came back, what was sent, versions, the library."""
    entries = sorted(wired.store.ledger.exchanges(draft.id), key=lambda entry: (entry.id != first, entry.direction != "returned"))
    files = [(f"file-{entry.id}", _file_words(_line(entry, ""))) for entry in entries]
    versions = [(f"version-{version.revision}", named(version.revision, version.name)) for version in wired.store.versions(draft.id)]
    tongue = language.current()
    steps = {step: entry.label.get(tongue, entry.label["en"]) for step, entry in wired.library.vocabulary.positions.items()}
    return (*files, *versions, *((f"position-{step}", _("The library’s text: %(position)s", position=words)) for step, words in steps.items()))


def author(draft: Draft) -> str:
    """Return whose name tracked changes carry: the one given last, else our draft's first party."""
    return str(session.get("author") or side_name(draft, draft.languages[0]))


def _file_words(line: LedgerLine) -> str:
    words = {"name": line.name, "date": language.format_date(line.made.date())}
    return _("Returned %(date)s: %(name)s", **words) if line.direction == "returned" else _("Sent %(date)s: %(name)s", **words)


def quoted(change: ReturnedChange) -> str:
    """Return the words of a change as a private note names them."""
    words = " → ".join(" ".join(text.split())[:_QUOTED] for text in (change.before, change.after) if text.strip())
    return _("On “%(words)s”:", words=words) if words else ""


def _line(entry: Exchange, side: str) -> LedgerLine:
    return LedgerLine(entry.id, entry.direction, entry.name, side, entry.made, entry.revision, entry.digest[:12])


def present_words(draft: Draft, library: Library, clause: str, text: str) -> str:
    """Return the words of a clause of a draft as its document shows them."""
    return wording_of(plan_of(draft, library, text), clause).text


def returned(draft: Draft, wired: Services, entry: Exchange, comparison: ReturnedComparison, text: str, chosen: str) -> Returned:
    """Return the page of a returned file, all of it or one kind of what changed."""
    clauses = _clauses(draft, wired, comparison, text)
    number = sum(len(clause.changes) for clause in clauses)
    kinds = _kinds(comparison)
    chosen = chosen if chosen in [kind for kind, _words, count in kinds] else ""
    silent = _silent(comparison)
    return Returned(
        bar=bar(draft, wired, open_count(checks.check(draft, wired.library))),
        number=entry.id,
        name=entry.name,
        summary=tuple(words for _kind, words, count in kinds if count),
        silent=silent,
        kinds=tuple(kind for kind in kinds if kind[2]),
        chosen=chosen,
        clauses=tuple(_narrowed(clauses, chosen)),
        new=tuple((place, part) for place, part in enumerate(comparison.new) if chosen in ("", "new") or (chosen == "silent" and not part.tracked)),
        loose=comparison.loose if chosen in ("", "comments") else (),
        text_language=text,
        last=number,
        bases=bases(draft, wired, entry.id),
        author=author(draft),
        tongues=tuple((tag, tongue_name(tag)) for tag in draft.languages if tag in LANGUAGES),
    )


def _clauses(draft: Draft, wired: Services, comparison: ReturnedComparison, text: str) -> list[ShownClause]:
    number = 0
    clauses = []
    drifted = comparison.drifted
    for clause in comparison.clauses:
        if not clause.touched:
            continue
        known = draft.selection(clause.clause) is not None
        tongue = clause.language or text
        taken = _taken(clause, present_words(draft, wired.library, clause.clause, tongue)) if known else set()
        changes = []
        for place, change in enumerate(clause.changes):
            number += 1
            done = all((edit.start, edit.end, edit.words) in taken for edit in change.change.edits)
            other = title_of(draft, wired.library, change.other, tongue) if change.other else ""
            changes.append(_change(clause, change, number, place, taken=done, other=other))
        structure = tuple(structure_words(kind) for kind in clause.structure)
        title = clause.title or part_words(clause.clause)
        clauses.append(
            ShownClause(
                clause.clause,
                title,
                known,
                tuple(changes),
                len(clause.silent),
                structure,
                bool(clause.moved_after),
                clause.moved_silently,
                clause.comments,
                tongue,
                clause.language,
                tongue_name(clause.language) if clause.language else "",
                clause in drifted,
            )
        )
    return clauses


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
        ("silent", ngettext("%(number)s without Track Changes", "%(number)s without Track Changes", silent), silent),
        ("new", ngettext("%(number)s new part", "%(number)s new parts", len(comparison.new)), len(comparison.new)),
        ("moved", ngettext("%(number)s moved", "%(number)s moved", moved), moved),
        ("comments", ngettext("%(number)s comment", "%(number)s comments", comments), comments),
    )


def _silent(comparison: ReturnedComparison) -> int:
    """Return how much was changed without Track Changes: words, new parts, places of clauses."""
    changes = sum(not change.tracked for change in comparison.changes)
    return changes + sum(not part.tracked for part in comparison.new) + sum(clause.moved_silently for clause in comparison.clauses)


def _narrowed(clauses: Iterable[ShownClause], kind: str) -> list[ShownClause]:
    def fits(clause: ShownClause) -> bool:
        found: dict[str, bool] = {
            "": True,
            "changed": bool(clause.changes),
            "silent": clause.moved_silently or any(not change.tracked for change in clause.changes),
            "new": False,
            "moved": clause.moved or any(change.kind == "moved" for change in clause.changes),
            "comments": bool(clause.comments),
        }
        return found[kind]

    return [clause for clause in clauses if fits(clause)]


def _taken(clause: ReturnedClause, present: str) -> set[tuple[int, int, str]]:
    """Return the edits by which the draft already differs from what was sent."""
    found = changes_between(clause.before, present, (folded(clause.before), folded(present)))
    return {(edit.start, edit.end, edit.words) for change in found for edit in change.edits}


def _change(clause: ReturnedClause, change: ReturnedChange, number: int, place: int, *, taken: bool, other: str) -> ShownChange:
    lead, tail = _around(ended(clause.before), change.change.edits)
    kinds = {"inserted": _("inserted"), "deleted": _("deleted"), "replaced": _("replaced"), "moved": _("moved")}
    # only words that somebody hid, struck through or brought back, and pictures, are replaced by themselves
    hidden = change.before == change.after and change.kind == "replaced" and UNREAD not in change.before
    words = _("hidden, struck through or shown again") if hidden else kinds[change.kind]
    lead, before, after, tail = (text.replace(UNREAD, _("[picture or embedded file]")) for text in (lead, change.before, change.after, tail))
    return ShownChange(number, place, change.kind, words, lead, before, after, tail, change.author, _moment(change.date), change.tracked, taken, other)


def _around(text: str, edits: Sequence[Edit]) -> tuple[str, str]:
    """Return the words before and after a change in its line; what was cut off is marked by an ellipsis."""
    start, end = edits[0].start, edits[0].end
    lead = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    tail = text[end : end + _AROUND].partition("\n")[0] if not text[start:end].endswith("\n") and not edits[0].words.endswith("\n") else ""
    if len(lead) == _AROUND:
        lead = "… " + lead.partition(" ")[2]
    return lead, f"{tail.rpartition(' ')[0]} …" if len(tail) == _AROUND else tail


def _moment(date: str) -> str:
    """Return the day of a change as the reader's language writes it; LibreOffice is known to write days that do not exist."""
    try:
        return language.format_date(day.fromisoformat(date[:10]))
    except ValueError:
        return ""
