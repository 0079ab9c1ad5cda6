"""The timeline of an exchange: which file went when, and from whom each answer came; the ledger says the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from web import language
from web.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from web.present.exchange import LedgerLine

# the newest files of a long negotiation; the ledger below the picture has them all
SHOWN = 10
# per cent of the width: where the first and the last file stand, and how near one another two dates can be written
LEFT, RIGHT, ROOM = 6.0, 94.0, 22.0


@dataclass(frozen=True)
class Point:
    """A file on the timeline: in per cent of the width, on which lane, from which version; ``date`` is "" where there is no room."""

    number: int
    x: float
    lane: int
    revision: int
    direction: str
    date: str


@dataclass(frozen=True)
class Timeline:
    """Lanes, one for what we sent and one for each party that answered, and the files on them, oldest first."""

    lanes: tuple[str, ...]
    points: tuple[Point, ...]


def timeline(lines: Sequence[LedgerLine]) -> Timeline | None:
    """Return the timeline of a ledger that lists the newest file first; None with fewer than two files."""
    files = list(reversed(lines[:SHOWN]))
    if len(files) < 2:
        return None
    lanes = list(dict.fromkeys([_("Sent"), *(_lane(line) for line in files)]))
    points: list[Point] = []
    written = -ROOM
    for place, line in enumerate(files):
        x = round(LEFT + (RIGHT - LEFT) * place / (len(files) - 1), 2)
        day = line.made.date()
        same = place and day == files[place - 1].made.date()
        date = "" if same or x - written < ROOM else language.format_date(day, "short")
        written = x if date else written
        points.append(Point(line.number, x, lanes.index(_lane(line)), line.revision, line.direction, date))
    return Timeline(tuple(lanes), tuple(points))


def _lane(line: LedgerLine) -> str:
    if line.direction == "sent":
        return _("Sent")
    return _("Returned: %(side)s", side=line.side) if line.side else _("Returned")
