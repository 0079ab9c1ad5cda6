"""Plan: which provisions stand in an agreement, in which order and with which numbers, before their parts are resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clauses import markup, provisions
from clauses.markup import AnnexUse, MarkupError, Provision, TermUse
from clauses.said import said
from drafting import numbering
from drafting.changes import chosen_words
from drafting.remembering import remembered
from drafting.values import facts_of

if TYPE_CHECKING:
    from clauses.library import Library
    from clauses.said import Said
    from drafting.draft import Draft, Selection
    from drafting.numbering import Scheme

PREAMBLE = "skl-preamble"
_OWN_SLOT = re.compile(r"^###(?: +(.+?))? *$", re.MULTILINE)


@dataclass(frozen=True)
class OwnSlot:
    """A paragraph of a selection before its parts are resolved: the slot (or "" in own text), its lead-in and provisions."""

    slot: str
    lead_in: str
    provisions: tuple[Provision, ...]
    position: str = ""


@dataclass
class Plan:
    """What is known once every clause has its place: numbers, anchors, included clauses, terms and annexes that are used."""

    draft: Draft
    library: Library
    language: str
    scheme: Scheme
    slots: dict[str, list[OwnSlot]] = field(default_factory=dict)
    articles: dict[str, int] = field(default_factory=dict)
    annexes: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)


@remembered
def plan_of(draft: Draft, library: Library, language: str) -> Plan:
    """Return the plan of an agreement: which provisions stand, in which order and with which numbers; not to be changed."""
    plan = Plan(draft, library, language, numbering.scheme(draft.scheme, language if language in numbering.SCHEMES else "en"))
    number = draft.first_number - 1
    for index, selection in enumerate(draft.selections):
        plan.slots[selection.id] = slots_of(plan, selection)
        if not (selection.id == PREAMBLE and index == 0):
            number += 1
            plan.articles[selection.id] = number
    for slots in plan.slots.values():
        for part in (part for slot in slots for provision in slot.provisions for part in provision.parts):
            if isinstance(part, AnnexUse) and part.annex in library.vocabulary.annexes and part.annex not in plan.annexes:
                plan.annexes.append(part.annex)
            if isinstance(part, TermUse) and part.term not in plan.terms:
                plan.terms.append(part.term)
    return plan


def slots_of(plan: Plan, selection: Selection) -> list[OwnSlot]:
    """Return the paragraphs of one selection, chosen or in own words, as they stand among the others of the plan."""
    own = selection.wording.get(plan.language)
    if own is not None:
        return _own_slots(plan, selection, own)
    chosen = plan.draft.words.get(selection.id) or (chosen_words(plan.library, selection, (plan.language,)) if selection.id in plan.library.clauses else None)
    kept = chosen.words.get(plan.language) if chosen else None
    if kept is None:
        return []
    facts = facts_of(plan.draft, plan.library, selection.id)
    result = []
    for slot, text in kept.slots.items():
        try:
            found = provisions.provisions(text.text, facts)
        except MarkupError:
            found = provisions.arrange([markup.Text(text.text)])
        if found:
            result.append(OwnSlot(slot, text.lead_in, found, text.position))
    return result


def _own_slots(plan: Plan, selection: Selection, own: str) -> list[OwnSlot]:
    """Return own wording as slots: ``### slot`` headings part it; without them, and after a bare ``###``, each paragraph is one."""
    lists = plan.library.vocabulary
    clause = plan.library.clauses.get(selection.id)
    names = clause.blanks.keys() if clause else ()
    pieces = _OWN_SLOT.split(own)
    result = []
    known = set(lists.catalogue) | {entry.id for entry in plan.draft.selections}
    for heading, text in [("", pieces[0]), *((name or "", words) for name, words in zip(pieces[1::2], pieces[2::2], strict=True))]:
        found = provisions.lenient(text, names, known, lists.terms, lists.annexes)
        is_slot = clause is not None and heading in clause.slots
        lead_in = plan.library.lead_in(selection.id, heading, plan.language) if is_slot else heading
        for group in _paragraphs(found) if not heading else [found] if found else []:
            result.append(OwnSlot(heading if is_slot else "", lead_in, group))
    return result


def _paragraphs(found: tuple[Provision, ...]) -> list[tuple[Provision, ...]]:
    groups: list[list[Provision]] = []
    for provision in found:
        if provision.kind == "paragraph" or not groups:
            groups.append([])
        groups[-1].append(provision)
    return [tuple(group) for group in groups]


def title_of(draft: Draft, library: Library, clause: str, language: str) -> Said:
    """Return the title of a clause of a draft with its language: its own, the one chosen with its words, else the library's.

    An own clause has its title in any language where it has none in this one.
    """
    selection = draft.selection(clause)
    if selection and (selection.title.get(language) or (selection.own and selection.title)):
        tag = language if selection.title.get(language) else next(iter(selection.title))
        return said(selection.title[tag], tag)
    kept = draft.words.get(clause)
    return said(kept.words[language].title, language) if kept and language in kept.words else library.title(clause, language)
