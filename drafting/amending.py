"""The model's words of a clause as text a person can edit, with its conditions decided for the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clauses import provisions
from drafting.plan import plan_of

if TYPE_CHECKING:
    from clauses.library import Library
    from clauses.markup import Provision
    from drafting.draft import Draft


def model_markup(draft: Draft, library: Library, clause: str, language: str) -> str:
    """Return the model's words of a clause in a draft as markup with a ``### slot`` heading over each paragraph; "" where there are none.

    What was amended is left aside: this is what an amendment is made from and compared with.
    """
    selections = tuple(
        entry.model_copy(update={"wording": {}}) if getattr(entry, "id", "") == clause and not clause.startswith("own-") else entry for entry in draft.clauses
    )
    plan = plan_of(draft.changed(clauses=selections), library, language)
    return "\n\n".join(f"### {slot.slot}\n{_text(slot.provisions)}" for slot in plan.slots.get(clause, ()))


def _text(entries: tuple[Provision, ...]) -> str:
    """Return provisions as lines: an item follows on the next line, a paragraph after an empty one."""
    text = ""
    for entry in entries:
        gap = "" if not text else "\n" if entry.kind == "item" else "\n\n"
        text += gap + provisions.source_of(entry)
    return text
