"""Moves on clauses: the standing a clause takes in the draft, and the line the ledger keeps of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting import answering
from drafting.plan import title_of
from web import language
from web.language import gettext as _
from web.present.returned import present_words
from web.present.standings import standing_words
from web.saving import saved, tell, text_language
from web.services import services

if TYPE_CHECKING:
    from drafting.draft import Draft, Standing
    from drafting.store import Exchange


def own_side(theirs: str) -> str:
    """Return the side across the table; "" when a file does not say whose it was."""
    return {"employer": "union", "union": "employer"}.get(theirs, "")


def moved(draft: Draft, clause: str, side: str, standing: Standing, words: str, note: str = "") -> None:
    """Save a draft whose clause takes another standing, then record the move: a draft that is stale records none. Raises StaleDraft, DraftError."""
    result = answering.stand(draft, clause, standing)
    title = title_of(draft, services().library, clause, language.current())
    told = _("“%(clause)s”: %(standing)s.", clause=title, standing=standing_words(standing))
    if result == draft:
        tell(told)
    else:
        saved(result, "standing", told)
    services().store.ledger.move(draft.id, clause, side, standing, words, note)


def countered(draft: Draft, clause: str, entry: Exchange) -> None:
    """Record that a clause of a saved draft was answered with own words; once for each returned file, however often the words are saved."""
    ledger = services().store.ledger
    since = [move for move in ledger.moves(draft.id) if move.clause == clause and move.made >= entry.made]
    if not since or since[-1].standing != "countered":
        ledger.move(draft.id, clause, own_side(entry.side), "countered", present_words(draft, services().library, clause, text_language(draft)))
