"""Blank: a place to be filled in a clause, with its kind, unit, limits, legal floor or ceiling, and typical values."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Value = int | float | str | date | list[str]
Kind = Literal["quantity", "count", "percentage", "money", "date", "text", "choice", "list", "party"]
NUMBERS: tuple[Kind, ...] = ("quantity", "count", "percentage", "money")
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


def refusal(blank: Blank, value: object) -> str:
    """Return why a value does not fit a blank as one English sentence part, or "" when it fits.

    Legal floors and ceilings are not looked at: they are a matter of jurisdiction and belong to the checks.
    """
    if blank.numeric:
        return _number_refusal(blank, value)
    if blank.kind == "date":
        return "" if isinstance(value, date) else "must be a date such as 2027-01-31"
    if blank.kind == "list":
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            return "must be a list of entries"
        return ""
    if not isinstance(value, str):
        return "must be words"
    if blank.kind == "choice" and value not in blank.options:
        return f"must be one of {', '.join(blank.options)}"
    return "" if len(value) <= 2000 else "must be at most 2,000 characters"


def _number_refusal(blank: Blank, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "must be a number"
    if blank.kind == "count" and value != int(value):
        return "must be a whole number"
    low, high = blank.limits.minimum, blank.limits.maximum
    if value != value or abs(value) > 1e9:
        return "must be a number below a thousand million"
    if low is not None and value < low:
        return f"must be at least {low:g}"
    if high is not None and value > high:
        return f"must be at most {high:g}"
    return "must not be negative" if value < 0 else ""
