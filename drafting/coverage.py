"""Which statements of the position paper a draft covers, and which it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clauses.library import Library
    from drafting.draft import Draft


def statements(draft: Draft, library: Library) -> dict[str, list[str]]:
    """Return statement id -> the draft's clauses that answer it, in the order of the paper; an empty list where none does."""
    present = [selection.id for selection in draft.selections if selection.id in library.clauses]
    return {identity: [clause for clause in present if identity in library.clauses[clause].statements] for identity in library.vocabulary.statements}
