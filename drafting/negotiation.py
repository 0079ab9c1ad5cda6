"""The frame of one negotiation: who negotiates, for whom, at which level, and for how long."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import ConfigDict, Field

from clauses.blank import Strict

Words = dict[str, str]
Level = Literal["european", "national-sector", "enterprise", "workplace"]
Side = Literal["employer", "union"]


class Party(Strict):
    """A party: its side, its name per language, and who signs for it."""

    side: Side
    name: Words = Field(default_factory=dict)
    signatories: tuple[str, ...] = ()

    def named(self, language: str) -> str:
        """Return the party's name in a language, else in any, else ""."""
        return self.name.get(language) or next((name for name in self.name.values() if name), "")


class Term(Strict):
    """From when to when the agreement is to hold; either end may be open."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    start: date | None = Field(default=None, alias="from")
    end: date | None = Field(default=None, alias="to")
