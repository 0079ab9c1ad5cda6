"""Word comments at the headings of clauses: what only our own side may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafting.word.runs import NAMESPACES, escape, paragraph, run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from drafting.documents.internal import Remark


@dataclass(frozen=True)
class Comments:
    """The remarks of a document by the anchor of the heading they stand at, numbered in their order."""

    remarks: Mapping[str, Sequence[tuple[int, Remark]]]

    def around(self, anchor: str, content: str) -> str:
        """Return the runs of a heading with the comments that stand at it."""
        found = self.remarks.get(anchor, ())
        starts = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number, _ in found)
        ends = "".join(
            f'<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr><w:rStyle w:val="AnnotationReference"/></w:rPr><w:commentReference w:id="{number}"/></w:r>'
            for number, _ in found
        )
        return starts + content + ends

    def part(self, dated: date) -> str:
        """Return the part that holds the comments, dated as the draft is."""
        ordered = sorted((entry for found in self.remarks.values() for entry in found), key=lambda entry: entry[0])
        return f"<w:comments {NAMESPACES}>{''.join(_comment(number, remark, dated) for number, remark in ordered)}</w:comments>"


def comments_of(private: Sequence[Remark], first: int = 0) -> Comments:
    """Return remarks as comments, each with its number; ``first`` is that of the first."""
    found: dict[str, list[tuple[int, Remark]]] = {}
    for number, remark in enumerate(private, first):
        found.setdefault(remark.anchor, []).append((number, remark))
    return Comments(found)


def _comment(number: int, remark: Remark, dated: date) -> str:
    lines = ""
    for place, (heading, text) in enumerate(remark.lines):
        mark = '<w:r><w:rPr><w:rStyle w:val="AnnotationReference"/></w:rPr><w:annotationRef/></w:r>' if not place else ""
        lines += paragraph("AnnotationText", mark + (run(f"{heading}: ", "LeadIn") if heading else "") + run(text))
    initials = escape("".join(word[0] for word in remark.author.split())[:3].upper())
    return f'<w:comment w:id="{number}" w:author="{escape(remark.author)}" w:date="{dated.isoformat()}T00:00:00Z" w:initials="{initials}">{lines}</w:comment>'
