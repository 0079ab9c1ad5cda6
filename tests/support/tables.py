"""Drafts and orders for tests of documents: the small library of the fixtures, a full draft of the real one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clauses import reader
from drafting import changes, starting
from drafting.documents.order import Order
from drafting.draft import Draft, PrivateNote, Selection, new
from drafting.negotiation import Party, Term

if TYPE_CHECKING:
    from clauses.library import Library

FIXTURES = Path(__file__).parent.parent / "fixtures" / "library"
DAY = date(2027, 5, 12)
SECRET = "Sala1suus"  # noqa: S105  # planted to be searched for
ONE, TWO = "mon-one", "dat-two"


def small() -> Library:
    """Return the library of the fixtures: two clauses in two languages."""
    return reader.read(FIXTURES)


def small_draft(*selections: Selection, **fields: Any) -> Draft:
    """Return a draft of the fixtures' clauses, the first as its baseline, with parties and a term."""
    frame: dict[str, Any] = {
        "id": "0" * 32,
        "title": {"en": "Agreement", "fi": "Sopimus"},
        "parties": (Party(side="employer", name={"en": "Hoiva ry"}), Party(side="union", name={"en": "Liitto ry"}, signatories=("Liisa Laine",))),
        "term": Term.model_validate({"from": date(2027, 6, 1), "to": date(2029, 5, 31)}),
        "clauses": selections or (Selection(id=ONE, position="baseline"), Selection(id=TWO)),
    }
    identity = frame.pop("id") if "id" not in fields else fields.pop("id")
    return new(DAY, ("en", "fi"), **(frame | fields)).changed(id=identity)


def full_draft(library: Library, **fields: Any) -> Draft:
    """Return a whole sector agreement in two languages with a private layer whose every field holds a secret."""
    draft = starting.start(library, DAY, ("fi", "en"), "home-care", term=Term.model_validate({"from": date(2027, 6, 1), "to": date(2029, 5, 31)}))
    clause = "mon-gps-geolocation"
    private = {
        clause: PrivateNote(note=f"{SECRET} note", opening=f"{SECRET} opening", target={"retention": f"{SECRET} target"}, fallback={"x": f"{SECRET} fallback"})
    }
    return changes.keep_words(draft, library).changed(id="1" * 32, private=private, dismissed={"no-scope:draft": f"{SECRET} reason"}, **fields)


def order(draft: Draft, library: Library, language: str = "en", **more: Any) -> Order:
    """Return an order for a document; ``more`` are further fields of Order."""
    return Order(draft, library, language, **more)
