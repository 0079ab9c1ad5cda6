"""What a blank holds in a draft: filled, a fact asked once, shared with another clause, or the library's suggestion."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from clauses.markup import Facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clauses.blank import Value
    from clauses.library import Library
    from drafting.draft import Draft, Selection


def value_of(draft: Draft, library: Library, clause: str, name: str) -> Value | None:
    """Return the value of a blank in a draft: a fact, filled here, shared, asked once for the agreement, else the suggestion; None while open.

    A fact that is stated stands before what a draft file has for the blank: other documents count from it.
    """
    selection = draft.selection(clause)
    owner = library.clauses.get(clause)
    if selection is None or owner is None or name not in owner.blanks:
        return None
    blank = owner.blanks[name]
    if blank.fact and (stated := _fact(draft, blank.fact)) is not None:
        return stated
    if name in selection.values or blank.fact:
        return selection.values.get(name)
    if blank.same_as:
        other, _, its_name = blank.same_as.partition(".")
        return value_of(draft, library, other, its_name)
    if blank.quantity in draft.values:
        return draft.values[blank.quantity]
    return blank.default.get(suggested_position(draft, library, selection, name))


def suggested_position(draft: Draft, library: Library, selection: Selection, name: str) -> str:
    """Return the position whose default a blank takes: that of the first slot that uses it."""
    return _first_use(library, selection.id, name, selection.position, tuple(selection.slots.items()), draft.languages[0]) or selection.position


@lru_cache(maxsize=8192)
def _first_use(library: Library, clause: str, name: str, usual: str, others: tuple[tuple[str, str], ...], language: str) -> str:
    """Return the position of the first slot whose words use a blank and for which it has a default, or ""."""
    wording, positions = library.nearest_wording(clause, language), dict(others)
    for slot in library.clauses[clause].slots:
        position = positions.get(slot, usual)
        source = wording.source(position, slot) if wording else None
        if source and re.search(rf"\b{re.escape(name)}\b", source) and position in library.clauses[clause].blanks[name].default:
            return position
    return ""


def _fact(draft: Draft, fact: str) -> Value | None:
    known: Mapping[str, Value | None] = {"term.from": draft.term.start, "term.to": draft.term.end, "language.authentic": draft.languages[0]}
    return known.get(fact)


def label_of(library: Library, clause: str, name: str, language: str) -> str:
    """Return a blank's human label."""
    words = library.blank_words(clause, name, language)
    return words.label if words else name


def facts_of(draft: Draft, library: Library, clause: str) -> Facts:
    """Return what the conditions of a clause may ask in this draft."""
    names = library.clauses[clause].blanks if clause in library.clauses else {}
    values = {name: value_of(draft, library, clause, name) for name in names}
    return Facts(frozenset(selection.id for selection in draft.selections), draft.level, draft.jurisdiction, values)
