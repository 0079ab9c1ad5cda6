"""The table of contents: a real field, filled in advance with the agreement's own numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.word.runs import escape, field, field_begin, field_end, paragraph, run, tab

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drafting.word.anchors import Anchors
    from drafting.word.typesetting import Entry

_IDENTIFIER = 50_200_001


def contents(title: str, entries: Sequence[Entry], anchors: Anchors, pages: Mapping[str, int] | None) -> str:
    """Return the table of contents of the headings set so far, with page numbers where they are known; nothing without headings."""
    if not entries:
        return ""
    code = f'TOC \\o "1-{max(entry.level for entry in entries)}" \\h \\z \\u'
    last = len(entries) - 1
    lines = "".join(
        paragraph(
            f"Toc{entry.level}",
            (field_begin(code) if index == 0 else "") + _line(entry, (pages or {}).get(entry.anchor)) + (field_end() if index == last else ""),
        )
        for index, entry in enumerate(entries)
    )
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{_IDENTIFIER}"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        "</w:sdtPr>"
        f"<w:sdtContent>{paragraph('TOCHeading', anchors.mark('hd_contents', run(title)))}{lines}</w:sdtContent></w:sdt>"
    )


def _line(entry: Entry, page: int | None) -> str:
    words = run(entry.number) + tab() + run(entry.title) if entry.number else run(entry.title)
    number = tab() + field(f"PAGEREF {entry.bookmark} \\h", str(page)) if page is not None else ""
    return f'<w:hyperlink w:anchor="{escape(entry.bookmark)}" w:history="1">{words}{number}</w:hyperlink>'
