"""What changed in a clause from version to version, as CHANGELOG.md of the texts tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_RELEASE = re.compile(r"^## +(\S+)", re.MULTILINE)
_RAISED = re.compile(r"^- `([a-z0-9-]+)` (\d+): (\S.*(?:\n +\S.*)*)", re.MULTILINE)


@dataclass(frozen=True)
class Change:
    """A version of a clause: the release it came with and what changed; a first version has nothing to tell."""

    version: int
    release: str
    text: str = ""


@dataclass(frozen=True)
class Changelog:
    """The raised versions of all clauses, and the release the first versions came with; "" where nothing is told."""

    raised: Mapping[tuple[str, int], Change] = field(default_factory=dict)
    first: str = ""

    def history(self, clause: str, version: int) -> tuple[Change, ...]:
        """Return the versions of a clause up to its present one, the newest first."""
        return tuple(self._version(clause, number) for number in range(version, 0, -1))

    def _version(self, clause: str, number: int) -> Change:
        told = self.raised.get((clause, number))
        return told or Change(number, self.first if number == 1 else "")


def parse(text: str) -> Changelog:
    """Return a changelog: releases as ``## 0.2.0``, the newest first, and under them ``- `clause-id` 2: what changed and why``."""
    raised = {(clause, change.version): change for clause, change in _changes(text)}
    return Changelog(raised, (_RELEASE.findall(text) or [""])[-1])


def _changes(text: str) -> Iterator[tuple[str, Change]]:
    places = [(match.start(), match[1]) for match in _RELEASE.finditer(text)]
    for match in _RAISED.finditer(text):
        release = next((name for start, name in reversed(places) if start < match.start()), "")
        yield match[1], Change(int(match[2]), release, " ".join(match[3].split()))
