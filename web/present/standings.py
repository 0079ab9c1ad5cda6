"""Where the clauses of a draft stand: in words, counted, and as the parts of one bar."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from drafting.draft import Standing
from web.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafting.draft import Draft

# a part of a bar narrower than this, in per cent, has no room for its number
NARROW = 3.5


@dataclass(frozen=True)
class Part:
    """The clauses of one standing, as a part of a bar placed in per cent of its width."""

    name: str
    words: str
    number: int
    x: float
    width: float

    @property
    def wide(self) -> bool:
        """Whether its number has room on it."""
        return self.width >= NARROW


def standing_words(standing: str) -> str:
    """Return a standing in the reader's language."""
    return {
        "open": _("open"),
        "proposed": _("proposed"),
        "countered": _("countered"),
        "tentatively agreed": _("tentatively agreed"),
        "agreed": _("agreed"),
        "withdrawn": _("withdrawn"),
    }[standing]


def standing_names() -> tuple[tuple[str, str], ...]:
    """Return every standing with its words, in the order a clause goes through them."""
    return tuple((name, standing_words(name)) for name in get_args(Standing))


def standings(draft: Draft) -> tuple[Part, ...]:
    """Return the standings that clauses of a draft have, as the parts of one bar."""
    return parts(Counter(selection.standing for selection in draft.selections))


def parts(numbers: Mapping[str, int]) -> tuple[Part, ...]:
    """Return standings with how many clauses have each as the parts of one bar; those nobody has are left out."""
    total, before = sum(numbers.values()), 0
    found = []
    for name, words in standing_names():
        if number := numbers.get(name, 0):
            found.append(Part(name, words, number, round(100 * before / total, 2), round(100 * number / total, 2)))
            before += number
    return tuple(found)
