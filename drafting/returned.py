"""A Word file as it came back: its paragraphs with every insertion and deletion, its comments, and both of its readings."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind = Literal["", "inserted", "deleted", "neither"]
Look = Literal["", "hidden", "struck"]
View = Literal["accepted", "rejected"]
UNREAD = "\ufffc"  # stands for what may show words that cannot be read: a picture, an embedded file
DRAWN = "DRAWN"
LABEL = "label"  # the style of words that automatic numbers print
MARK = re.compile(r"\b([0-9a-f]{8})-(\d{1,9})\b")  # of the draft and its revision, in the foot of each page
_BLANKS = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202c\u2066-\u2069]")
_LIGATURES = str.maketrans(dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)))
_FOLDED = str.maketrans({"\u2011": "-", "\u2010": "-"} | dict.fromkeys("“”„‟«»〝〞＂", '"') | dict.fromkeys("‘’‚‛′`´", "'"))
_FIGURES = re.compile(r"\d+")
_HIDDEN = {"accepted": ("deleted", "neither"), "rejected": ("inserted", "neither")}
_JOINING = {"accepted": "deleted", "rejected": "inserted"}


@dataclass(frozen=True)
class Span:
    """Words of one paragraph that share their fate: kept, inserted, deleted, or inserted and deleted again ("neither").

    A span without words says who inserted or deleted the end of the paragraph.
    ``marks`` names the bookmarks over them, ``field`` the code of the field that printed them (``DRAWN`` with digests for what is drawn),
    ``look`` whether a hand struck them through or made them invisible.
    """

    text: str
    kind: Kind = ""
    author: str = ""
    date: str = ""
    moved: bool = False
    marks: tuple[str, ...] = ()
    field: str = ""
    look: Look = ""


@dataclass(frozen=True)
class ReturnedParagraph:
    """A paragraph; ``mark`` is the fate of its end, ``cell`` tells apart the cells of tables, ``column`` is theirs in their row (0 outside them)."""

    spans: tuple[Span, ...]
    style: str = ""
    mark: Kind = ""
    cell: int = 0
    contents: bool = False
    column: int = 0


@dataclass(frozen=True)
class Comment:
    """A comment, the words it hangs on, the paragraph these stand in (-1 when it hangs on nothing) and the comment it answers."""

    id: str
    author: str
    date: str
    text: str
    words: str = ""
    paragraph: int = -1
    answers: str = ""
    resolved: bool = False


@dataclass(frozen=True)
class ReturnedDocument:
    """What was read of a Word file; plain data. ``pages`` holds what stands at head and foot of each kind of page, and what numbers print beside figures.

    ``layout`` and ``audience`` say which document of ours it was made as, where the file still tells.
    """

    paragraphs: tuple[ReturnedParagraph, ...]
    pages: tuple[tuple[ReturnedParagraph, ...], ...] = ()
    comments: tuple[Comment, ...] = ()
    draft: str = ""
    revision: int = 0
    layout: str = ""
    audience: str = ""

    @property
    def furniture(self) -> tuple[ReturnedParagraph, ...]:
        """The lines at head and foot of the pages."""
        return tuple(paragraph for page in self.pages for paragraph in page)

    @cached_property
    def revisions(self) -> frozenset[tuple[str, str]]:
        """The authors and dates of its tracked changes."""
        return frozenset((span.author, span.date) for paragraph in (*self.paragraphs, *self.furniture) for span in paragraph.spans if span.kind)

    def data(self) -> dict[str, Any]:
        """Return the document as JSON can hold it; a paragraph is a list of its fields, its spans first."""
        return {
            "paragraphs": [_plain(paragraph) for paragraph in self.paragraphs],
            "pages": [[_plain(paragraph) for paragraph in page] for page in self.pages],
            "comments": [vars(comment) for comment in self.comments],
            "draft": self.draft,
            "revision": self.revision,
            "layout": self.layout,
            "audience": self.audience,
        }


def from_data(data: Mapping[str, Any]) -> ReturnedDocument:
    """Return the document of ``ReturnedDocument.data``."""
    return ReturnedDocument(
        tuple(_paragraph(entry) for entry in data["paragraphs"]),
        tuple(tuple(_paragraph(entry) for entry in page) for page in data["pages"]),
        tuple(Comment(**entry) for entry in data["comments"]),
        data["draft"],
        data["revision"],
        data["layout"],
        data["audience"],
    )


def _plain(paragraph: ReturnedParagraph) -> list[Any]:
    spans = [[span.text, span.kind, span.author, span.date, span.moved, span.marks, span.field, span.look] for span in paragraph.spans]
    return [spans, paragraph.style, paragraph.mark, paragraph.cell, paragraph.contents, paragraph.column]


def _paragraph(data: list[Any]) -> ReturnedParagraph:
    spans, *rest = data
    read = (Span(text, kind, author, date, moved, tuple(marks), field, look) for text, kind, author, date, moved, marks, field, look in spans)
    return ReturnedParagraph(tuple(read), *rest)


@dataclass(frozen=True)
class Segment:
    """A stretch of a line and the span it came from."""

    start: int
    end: int
    span: Span


@dataclass(frozen=True)
class Line:
    """A paragraph as one of the two readings shows it, blanks folded; ``marks`` are the bookmarks with visible words in it.

    ``paragraphs`` are the places of the paragraphs it was joined from. ``key`` is what is compared: of the same length as ``text``.
    ``slipped`` says that the bookmarks lie over words that are not to be seen in this reading.
    """

    text: str
    style: str
    marks: tuple[str, ...]
    paragraphs: tuple[int, ...]
    segments: tuple[Segment, ...] = ()
    contents: bool = False
    slipped: bool = False

    @cached_property
    def key(self) -> str:
        """The words with quotation marks and hyphens of one kind, no figure counted along the document, and other letters where they are not to be seen."""
        key = folded(self.text)
        for segment in self.segments:
            span, words = segment.span, key[segment.start : segment.end]
            words = _FIGURES.sub(_zeros, words) if span.field.startswith("SEQ") else words
            words = _picture(span.field) * len(words) if span.field.startswith(DRAWN) else words
            words = "".join(map(_unlike, words)) if span.look else words
            key = f"{key[: segment.start]}{words}{key[segment.end :]}"
        return key


def _zeros(figures: re.Match[str]) -> str:
    return "0" * len(figures[0])


def _picture(field: str) -> str:
    """Return the sign by which a picture is compared with others."""
    return chr(0xF0000 + int(hashlib.sha256(field.encode()).hexdigest()[:8], 16) % 0x20000)


def _unlike(sign: str) -> str:
    return chr(0x4E00 + ord(sign) % 0x5000) if sign.isalnum() else sign


def folded(text: str) -> str:
    """Return words with quotation marks and hyphens of one kind; the length stays."""
    return text if text.isascii() else text.translate(_FOLDED)


def tidy(text: str) -> str:
    """Return words as they are compared: composed letters, plain blanks, nothing unseen; not trimmed."""
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFC", text).translate(_LIGATURES))
    return _BLANKS.sub(" ", text)


def shown(span: Span, fields: Mapping[str, str]) -> str:
    """Return the words of a span; a counted number is shown as it was sent when nothing but its figures changed."""
    sent = fields.get(span.field, "") if span.field else ""
    if sent and _FIGURES.sub("0", tidy(sent)).strip() == _FIGURES.sub("0", tidy(span.text)).strip():
        return tidy(sent)
    return tidy(span.text)


def fields_of(document: ReturnedDocument) -> dict[str, str]:
    """Return what each field of a document shows, by its code; a SEQ counts on from one to the next and has no one value."""
    found: dict[str, str] = {}
    for paragraph in (*document.paragraphs, *document.furniture):
        for span in paragraph.spans:
            if span.field and not span.field.startswith("SEQ") and span.kind in ("", "inserted"):
                found.setdefault(span.field, span.text)
    return found


def lines(paragraphs: tuple[ReturnedParagraph, ...], view: View, fields: Mapping[str, str]) -> list[Line]:
    """Return the lines that are not empty when all changes are accepted, or all rejected."""
    return [line for group in _groups(paragraphs, view) if (line := _line(group, view, fields)).text]


def _groups(paragraphs: tuple[ReturnedParagraph, ...], view: View) -> Iterator[list[tuple[int, ReturnedParagraph]]]:
    """Yield paragraphs, those together whose parting end this reading does not show."""
    group: list[tuple[int, ReturnedParagraph]] = []
    for place, paragraph in enumerate(paragraphs):
        if group and group[-1][1].cell != paragraph.cell:
            yield group
            group = []
        group.append((place, paragraph))
        if paragraph.mark not in (_JOINING[view], "neither"):
            yield group
            group = []
    if group:
        yield group


def _line(group: list[tuple[int, ReturnedParagraph]], view: View, fields: Mapping[str, str]) -> Line:
    segments: list[Segment] = []
    text, style, marks, places = "", group[0][1].style, [], []
    weak: list[str] = []
    for place, paragraph in group:
        began = len(text)
        for span in paragraph.spans:
            if span.text and span.kind in _HIDDEN[view]:
                continue
            words = shown(span, fields)
            if text.endswith(" ") or not text:
                words = words.lstrip(" ")
            if not words and (span.text or not span.kind):
                continue
            segments.append(Segment(len(text), len(text) + len(words), span))
            text += words
            if words.strip():
                marks += [name for name in span.marks if name not in marks]
        if len(text) > began:
            style = style if began else paragraph.style
            places.append(place)
            weak += [name for span in paragraph.spans for name in span.marks]
    last = text.rstrip(" ")
    trimmed = tuple(segment if segment.end <= len(last) else Segment(segment.start, len(last), segment.span) for segment in segments)
    # a heading typed anew beside its old words, which are deleted but still carry the bookmark
    slipped = not marks
    marks = marks or list(dict.fromkeys(weak))
    return Line(last, style, tuple(marks), tuple(places), trimmed, group[0][1].contents, slipped)
