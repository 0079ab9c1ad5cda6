"""Two documents laid side by side: which block of the one is which of the other, and what moved."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from drafting.comparison import aligned
from drafting.word.lines import Line, line_of, paragraphs, style_of
from drafting.word.names import P_PR, SDT, TBL, TC, TR, VAL, P, W

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from drafting.word.lines import Signs

_IDENTITY = re.compile(r"(cl|hd|an)_\w+", re.IGNORECASE)
_COPIED = re.compile(r"_copy_\d+$", re.IGNORECASE)
_HEADING = re.compile(r"heading \d", re.IGNORECASE)
_CELL_END = "\x07"  # no document can hold it, so that words never seem to be in another cell
_FEWEST_WORDS = 8  # a shorter passage that stands elsewhere is as likely a coincidence as a move


@dataclass(frozen=True, eq=False)
class Block:
    """A paragraph with its line, or a table with the text of its rows."""

    element: Element
    text: str
    shown: str
    line: Line | None = None
    style: str = ""


@dataclass(eq=False)
class Section:
    """Blocks from one heading that says what it is to the next; the first section may have no heading."""

    key: str = ""
    name: str = ""
    blocks: list[Block] = field(default_factory=list)


@dataclass(eq=False)
class Pair:
    """A block of the base and the block of the new document it became; None where there is none. ``move`` counts passages that moved."""

    old: Block | None
    new: Block | None
    clause: str
    move: int = 0


def blocks_of(container: Element, signs: Signs, styles: dict[str, str]) -> list[Block]:
    """Return the paragraphs and tables of a body or cell; those of a table of contents and other fields over several paragraphs are left out."""
    result = []
    depth = 0
    for element in container.iterchildren(P, TBL):
        marks = [mark.get(f"{W}fldCharType") for mark in element.iter(f"{W}fldChar")]
        inside, depth = depth > 0, depth + marks.count("begin") - marks.count("end")
        if inside or depth > 0:
            continue
        if element.tag == P:
            line = line_of(element, signs)
            style = styles.get(style_of(element), "")
            result.append(Block(element, line.text, line.shown, line, style))
        else:
            rows = [row_texts(row, signs) for row in element.iterchildren(TR)]
            result.append(Block(element, *("\n".join(texts) for texts in zip(*rows, strict=True)) if rows else ("", "")))
    return result


def row_texts(row: Element, signs: Signs) -> tuple[str, str]:
    """Return the text of a table row to compare it by, and the words a reader sees; bars part the cells."""
    cells = [[line_of(entry, signs) for entry in paragraphs(cell)] for cell in row.iterchildren(TC)]
    text = _CELL_END.join("\n".join(line.text for line in lines) for lines in cells)
    return text, " | ".join(" ".join(line.shown for line in lines) for lines in cells)


def unwrapped(body: Element) -> None:
    """Take away the content controls around blocks, rows and cells, for they are not compared; the table of contents keeps its own."""
    for control in [*body.iter(SDT, f"{W}customXml")]:
        content = control.find(f"{W}sdtContent") if control.tag == SDT else control
        gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        contents = gallery is not None and gallery.get(VAL) == "Table of Contents"
        if content is not None and not contents and any(child.tag in (P, TBL, TR, TC, SDT) for child in content) and control.getparent().tag != P:
            parent = control.getparent()
            place = parent.index(control)
            parent[place : place + 1] = [child for child in content if child.tag != f"{W}customXmlPr"]


def sections(old: Sequence[Block], new: Sequence[Block]) -> tuple[list[Section], list[Section]]:
    """Return the sections of two documents, cut where bookmarks say what a heading is, or where the other document has that heading."""
    first, second = _heads(old), _heads(new)
    _recover(first, old, second, new)
    _recover(second, new, first, old)
    return _cut(old, first), _cut(new, second)


def _heads(blocks: Sequence[Block]) -> dict[int, str]:
    """Return where the sections begin and what identifies them; chapters are counted, so that only their words tell them apart."""
    heads: dict[int, str] = {}
    given: set[str] = set()
    for index, block in enumerate(blocks):
        for name in block.line.names if block.line else ():
            known = _COPIED.sub("", name)
            if not _IDENTITY.fullmatch(known) or "__" in known:
                continue
            key = f"hd {block.text}" if known.lower().startswith("hd_") else known.lower()
            if key not in given:
                given.add(key)
                heads[index] = key
                break
    return heads


def _recover(heads: dict[int, str], blocks: Sequence[Block], others: dict[int, str], other_blocks: Sequence[Block]) -> None:
    """Give a heading that lost its bookmark on the way the identity that the other document has for the same words."""
    lost = {other_blocks[index].text: key for index, key in others.items() if key not in heads.values()}
    if not lost:
        return
    found: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.text in lost and index not in heads and block.line is not None:
            found.setdefault(block.text, []).append(index)
    for text, places in found.items():
        if len(places) == 1:
            heads[places[0]] = lost[text]


def _cut(blocks: Sequence[Block], heads: dict[int, str]) -> list[Section]:
    result = [Section()]
    for index, block in enumerate(blocks):
        if index in heads:
            key = heads[index]
            result.append(Section(key, key[3:].replace("_", "-") if key.startswith("cl_") else _heading(block)))
        elif block.style and _HEADING.fullmatch(block.style) and not result[-1].key.startswith("cl_"):
            result.append(Section("", _heading(block)))
        result[-1].blocks.append(block)
    return result


def _heading(block: Block) -> str:
    return " ".join(block.shown.split())


def pairs(old: Sequence[Block], new: Sequence[Block]) -> tuple[list[Pair], list[tuple[Section, Section]]]:
    """Return the blocks of two bodies in the order a reader meets them, and the sections that stand elsewhere now.

    The last paragraphs of both are one: the mark that ends a document can neither come nor go.
    """
    found, moved = _pairs(old, new)
    if old and new and old[-1].line and new[-1].line and not any(pair.old is old[-1] and pair.new is new[-1] for pair in found):
        found, moved = _pairs(old[:-1], new[:-1])
        found.append(Pair(old[-1], new[-1], found[-1].clause if found else ""))
    return found, moved


def _pairs(old: Sequence[Block], new: Sequence[Block]) -> tuple[list[Pair], list[tuple[Section, Section]]]:
    first, second = sections(old, new)
    places = {section.key: place for place, section in enumerate(first) if section.key}
    common = [(places[section.key], place) for place, section in enumerate(second) if section.key in places]
    stayed = [(0, 0), *(pair for pair in _rising(common) if min(pair) > 0), (len(first), len(second))]
    moved = [(first[i], second[j]) for i, j in common if (i, j) not in stayed]
    result: list[Pair] = []
    for (i, j), (next_i, next_j) in pairwise(stayed):
        keyed = bool(first[i].key)
        result += section_pairs(first[i].blocks, second[j].blocks, second[j].name or first[i].name, headed=keyed)
        result += _between(first[i + 1 : next_i], second[j + 1 : next_j])
    _join_ends(result)
    _find_moves(result)
    return result, moved


def _rising(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that stand in the same order in both documents."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, (place, _) in enumerate(places):
        length = bisect_left(tails, place)
        tails[length:] = [place, *tails[length + 1 :]]
        previous.append(ends[length - 1] if length else -1)
        ends[length:] = [index, *ends[length + 1 :]]
    result = []
    index = ends[-1] if ends else -1
    while index >= 0:
        result.append(places[index])
        index = previous[index]
    return result[::-1]


def _between(old: Sequence[Section], new: Sequence[Section]) -> Iterator[Pair]:
    """Yield the pairs of sections that have no partner by identity: clauses go and come whole, what else there is pairs by its words."""
    loose = [[s for s in side if not s.key.startswith("cl_")] for side in (old, new)]
    partners: dict[Section, Section] = {}
    taken: set[Section] = set()
    for i, j in aligned(*(["\n".join(block.text for block in section.blocks) for section in side] for side in loose)):
        if i is not None and j is not None:
            partners[loose[0][i]] = loose[1][j]
            taken.add(loose[1][j])
    waiting = list(new)
    for section in old:
        partner = partners.get(section)
        if partner is None:
            yield from (Pair(block, None, section.name) for block in section.blocks)
            continue
        while waiting and waiting[0] is not partner:
            yield from (Pair(None, block, waiting[0].name) for block in waiting[0].blocks)
            del waiting[0]
        yield from section_pairs(section.blocks, partner.blocks, partner.name)
        del waiting[0]
    for section in waiting:
        yield from (Pair(None, block, section.name) for block in section.blocks)


def section_pairs(old: Sequence[Block], new: Sequence[Block], clause: str, *, headed: bool = False, ended: bool = False) -> list[Pair]:
    """Return the blocks of two sections in order; ``headed``: the first two belong together, ``ended``: so do the last two."""
    head = [(0, 0)] if headed and old and new else []
    tail = [(len(old) - 1, len(new) - 1)] if ended and len(old) > len(head) < len(new) and old[-1].line and new[-1].line else []
    start = len(head)
    inner = aligned([b.text for b in old[start : len(old) - len(tail)]], [b.text for b in new[start : len(new) - len(tail)]])
    result: list[Pair] = []
    for i, j in [*head, *((None if i is None else i + start, None if j is None else j + start) for i, j in inner), *tail]:
        before, after = None if i is None else old[i], None if j is None else new[j]
        if before and after and (i, j) not in (*head, *tail) and not _comparable(before, after):
            result += [Pair(before, None, clause), Pair(None, after, clause)]
        else:
            result.append(Pair(before, after, clause))
    return _tables_met(result)


def _comparable(before: Block, after: Block) -> bool:
    """Tell whether one block can be shown as the other rewritten: two tables, or two paragraphs whose words or whose kind stayed.

    A tracked change tells of words alone; a rewritten paragraph of another kind would keep the new kind when the change is rejected.
    """
    if before.line is None or after.line is None:
        return before.line is after.line
    return before.text == after.text or before.style == after.style


def _tables_met(found: list[Pair]) -> list[Pair]:
    """Pair a table that goes with one that comes right after it: two tables that touch would become one."""
    result: list[Pair] = []
    for pair in found:
        last = result[-1] if result else None
        if last and last.old and not last.new and pair.new and not pair.old and last.old.line is None and pair.new.line is None:
            result[-1] = Pair(last.old, pair.new, pair.clause)
        else:
            result.append(pair)
    return result


def _join_ends(found: list[Pair]) -> None:
    """Where the last paragraphs of a passage were replaced, let the last two be one paragraph rewritten.

    Otherwise no mark of a paragraph would be left between what goes, what comes and the heading after them.
    """
    for index in range(len(found) - 1, 0, -1):
        came, following = found[index], found[index + 1] if index + 1 < len(found) else None
        if came.old is not None or came.new is None or (following is not None and following.old is None):
            continue
        first = index
        while first and found[first - 1].old is None:
            first -= 1
        went = found[first - 1] if first else None
        if not (went and went.new is None and went.old and went.old.line and came.new.line and went.old.style == came.new.style):
            continue
        if went.clause == came.clause and (following is None or following.new is None or following.new.style != came.new.style):
            found[index] = Pair(went.old, came.new, came.clause)
            del found[first - 1]


def _find_moves(found: list[Pair]) -> None:
    """Number the passages that stand word for word in another place."""
    came = [pair for pair in found if pair.old is None]
    went = [pair for pair in found if pair.new is None]
    order = {pair: index for index, pair in enumerate(found)}
    places: dict[str, list[int]] = {}
    for index, pair in enumerate(came):
        places.setdefault(_text(pair), []).append(index)
    number, index = 0, 0
    while index < len(went):
        length, target = _longest(went, index, came, places, order)
        if length:
            number += 1
            for step in range(length):
                went[index + step].move = came[target + step].move = number
        index += max(length, 1)


def _longest(went: list[Pair], start: int, came: list[Pair], places: dict[str, list[int]], order: dict[Pair, int]) -> tuple[int, int]:
    """Return how many paragraphs from a place on moved together, and where to; (0, 0) when none did."""
    best = (0, 0)
    for target in places.get(_text(went[start]), ()):
        length = 0
        for old, new in zip(went[start:], came[target:], strict=False):
            together = order[old] - order[went[start]] == order[new] - order[came[target]] == length
            if not together or new.move or old.clause != went[start].clause or _text(old) != _text(new) or not (_is_paragraph(old) and _is_paragraph(new)):
                break
            length += 1
        count = sum(len(_text(pair).split()) for pair in went[start : start + length])
        if length > best[0] and count >= _FEWEST_WORDS:
            best = (length, target)
    return best


def _is_paragraph(pair: Pair) -> bool:
    block = pair.old or pair.new
    return block is not None and block.line is not None and block.element.find(f"{P_PR}/{W}sectPr") is None


def _text(pair: Pair) -> str:
    block = pair.old or pair.new
    return "" if block is None else block.text


def look_of(paragraph: Element, styles: dict[str, str]) -> tuple[str, str]:
    """Return what decides a paragraph's look apart from the page it is kept on: its style's name and its own list."""
    number = paragraph.find(f"{P_PR}/{W}numPr/{W}numId")
    return styles.get(style_of(paragraph), ""), "" if number is None else number.get(VAL, "")
