"""The words of a clause as they read in the document -> the same words retyped, with values, references and terms kept alive where untouched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting import changes
from drafting.amending import model_markup
from drafting.changes import DraftError
from drafting.edits import changes_between
from drafting.plan import plan_of
from drafting.worded import wording_of

if TYPE_CHECKING:
    from clauses.library import Library
    from drafting.draft import Draft

ITEM = "- "


def reading(draft: Draft, library: Library, clause: str, language: str) -> str:
    """Return the words of a clause as they read in a language, a line for each paragraph, items begun with “- ”."""
    wording = wording_of(plan_of(draft, library, language), clause)
    return folded("\n".join(f"{ITEM if line.item else ''}{line.text}" for line in wording.lines))


def modelled(draft: Draft, library: Library, clause: str, language: str) -> str:
    """Return what the clause would read with the model's words."""
    return reading(changes.amend(draft, clause, language, ""), library, clause, language)


def folded(text: str) -> str:
    """Return typed lines without empty ones and without double spaces."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line and line != ITEM.strip())


def retyped(draft: Draft, library: Library, clause: str, language: str, typed: str) -> Draft:
    """Return the draft in which a clause reads as it was typed; raises DraftError where that cannot be had to the letter."""
    wanted = folded(typed)
    if wanted == reading(draft, library, clause, language):
        return draft
    if not wanted:
        raise DraftError("Nothing is left of the words. Take the clause out of the draft, or take the model’s words again.")
    if model_markup(draft, library, clause, language) and wanted == modelled(draft, library, clause, language):
        return changes.amend(draft, clause, language, "")
    wording = wording_of(plan_of(draft, library, language), clause)
    lines = wanted.split("\n")
    items = frozenset(line.removeprefix(ITEM) for line in lines if line.startswith(ITEM))
    after = "\n".join([wording.title, *(line.removeprefix(ITEM) for line in lines)])
    edits = [edit for change in changes_between(wording.text, after) for edit in change.edits]
    if not wording.lines:
        markup = "\n\n".join(lines)
    else:
        try:
            _title, markup = wording.edited(edits, items)
        except DraftError:
            markup = ""
    changed = changes.amend(draft, clause, language, markup) if markup else draft
    if reading(changed, library, clause, language) != wanted:
        raise DraftError(
            "These words cannot be taken as they stand here, perhaps for a small heading or a list. Change less at a time, or use the form with marks."
        )
    return changed
