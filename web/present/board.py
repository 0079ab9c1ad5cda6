"""What the board shows: each clause with where it stands, who moved last and since when, and what our side aims at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from drafting import checks, filling
from drafting.assembly import assemble
from drafting.comparison import Stretch, compare
from drafting.plaintext import clause_words
from drafting.plan import plan_of, title_of
from drafting.resolving import numbers_in
from drafting.returned import folded
from web import language
from web.language import gettext as _
from web.language import local_day
from web.present.drafts import Bar, bar
from web.present.facts import sides
from web.present.standings import Part, standing_names, standing_words, standings
from web.present.workspace import open_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from clauses.blank import Value
    from drafting.draft import Draft, Selection
    from drafting.store import Move
    from web.services import Services

NO_PACKAGE: tuple[str, frozenset[str], str] = ("", frozenset(), "")


@dataclass(frozen=True)
class Theirs:
    """The file that came back last: when, the draft it answers, and the words of each clause it was about as sent and as returned."""

    made: datetime
    sent: Draft
    words: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Texts:
    """The words of a clause in our draft and in their file, line by line; none when they are the ``same``, or no file was about it."""

    ours: tuple[tuple[Stretch, ...], ...]
    theirs: tuple[tuple[Stretch, ...], ...] | None
    same: bool


NO_TEXTS = Texts((), None, same=False)


@dataclass(frozen=True)
class BoardLine:
    """A clause on the board; ``opening`` is our own position and ``aims`` are our target and fallback per blank, for our side only."""

    clause: str
    number: str
    title: str
    standing: str
    standing_words: str
    side: str
    since: datetime | None
    note: str
    opening: str
    aims: tuple[tuple[str, str, str], ...]
    private: str
    packages: tuple[str, ...]
    texts: Texts


@dataclass(frozen=True)
class Board:
    """The page of standings; ``returned`` is the day their last file came, ``package`` the one being made: name, clauses, why it cannot be."""

    bar: Bar
    lines: tuple[BoardLine, ...]
    counts: tuple[Part, ...]
    chosen: str
    standings: tuple[tuple[str, str], ...]
    sides: tuple[tuple[str, str], ...]
    packages: tuple[tuple[str, tuple[str, ...]], ...]
    clauses: tuple[tuple[str, str], ...]
    returned: date | None
    text_language: str
    package: tuple[str, frozenset[str], str]


def board(draft: Draft, wired: Services, chosen: str, tongue: str, theirs: Theirs | None, package: tuple[str, frozenset[str], str] = NO_PACKAGE) -> Board:
    """Return the board of a draft, all clauses or those of one standing, with the words of each in one language."""
    # a move that was undone stays in the ledger, but it is not how the clause came to stand where it does
    last = {(move.clause, move.standing): move for move in wired.store.ledger.moves(draft.id)}
    lines = [_line(selection, draft, wired, tongue, last.get((selection.id, selection.standing)), theirs) for selection in draft.selections]
    shown = tuple(line for line in lines if chosen in ("", line.standing))
    titles = {line.clause: line.title for line in lines}
    packages = tuple((tied.name, tuple(titles.get(clause, clause) for clause in tied.clauses)) for tied in draft.packages)
    stand = bar(draft, wired, open_count(checks.check(draft, wired.library)))
    return Board(
        stand,
        shown,
        standings(draft),
        chosen,
        standing_names(),
        (("", _("not said")), *sides()),
        packages,
        tuple(titles.items()),
        local_day(theirs.made) if theirs else None,
        tongue,
        package,
    )


def _line(selection: Selection, draft: Draft, wired: Services, tongue: str, move: Move | None, theirs: Theirs | None) -> BoardLine:
    clause = selection.id
    private = draft.private.get(clause)
    return BoardLine(
        clause=clause,
        number=str(plan_of(draft, wired.library, tongue).articles.get(clause, "")),
        title=title_of(draft, wired.library, clause, language.current()),
        standing=selection.standing,
        standing_words=standing_words(selection.standing),
        side=dict(sides()).get(move.side, "") if move else "",
        since=move.made if move else None,
        note=move.note if move else "",
        opening=_opening(wired, private.opening) if private else "",
        aims=_aims(wired, clause, private.target, private.fallback) if private else (),
        private=private.note if private else "",
        packages=tuple(package.name for package in draft.packages if clause in package.clauses),
        texts=_both(draft, wired, clause, tongue, theirs) if theirs else NO_TEXTS,
    )


def _both(draft: Draft, wired: Services, clause: str, tongue: str, theirs: Theirs) -> Texts:
    """Return both texts of a clause; ours with the numbers of what was sent: that clauses got other ones since is no difference."""
    if clause not in theirs.words:
        return NO_TEXTS
    sent, returned = theirs.words[clause]
    now = assemble(draft, wired.library, tongue)
    ours = clause_words(now, clause)
    if ours not in (sent, returned):
        ours = clause_words(now, clause, numbers_in(plan_of(theirs.sent, wired.library, tongue)))
    return texts(ours, returned)


@lru_cache(maxsize=512)
def texts(ours: str, theirs: str) -> Texts:
    """Return two texts of a clause with their differences marked; another kind of quotation mark or hyphen is none."""
    if folded(ours) == folded(theirs):
        return Texts((), None, same=True)
    stretches = compare(ours, theirs)
    return Texts(marked_lines(stretches, "deleted"), marked_lines(stretches, "inserted"), same=False)


def marked_lines(stretches: Iterable[Stretch], own: str) -> tuple[tuple[Stretch, ...], ...]:
    """Return one of two compared texts line by line: what both have, and what only this one has."""
    lines: list[list[Stretch]] = [[]]
    for stretch in stretches:
        if stretch.kind in ("equal", own):
            for place, text in enumerate(stretch.text.split("\n")):
                if place:
                    lines.append([])
                if text:
                    lines[-1].append(Stretch(stretch.kind, text))
    return tuple(tuple(line) for line in lines if line)


def _opening(wired: Services, position: str) -> str:
    """Return our opening position in the reader's language, "" for none."""
    known = wired.library.vocabulary.positions.get(position)
    return known.label.get(language.current(), known.label["en"]) if known else position


def _aims(wired: Services, clause: str, target: Mapping[str, Value | None], fallback: Mapping[str, Value | None]) -> tuple[tuple[str, str, str], ...]:
    """Return each blank with an aim: what it is called, our target, our fallback."""

    def shown(name: str, value: Value | None) -> str:
        if value is None:
            return ""
        try:
            return filling.phrase(wired.library, clause, name, value, language.current())
        except KeyError:
            return str(value)

    result = []
    for name in dict.fromkeys((*target, *fallback)):
        label = wired.library.blank_words(clause, name, language.current())
        result.append((label.label if label else name, shown(name, target.get(name)), shown(name, fallback.get(name))))
    return tuple(result)
