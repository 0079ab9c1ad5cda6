"""The agreement for our own side: reasons, arguments, law and our positions as remarks at each clause."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drafting.agreement import words
from drafting.filling import phrase
from drafting.resolving import anchor
from drafting.sheet import note_paragraphs
from drafting.values import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from clauses.blank import Value
    from drafting.agreement import Agreement
    from drafting.documents.order import Order


@dataclass(frozen=True)
class Remark:
    """A remark at the heading of a clause: who makes it, and its lines, each with what it is about."""

    anchor: str
    author: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class InternalAgreement:
    """An agreement with remarks that never leave the house, and the law of each clause by the anchor of its heading if it was asked for."""

    agreement: Agreement
    remarks: tuple[Remark, ...]
    sources: Mapping[str, tuple[str, ...]]


def internal(order: Order) -> InternalAgreement:
    """Return the agreement with remarks from the library and from the draft's private layer; every page says that it is internal."""
    _ = order.say
    agreement = order.agreement()
    header = " · ".join((_("INTERNAL"), agreement.furniture.header))
    status = _("INTERNAL: holds our own notes and positions. Do not give it to the other side.")
    marked = replace(agreement, furniture=replace(agreement.furniture, header=header, status=status))
    remarks = []
    for selection in order.draft.selections:
        place = anchor(selection.id)
        library = tuple(_library(order, selection.id))
        ours = tuple(_ours(order, selection.id))
        remarks += [Remark(place, author, lines) for author, lines in ((_("Library"), library), (_("Our side"), ours)) if lines]
    named = {anchor(entry.id): tuple(order.sources(entry.id)) for entry in order.draft.selections} if order.sourced else {}
    return InternalAgreement(marked, tuple(remarks), {place: lines for place, lines in named.items() if lines})


def _library(order: Order, clause: str) -> Iterator[tuple[str, str]]:
    _ = order.say
    if clause not in order.library.clauses:
        return
    headings = {
        "purpose": _("What the clause is for"),
        "union side": _("For the union side"),
        "employer side": _("For the employer side"),
        "watch": _("Mind this"),
    }
    for note, heading in headings.items():
        for place, parts in enumerate(note_paragraphs(order.library, clause, note, order.language)):
            yield heading if not place else "", words(parts)
    beside = order.library.words(clause, order.language)
    selection = order.draft.selection(clause)
    gives = beside.gives.get(selection.position) if beside and selection else None
    if gives:
        yield _("What each side gives up"), gives
    for place, law in enumerate(order.law(clause) if not order.sourced else ()):
        yield _("The law it stands on") if not place else "", law


def _ours(order: Order, clause: str) -> Iterator[tuple[str, str]]:
    _ = order.say
    kept = order.draft.private.get(clause)
    if kept is None:
        return
    if kept.opening:
        label = order.library.vocabulary.positions.get(kept.opening)
        yield _("Our opening"), order.translated(label.label) if label else kept.opening
    for heading, values in ((_("Our target"), kept.target), (_("Our fallback"), kept.fallback)):
        for place, text in enumerate(_values(order, clause, values)):
            yield heading if not place else "", text
    for place, text in enumerate(kept.note.splitlines()):
        if text.strip():
            yield _("Our note") if not place else "", text


def _values(order: Order, clause: str, values: Mapping[str, Value | None]) -> Iterator[str]:
    for name, value in values.items():
        if value is None:
            continue
        try:
            said = phrase(order.library, clause, name, value, order.language)
        except KeyError:
            said = str(value)
        yield f"{label_of(order.library, clause, name, order.language) if clause in order.library.clauses else name}: {said}"
