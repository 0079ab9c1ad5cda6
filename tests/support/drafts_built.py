"""Builders of drafts and small libraries for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from drafting.draft import Draft, Selection, new

DAY = date(2027, 5, 12)


def draft(*clauses: str | Selection, languages: tuple[str, ...] = ("en",), **fields: Any) -> Draft:
    """Return a draft with clauses in their balanced position."""
    selections = tuple(Selection(id=entry) if isinstance(entry, str) else entry for entry in clauses)
    return new(DAY, languages, **{"clauses": selections, "title": {languages[0]: "Agreement"}, **fields})
