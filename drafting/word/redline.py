"""Two Word documents -> the newer one with tracked changes against the older, and a report of what changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from lxml import etree

from drafting.comparison import aligned
from drafting.word import opening
from drafting.word.alignment import Block, Pair, blocks_of, look_of, pairs, row_texts, section_pairs, unwrapped
from drafting.word.lines import Signs
from drafting.word.names import ID, NAME, P_PR, TBL, TC, TR, VAL, W
from drafting.word.revisions import accepted, rejected
from drafting.word.runs import printable
from drafting.word.tracking import Tracker, shift_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from lxml.etree import _Element as Element

    from drafting.word.alignment import Section
    from drafting.word.tracking import Kind

_LONGEST_AUTHOR = 100
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_APART = {
    "tableOfContents": "table of contents",
    "headerReference": "headers and footers",
    "footerReference": "headers and footers",
    "footnoteReference": "footnotes and endnotes",
    "endnoteReference": "footnotes and endnotes",
    "commentReference": "comments",
    "drawing": "images and text boxes",
    "pict": "images and text boxes",
    "oMath": "formulas",
    "sdt": "content controls",
}


@dataclass(frozen=True)
class Change:
    """What became of a passage; ``clause`` is the id of the clause it stands in, else the words of its heading, "" before the first."""

    clause: str
    kind: Literal["inserted", "deleted", "replaced", "moved"]
    before: str
    after: str


@dataclass(frozen=True)
class Redline:
    """The document with tracked changes, what changed, and what was and was not looked at."""

    document: bytes
    changes: tuple[Change, ...]
    compared: tuple[str, ...]
    not_compared: tuple[str, ...]


def redline(base: bytes, new: bytes, author: str, dated: date, base_as: Literal["accepted", "rejected"] = "accepted") -> Redline:
    """Return the new document with tracked changes that lead from the base to it, by one author and of one date.

    Tracked changes that the documents hold already are accepted first; those of the base are rejected where ``base_as`` says so.
    Raises Refused for a file that is no Word document.
    """
    first, second = opening.opened(base), opening.opened(new)
    settled = (accepted if base_as == "accepted" else rejected)(first.tree)
    old_body, new_body = settled.find(f"{W}body"), accepted(second.tree).find(f"{W}body")
    compared, apart = _coverage(old_body, new_body)
    for body in (old_body, new_body):
        unwrapped(body)
    signs = Signs(*(etree.tostring(body, encoding="unicode") for body in (old_body, new_body)))
    old_styles, new_styles = _style_names(first), _style_names(second)
    tracker = Tracker(
        " ".join(printable(author).split())[:_LONGEST_AUTHOR],
        f"{dated.isoformat()}T00:00:00Z",
        signs,
        _translated(old_styles, new_styles),
        _same_lists(first, second),
        {mark.get(NAME, "").lower() for mark in new_body.iter(f"{W}bookmarkStart")},
        max((int(mark.get(ID)) for mark in new_body.iter() if (mark.get(ID) or "").isdecimal()), default=0),
    )
    found, moved = pairs(blocks_of(old_body, signs, old_styles), blocks_of(new_body, signs, new_styles))
    writer = _Writer(tracker, new_styles, old_styles)
    writer.write(new_body, found)
    changes = tuple(_report(found, moved, writer.rows))
    return Redline(second.bytes(), changes, compared, apart)


@dataclass
class _Writer:
    """Writes pairs of blocks into a body or cell of the new document."""

    tracker: Tracker
    styles: dict[str, str]
    old_styles: dict[str, str]
    rows: dict[Pair, list[tuple[str, str]]] = field(default_factory=dict)

    def write(self, container: Element, found: Sequence[Pair]) -> None:
        kinds: dict[Element, Kind] = {}
        last: Element | None = None
        for pair in found:
            if pair.new is not None:
                last = pair.new.element
                if pair.old is None:
                    kinds[last] = self._came(pair.new, pair.move)
                else:
                    self._kept(pair, pair.old, pair.new)
            elif pair.old is not None:
                gone, kind = self._went(pair.old, pair.move)
                kinds[gone] = kind
                _place(container, last, gone)
                last = gone
        shift_marks(container, kinds, self._alike, self.tracker)
        self._bracket(found, kinds)

    def _alike(self, one: Element, other: Element) -> bool:
        return look_of(one, self.styles) == look_of(other, self.styles)

    def _came(self, block: Block, move: int) -> Kind:
        kind: Kind = "moveTo" if move else "ins"
        if block.line is not None:
            self.tracker.whole(block.element, block.line, kind, own=True)
        else:
            for row in block.element.iterchildren(TR):
                self.tracker.inserted_row(row)
        return kind

    def _went(self, block: Block, move: int) -> tuple[Element, Kind]:
        if block.line is not None:
            kind: Kind = "moveFrom" if move else "del"
            return self.tracker.struck(block.element, kind), kind
        table = self.tracker.carried(block.element)
        for row in [*table.iterchildren(TR)]:
            table.replace(row, self.tracker.struck_row(row, []))
        return table, "del"

    def _kept(self, pair: Pair, old: Block, new: Block) -> None:
        if old.line is not None and new.line is not None:
            if old.text != new.text or {*old.line.names} - {*new.line.names}:
                self.tracker.revise(new.element, old.line, new.line)
        else:
            self.rows[pair] = list(self._table(old.element, new.element))

    def _table(self, old: Element, new: Element) -> Iterator[tuple[str, str]]:
        """Write the changes of a table row by row; yield the words of each row that changed, before and after."""
        before, after = ([*table.iterchildren(TR)] for table in (old, new))
        texts, others = ([row_texts(row, self.tracker.signs) for row in rows] for rows in (before, after))
        widths = [column.get(f"{W}w", "0") for column in new.iterfind(f"{W}tblGrid/{W}gridCol")]
        last: Element | None = None
        for i, j in aligned([text for text, _ in texts], [text for text, _ in others]):
            if i is not None and j is not None:
                last = after[j]
                if texts[i][0] != others[j][0]:
                    yield texts[i][1], others[j][1]
                    last = self._row(before[i], after[j], widths)
            elif j is not None:
                last = after[j]
                yield "", others[j][1]
                self.tracker.inserted_row(last)
            elif i is not None:
                yield texts[i][1], ""
                gone = self.tracker.struck_row(before[i], widths)
                if last is None:
                    after[0].addprevious(gone)
                else:
                    last.addnext(gone)
                last = gone

    def _row(self, old: Element, new: Element, widths: list[str]) -> Element:
        """Write the changes of a row cell by cell, or as a row deleted and a row inserted where the cells differ in number."""
        before, after = ([*row.iterchildren(TC)] for row in (old, new))
        if len(before) != len(after):
            new.addprevious(self.tracker.struck_row(old, widths))
            self.tracker.inserted_row(new)
            return new
        for cell, other in zip(before, after, strict=True):
            blocks = blocks_of(cell, self.tracker.signs, self.old_styles), blocks_of(other, self.tracker.signs, self.styles)
            self.write(other, section_pairs(*blocks, "", ended=True))
        return new

    def _bracket(self, found: Sequence[Pair], kinds: dict[Element, Kind]) -> None:
        """Say of each passage that moved where it begins and ends, both where it was and where it is."""
        elements = {kind: [element for element, entry in kinds.items() if entry == kind] for kind in ("moveFrom", "moveTo")}
        for kind, gone in (("moveFrom", True), ("moveTo", False)):
            moves = [pair.move for pair in found if pair.move and (pair.new is None) == gone]
            for number in dict.fromkeys(moves):
                passage = [element for element, move in zip(elements[kind], moves, strict=True) if move == number]
                begin = self.tracker.mark(f"{kind}RangeStart", name=f"move{number}")
                first = passage[0]
                first.insert(1 if len(first) and first[0].tag == P_PR else 0, begin)
                end = etree.Element(f"{W}{kind}RangeEnd")
                end.set(ID, begin.get(ID, ""))
                passage[-1].addnext(end)


def _place(container: Element, last: Element | None, gone: Element) -> None:
    if last is not None:
        last.addnext(gone)
    else:
        container.insert(1 if len(container) and container[0].tag == f"{W}tcPr" else 0, gone)


def _style_names(package: opening.Package) -> dict[str, str]:
    """Return the name of each style by its identifier; the default paragraph style also stands under ""."""
    part = package.beside("styles")
    names: dict[str, str] = {}
    for style in () if part is None else part.iterchildren(f"{W}style"):
        name = style.find(f"{W}name")
        known = "" if name is None else name.get(VAL, "")
        names[style.get(f"{W}styleId", "")] = known
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
            names[""] = known
    return names


def _translated(old: dict[str, str], new: dict[str, str]) -> dict[str, str]:
    """Return the new document's identifier for each style of the base, by the style's name."""
    identifiers = {name.lower(): identifier for identifier, name in new.items() if identifier}
    return {identifier: identifiers[name.lower()] for identifier, name in old.items() if identifier and name.lower() in identifiers}


def _same_lists(first: opening.Package, second: opening.Package) -> frozenset[str]:
    """Return the numbers of the lists that mean the same in both documents."""
    old, new = ({} if part is None else _lists(part) for part in (first.beside("numbering"), second.beside("numbering")))
    return frozenset(number for number, meaning in old.items() if new.get(number) == meaning) | {"0"}


def _lists(part: Element) -> dict[str, bytes]:
    abstracts = {entry.get(f"{W}abstractNumId", ""): etree.tostring(entry, method="c14n") for entry in part.iterchildren(f"{W}abstractNum")}
    result = {}
    for number in part.iterchildren(f"{W}num"):
        abstract = number.find(f"{W}abstractNumId")
        meaning = b"" if abstract is None else abstracts.get(abstract.get(VAL, ""), b"")
        result[number.get(f"{W}numId", "")] = meaning + etree.tostring(number, method="c14n")
    return result


def _coverage(*bodies: Element) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is compared in these bodies, and what they hold that is not."""
    present = [name for name in _APART if any(next(body.iter(W + name, _MATH + name), None) is not None for body in bodies)]
    if any(gallery.get(VAL) == "Table of Contents" for body in bodies for gallery in body.iter(f"{W}docPartGallery")):
        present = ["tableOfContents", *(name for name in present if name != "sdt")]
    apart = dict.fromkeys(_APART[name] for name in present)
    compared = ["headings", "paragraphs", "tables"] if any(body.find(f".//{TBL}") is not None for body in bodies) else ["headings", "paragraphs"]
    return tuple(compared), ("formatting", "automatic numbers", *apart)


def _report(found: Sequence[Pair], moved: Sequence[tuple[Section, Section]], rows: dict[Pair, list[tuple[str, str]]]) -> Iterator[Change]:
    """Yield the changes in the order of the document; neighbours that came or went together are one change."""
    elsewhere = {block: section for pair in moved for section in pair for block in section.blocks}
    origins = {after: before for before, after in moved}
    told: set[object] = set()
    waiting: Change | None = None
    for pair in found:
        change = None
        section = elsewhere.get(pair.new or pair.old)  # type: ignore[arg-type]  # one of them is there
        if section is not None:
            if section in origins and section not in told:
                told.add(section)
                before = origins[section]
                change = Change(section.name, "moved", *("\n".join(block.shown for block in entry.blocks) for entry in (before, section)))
        elif pair.move:
            if pair.new is not None and pair.move not in told:
                told.add(pair.move)
                words = "\n".join(entry.new.shown for entry in found if entry.new is not None and entry.move == pair.move)
                change = Change(pair.clause, "moved", words, words)
        elif pair in rows:
            if waiting is not None:
                yield waiting
                waiting = None
            yield from (_change(pair.clause, before_row, after_row) for before_row, after_row in rows[pair])
            continue
        elif pair.old is None or pair.new is None or pair.old.text != pair.new.text:
            change = _change(pair.clause, pair.old.shown if pair.old else None, pair.new.shown if pair.new else None)
        joined = _joined(waiting, change)
        if joined is None and waiting is not None:
            yield waiting
        waiting = joined or change
    if waiting is not None:
        yield waiting


def _change(clause: str, before: str | None, after: str | None) -> Change:
    kind: Literal["inserted", "deleted", "replaced"] = "inserted" if not before else "deleted" if not after else "replaced"
    return Change(clause, kind, before or "", after or "")


def _joined(first: Change | None, second: Change | None) -> Change | None:
    """Return two neighbouring changes as one where both came, or both went, in the same clause."""
    if first is None or second is None or first.clause != second.clause or first.kind != second.kind or first.kind not in ("inserted", "deleted"):
        return None
    texts = (("\n".join(filter(None, (getattr(first, side), getattr(second, side))))) for side in ("before", "after"))
    return Change(first.clause, first.kind, *texts)
