"""Runs, fields, bookmarks and paragraphs as WordprocessingML; every word of an agreement passes through ``escape``."""

from __future__ import annotations

import re

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
LINE_BREAK = "<w:r><w:br/></w:r>"
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
_WRITTEN = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": " ", "\n": " ", "\r": " "}
_NOT_XML = "\x00-\x1f\ud800-\udfff\ufffe\uffff"
_TURNING = "\u202a-\u202e\u2066-\u2069"  # turn the direction of what follows: a figure would print other than it was typed
_UNPRINTABLE = re.compile(f"[{_NOT_XML}{_TURNING}]")
_WATCHED = re.compile(f'[&<>"{_NOT_XML}{_TURNING}]')


def escape(text: str) -> str:
    """Return text fit for XML content and attributes.

    Characters that XML cannot hold or that turn the direction of print are dropped; line breaks and tabs become a space.
    """
    return _WATCHED.sub(lambda found: _WRITTEN.get(found.group(), ""), text)


def printable(text: str) -> str:
    """Return text without the characters that ``escape`` drops, for a writer that escapes by itself."""
    return _UNPRINTABLE.sub("", text)


def run(text: str, style: str = "", language: str = "", scale: int = 100) -> str:
    """Return a run of plain words, nothing for no words.

    In a character style and proofed by a language tag if these are named; ``scale`` is the width of its letters in per cent.
    """
    if not text:
        return ""
    inside = f'<w:rStyle w:val="{style}"/>' if style else ""
    inside += f'<w:w w:val="{scale}"/>' if scale != 100 else ""
    inside += f'<w:lang w:val="{escape(language)}"/>' if language else ""
    look = f"<w:rPr>{inside}</w:rPr>" if inside else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tab() -> str:
    """Return a run that holds a tab."""
    return "<w:r><w:tab/></w:r>"


def field(code: str, cached: str) -> str:
    """Return a live field with the result it shows until a program counts it anew."""
    return f"{field_begin(code)}{run(cached)}{field_end()}"


def field_begin(code: str) -> str:
    """Return the opening of a field; its shown result follows."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end() -> str:
    """Return the end of a field."""
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def bookmark(number: int, name: str, content: str) -> str:
    """Return content inside a bookmark; number and name must be used once in a document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def paragraph(style: str, content: str, *, keep: bool = False, numbering: str = "") -> str:
    """Return a paragraph in a style.

    ``keep`` holds it on the page of what follows; ``numbering`` is a w:numPr for the rare list that starts afresh.
    """
    held = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{held}{numbering}</w:pPr>{content}</w:p>'
