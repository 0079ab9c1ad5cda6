"""One change of a returned file as a page shows it: its words, those around it, and whether the draft has it already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as day
from typing import TYPE_CHECKING

from drafting.edits import ended
from drafting.returned import UNREAD
from web import language
from web.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafting.edits import Edit
    from drafting.exchange import ReturnedChange, ReturnedClause

_AROUND = 90
_QUOTED = 60


@dataclass(frozen=True)
class ShownChange:
    """A change with the words around it; ``number`` counts through the page, ``place`` within its clause, ``answer`` is "" until one was given.

    ``acceptable`` says that it can be taken in by a button: a change of a clause, or of a name that follows from the facts.
    """

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
    acceptable: bool
    taken: bool
    answer: str
    other: str


def quoted(change: ReturnedChange) -> str:
    """Return the words of a change as a private note names them."""
    words = named(change)
    return _("On “%(words)s”:", words=words) if words else ""


def named(change: ReturnedChange) -> str:
    """Return the words of a change, as sent and as returned, short enough to be recognised by."""
    return " → ".join(" ".join(text.split())[:_QUOTED] for text in (change.before, change.after) if text.strip())


def shown_change(
    clause: ReturnedClause, change: ReturnedChange, number: int, place: int, *, acceptable: bool, taken: bool, answer: str, other: str
) -> ShownChange:
    """Return a change with the words around it, what became of it, and the clause its words went to or came from."""
    lead, tail = _around(ended(clause.before), change.change.edits)
    kinds = {"inserted": _("inserted"), "deleted": _("deleted"), "replaced": _("replaced"), "moved": _("moved")}
    # only words that somebody hid, struck through or brought back, and pictures, are replaced by themselves
    hidden = change.before == change.after and change.kind == "replaced" and UNREAD not in change.before
    words = _("hidden, struck through or shown again") if hidden else kinds[change.kind]
    lead, before, after, tail = (text.replace(UNREAD, _("[picture or embedded file]")) for text in (lead, change.before, change.after, tail))
    return ShownChange(
        number, place, change.kind, words, lead, before, after, tail, change.author, _moment(change.date), change.tracked, acceptable, taken, answer, other
    )


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
