"""Uses -> parts: values as words, references as numbers, terms as marked words."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from clauses import markup
from clauses.markup import AnnexUse, BlankUse, Provision, ReferenceUse, TermUse, ThisUse
from clauses.said import joined
from drafting import filling, references
from drafting.agreement import BlankReference, CrossReference, DefinedTerm, Part, ReferencePiece, Text
from drafting.plan import title_of
from drafting.renumbering import bare_number
from drafting.values import label_of, value_of

if TYPE_CHECKING:
    from drafting.plan import Plan


def anchor(clause: str) -> str:
    """Return the bookmark of a clause's heading; Word takes at most 40 characters, no hyphens."""
    return _bookmark("cl_" + clause.replace("-", "_"))


def paragraph_anchor(clause: str, slot: str) -> str:
    """Return the bookmark of a paragraph."""
    return _bookmark("sl_" + clause.replace("-", "_") + "_" + re.sub(r"[^a-z0-9_]", "_", slot))


def _bookmark(name: str) -> str:
    return name if len(name) <= 40 else name[:33] + "_" + hashlib.sha256(name.encode()).hexdigest()[:6]


def parts_of(plan: Plan, clause: str, provision: Provision) -> tuple[Part, ...]:
    """Return the finished parts of a provision: values as words, references as numbers."""
    return tuple(_part(plan, clause, part) for part in provision.parts)


def _part(plan: Plan, clause: str, part: markup.Use) -> Part:
    match part:
        case markup.Text(text):
            return Text(text)
        case TermUse(text, term):
            return DefinedTerm(text, term)
        case BlankUse(blank, form):
            return blank_reference(plan, clause, blank, form)
        case ThisUse(form):
            return Text(references.this(plan.language, plan.scheme.id, form))
        case AnnexUse(annex, form):
            return annex_reference(plan, annex, form)
        case ReferenceUse():
            return cross_reference(plan, part)


def annex_reference(plan: Plan, annex: str, form: str) -> CrossReference:
    """Return a reference to an annex as its number, or its id in brackets where there is no such annex."""
    if annex not in plan.annexes:
        return CrossReference((ReferencePiece(f"[{annex}]"),), annex, missing=True)
    number = str(plan.annexes.index(annex) + 1)
    return CrossReference(references.annex(number, annex_anchor(annex), plan.language, form), annex)


def cross_reference(plan: Plan, part: ReferenceUse) -> CrossReference:
    """Return a reference as numbers, or the clause's title in brackets where it is not in the agreement."""
    present = part.clause in plan.slots
    places = {slot.slot: index for index, slot in enumerate(plan.slots.get(part.clause, []), 1)}
    if not present or (part.slot and part.slot not in places):
        title = title_of(plan.draft, plan.library, part.clause, plan.language)
        return CrossReference((ReferencePiece(joined(("[", title, "]"))),), f"{part.clause}#{part.slot}".rstrip("#"), missing=True, form=part.form)
    number = plan.articles.get(part.clause, 0)
    target = references.Target(str(number) if number else "", anchor(part.clause))
    if part.slot and number:
        printed = bare_number(plan.scheme, str(number), places[part.slot])
        target = references.Target(str(number), anchor(part.clause), printed, paragraph_anchor(part.clause, part.slot))
    return CrossReference(references.reference(target, plan.language, plan.scheme.id, part.form), part.clause)


def numbers_in(plan: Plan) -> dict[str, str]:
    """Return the number that a reference prints, by the anchor it is counted from."""
    numbers = {annex_anchor(annex): str(place) for place, annex in enumerate(plan.annexes, 1)}
    for clause, number in plan.articles.items():
        numbers[anchor(clause)] = str(number)
        for place, slot in enumerate(plan.slots.get(clause, []), 1):
            numbers[paragraph_anchor(clause, slot.slot)] = bare_number(plan.scheme, str(number), place)
    return numbers


def blank_reference(plan: Plan, clause: str, name: str, form: str) -> BlankReference:
    """Return a blank as the words of its value, or as its label while it is open."""
    value = value_of(plan.draft, plan.library, clause, name)
    if value is None or value == []:
        return BlankReference(label_of(plan.library, clause, name, plan.language), clause, name, open=True)
    try:
        return BlankReference(filling.phrase(plan.library, clause, name, value, plan.language, form), clause, name)
    except KeyError:
        return BlankReference(str(value), clause, name)


def annex_anchor(annex: str) -> str:
    """Return the bookmark of an annex's heading."""
    return _bookmark("hd_annex_" + annex.replace("-", "_"))
