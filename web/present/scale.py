"""The scale of a number that is to be agreed: what law allows, what is typical, and what each position suggests; drawn and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clauses.clause import POSITIONS
from drafting import filling

if TYPE_CHECKING:
    from clauses.blank import Blank
    from clauses.library import Library

LEFT, RIGHT = 16.0, 344.0
# closer than this, two figures would run into each other and the second goes a line up
ROOM = 52.0


@dataclass(frozen=True)
class Mark:
    """A place on the scale: ``kind`` is value, floor or ceiling; ``row`` counts lines of figures upwards from the axis."""

    kind: str
    x: float
    text: str
    positions: tuple[str, ...] = ()
    row: int = 0


@dataclass(frozen=True)
class Scale:
    """A scale, ready to draw: marks above the axis, limits and the typical band on it, their figures below."""

    marks: tuple[Mark, ...]
    limits: tuple[Mark, ...]
    band: tuple[float, float] | None
    ends: tuple[Mark, ...]
    rows: int


def scale(library: Library, clause: str, name: str, blank: Blank, language: str, values: dict[str, object]) -> Scale | None:
    """Return the scale of a numeric blank with the values of positions on it; None where there is nothing to compare."""
    held = {position: value for position, value in values.items() if isinstance(value, int | float)}
    bounds = [limit.value for limit in (blank.floor, blank.ceiling) if limit]
    if blank.band:
        bounds += [blank.band.low, blank.band.high]
    points = [*held.values(), *bounds]
    if not blank.numeric or len(set(points)) < 2:
        return None
    low, high = min(points), max(points)

    def at(value: float) -> float:
        return round(LEFT + (value - low) / (high - low) * (RIGHT - LEFT), 1)

    def say(value: float) -> str:
        return filling.phrase(library, clause, name, value, language, "number")

    taken: dict[float, list[str]] = {}
    for position in POSITIONS:
        if position in held:
            taken.setdefault(float(held[position]), []).append(position)
    marks = _rowed([Mark("value", at(value), say(value), tuple(positions)) for value, positions in sorted(taken.items())])
    pairs = (("floor", blank.floor), ("ceiling", blank.ceiling))
    limits = tuple(Mark(kind, at(limit.value), say(limit.value)) for kind, limit in pairs if limit)
    band = (at(blank.band.low), at(blank.band.high)) if blank.band else None
    ends = tuple(Mark("end", at(end), say(end)) for end in sorted({blank.band.low, blank.band.high})) if blank.band else ()
    return Scale(tuple(marks), limits, band, _apart(ends), max((mark.row for mark in marks), default=0) + 1)


def _rowed(marks: list[Mark]) -> list[Mark]:
    """Put figures that would touch on lines of their own."""
    result: list[Mark] = []
    for mark in marks:
        row = next(row for row in range(len(marks)) if all(other.row != row or mark.x - other.x >= ROOM for other in result))
        result.append(Mark(mark.kind, mark.x, mark.text, mark.positions, row))
    return result


def _apart(ends: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Leave out the second figure of a band too narrow for two; the words beside the scale say both."""
    return ends[:1] if len(ends) == 2 and ends[1].x - ends[0].x < ROOM else ends
