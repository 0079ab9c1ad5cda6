"""The current agreement as a Word file of anyone's: its parts beside those of a draft, and what each part changes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from drafting.comparison import aligned
from drafting.returned import fields_of, lines
from drafting.sections import bare, sections_found, sections_sent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafting.returned import Line, ReturnedDocument
    from drafting.sections import Section

_HEADINGS = {"heading 1", "heading 2", "heading unnumbered", "annex heading"}
_SIGNED = re.compile(
    r"^(?:§ ?(\d+(?: ?[a-z]\b)?)|(\d+(?: ?[a-z])?) ?§|(?:article|artikla|section|artikel|artículo) (\d+)|(\d+)\.? (?:artikla))(?= |[.:]|$)", re.IGNORECASE
)
_PLAIN = re.compile(r"^(\d+)[.:)]? +(?=\w)")
_TYPED = re.compile(r"^\(?(?:\d+(?:\.\d+)*|[a-z])[.)]+ +")
_LONGEST_HEADING = 120


@dataclass(frozen=True)
class CurrentFile:
    """A Word file as the current agreement, beside the draft that changes it as the same reader reads it."""

    found: ReturnedDocument
    wanted: ReturnedDocument

    @cached_property
    def sent(self) -> dict[str, Section]:
        """The parts of the draft by the bookmark of their heading."""
        view = [line for line in lines(self.wanted.paragraphs, "accepted", self._fields) if not line.contents]
        return {section.anchor: section for section in sections_sent(view)}

    @cached_property
    def parts(self) -> dict[str, Section]:
        """The parts of the file that are parts of the draft too."""
        return {section.anchor: section for section in self._sections if section.anchor}

    @property
    def loose(self) -> tuple[Section, ...]:
        """The parts of the file that fit no part of the draft, in their order."""
        return tuple(section for section in self._sections if not section.anchor and section.lines)

    def number(self, anchor: str) -> str:
        """Return the number of a part as it is typed at its heading or in the contents; "" where neither shows one."""
        heading = self.parts[anchor].lines[0]
        return _number(heading.text) or self._listed.get(bare(heading.key), "")

    def retitled(self, anchor: str) -> bool:
        """Return whether the heading of a part reads otherwise in the draft."""
        return bare(self.parts[anchor].lines[0].key) != bare(self.sent[anchor].lines[0].key)

    def changed(self, anchor: str) -> tuple[int, ...] | None:
        """Return the paragraphs of a part, counted from 1, that the draft words otherwise; None where lines came, went or moved."""
        before, after = (_body(parts[anchor]) for parts in (self.parts, self.sent))
        old_groups, new_groups = _paragraphs(before), _paragraphs(after)
        if len(old_groups) == len(new_groups) > 0:
            return tuple(place for place, (one, other) in enumerate(zip(old_groups, new_groups, strict=True), 1) if one != other)
        pairs = _pairs([_key(line) for line in before], [_key(line) for line in after])
        if any(None in pair for pair in pairs):
            return None
        place, changed = 0, []
        for old, new in pairs:
            assert old is not None
            assert new is not None
            place += after[new].style == "clause paragraph"
            if _key(before[old]) != _key(after[new]):
                changed.append(place)
        return None if 0 in changed else tuple(dict.fromkeys(changed))

    @cached_property
    def _fields(self) -> dict[str, str]:
        return fields_of(self.wanted)

    @cached_property
    def _view(self) -> list[Line]:
        return lines(self.found.paragraphs, "accepted", self._fields)

    @cached_property
    def _sections(self) -> list[Section]:
        view = [_headed(line) for line in self._view if not _in_contents(line)]
        return sections_found(view, list(self.sent.values()))

    @cached_property
    def _listed(self) -> dict[str, str]:
        """The numbers that the table of contents shows, by title; a title that stands there twice has none."""
        found: dict[str, str] = {}
        for line in self._view:
            if _in_contents(line) and (number := _number(line.text)):
                title = bare(line.key)
                found[title] = "" if title in found else number
                found.setdefault(title.rstrip("0123456789 "), number)
        return found


def _paragraphs(body: Sequence[Line]) -> list[list[str]]:
    """Return the paragraphs of a clause with their items, where its styles tell them; nothing where they do not."""
    groups: list[list[str]] = []
    for line in body:
        if line.style == "clause paragraph":
            groups.append([])
        elif not groups:
            return []
        groups[-1].append(_key(line))
    return groups


def _pairs(before: list[str], after: list[str]) -> list[tuple[int | None, int | None]]:
    """Return the lines of two texts in pairs, one by one where as many stand in their places as could be paired at all."""
    found = aligned(before, after)
    placed = sum(old == new for old, new in zip(before, after, strict=False))
    kept = sum(old is not None and new is not None and before[old] == after[new] for old, new in found)
    if len(before) == len(after) and placed >= kept:
        return [(place, place) for place in range(len(before))]
    return found


def _in_contents(line: Line) -> bool:
    return line.contents or line.style.startswith("toc ")


def _headed(line: Line) -> Line:
    """Return a line with the style of a heading where it is one, by whatever style or only by its typed number."""
    if line.style in _HEADINGS:
        return line
    numbered = len(line.text) <= _LONGEST_HEADING and _SIGNED.match(line.text) and not line.text.rstrip().endswith((".", ";", ":"))
    return replace(line, style="heading 1") if numbered or re.search(r"heading \d", line.style) else line


def _number(text: str) -> str:
    found = _SIGNED.match(text) or _PLAIN.match(text)
    return next((group for group in found.groups() if group), "") if found else ""


def _body(section: Section) -> Sequence[Line]:
    return section.lines[1:] if not section.headless else section.lines


def _key(line: Line) -> str:
    """Return a line as it is compared: without a number typed before it, which Word may count by itself."""
    return _TYPED.sub("", line.key)
