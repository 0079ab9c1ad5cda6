"""What was sent and what came back -> what changed, clause by clause: tracked or silent, by whom, with the comments. Pure."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from drafting.converted import restored
from drafting.edits import Change, Edit, changes_between, composed, ended
from drafting.returned import LABEL, MARK, Line, fields_of, lines
from drafting.sections import FRONT, Section, out_of_order, sections_found, sections_sent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from drafting.edits import Kind
    from drafting.returned import Comment, ReturnedDocument, Span, View

FURNITURE = "furniture"
Structure = Literal["split", "merged", "heading deleted", "clause deleted", "clause moved"]


@dataclass(frozen=True)
class ReturnedChange:
    """One change of a clause; ``tracked`` is whether Word marked it. ``other`` is the clause that a moved line came from or went to."""

    clause: str
    kind: Kind
    before: str
    after: str
    author: str
    date: str
    tracked: bool
    change: Change
    other: str = ""


@dataclass(frozen=True)
class ReturnedClause:
    """A clause or other part as it was sent (``before``) and as it came back (``after``), and what was changed silently in between.

    ``moved_after`` is the clause it now follows, if it was moved; ``language`` is that of its column in a bilingual file,
    ``kept_beside`` whether the other column still has the clause.
    """

    clause: str
    title: str
    before: str
    after: str
    styles: tuple[str, ...] = ()
    changes: tuple[ReturnedChange, ...] = ()
    silent: tuple[Change, ...] = ()
    structure: tuple[Structure, ...] = ()
    comments: tuple[Comment, ...] = ()
    moved_after: str = ""
    moved_silently: bool = False
    language: str = ""
    kept_beside: bool = False

    @property
    def touched(self) -> bool:
        """Whether there is anything to say about it."""
        return bool(self.changes or self.silent or self.structure or self.comments)


@dataclass(frozen=True)
class NewPart:
    """Words under a heading that nobody sent, and the clause they follow."""

    title: str
    text: str
    after: str
    author: str
    date: str
    tracked: bool
    language: str = ""


@dataclass(frozen=True)
class ReturnedComparison:
    """The answer of the other side, in the order of their file; ``loose`` are comments that hang on no clause."""

    clauses: tuple[ReturnedClause, ...]
    new: tuple[NewPart, ...] = ()
    loose: tuple[Comment, ...] = ()

    @property
    def changes(self) -> list[ReturnedChange]:
        """Every change, clause by clause."""
        return [change for clause in self.clauses for change in clause.changes]

    @property
    def drifted(self) -> list[ReturnedClause]:
        """The clauses of a bilingual file whose words were changed in one language only, in that language."""
        changed = [clause for clause in self.clauses if clause.language and (clause.changes or clause.silent)]
        both = [clause.clause for clause in changed]
        return [clause for clause in changed if both.count(clause.clause) == 1 and clause.clause not in (FURNITURE, FRONT)]

    @property
    def empty(self) -> bool:
        """Whether nothing came back but what was sent."""
        return not (self.new or self.loose or any(clause.touched for clause in self.clauses))


def compare_returned(sent: ReturnedDocument, returned: ReturnedDocument, names: Mapping[str, str] | None = None) -> ReturnedComparison:
    """Return what a returned file changed of what was sent; ``names`` gives the clause of a bookmark, else it is read from its name."""
    fields = fields_of(sent)
    known = lines(sent.paragraphs, "accepted", fields)
    before = sections_sent([line for line in known if not line.contents])
    accepted, rejected = (restored(lines(returned.paragraphs, view, fields), known) for view in ("accepted", "rejected"))
    after, refused = (sections_found(view, before) for view in (accepted, rejected))
    clauses = _clauses(before, after, refused, names or {})
    clauses += _furniture(sent, returned, fields)
    clauses = _across(clauses)
    kept = {line.text for section in refused if not section.anchor for line in section.lines}
    new = tuple(_new(section, kept, names or {}) for section in after if not section.anchor)
    return _commented(ReturnedComparison(tuple(clauses), new), returned.comments, after, refused, names or {})


def clause_of(anchor: str, names: Mapping[str, str]) -> str:
    """Return the clause of a bookmark; parts that are no clauses keep the name of their bookmark."""
    return names.get(anchor) or (anchor[3:].replace("_", "-") if anchor.startswith("cl_") else anchor)


def _clauses(before: Sequence[Section], after: Sequence[Section], refused: Sequence[Section], names: Mapping[str, str]) -> list[ReturnedClause]:
    found = {section.anchor: section for section in after if section.anchor}
    silent = {section.anchor: section for section in refused if section.anchor}
    moved = set(out_of_order([section.anchor for section in after], [section.anchor for section in before]))
    quietly = moved & set(out_of_order([section.anchor for section in refused], [section.anchor for section in before]))
    order = _order([section.anchor for section in before], [section.anchor for section in after if section.anchor])
    sent = {section.anchor: section for section in before}
    known = {line.key for section in before for line in section.lines}
    typed = frozenset(place for section in refused for line in section.lines if line.key not in known for place in line.paragraphs)
    result = []
    for place, anchor in enumerate(order):
        nothing = Section(anchor, ())
        first, last, middle = sent.get(anchor, nothing), found.get(anchor, nothing), silent.get(anchor, nothing)
        clause = clause_of(anchor, names)
        quiet = _between(first, middle)
        changes = tuple(_changes(clause, first, last, middle, quiet, typed))
        structure = (*_structure(first, last, changes), *(("clause moved",) if anchor in moved else ()))
        ahead = clause_of(order[place - 1], names) if anchor in moved and place else ""
        styles = tuple(line.style for line in last.lines)
        title = first.title or last.title
        result.append(ReturnedClause(clause, title, first.text, last.text, styles, changes, quiet, structure, (), ahead, anchor in quietly))
    return result


def _order(sent: Sequence[str], found: Sequence[str]) -> list[str]:
    """Return the parts in the order of the returned file, those that are gone after the one they followed."""
    order = list(found)
    for place, anchor in enumerate(sent):
        if anchor not in order:
            ahead = next((order.index(known) + 1 for known in reversed(sent[:place]) if known in order), 0)
            order.insert(ahead, anchor)
    return order


def _between(first: Section, second: Section) -> tuple[Change, ...]:
    """Return the changes between two readings of a part; one that is gone is one change."""
    if first.lines and not second.lines:
        return (Change("deleted", first.text, "", (Edit(0, len(ended(first.text)), "", 0),)),)
    return tuple(changes_between(first.text, second.text, (first.key, second.key)))


def _changes(
    clause: str, first: Section, last: Section, middle: Section, silent: tuple[Change, ...], typed: frozenset[int] = frozenset()
) -> Iterator[ReturnedChange]:
    """Yield the changes from what was sent to what came back, each with whoever made it; ``silent`` are those that Word did not mark.

    ``typed`` are the paragraphs with words that were neither sent nor marked.
    """
    changes = silent if last.key == middle.key else _between(first, last)
    if first.key == middle.key:
        found = [(change, not _within(change, last, typed)) for change in changes]
    elif last.key == middle.key or not last.lines:
        found = [(change, False) for change in changes]
    else:
        both = composed(silent, _between(middle, last), first.text, middle.text)
        # where silent and tracked edits touch, they are one change and a silent one: better a warning too many
        quiet = [edit for change in silent for edit in change.edits]
        found = both or [
            (change, not (_within(change, last, typed) or any(_meet(edit, other) for edit in change.edits for other in quiet))) for change in changes
        ]
    for change, tracked in found:
        by = _by(change, last, middle, same=middle.key == first.key) if tracked else None
        yield ReturnedChange(clause, change.kind, change.before, change.after, by.author if by else "", by.date if by else "", tracked, change)


def _within(change: Change, last: Section, typed: frozenset[int]) -> bool:
    """Return whether the new words of a change stand in a paragraph of such words: a line typed silently beside the one that was marked as deleted."""
    place = 0
    for line in last.lines:
        if typed.intersection(line.paragraphs) and any(
            edit.words.strip() and edit.at < place + len(line.text) and place < edit.at + len(edit.words) for edit in change.edits
        ):
            return True
        place += len(line.text) + 1
    return False


def _meet(first: Edit, second: Edit) -> bool:
    return first.start <= second.end and second.start <= first.end


def _by(change: Change, last: Section, middle: Section, *, same: bool) -> Span | None:
    """Return a span of whoever made a tracked change: among the inserted words, else among the deleted ones.

    ``same`` says that places in what was sent are places in the reading without changes.
    """
    for edit in change.edits:
        for span in _spans(last.lines, edit.at, edit.at + len(edit.words)):
            if span.kind == "inserted":
                return span
        for span in _spans(middle.lines, edit.start, edit.end) if same else ():
            if span.kind == "deleted":
                return span
    everywhere = [segment.span for line in (*last.lines, *middle.lines) for segment in line.segments if segment.span.kind]
    return everywhere[0] if len({span.author for span in everywhere}) == 1 else None


def _spans(view: Sequence[Line], start: int, end: int) -> Iterator[Span]:
    place = 0
    for line in view:
        for segment in line.segments:
            first, last = place + segment.start, place + segment.end
            if start <= first < end or first < start < last:
                yield segment.span
        place += len(line.text) + 1


def _structure(first: Section, last: Section, changes: Sequence[ReturnedChange]) -> tuple[Structure, ...]:
    if first.lines and not last.lines:
        return ("clause deleted",) if first.anchor != FRONT else ()
    found: list[Structure] = ["heading deleted"] if last.headless else []
    for change in changes:
        if change.after == "\n":
            found.append("split")
        if change.before == "\n":
            found.append("merged")
    return tuple(dict.fromkeys(found))


def _new(section: Section, kept: set[str], names: Mapping[str, str]) -> NewPart:
    spans = [segment.span for line in section.lines for segment in line.segments]
    by = next((span for span in spans if span.kind == "inserted"), None)
    tracked = by is not None and section.title not in kept
    return NewPart(section.title, section.text, clause_of(section.after, names), by.author if by else "", by.date if by else "", tracked)


def _furniture(sent: ReturnedDocument, returned: ReturnedDocument, fields: Mapping[str, str]) -> list[ReturnedClause]:
    """Compare the lines at head and foot of the pages; each counts once, and one that stood on every page is gone where some pages lack it."""
    readings: tuple[tuple[ReturnedDocument, View], ...] = ((sent, "accepted"), (returned, "accepted"), (returned, "rejected"))
    views = [[{line.key: line for line in lines(page, view, fields)} for page in document.pages] for document, view in readings]
    # the mark of the draft in the foot differs in a file made from the other side's copy; it is no word of theirs
    marked = {MARK.sub("", key): (key, line) for page in views[0] for key, line in page.items() if MARK.search(key)}
    views[1:] = [[dict(marked.get(MARK.sub("", key), (key, line)) for key, line in page.items()) for page in pages] for pages in views[1:]]
    everywhere = set[str]().union(*views[0]).intersection(*views[0])
    # numbers that became plain words print nothing any more
    labels = {key for page in views[0] for key, line in page.items() if line.style == LABEL}
    views = [[{key: page[key] for key in page.keys() - labels} for page in pages] for pages in views]
    before, after, refused = (
        Section(FURNITURE, tuple(line for key, line in sorted(ChainMap(*pages).items()) if key not in everywhere or all(key in page for page in pages)))
        for pages in views
    )
    silent = _between(before, refused)
    changes = tuple(_changes(FURNITURE, before, after, refused, silent))
    return [ReturnedClause(FURNITURE, "", before.text, after.text, (), changes, silent)] if changes else []


def _across(clauses: list[ReturnedClause]) -> list[ReturnedClause]:
    """Take a line deleted in one clause and inserted in another as one that moved."""
    every = [change for clause in clauses for change in clause.changes if len(change.before + change.after) >= 40]
    gone = {change.before: change for change in every if change.kind == "deleted"}
    come = {change.after: change for change in every if change.kind == "inserted"}
    both = {words for words in gone.keys() & come.keys() if gone[words].clause != come[words].clause}

    def moved(change: ReturnedChange) -> ReturnedChange:
        if change.kind == "deleted" and change.before in both:
            return replace(change, kind="moved", other=come[change.before].clause)
        if change.kind == "inserted" and change.after in both:
            return replace(change, kind="moved", other=gone[change.after].clause)
        return change

    return [replace(clause, changes=tuple(moved(change) for change in clause.changes)) for clause in clauses]


def _commented(
    comparison: ReturnedComparison, comments: Iterable[Comment], after: Sequence[Section], refused: Sequence[Section], names: Mapping[str, str]
) -> ReturnedComparison:
    """Hang each comment on the clause its words stand in, an answer on the clause of what it answers."""
    home: dict[int, str] = {}
    for section in (*refused, *after):
        for line in section.lines:
            home |= dict.fromkeys(line.paragraphs, section.anchor or section.after)
    every = {comment.id: comment for comment in comments}
    hung: dict[str, list[Comment]] = {}
    loose = []
    for comment in every.values():
        first = every.get(comment.answers, comment)
        anchor = home.get(comment.paragraph) or home.get(first.paragraph)
        if anchor is None:
            loose.append(comment)
        else:
            hung.setdefault(clause_of(anchor, names), []).append(comment)
    clauses = tuple(replace(clause, comments=tuple(hung.get(clause.clause, ()))) for clause in comparison.clauses)
    return replace(comparison, clauses=clauses, loose=tuple(loose))
