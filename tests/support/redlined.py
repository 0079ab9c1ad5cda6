"""Redlines in tests: what a document says once its tracked changes are accepted or rejected, and agreements edited at random."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agreements import HOSTILE, agreement, article, numbered, paragraph
from hypothesis import strategies as st
from lxml import etree
from opened_word import Opened, W, value

from drafting.agreement import Article, Cell, Item, Text
from drafting.word.revisions import accepted, rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafting.agreement import Agreement

VIEWS = {"accepted": accepted, "rejected": rejected, "as it is": lambda tree: tree}


def story(docx: bytes, view: str = "as it is") -> list[tuple[str, str]]:
    """Return style and words of each paragraph in a view, rows and cells as lines of their own; a field stands as its code.

    The table of contents is left out: it follows the headings.
    """
    opened = Opened(docx)
    body = VIEWS[view](opened.body)[0]
    return list(_blocks(opened, body))


def _blocks(opened: Opened, container: etree._Element) -> Iterator[tuple[str, str]]:
    for element in container:
        kind = etree.QName(element).localname
        if kind == "p":
            yield opened.style(element), _words(element)
        elif kind in ("tbl", "tr", "tc"):
            yield kind, ""
            yield from _blocks(opened, element)


def _words(element: etree._Element) -> str:
    words, depth = "", 0
    for entry in element.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}fldChar", f"{W}instrText"):
        kind = etree.QName(entry).localname
        if kind == "fldChar":
            depth += {"begin": 1, "end": -1}.get(value(entry, "fldCharType"), 0)
        elif kind == "instrText":
            words += f"⟨{entry.text.strip()}⟩"
        elif depth == 0:
            words += "\t" if kind == "tab" else entry.text or ""
    return words


def marked(docx: bytes) -> list[str]:
    """Return each paragraph that holds tracked changes as one line, such as ``shall {-eventually-}{+promptly+} consult``."""
    signs = {"ins": ("{+", "+}"), "del": ("{-", "-}"), "moveFrom": ("{<", "<}"), "moveTo": ("{>", ">}")}
    lines = []
    for element in Opened(docx).body.iter(f"{W}p"):
        line = ""
        changed = element.find(f"{W}pPr/{W}rPr") is not None
        for child in element:
            begin, end = signs.get(etree.QName(child).localname, ("", ""))
            changed = changed or bool(begin)
            line += begin + _words(child) + end
        if changed:
            lines.append(line)
    return lines


_VOCABULARY = ("työnantaja", "saa", "kerätä", "vain", "sovittuja", "tietoja", "30", "päivää", "§", "7,", "&", "<b>", "ei")
_WORDS = st.lists(st.sampled_from(_VOCABULARY), min_size=1, max_size=12).map(" ".join)
_TEXTS = _WORDS | st.just(HOSTILE)
_EDITS = (
    "words",
    "delete",
    "insert",
    "move",
    "items",
    "title",
    "delete article",
    "insert article",
    "move article",
    "row",
    "delete row",
    "insert row",
    "party",
    "label",
)


@st.composite
def edited(draw: st.DrawFn, whole: Agreement) -> Agreement:
    """Return an agreement after some edits of the kinds negotiators make."""
    for edit in draw(st.lists(st.sampled_from(_EDITS), min_size=1, max_size=6)):
        whole = _edit(whole, edit, draw)
    return whole


def _edit(whole: Agreement, edit: str, draw: st.DrawFn) -> Agreement:
    if edit in ("row", "delete row", "insert row"):
        return _edit_table(whole, edit, draw)
    if edit == "party":
        return replace(whole, parties=(replace(whole.parties[0], name=draw(_TEXTS)), *whole.parties[1:]))
    if edit == "label":
        return replace(whole, label=draw(_TEXTS))
    body = list(whole.body)
    places = [index for index, block in enumerate(body) if isinstance(block, Article)]
    if edit == "insert article":
        number = draw(st.integers(1, 10**6))
        made = article(f"own-{number}", draw(_WORDS), *(paragraph(f"own-{number}", f"p{n}", Text(draw(_TEXTS))) for n in range(2)))
        body.insert(draw(st.integers(0, len(body))), numbered(made, 1, whole.scheme))
        return replace(whole, body=tuple(body))
    if not places:
        return whole
    place = draw(st.sampled_from(places))
    chosen = body[place]
    if edit in ("delete article", "move article"):
        del body[place]
        if edit == "move article":
            body.insert(draw(st.integers(0, len(body))), chosen)
        return replace(whole, body=tuple(body))
    body[place] = replace(chosen, title=draw(_TEXTS)) if edit == "title" else _edit_article(chosen, edit, draw)
    return replace(whole, body=tuple(body))


def _edit_article(chosen: Article, edit: str, draw: st.DrawFn) -> Article:
    entries = list(chosen.paragraphs)
    place = draw(st.integers(0, max(len(entries) - 1, 0)))
    if edit == "insert" or not entries:
        entries.insert(place, paragraph(chosen.clause, f"new{draw(st.integers(1, 10**6))}", Text(draw(_TEXTS)), number="1.1"))
    elif edit == "words":
        entries[place] = replace(entries[place], parts=(*entries[place].parts[: draw(st.integers(0, 2))], Text(draw(_TEXTS)), *entries[place].parts[1:]))
    elif edit == "delete":
        del entries[place]
    elif edit == "move":
        entries.insert(draw(st.integers(0, len(entries) - 1)), entries.pop(place))
    else:
        items = [*entries[place].items, Item("d)", (Text(draw(_TEXTS)),))]
        entries[place] = replace(entries[place], items=tuple(items[draw(st.integers(0, 2)) :]))
    return replace(chosen, paragraphs=tuple(entries))


def _edit_table(whole: Agreement, edit: str, draw: st.DrawFn) -> Agreement:
    annex = whole.annexes[0]
    rows = list(annex.rows)
    place = draw(st.integers(0, max(len(rows) - 1, 0)))
    if edit == "insert row" or not rows:
        rows.insert(place, tuple(Cell((Text(draw(_TEXTS)),)) for _ in annex.columns))
    elif edit == "row":
        rows[place] = (*rows[place][:-1], Cell((Text(draw(_TEXTS)),)))
    else:
        del rows[place]
    return replace(whole, annexes=(replace(annex, rows=tuple(rows)), *whole.annexes[1:]))


def short(**more: object) -> Agreement:
    """Return an agreement with everything in it and only a few table rows."""
    whole = agreement(**more)
    first = whole.annexes[0]
    return replace(whole, annexes=(replace(first, rows=first.rows[:4]), *whole.annexes[1:]))
