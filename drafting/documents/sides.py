"""What either side wants: the draft's words for the side it speaks for, the library's position typical for the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drafting.assembly import assemble
from drafting.draft import SETTLED, Selection

if TYPE_CHECKING:
    from clauses.library import Library
    from drafting.agreement import Agreement, Article
    from drafting.documents.order import Order
    from drafting.draft import Draft

TYPICAL = {"union": "strong", "employer": "baseline"}
OTHER = {"union": "employer", "employer": "union"}


@dataclass(frozen=True)
class Sides:
    """The draft as it stands and as either side would have it, all assembled; ``typical`` names the sides taken from the library."""

    draft: Agreement
    union: Agreement
    employer: Agreement
    typical: tuple[str, ...]

    def articles(self, side: str) -> dict[str, Article]:
        """Return the articles of a side by clause; "" for those of the draft."""
        return {article.clause: article for article in {"union": self.union, "employer": self.employer}.get(side, self.draft).articles}


def sides_of(order: Order) -> Sides:
    """Return both sides' wishes of a draft. What is settled reads the same for both."""
    draft = order.agreement()
    wishes = {side: draft if side == order.side else assemble(typical(order, side), order.library, order.language) for side in TYPICAL}
    return Sides(draft, wishes["union"], wishes["employer"], tuple(side for side in TYPICAL if side != order.side))


def wished(order: Order) -> Agreement:
    """Return the agreement in the text of ``order.wish``, the same that the joint draft of the other side has in brackets."""
    _ = order.say
    told = {
        "union": _("The union’s text: not its own words, but those of the library’s strong position. What is settled stands as agreed."),
        "employer": _("The employer’s text: not its own words, but those of the library’s baseline position. What is settled stands as agreed."),
    }
    agreement = assemble(typical(replace(order, side=OTHER[order.wish]), order.wish), order.library, order.language)
    return replace(agreement, furniture=replace(agreement.furniture, status=told[order.wish]))


def typical(order: Order, side: str) -> Draft:
    """Return the draft as a side would typically have it: the library's words and suggestions in that side's position."""
    library, position = order.library, TYPICAL[side]
    entries = []
    kept = {}
    for entry in order.draft.clauses:
        changes = isinstance(entry, Selection) and not entry.own and entry.standing not in SETTLED
        if isinstance(entry, Selection) and changes and position in library.positions(entry.id):
            entries.append(_model(entry, library, position))
            continue
        if isinstance(entry, Selection) and entry.own and order.side and entry.standing not in SETTLED:
            entries.append(entry.model_copy(update={"wording": {}}))  # one side's own clause: the other side has no words for it
            continue
        entries.append(entry)  # type: ignore[arg-type]  # a chapter heading stands as it is
        if isinstance(entry, Selection) and entry.id in order.draft.words:
            kept[entry.id] = order.draft.words[entry.id]
    return order.draft.changed(clauses=tuple(entries), words=kept)


def _model(entry: Selection, library: Library, position: str) -> Selection:
    """Return a clause in the model words of a position; what the library suggests nothing for is filled as in the draft."""
    blanks = library.clauses[entry.id].blanks
    values = {name: value for name, value in entry.values.items() if name in blanks and position not in blanks[name].default}
    return Selection(id=entry.id, position=position, values=values, standing=entry.standing)  # type: ignore[arg-type]  # one of the three


def at_position(draft: Draft, library: Library, position: str) -> Draft:
    """Return the library's text for the clauses of a draft in one position; a clause without that position stands in its own, own clauses are not in it."""
    kept = [entry for entry in draft.clauses if not isinstance(entry, Selection) or entry.id in library.clauses]
    held = {entry.id: position if position in library.positions(entry.id) else entry.position for entry in kept if isinstance(entry, Selection)}
    return draft.changed(clauses=tuple(_model(entry, library, held[entry.id]) if isinstance(entry, Selection) else entry for entry in kept), words={})
