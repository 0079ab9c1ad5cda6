"""Edits a sent Word file at the level of its XML, as Word, a converter or a script would: silently or tracked."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

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
        self.numbers = 7000

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
        self.numbers += 1
        element = xml(f"<w:{kind} {BY.format(number=self.numbers)}/>")[0]
        element.extend(runs)
        for entry in element.iter(f"{W}t") if kind == "del" else ():
            entry.tag = f"{W}delText"
        return element


def edited(docx: bytes, edit: Callable[[Body], object]) -> bytes:
    """Return a .docx whose body was edited."""

    def change(source: str) -> str:
        body = Body(source)
        edit(body)
        return body.text

    return with_body(docx, change)


def without_bookmarks(source: str) -> str:
    """Return a body as a program saves it that knows no bookmarks."""
    return re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", source)
