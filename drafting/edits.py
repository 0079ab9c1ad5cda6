"""Two texts -> the edits that make one from the other, each with its place, so that any of them can be made alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from drafting.comparison import aligned, compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CONTEXT = 80
Kind = Literal["inserted", "deleted", "replaced", "moved"]


@dataclass(frozen=True)
class Edit:
    """Words at a place of the text before (``start`` to ``end``) that give way to others; ``at`` is where these stand in the text after.

    Places count in lines that all end in a line break, so that a whole line goes with its break.
    """

    start: int
    end: int
    words: str
    at: int


@dataclass(frozen=True)
class Change:
    """What a reader sees as one change; a moved line is taken out in one place and put in at another."""

    kind: Kind
    before: str
    after: str
    edits: tuple[Edit, ...]


def ended(text: str) -> str:
    """Return a text whose lines all end in a line break; nothing stays nothing."""
    return f"{text}\n" if text else ""


def apply(changes: Iterable[Change], before: str) -> str:
    """Return a text with changes made; all changes that ``changes_between`` found make the text after, none the text before."""
    text = ended(before)
    pieces, place = [], 0
    for edit in sorted((edit for change in changes for edit in change.edits), key=lambda edit: (edit.start, edit.end, edit.at)):
        pieces += [text[place : edit.start], edit.words]
        place = max(place, edit.end)
    return ("".join(pieces) + text[place:]).removesuffix("\n")


def changes_between(before: str, after: str, keys: tuple[str, str] | None = None) -> list[Change]:
    """Return the changes that make one text from another, in reading order.

    ``keys`` are the two texts as they are to be compared (quotation marks of one kind, for instance); they have the same lengths.
    """
    first, second = keys or (before, after)
    if first == second:
        return []
    edits = list(_edits(first.split("\n") if first else [], second.split("\n") if second else []))
    old, new = ended(before), ended(after)
    exact = [Edit(edit.start, edit.end, new[edit.at : edit.at + len(edit.words)], edit.at) for edit in edits]
    return _moves([_change(old, edit) for edit in exact], ended(first), ended(second))


def composed(first: Sequence[Change], second: Sequence[Change], before: str, middle: str) -> list[tuple[Change, bool]] | None:
    """Return the changes from one text to a second and from there to a third as changes of the first text, each with whether it is of the second step.

    None when changes of both steps touch one another, other than whole lines beside whole lines: then nobody can say whose the words are.
    """
    early, late = ([edit for change in changes for edit in change.edits] for changes in (first, second))
    old, text = ended(before), ended(middle)
    lines = {edit for edit in early if _lines(old[edit.start : edit.end], edit.words, text, edit.at)}
    lines |= {edit for edit in late if _lines(text[edit.start : edit.end], edit.words, text, edit.start)}
    for edit in early:
        for other in late:
            beside = edit.at == other.end or other.start == edit.at + len(edit.words)
            if edit.at <= other.end and other.start <= edit.at + len(edit.words) and not (beside and {edit, other} <= lines):
                return None
    result = []
    for change in first:
        moved = tuple(replace(edit, at=edit.at + sum(_growth(other) for other in late if other.end <= edit.at)) for edit in change.edits)
        result.append((replace(change, edits=moved), False))
    for change in second:
        back = [sum(_growth(other) for other in early if other.at + len(other.words) <= edit.start) for edit in change.edits]
        moved = tuple(replace(edit, start=edit.start - shift, end=edit.end - shift) for edit, shift in zip(change.edits, back, strict=True))
        result.append((replace(change, edits=moved), True))
    return sorted(result, key=lambda entry: entry[0].edits[0].start)


def _lines(gone: str, come: str, text: str, place: int) -> bool:
    """Return whether words that go and words that come at a place of a text are whole lines."""
    return (gone or "\n").endswith("\n") and (come or "\n").endswith("\n") and (not place or text[place - 1] == "\n")


def _growth(edit: Edit) -> int:
    return len(edit.words) - (edit.end - edit.start)


def _change(old: str, edit: Edit) -> Change:
    before, after = old[edit.start : edit.end], edit.words
    kind: Kind = "inserted" if not before else "deleted" if not after else "replaced"
    seam = "\n" in (before, after)  # a line parted or joined
    return Change(kind, before if seam else before.removesuffix("\n"), after if seam else after.removesuffix("\n"), (edit,))


def _moves(changes: list[Change], first: str, second: str) -> list[Change]:
    """Take a line deleted in one place and inserted in another as one line moved, or as replaced by itself when it compares as another."""
    lost = {change.before: change for change in changes if _whole(change) and change.kind == "deleted"}
    result = []
    moved = set()
    for change in changes:
        origin = lost.get(change.after) if change.kind == "inserted" and _whole(change) else None
        if origin is not None and origin.before not in moved:
            moved.add(origin.before)
            (gone,), (come,) = origin.edits, change.edits
            same = first[gone.start : gone.end] == second[come.at : come.at + len(come.words)]
            result.append(Change("moved" if same else "replaced", origin.before, change.after, (gone, come)))
        else:
            result.append(change)
    return [change for change in result if not (change.kind == "deleted" and change is lost.get(change.before) and change.before in moved)]


def _whole(change: Change) -> bool:
    edit = change.edits[0]
    return (edit.words or "\n").endswith("\n") and " " in (change.before or change.after)


def _edits(first: Sequence[str], second: Sequence[str]) -> Iterator[Edit]:
    place = at = 0
    for tag, start, end, other, until in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        old, new = first[start:end], second[other:until]
        if tag != "equal":
            yield from _gap(list(old), list(new), place, at)
        place += sum(len(line) + 1 for line in old)
        at += sum(len(line) + 1 for line in new)


def _gap(old: list[str], new: list[str], place: int, at: int) -> Iterator[Edit]:
    """Yield the edits between two equal runs of lines: lines parted or joined, and between them lines that became others."""
    i = j = 0
    for first, second, taken, made in [*_seamed(old, new), (len(old), len(new), 0, 0)]:
        yield from _paired(old[i:first], new[j:second], place, at)
        place += sum(len(line) + 1 for line in old[i:first])
        at += sum(len(line) + 1 for line in new[j:second])
        i, j = first + taken, second + made
        if taken:
            parts, whole = (new[second:j], old[first]) if taken == 1 else (old[first:i], new[second])
            yield _seam(parts, whole, place, at, joined=taken == 2)
            place += sum(len(line) + 1 for line in old[first:i])
            at += sum(len(line) + 1 for line in new[second:j])


def _paired(old: list[str], new: list[str], place: int, at: int) -> Iterator[Edit]:
    pairs = [(0, 0)] if len(old) == len(new) == 1 else aligned(old, new)
    for i, j in pairs:
        before, after = None if i is None else old[i], None if j is None else new[j]
        if before is not None and after is not None:
            yield from _words(before, after, place, at)
        elif before is not None:
            yield Edit(place, place + len(before) + 1, "", at)
        elif after is not None:
            yield Edit(place, place, f"{after}\n", at)
        place += 0 if before is None else len(before) + 1
        at += 0 if after is None else len(after) + 1


def _seamed(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Return, in order, the lines parted in two (1 taken, 2 made) and those joined (2 taken, 1 made) without another change in them."""
    olds, news = ({_bare(line): place for place, line in enumerate(text)} for text in (old, new))
    found = []
    for place in range(len(new) - 1):
        whole = olds.get(_bare(new[place] + new[place + 1]))
        if whole is not None and new[place] and new[place + 1] and old[whole].startswith(new[place]):
            found.append((whole, place, 1, 2))
    for place in range(len(old) - 1):
        whole = news.get(_bare(old[place] + old[place + 1]))
        if whole is not None and old[place] and old[place + 1] and new[whole].startswith(old[place]):
            found.append((place, whole, 2, 1))
    result: list[tuple[int, int, int, int]] = []
    for entry in sorted(found):
        if not result or (entry[0] >= result[-1][0] + result[-1][2] and entry[1] >= result[-1][1] + result[-1][3]):
            result.append(entry)
    return result


def _bare(text: str) -> str:
    return text.replace(" ", "")


def _seam(parts: Sequence[str], whole: str, place: int, at: int, *, joined: bool) -> Edit:
    """Return the edit at the seam of two parts of a line: a line break in the place of a blank, or the other way round."""
    first, second = parts
    blank = whole[len(first) : len(whole) - len(second)]
    if joined:
        return Edit(place + len(first), place + len(first) + 1, blank, at + len(first))
    return Edit(place + len(first), place + len(first) + len(blank), "\n", at + len(first))


def _same_ends(before: str, after: str) -> tuple[int, int]:
    """Return how much of the beginning and of the end of two lines need not be compared: what is the same, less some words around the change."""
    first = _shared(before, after)
    last = _shared(before[first:][::-1], after[first:][::-1])
    first = before.rfind(" ", 0, max(0, first - _CONTEXT)) + 1
    end = before.find(" ", len(before) - max(0, last - _CONTEXT)) if last > _CONTEXT else -1
    return first, len(before) - end if end >= 0 else 0


def _shared(first: str, second: str) -> int:
    """Return how many signs two texts share from their beginning."""
    return next((place for place, (one, other) in enumerate(zip(first, second, strict=False)) if one != other), min(len(first), len(second)))


def _words(before: str, after: str, place: int, at: int) -> Iterator[Edit]:
    """Yield the edits within a line; what is deleted and what is inserted in its place are one."""
    same, tail = _same_ends(before, after)
    before, after = before[same : len(before) - tail], after[same : len(after) - tail]
    place, at = place + same, at + same
    start, words = place, ""
    for stretch in [*compare(before, after), None]:
        if stretch is not None and stretch.kind == "deleted":
            place += len(stretch.text)
        elif stretch is not None and stretch.kind == "inserted":
            words += stretch.text
        else:
            if place > start or words:
                yield Edit(start, place, words, at)
            length = len(stretch.text) if stretch is not None else 0
            at += len(words) + length
            place += length
            start, words = place, ""
