"""What the board shows: each clause with where it stands, who moved last and since when, and what our side aims at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafting import checks, filling
from drafting.plan import plan_of, title_of
from web import language
from web.language import gettext as _
from web.present.drafts import Bar, bar
from web.present.facts import sides
from web.present.standings import Part, standing_names, standing_words, standings
from web.present.workspace import open_count

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from clauses.blank import Value
    from drafting.draft import Draft
    from web.services import Services


@dataclass(frozen=True)
class BoardLine:
    """A clause on the board; ``aims`` are our own target and fallback per blank, for our side only."""

    clause: str
    number: str
    title: str
    standing: str
    standing_words: str
    side: str
    since: datetime | None
    note: str
    aims: tuple[tuple[str, str, str], ...]
    private: str
    packages: tuple[str, ...]


@dataclass(frozen=True)
class Board:
    """The page of standings."""

    bar: Bar
    lines: tuple[BoardLine, ...]
    counts: tuple[Part, ...]
    chosen: str
    standings: tuple[tuple[str, str], ...]
    sides: tuple[tuple[str, str], ...]
    packages: tuple[tuple[str, tuple[str, ...]], ...]
    clauses: tuple[tuple[str, str], ...]


def board(draft: Draft, wired: Services, chosen: str) -> Board:
    """Return the board of a draft, all clauses or those of one standing."""
    last = {move.clause: move for move in wired.store.ledger.moves(draft.id)}
    numbers = plan_of(draft, wired.library, draft.languages[0]).articles
    named = dict(sides())
    lines = []
    for selection in draft.selections:
        move = last.get(selection.id)
        private = draft.private.get(selection.id)
        lines.append(
            BoardLine(
                clause=selection.id,
                number=str(numbers.get(selection.id, "")),
                title=title_of(draft, wired.library, selection.id, language.current()),
                standing=selection.standing,
                standing_words=standing_words(selection.standing),
                side=named.get(move.side, "") if move else "",
                since=move.made if move else None,
                note=move.note if move else "",
                aims=_aims(wired, selection.id, private.target, private.fallback) if private else (),
                private=private.note if private else "",
                packages=tuple(package.name for package in draft.packages if selection.id in package.clauses),
            )
        )
    shown = tuple(line for line in lines if chosen in ("", line.standing))
    titles = {line.clause: line.title for line in lines}
    packages = tuple((package.name, tuple(titles.get(clause, clause) for clause in package.clauses)) for package in draft.packages)
    stand = bar(draft, wired, open_count(checks.check(draft, wired.library)))
    return Board(stand, shown, standings(draft), chosen, standing_names(), (("", _("not said")), *sides()), packages, tuple(titles.items()))


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
