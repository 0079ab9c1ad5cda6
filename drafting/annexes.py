"""The annexes an agreement refers to: the retention table and the purposes come from its clauses, forms from the vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clauses.markup import ReferenceUse
from clauses.said import opening, said
from drafting import filling
from drafting.agreement import Annex, Cell, Text
from drafting.resolving import annex_anchor, blank_reference, cross_reference
from drafting.values import value_of

if TYPE_CHECKING:
    from drafting.plan import Plan

PURPOSES = ("mon-purpose-limitation", "purposes")
EMPTY_ROWS = 6


def build(plan: Plan, identity: str, number: int) -> Annex:
    """Return an annex of the agreement with its rows; ``number`` counts from 1."""
    form = plan.library.vocabulary.annexes[identity]
    words, tag = form.words.get(plan.language) or form.words["en"], plan.language if plan.language in form.words else "en"
    rows: tuple[tuple[Cell, ...], ...] = ()
    if identity == "retention":
        rows = _retention(plan)
    elif identity == "purposes":
        rows = _purposes(plan, len(words.columns))
    elif words.columns:
        rows = tuple(tuple(Cell((Text(""),)) for _ in words.columns) for _ in range(EMPTY_ROWS))
    columns, fields = (tuple(said(text, tag) for text in texts) for texts in (words.columns, words.fields))
    printed = plan.scheme.annex.format(annex=number)
    return Annex(identity, annex_anchor(identity), printed, said(words.title, tag), said(words.introduction, tag), columns, rows, fields)


def _retention(plan: Plan) -> tuple[tuple[Cell, ...], ...]:
    """Return one row per retention period of the included clauses: what, how long, where it is agreed."""
    rows = []
    for clause, slots in plan.slots.items():
        owner = plan.library.clauses.get(clause)
        used = {part.blank for slot in slots for provision in slot.provisions for part in provision.parts if hasattr(part, "blank")}
        for name, blank in owner.blanks.items() if owner else ():
            if blank.quantity.startswith("retention.") and name in used:
                words = plan.library.blank_words(clause, name, plan.language)
                label = words.row or words.label if words else name
                value = blank_reference(plan, clause, name, "")
                where = cross_reference(plan, ReferenceUse(clause))
                rows.append((Cell((Text(opening(label)),)), Cell((value,)), Cell((where,))))
    return tuple(rows)


def _purposes(plan: Plan, columns: int) -> tuple[tuple[Cell, ...], ...]:
    clause, name = PURPOSES
    value = value_of(plan.draft, plan.library, clause, name)
    entries = value if isinstance(value, list) else []
    rest = tuple(Cell((Text(""),)) for _ in range(columns - 1))
    return tuple((Cell((Text(opening(filling.phrase(plan.library, clause, name, [entry], plan.language))),)), *rest) for entry in entries)
