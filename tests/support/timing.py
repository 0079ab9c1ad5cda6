"""How the benchmarks measure: several ways of doing a thing, in turns, in one run."""

from __future__ import annotations

from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 9


def milliseconds(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return the median time of each way; the ways take turns, so that a busy machine slows all alike."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start = perf_counter()
            way()
            taken[name].append((perf_counter() - start) * 1000)
    return {name: median(times) for name, times in taken.items()}
