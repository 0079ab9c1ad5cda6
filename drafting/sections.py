"""The lines of a file that came back -> the clauses they belong to. What cannot be attributed with good reason is left apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from drafting.comparison import likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from drafting.returned import Line

FRONT, CLOSING = "front", "closing"
_HEADING = re.compile(r"heading")
_NUMBER = re.compile(r"^(?:§ ?|article |artikla |annex |liite )?\d+(?:\.\d+)*[.):]?(?: ?§)? +", re.IGNORECASE)
_SAME_TITLE = 0.75
_SAME_WORDS = 0.5
_SAME_LINE = 0.6
_REWRITTEN = 0.05  # nothing but the bookmark over words in a heading says which part it is: better than to call it new
_TELLING = 20  # a line shorter than this is no proof of where it belongs


@dataclass(frozen=True)
class Section:
    """A clause, annex or other part that has a heading: its bookmark (or "" for a part nobody sent) and its lines.

    ``headless`` says that its heading is gone; ``after`` is the bookmark of the part that a new one follows.
    """

    anchor: str
    lines: tuple[Line, ...]
    headless: bool = False
    after: str = ""

    @cached_property
    def text(self) -> str:
        """The words, a line each."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def key(self) -> str:
        """The words as they are compared; as long as ``text``."""
        return "\n".join(line.key for line in self.lines)

    @property
    def title(self) -> str:
        """The first line."""
        return self.lines[0].text if self.lines else ""


def sections_sent(lines: Sequence[Line]) -> list[Section]:
    """Return the parts of what was sent: each heading that carries a bookmark begins one, and so does the note after the last clause."""
    result: list[Section] = []
    anchor, begun = FRONT, 0
    for index, line in enumerate(lines):
        marks = [name for name in line.marks if _HEADING.search(line.style)]
        if marks or (line.style == "note" and anchor != CLOSING):
            result.append(Section(anchor, tuple(lines[begun:index])))
            anchor, begun = (marks or [CLOSING])[0], index
    result.append(Section(anchor, tuple(lines[begun:])))
    return [section for section in result if section.lines or section.anchor != FRONT]


def sections_found(lines: Sequence[Line], sent: Sequence[Section]) -> list[Section]:
    """Return the parts of one reading of a returned file in their order: those that were sent, and new ones with no bookmark."""
    if not lines:
        return []
    styles = {section.lines[0].style for section in sent if section.lines and section.anchor != FRONT}
    begun = _bookmarked(lines, sent)
    headless = _without_bookmark(lines, sent, begun, styles)
    places = sorted((index, anchor) for anchor, index in begun.items())
    known = {section.anchor: section for section in sent}
    result: list[Section] = []
    if not places or places[0][0] > 0:
        places.insert(0, (0, FRONT))
    for (index, anchor), until in zip(places, [*(index for index, _ in places[1:]), len(lines)], strict=True):
        result += _parted(Section(anchor, tuple(lines[index:until]), anchor in headless), known.get(anchor), styles - {"note"})
    return result


def _without_bookmark(lines: Sequence[Line], sent: Sequence[Section], begun: dict[str, int], styles: set[str]) -> set[str]:
    """Add where the parts begin whose bookmarks are gone, by title, by words, at last by what words are like; return those without a heading."""
    headless = set()
    titles = {section.lines[0].key for section in sent if section.lines}
    styled = any(line.style in styles for line in lines)
    every = Counter(line.key for section in sent for line in section.lines)
    lost = [section for section in sent if section.anchor not in begun and section.lines and section.anchor != FRONT]
    for section, certain in [*((section, True) for section in lost), *((section, False) for section in lost)]:
        if section.anchor in begun:
            continue
        taken = set(begun.values())
        free = [index for index in range(len(lines)) if index not in taken]
        room = _room(section, sent, begun, len(lines))
        if certain and (title := _titled(lines, section, free, styles, room)) is not None:
            begun[section.anchor] = title
            continue
        own = _Own(lines, section, sent, every)
        place = _worded(lines, section, free, every) if certain else next((index for index in room if index not in taken and own.has(index)), None)
        if place is None:
            continue
        while place - 1 in room and place - 1 not in taken and own.has(place - 1):
            place -= 1
        ahead = lines[place - 1]
        foreign = ahead.key in titles or (ahead.style not in styles and (styled or ahead.key in every))
        if place - 1 in free and not foreign:
            place -= 1
        else:
            headless.add(section.anchor)
        begun[section.anchor] = place
    return headless


def out_of_order(found: Iterable[str], sent: Iterable[str]) -> list[str]:
    """Return the parts that stand elsewhere: those outside the longest run that keeps the order in which they were sent."""
    rank = {anchor: number for number, anchor in enumerate(sent)}
    order = [anchor for anchor in found if anchor in rank]
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for index, anchor in enumerate(order):
        place = bisect_left(ends, rank[anchor])
        ends[place : place + 1] = [rank[anchor]]
        tails[place : place + 1] = [index]
        before.append(tails[place - 1] if place else -1)
    stayed = set()
    index = tails[-1] if tails else -1
    while index >= 0:
        stayed.add(order[index])
        index = before[index]
    return [anchor for anchor in order if anchor not in stayed]


@lru_cache(maxsize=20_000)
def bare(key: str) -> str:
    """Return a heading without a number typed before it."""
    return _NUMBER.sub("", key).casefold().strip()


def _bookmarked(lines: Sequence[Line], sent: Sequence[Section]) -> dict[str, int]:
    """Return where the bookmarks of headings stand; a bookmark that came to lie over other words does not count."""
    known = {section.anchor: section for section in sent if section.lines}
    titles = {bare(section.lines[0].key): section.anchor for section in known.values()}
    found: dict[str, tuple[float, int]] = {}
    for index, line in enumerate(lines):
        marks = [name for name in line.marks if name in known]
        named = titles.get(bare(line.key), "")
        for name in marks:
            # a heading that reads as another clause's is that clause's, whatever bookmark slipped over it
            score = 0.0 if named and named != name else _fits(lines, index, known[name])
            if len(marks) > 1 and score < max(_fits(lines, index, known[other]) for other in marks):
                continue
            if not (score or named or marks[1:] or line.slipped) and line.style == known[name].lines[0].style:
                score = _REWRITTEN
            if score > found.get(name, (0.0, 0))[0]:
                found[name] = (score, index)
    return {name: index for name, (_, index) in found.items()}


def _fits(lines: Sequence[Line], index: int, section: Section) -> float:
    """Return how well a heading fits a part: by its own words, else by the line that follows it; 0 when neither does."""
    old, new = bare(section.lines[0].key), bare(lines[index].key)
    heading = likeness(old, new) or (0.5 if old.startswith(new) or new.startswith(old) else 0.0)
    body = {line.key for line in section.lines[1:]}
    following = [line.key for line in lines[index + 1 : index + 4]]
    if not body:
        return heading or 0.1
    nearest = max((likeness(old, new) for old in body for new in following), default=0.0)
    return heading + nearest


def _titled(lines: Sequence[Line], section: Section, free: Sequence[int], styles: set[str], room: range) -> int | None:
    """Return the line that reads as the title of a part whose bookmark is gone; of several as good, the first in the room between its neighbours."""
    title = bare(section.lines[0].key)
    exact = [index for index in free if bare(lines[index].key) == title and not lines[index].contents]
    exact = [index for index in exact if lines[index].style in styles] or exact
    near = exact or [
        index for index in free if lines[index].style in styles and not lines[index].contents and likeness(title, bare(lines[index].key)) >= _SAME_TITLE
    ]
    scores = {index: _fits(lines, index, section) for index in near}
    best = [index for index in near if scores[index] == max(scores.values())]
    within = [index for index in best if index in room]
    return best[0] if len(best) == 1 else within[0] if within else None


def _room(section: Section, sent: Sequence[Section], begun: Mapping[str, int], end: int) -> range:
    """Return the lines between the part before and the part after that were found."""
    order = [entry.anchor for entry in sent]
    place = order.index(section.anchor)
    before = next((begun[anchor] for anchor in reversed(order[:place]) if anchor in begun), -1)
    return range(before + 1, next((begun[anchor] for anchor in order[place:] if anchor in begun), end))


def _worded(lines: Sequence[Line], section: Section, free: Sequence[int], every: Mapping[str, int]) -> int | None:
    """Return where the words of a part begin whose heading is gone; None unless most of those that stand in no other part stand together."""
    body = [line.key for line in section.lines[1:] if len(line.key) >= _TELLING and every[line.key] == 1]
    if not body:
        return None
    wanted = set(body)
    places = [index for index in free if lines[index].key in wanted]
    together = [index for index in places if places[0] <= index < places[0] + 2 * len(section.lines)]
    return places[0] if len({lines[index].key for index in together}) >= max(1, _SAME_WORDS * len(wanted)) else None


class _Own:
    """Tells lines that were sent nowhere and are like one of a part, and like none of the parts beside it."""

    def __init__(self, lines: Sequence[Line], section: Section, sent: Sequence[Section], every: Mapping[str, int]) -> None:
        place = sent.index(section)
        self._lines, self._every = lines, every
        self._body = [line.key for line in section.lines[1:] if len(line.key) >= _TELLING]
        self._beside = [line.key for other in (*sent[max(0, place - 1) : place], *sent[place + 1 : place + 2]) for line in other.lines]

    def has(self, index: int) -> bool:
        """Return whether a line is one of them."""
        key = self._lines[index].key
        like = key not in self._every and any(likeness(own, key) >= _SAME_LINE for own in self._body)
        return like and not any(likeness(other, key) for other in self._beside)


def _parted(section: Section, sent: Section | None, headings: set[str]) -> list[Section]:
    """Part a section at headings that nobody sent: what follows such a heading is new, until words that were sent come again."""
    left = Counter(line.key for line in sent.lines) if sent else Counter()
    own: list[Line] = []
    new: list[list[Line]] = []
    adding = False
    for index, line in enumerate(section.lines):
        # the second half of a heading broken in two still carries its bookmark
        is_heading = index > 0 and line.style in headings and not left[line.key] and section.anchor not in line.marks and not line.contents
        if is_heading:
            new.append([])
            adding = True
        elif left[line.key]:
            adding = False
        left[line.key] -= not adding and left[line.key] > 0
        (new[-1] if adding else own).append(line)
    rest = [Section("", tuple(entry), after=section.anchor) for entry in new]
    return [Section(section.anchor, tuple(own), section.headless), *rest]
