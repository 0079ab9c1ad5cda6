"""Footnotes at the headings of clauses: the law each stands on, for our own side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drafting.word.runs import NAMESPACES, paragraph, run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SEPARATORS = {"separator": -1, "continuationSeparator": 0}  # the lines above notes, which Word wants among the notes


@dataclass(frozen=True)
class Footnotes:
    """The lines of each footnote by the anchor of the heading it stands at."""

    sources: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def at(self, anchor: str) -> str:
        """Return the sign of the footnote at a heading; nothing where there is none."""
        if anchor not in self.sources:
            return ""
        number = list(self.sources).index(anchor) + 1
        return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    def part(self) -> str:
        """Return the part that holds the footnotes; nothing for none."""
        if not self.sources:
            return ""
        lines = "".join(f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>' for kind, number in SEPARATORS.items())
        notes = "".join(f'<w:footnote w:id="{number}">{_note(texts)}</w:footnote>' for number, texts in enumerate(self.sources.values(), 1))
        return f"<w:footnotes {NAMESPACES}>{lines}{notes}</w:footnotes>"


def _note(texts: Sequence[str]) -> str:
    sign = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>' + run(" ")
    return "".join(paragraph("FootnoteSource", ("" if place else sign) + run(text)) for place, text in enumerate(texts))


def settings() -> str:
    """Return what a document's settings say of the lines above its footnotes."""
    return "<w:footnotePr>" + "".join(f'<w:footnote w:id="{number}"/>' for number in SEPARATORS.values()) + "</w:footnotePr>"
