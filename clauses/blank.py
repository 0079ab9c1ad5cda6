"""Blank: a place to be filled in a clause, with its kind, unit, limits, legal floor or ceiling, and typical values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from clauses.finding import N_

Value = int | float | str | date | list[str]
Kind = Literal["quantity", "count", "percentage", "money", "date", "text", "choice", "list", "party"]
NUMBERS: tuple[Kind, ...] = ("quantity", "count", "percentage", "money")
LONGEST = 2000
LARGEST = 10**9
WHOLE = ("person", "member", "worker", "meeting", "visit", "case", "copy", "time")  # units of which there is no half
FACTS = ("term.from", "term.to", "language.authentic")


class Strict(BaseModel):
    """A frozen record that knows its fields and no others."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(Strict):
    """What the form accepts: sanity, not law."""

    minimum: float | None = None
    maximum: float | None = None


class LegalLimit(Strict):
    """A floor or ceiling that law fixes, with the legal basis it comes from and the jurisdiction it binds in (all when empty)."""

    value: float
    law: str
    jurisdiction: str = ""


class Band(Strict):
    """Typical values and where they come from: a legal basis id or ``own`` for own proposals."""

    low: float
    high: float
    source: str = "own"


class Blank(Strict):
    """A place to be filled. ``quantity`` names what the number measures; a quantity has one owner in the library."""

    kind: Kind = "text"
    unit: str = ""
    currency: str = "EUR"
    quantity: str = ""
    default: dict[str, Value] = Field(default_factory=dict)
    limits: Limits = Limits()
    floor: LegalLimit | None = None
    ceiling: LegalLimit | None = None
    band: Band | None = None
    options: tuple[str, ...] = ()
    fact: str = ""
    same_as: str = ""

    @property
    def numeric(self) -> bool:
        """Whether the value is a number."""
        return self.kind in NUMBERS

    @property
    def whole(self) -> bool:
        """Whether the value is a whole number."""
        return self.kind == "count" or (self.kind == "quantity" and self.unit in WHOLE)

    @property
    def required_default(self) -> bool:
        """Whether each position that uses the blank must bring a default value."""
        return not (self.fact or self.same_as) and (self.numeric or self.kind in ("choice", "list"))

    @model_validator(mode="after")
    def _coherent(self) -> Blank:
        if self.kind == "quantity" and not self.unit and not self.same_as:
            raise ValueError("a quantity needs a unit (day, week, month …)")
        if self.kind in ("choice", "list") and not self.options and not self.same_as:
            raise ValueError(f"a {self.kind} needs options")
        if self.fact and self.fact not in FACTS:
            raise ValueError(f"“{self.fact}” is not a fact; the facts are {', '.join(FACTS)}")
        for position, value in self.default.items():
            if reason := refusal(self, value):
                raise ValueError(f"the default for {position}: {reason}")
        return self


@dataclass(frozen=True)
class Refusal:
    """Why a value does not fit a blank: a message of the interface with ``{name}`` marks, and what fills them."""

    message: str
    values: dict[str, float | str] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.message.format(**{name: f"{value:g}" if isinstance(value, float) else value for name, value in self.values.items()})


def refusal(blank: Blank, value: object) -> Refusal | None:
    """Return why a value does not fit a blank, or None when it fits.

    Legal floors and ceilings are not looked at: they are a matter of jurisdiction and belong to the checks.
    """
    if blank.numeric:
        return _number_refusal(blank, value)
    if blank.kind == "date":
        return None if isinstance(value, date) else Refusal(N_("Write a date such as {example}."), {"example": "2027-01-31"})
    if blank.kind == "list":
        right = isinstance(value, list) and all(isinstance(entry, str) for entry in value)
        return None if right else Refusal(N_("Choose or write entries."))
    if not isinstance(value, str):
        return Refusal(N_("Write words."))
    if blank.kind == "choice" and value not in blank.options:
        return Refusal(N_("Choose one of the entries."), {"entries": ", ".join(blank.options)})
    return None if len(value) <= LONGEST else Refusal(N_("Use at most {number} characters."), {"number": float(LONGEST)})


def _number_refusal(blank: Blank, value: object) -> Refusal | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return Refusal(N_("Write a number."))
    low, high = blank.limits.minimum, blank.limits.maximum
    if blank.whole and value != int(value):
        return Refusal(N_("Write a whole number."))
    if low is not None and value < low:
        return Refusal(N_("Write a number that is at least {number}."), {"number": low})
    if high is not None and value > high:
        return Refusal(N_("Write a number that is at most {number}."), {"number": high})
    if abs(value) > LARGEST:
        return Refusal(N_("Write a smaller number."))
    return Refusal(N_("Write a number that is not below zero.")) if value < 0 else None
