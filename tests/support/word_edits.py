"""Edits a sent Word file at the level of its XML, as Word, a converter or a script would: silently or tracked."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from lxml import etree
from returned_files import BY, with_body

if TYPE_CHECKING:
    from collections.abc import Callable

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
NAMES = (
    f'xmlns:w="{NAMESPACE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def xml(source: str) -> list[etree._Element]:
    """Return the elements that some XML of Word stands for."""
    return list(etree.fromstring(f"<x {NAMES}>{source}</x>"))


class Body:
    """The body of a file being edited; paragraphs are found by words that stand in them, those in the contents passed over."""

    def __init__(self, source: str) -> None:
        self.root = etree.fromstring(source.encode())
        self.count = 7000

    @property
    def text(self) -> str:
        """The edited XML."""
        return etree.tostring(self.root, encoding="unicode")

    def paragraphs(self) -> list[etree._Element]:
        """Return the paragraphs outside the table of contents."""
        return [entry for entry in self.root.iter(f"{W}p") if not self.style(entry).startswith("Toc")]

    def style(self, paragraph: etree._Element) -> str:
        """Return the style of a paragraph."""
        return next((str(entry.get(f"{W}val")) for entry in paragraph.iter(f"{W}pStyle")), "")

    def words(self, paragraph: etree._Element) -> str:
        """Return the words of a paragraph."""
        return "".join(entry.text or "" for entry in paragraph.iter(f"{W}t"))

    def paragraph(self, words: str) -> etree._Element:
        """Return the paragraph with some words."""
        return next(entry for entry in self.paragraphs() if words in self.words(entry))

    def clause(self, title: str) -> list[etree._Element]:
        """Return the paragraphs of a clause from its heading on."""
        heading = self.paragraph(title)
        found = [heading]
        for entry in heading.itersiblings():
            if entry.tag != f"{W}p" or "eading" in self.style(entry):
                break
            found.append(entry)
        return found

    def replace(self, words: str, others: str, *, tracked: bool = False) -> None:
        """Put words or XML in the place of words, which may stand in several runs."""
        paragraph = self.paragraph(words)
        runs = [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None]
        texts = [run.findtext(f"{W}t") or "" for run in runs]
        start = "".join(texts).index(words)
        end, place = start + len(words), 0
        for run, text in zip(runs, texts, strict=True):
            first, last = max(start - place, 0), min(end - place, len(text))
            if first < last or (first == last == 0 and not words):
                pieces = [self._run(run, text[:first])]
                if tracked and text[first:last]:
                    pieces.append(self._tracked("del", [self._run(run, text[first:last])]))
                if place + last == end:
                    come = xml(others) if others.startswith("<") else [self._run(run, others)]
                    pieces += [self._tracked("ins", come)] if tracked and others else come
                pieces.append(self._run(run, text[last:]))
                for piece in pieces:
                    if piece.tag != f"{W}r" or "".join(piece.itertext()) or piece.find(f"{W}t") is None:
                        run.addprevious(piece)
                run.getparent().remove(run)
            place += len(text)

    def remove(self, paragraphs: list[etree._Element], *, tracked: bool = False) -> None:
        """Take whole paragraphs out."""
        for paragraph in paragraphs:
            if tracked:
                for run in [entry for entry in paragraph.iter(f"{W}r") if entry.find(f"{W}t") is not None]:
                    run.getparent().replace(run, self._tracked("del", [deepcopy(run)]))
                self.mark(paragraph, "del")
            else:
                paragraph.getparent().remove(paragraph)

    def add(self, after: etree._Element, paragraphs: list[etree._Element], *, tracked: bool = False) -> None:
        """Put paragraphs after another."""
        for paragraph in reversed(paragraphs):
            if tracked:
                for run in [entry for entry in paragraph.iter(f"{W}r") if entry.find(f"{W}t") is not None]:
                    run.getparent().replace(run, self._tracked("ins", [deepcopy(run)]))
                self.mark(paragraph, "ins")
            after.addnext(paragraph)

    def copies(self, paragraphs: list[etree._Element]) -> list[etree._Element]:
        """Return copies without bookmarks, as the clipboard of most programs gives them."""
        found = [deepcopy(entry) for entry in paragraphs]
        for entry in found:
            for mark in [*entry.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
                mark.getparent().remove(mark)
        return found

    def typed(self, words: str, style: str = "ClauseParagraph") -> etree._Element:
        """Return a new paragraph."""
        return xml(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>')[0]

    def split(self, words: str, *, tracked: bool = False) -> None:
        """Part a paragraph before some words, as Enter does."""
        paragraph = self.paragraph(words)
        self.replace(words, f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>')
        place = next(run for run in paragraph.iter(f"{W}r") if "".join(run.itertext()) == words)
        second = etree.Element(f"{W}p")
        if (properties := paragraph.find(f"{W}pPr")) is not None:
            second.append(deepcopy(properties))
        for entry in [place, *place.itersiblings()]:
            second.append(entry)
        paragraph.addnext(second)
        if tracked:
            self.mark(paragraph, "ins")

    def join(self, words: str, *, tracked: bool = False) -> None:
        """Join the paragraph with some words to the one before it."""
        second = self.paragraph(words)
        first = second.getprevious()
        if tracked:
            self.mark(first, "del")
            return
        for entry in list(second):
            if entry.tag != f"{W}pPr":
                first.append(entry)
        second.getparent().remove(second)

    def mark(self, paragraph: etree._Element, kind: str) -> None:
        """Mark the end of a paragraph as inserted or deleted."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            paragraph.insert(0, properties)
        look = properties.find(f"{W}rPr")
        if look is None:
            look = etree.SubElement(properties, f"{W}rPr")
        look.insert(0, self._tracked(kind, []))

    def _run(self, run: etree._Element, text: str) -> etree._Element:
        made = deepcopy(run)
        for entry in made.iter(f"{W}t"):
            entry.text = text
            entry.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return made

    def _tracked(self, kind: str, runs: list[etree._Element]) -> etree._Element:
        self.count += 1
        element = xml(f"<w:{kind} {BY.format(number=self.count)}/>")[0]
        element.extend(runs)
        for entry in element.iter(f"{W}t") if kind == "del" else ():
            entry.tag = f"{W}delText"
        return element


class Edits(Body):
    """What a case may do to a file, each method an edit by its name; words of a clause are found anywhere but in the contents."""

    tracking = False

    def track(self) -> None:
        """Mark what follows as tracked."""
        self.tracking = True

    def put(self, words: str, others: str) -> None:
        """Replace words, by XML where that begins with <."""
        self.replace(words, others.replace("{by}", BY.format(number=90)), tracked=self.tracking)

    def take(self, *words: str) -> None:
        """Take paragraphs out."""
        self.remove([self.paragraph(entry) for entry in words], tracked=self.tracking)

    def take_clause(self, title: str) -> None:
        """Take a clause out."""
        self.remove(self.clause(title), tracked=self.tracking)

    def copy_clause(self, title: str, after: str, *, marks: bool = False) -> None:
        """Paste a clause once more after another."""
        clause = self.clause(title)
        self.add(self.clause(after)[-1], [deepcopy(entry) for entry in clause] if marks else self.copies(clause), tracked=self.tracking)

    def move_clause(self, title: str, after: str) -> None:
        """Move a clause with its bookmarks after another."""
        clause = self.clause(title)
        self.remove(clause)
        self.add(self.clause(after)[-1], clause)

    def move_line(self, words: str, after: str) -> None:
        """Move a paragraph to the end of a clause."""
        paragraph = self.paragraph(words)
        self.add(self.clause(after)[-1], self.copies([paragraph]), tracked=self.tracking)
        self.remove([paragraph], tracked=self.tracking)

    def retype_clause(self, title: str, words: str, others: str) -> None:
        """Type a clause anew without tracking, with other words in it, and delete the old one with tracking."""
        clause = self.clause(title)
        self.copy_clause(title, title)
        self.remove(clause, tracked=True)
        self.replace(words, others)

    def line(self, after: str, words: str, style: str = "ClauseParagraph") -> None:
        """Type a line after a paragraph."""
        self.add(self.paragraph(after), [self.typed(words, style)], tracked=self.tracking)

    def part(self, words: str) -> None:
        """Part a paragraph before words."""
        self.split(words, tracked=self.tracking)

    def joined(self, words: str) -> None:
        """Join a paragraph to the one before it."""
        self.join(words, tracked=self.tracking)

    def row(self, *words: str) -> None:
        """Add a row under the last table."""
        last = [*self.root.iter(f"{W}tr")][-1]
        added = deepcopy(last)
        last.addnext(added)
        for text, word in zip(added.iter(f"{W}t"), words, strict=True):
            text.text = word

    def row_gone(self) -> None:
        """Mark the last row as deleted, as Word does: in the row and nowhere else."""
        last = [*self.root.iter(f"{W}tr")][-1]
        properties = last.find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            last.insert(0, properties)
        properties.append(self._tracked("del", []))

    def in_table(self, markup: str, other: str) -> None:
        """Put other markup in the place of the last such markup in the last table."""
        before, found, after = self.text.rpartition(markup)
        assert found
        self.root = etree.fromstring(f"{before}{other}{after}")

    def no_table(self) -> None:
        """Turn the last table into lines."""
        table = [*self.root.iter(f"{W}tbl")][-1]
        for paragraph in [*table.iter(f"{W}p")][::-1]:
            table.addnext(paragraph)
        table.getparent().remove(table)

    def no_bookmarks(self) -> None:
        """Lose every bookmark."""
        for entry in [*self.root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
            entry.getparent().remove(entry)

    def no_styles(self) -> None:
        """Lose every style of a paragraph."""
        for entry in self.paragraphs():
            for style in entry.iter(f"{W}pStyle"):
                style.set(f"{W}val", "Normal")

    def no_contents(self) -> None:
        """Turn the table of contents into plain lines."""
        for control in [*self.root.iter(f"{W}sdt")]:
            for paragraph in control.find(f"{W}sdtContent"):
                control.addprevious(paragraph)
                for entry in [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}fldChar") is not None or run.find(f"{W}instrText") is not None]:
                    entry.getparent().remove(entry)
                for style in paragraph.iter(f"{W}pStyle"):
                    style.set(f"{W}val", "Normal")
            control.getparent().remove(control)

    def no_fields(self) -> None:
        """Turn what fields printed into plain words."""
        for entry in [run for run in self.root.iter(f"{W}r") if run.find(f"{W}fldChar") is not None or run.find(f"{W}instrText") is not None]:
            entry.getparent().remove(entry)

    def numbers(self) -> None:
        """Type the number of each clause before its heading."""
        headings = [entry for entry in self.paragraphs() if self.style(entry) == "Heading1"]
        for number, heading in enumerate(headings, 1):
            first = next(heading.iter(f"{W}t"))
            first.text = f"{number}. {first.text}"

    def styled(self, words: str, style: str) -> None:
        """Give a paragraph another style."""
        for entry in self.paragraph(words).iter(f"{W}pStyle"):
            entry.set(f"{W}val", style)

    def wrapped(self, words: str, tag: str) -> None:
        """Put an element around a paragraph."""
        paragraph = self.paragraph(words)
        frame = xml("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>" if tag == "sdt" else f"<w:{tag}/>")[0]
        paragraph.addprevious(frame)
        next(frame.iter(f"{W}sdtContent" if tag == "sdt" else f"{W}{tag}")).append(paragraph)

    def chunk(self, after: str) -> None:
        """Embed another file after a paragraph."""
        self.paragraph(after).addnext(xml('<w:altChunk r:id="rId99"/>')[0])

    def end_gone(self, words: str) -> None:
        """Mark the end of a paragraph as deleted."""
        self.mark(self.paragraph(words), "del")


def edited(docx: bytes, edit: Callable[[Edits], object]) -> bytes:
    """Return a .docx whose body was edited."""

    def change(source: str) -> str:
        body = Edits(source)
        edit(body)
        return body.text

    return with_body(docx, change)


def performed(docx: bytes, edits: list[list[Any]]) -> bytes:
    """Return a .docx after edits, each the name of a method of ``Edits`` and its arguments."""

    def each(body: Edits) -> None:
        for name, *arguments in edits:
            getattr(body, name)(*arguments)

    return edited(docx, each)
