"""Sets chapters, articles and paragraphs as Word paragraphs, keeping count of headings and loose lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafting.agreement import BlankReference, CrossReference, Disputed
from drafting.word.comments import Comments
from drafting.word.footnotes import Footnotes
from drafting.word.lists import loose_items
from drafting.word.runs import field, paragraph, run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drafting.agreement import Article, Chapter, Furniture, Paragraph, Part, ReferencePiece
    from drafting.word.anchors import Anchors, Target

    Inserts = Mapping[str, Callable[[], str]]


@dataclass(frozen=True)
class Entry:
    """A heading as the table of contents prints it."""

    level: int
    number: str
    title: str
    anchor: str
    bookmark: str


class Typesetter:
    """Turns the parts of one agreement into XML; remembers each heading for the table of contents."""

    def __init__(
        self, anchors: Anchors, furniture: Furniture, *, chaptered: bool = False, comments: Comments | None = None, footnotes: Footnotes | None = None
    ) -> None:
        self.anchors = anchors
        self.furniture = furniture
        self.chaptered = chaptered
        self.comments = comments or Comments({})
        self.footnotes = footnotes or Footnotes()
        self.entries: list[Entry] = []
        self.loose_lists = 0

    def heading(self, style: str, anchor: str, title: str, number: str = "", level: int = 1, lead: str = "") -> str:
        """Return a heading with its bookmarks; ``lead`` is XML printed before the title when no list counts the number."""
        name = f"_Toc{100_000_001 + len(self.entries)}"
        self.entries.append(Entry(level, number, title, anchor, name))
        marked = self.comments.around(anchor, self.anchors.mark(name, lead + self.anchors.mark(anchor, run(title))))
        return paragraph(style, marked + self.footnotes.at(anchor))

    def chapter(self, chapter: Chapter) -> str:
        """Return the heading of a chapter."""
        style = "Heading1" if chapter.number else "HeadingUnnumbered"
        return self.heading(style, chapter.anchor, chapter.title, chapter.number)

    def article(self, article: Article, inserts: Inserts) -> str:
        """Return an article: heading, paragraphs, and what the product places after them."""
        if not article.number:
            heading = self.heading("HeadingUnnumbered", article.anchor, article.title)
        elif self.chaptered:
            heading = self.heading("Heading2", article.anchor, article.title, article.number, level=2)
        else:
            heading = self.heading("Heading1", article.anchor, article.title, article.number)
        return heading + "".join(self.paragraph(entry, inserts) for entry in article.paragraphs)

    def paragraph(self, entry: Paragraph, inserts: Inserts) -> str:
        """Return a paragraph with its items and continuations, and the insert it asks for if there is one of that name."""
        insert = inserts[entry.insert]() if entry.insert in inserts else ""
        lead = run(f"{entry.lead_in}.", "LeadIn") + run(" ") if entry.lead_in else ""
        text = lead + self.parts(entry.parts)
        if entry.anchor in self.anchors.referred:
            text = self.anchors.mark(entry.anchor, text)
        loose = ""
        if entry.items and not entry.number:
            self.loose_lists += 1
            loose = loose_items(self.loose_lists)
        blocks = [("ClauseParagraph" if entry.number else "ClauseContinued", text, "")]
        blocks += [("ClauseItem", self.parts(item.parts), loose) for item in entry.items]
        blocks += [("ClauseContinued", self.parts(parts), "") for parts in entry.continued]
        last = len(blocks) - 1
        kept = {place for place, follows in ((0, entry.items), (last, insert)) if follows}
        if insert and entry.insert == "signatures":  # they never stand alone on a page: all of the paragraph they follow goes with them
            kept = set(range(len(blocks)))
        set_blocks = (paragraph(style, runs, keep=place in kept, numbering=own) for place, (style, runs, own) in enumerate(blocks))
        return "".join(set_blocks) + insert

    def parts(self, parts: tuple[Part, ...]) -> str:
        """Return the runs of parts: open blanks marked, cross-references live."""
        return "".join(self._part(part) for part in parts)

    def _part(self, part: Part) -> str:
        if isinstance(part, CrossReference):
            return self._reference(part.pieces)
        if isinstance(part, BlankReference) and part.open:
            return self.open_blank(part.text)
        return run(part.text, "Disputed" if isinstance(part, Disputed) else "")

    def open_blank(self, label: str) -> str:
        """Return the marked label of something still to be filled in."""
        return run(self.furniture.open_mark.replace("{label}", label), "OpenBlank")

    def _reference(self, pieces: tuple[ReferencePiece, ...]) -> str:
        texts = [piece.text for piece in pieces]
        fields: dict[int, str] = {}
        for index, piece in enumerate(pieces):
            target = self.anchors.targets.get(piece.anchor) if piece.anchor else None
            if target is not None and piece.text:
                cached, switch = _around(target, texts, index)
                fields[index] = field(" ".join(filter(None, ("REF", target.name, switch, "\\h"))), cached)
        return "".join(fields.get(index) or run(text) for index, text in enumerate(texts))


def _around(target: Target, texts: list[str], index: int) -> tuple[str, str]:
    """Return what the field shows and the switch that yields it.

    A list number is printed with its words ("9 §", "Article 9") by every program, so they move from the neighbouring texts
    into the field. Where the neighbours say something else ("9 ja 10 §"), only Word can be asked for the bare number.
    """
    before, after, text = target.before, target.after, texts[index]
    if not (before or after) or (text.startswith(before) and text.endswith(after)):
        return text, target.switch
    left = texts[index - 1] if index else ""
    right = texts[index + 1] if index + 1 < len(texts) else ""
    if not (_plain(left).endswith(_plain(before)) and _plain(right).startswith(_plain(after))):
        return text, f"{target.switch} \\t"
    cut = len(left) - len(before)
    if before:
        texts[index - 1] = left[:cut]
    if after:
        texts[index + 1] = right[len(after) :]
    return left[cut:] + text + right[: len(after)], target.switch


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")
