"""A clause as a reader sees it, each word tied to the markup it came from, so that an edit of the words becomes one of the markup."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from clauses import provisions
from clauses.markup import BlankUse, Provision, Text
from drafting.agreement import BlankReference, words
from drafting.changes import DraftError
from drafting.plan import title_of
from drafting.resolving import parts_of
from drafting.returned import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafting.edits import Edit
    from drafting.plan import OwnSlot, Plan


@dataclass(frozen=True)
class Piece:
    """Words that come from one part of the markup: ``shown`` at ``start`` of the clause, written as ``source``.

    ``blank`` and ``form`` are set for a blank; ``lead`` marks the small heading of a paragraph, which the markup keeps elsewhere.
    """

    shown: str
    source: str
    start: int = 0
    blank: str = ""
    form: str = ""
    literal: bool = False
    lead: bool = False

    @property
    def end(self) -> int:
        """Where the words end."""
        return self.start + len(self.shown)


@dataclass
class _Line:
    """A line of the markup being written: whether it is an item, the heading of the slot it begins ("" for one without, None inside a slot), its text."""

    item: bool
    heading: str | None = None
    text: str = ""


@dataclass(frozen=True)
class _Shown:
    """A line of the clause: its slot, whether it is an item or the first of its slot, its pieces and the whole of its words."""

    slot: int
    item: bool
    first: bool
    pieces: tuple[Piece, ...]
    start: int
    text: str


@dataclass(frozen=True)
class Wording:
    """The words of a clause: its title, then its lines; ``headings`` are those over the slots in the markup."""

    title: str
    lines: tuple[_Shown, ...]
    headings: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words as the document shows them, a line each, without the numbers that are counted."""
        return "\n".join([self.title, *(line.text for line in self.lines)])

    @property
    def markup(self) -> str:
        """The words as markup with a heading over each slot."""
        return _written([_Line(line.item, self.heading(line), "".join(piece.source for piece in line.pieces)) for line in self.lines])

    def heading(self, line: _Shown) -> str | None:
        """Return the heading over a line that begins a slot, None for another line."""
        return self.headings[line.slot] if line.first else None

    def blank_at(self, start: int, end: int) -> Piece | None:
        """Return the blank whose words hold a place, or None."""
        blanks = (piece for line in self.lines for piece in line.pieces if piece.blank)
        return next((piece for piece in blanks if piece.start <= start and end <= piece.end and (start < end or piece.start < start < piece.end)), None)

    def edited(self, edits: Sequence[Edit], items: frozenset[str] = frozenset(), continued: frozenset[str] = frozenset()) -> tuple[str, str]:
        """Return title and markup after edits of the words; raises DraftError where the markup cannot follow.

        ``items`` are new lines that are items, ``continued`` those that go on with the paragraph before; any other new line after a
        paragraph is a paragraph of its own.
        """
        ordered = sorted(edits, key=lambda edit: (edit.start, edit.end, edit.at))
        body = len(self.title) + 1
        title, place = "", 0
        for edit in ordered:
            if edit.start < body:
                if edit.end >= body or "\n" in edit.words:
                    raise DraftError("This change joins or parts the heading of the clause; amend the clause by hand.")
                title += self.title[place : edit.start] + edit.words
                place = edit.end
        title = " ".join((title + self.title[place:]).split())
        if not title:
            raise DraftError("This change takes the heading away and leaves the words; take the clause out, or amend it by hand.")
        writer = _Writer(self, items, continued)
        writer.write([edit for edit in ordered if edit.start >= body])
        return title, _written(writer.lines)


@dataclass
class _Writer:
    """Writes lines of markup while it walks the words and the edits side by side."""

    wording: Wording
    items: frozenset[str]
    continued: frozenset[str]
    lines: list[_Line] = field(default_factory=list)
    _joined: bool = False

    def write(self, edits: Sequence[Edit]) -> None:
        """Write every line with the edits that fall on it."""
        waiting = list(edits)
        gone = 0  # up to here the words were taken out by an edit
        for line in self.wording.lines:
            while waiting and waiting[0].start <= line.start and waiting[0].end == waiting[0].start and waiting[0].words.endswith("\n"):
                self._whole(waiting.pop(0).words, inside=not (line.first or line.item))
            end = line.start + len(line.text)
            if not self._joined:
                self.lines.append(_Line(line.item, self.wording.heading(line)))
            for piece in line.pieces:
                gone = self._piece(piece, waiting, gone, end)
            gone = self._insert(waiting, end, gone, line)
            self._joined = gone > end and bool(self.lines[-1].text.strip())
            if gone > end and not self._joined:
                self.lines.pop()
        for edit in waiting:
            self._whole(edit.words, inside=False)
        self.lines = [entry for entry in self.lines if entry.text.strip()]

    def _whole(self, text: str, *, inside: bool) -> None:
        """Write new lines: one ``inside`` a slot, before another paragraph of it, goes on with what stands before."""
        for line in filter(str.strip, text.split("\n")):
            own = not (inside or line in self.items or line in self.continued)
            self.lines.append(_Line(line in self.items, "" if own else None, line.lstrip("#- ")))
        self._joined = False

    def _piece(self, piece: Piece, waiting: list[Edit], gone: int, line_end: int) -> int:
        """Write one piece; one that an edit touches becomes plain words."""
        touched = gone > piece.start or any(edit.start < piece.end and (edit.end > piece.start or piece.start < edit.start) for edit in waiting[:1])
        if not touched:
            self.lines[-1].text += piece.shown if piece.lead and self._joined else piece.source
            return gone
        place = max(piece.start, gone)
        while waiting and waiting[0].start < piece.end:
            edit = waiting.pop(0)
            if piece.lead and not self._joined and edit.end <= line_end:
                raise DraftError("This change is in the small heading of a paragraph; amend the words of the clause by hand.")
            self._text(piece.shown[place - piece.start : max(place, edit.start) - piece.start])
            self._text(edit.words)
            gone = max(gone, edit.end)
            place = max(place, edit.end)
        if place < piece.end:
            self._text(piece.shown[place - piece.start :])
        return gone

    def _insert(self, waiting: list[Edit], end: int, gone: int, line: _Shown) -> int:
        while waiting and waiting[0].start <= end:
            edit = waiting.pop(0)
            if not (edit.start == end and edit.end == end + 1 and edit.words == "\n"):
                self._text(edit.words)
            gone = max(gone, edit.end)
        return gone

    def _text(self, text: str) -> None:
        first, *rest = text.split("\n")
        self.lines[-1].text += first
        for following in rest:
            self.lines.append(_Line(self.lines[-1].item, text=following.lstrip()))


def wording_of(plan: Plan, clause: str) -> Wording:
    """Return the words of a clause of a draft, tied to their markup."""
    title = tidy(title_of(plan.draft, plan.library, clause, plan.language)).strip()
    slots = plan.slots.get(clause, [])
    place = len(title) + 1
    lines: list[_Shown] = []
    for number, slot in enumerate(slots):
        for index, provision in enumerate(_in_order(slot)):
            lead = f"{slot.lead_in}. " if slot.lead_in and len(slots) > 1 and index == 0 and provision.kind == "paragraph" else ""
            line = replace(_shown(plan, clause, provision, lead, place), slot=number, first=index == 0)
            lines.append(line)
            place += len(line.text) + 1
    return Wording(title, tuple(lines), tuple(slot.slot or slot.lead_in for slot in slots))


def _in_order(slot: OwnSlot) -> Iterator[Provision]:
    """Yield provisions as a document has them: the first paragraph, the items, the other paragraphs."""
    paragraphs = [provision for provision in slot.provisions if provision.kind == "paragraph"]
    yield from paragraphs[:1]
    yield from (provision for provision in slot.provisions if provision.kind == "item")
    yield from paragraphs[1:]


def _shown(plan: Plan, clause: str, provision: Provision, lead: str, start: int) -> _Shown:
    pieces = [Piece(lead, "", lead=True)] if lead else []
    for use, part in zip(provision.parts, parts_of(plan, clause, provision), strict=True):
        source = provisions.source_of(Provision("paragraph", (use,)))
        blank = use.blank if isinstance(use, BlankUse) and isinstance(part, BlankReference) else ""
        pieces.append(Piece(words((part,)), source, blank=blank, form=use.form if isinstance(use, BlankUse) else "", literal=isinstance(use, Text)))
    placed = []
    text = ""
    for piece in pieces:
        shown = tidy(piece.shown)
        shown = shown.lstrip(" ") if not text or text.endswith(" ") else shown
        placed.append(replace(piece, shown=shown, start=start + len(text)))
        text += shown
    return _Shown(0, provision.kind == "item", first=False, pieces=tuple(placed), start=start, text=text.rstrip(" "))


def _written(lines: Sequence[_Line]) -> str:
    """Return lines as markup: a heading over each slot, an empty line between paragraphs; a bare ``###`` ends a slot with a heading.

    What is left of a slot whose first line went stands under the heading before: its own would give it a small heading that nobody wrote.
    """
    result, under = "", ""
    for line in lines:
        over = ""
        if line.heading is not None and (line.heading or under):
            over, under = f"{'### ' + line.heading if line.heading else '###'}\n", line.heading
        gap = "\n" if line.item and not over else "\n\n"
        result += (gap if result else "") + over + (f"- {line.text.strip()}" if line.item else line.text.strip())
    return result
