"""A written .docx opened again for tests: its parts, its paragraphs and the numbers Word would print."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from drafting.numbering import letter

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def value(element: etree._Element | None, name: str = "val") -> str:
    """Return an attribute of an element in Word's namespace, empty when either is missing."""
    return "" if element is None else element.get(f"{W}{name}", "")


class Opened:
    """The parts of a .docx as trees."""

    def __init__(self, docx: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            self.names = archive.namelist()
            self.parts = {name: etree.fromstring(archive.read(name)) for name in self.names}
        self.body = self.parts["word/document.xml"]
        self.style_names = {value(style, "styleId"): value(style.find(f"{W}name")) for style in self.parts["word/styles.xml"].iter(f"{W}style")}

    @property
    def stories(self) -> tuple[etree._Element, ...]:
        """Body, header and footer."""
        return self.body, self.parts["word/header.xml"], self.parts["word/footer.xml"]

    def all(self, path: str) -> list[etree._Element]:
        """Return the elements of the body that a path of Word names leads to."""
        return list(self.body.iterfind(".//" + "/".join(W + step for step in path.split("/"))))

    def style(self, paragraph: etree._Element) -> str:
        """Return the English name of a paragraph's style."""
        return self.style_names[value(paragraph.find(f"{W}pPr/{W}pStyle"))]

    def texts(self, style: str) -> list[str]:
        """Return the words of each paragraph in a style."""
        return [words(paragraph) for paragraph in self.body.iter(f"{W}p") if self.style(paragraph) == style]

    def bookmarks(self) -> list[str]:
        """Return the names of all bookmarks in order."""
        return [value(mark, "name") for mark in self.body.iter(f"{W}bookmarkStart")]

    def fields(self) -> list[tuple[str, str]]:
        """Return the code and the shown result of each field, innermost first."""
        open_fields: list[list[str]] = []
        done = []
        for element in self.body.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
            kind = value(element, "fldCharType")
            if kind == "begin":
                open_fields.append(["", ""])
            elif kind == "end":
                code, shown = open_fields.pop()
                done.append((code.strip(), shown))
            elif open_fields and element.tag != f"{W}fldChar":
                open_fields[-1][element.tag == f"{W}t"] += element.text or ""
        assert not open_fields, "a field is not closed"
        return done

    def numbers(self) -> list[tuple[str, str]]:
        """Return the automatic number and the words of every numbered paragraph, counted as Word counts."""
        lists = Lists(self.parts["word/numbering.xml"])
        styled = {value(style, "styleId"): style.find(f"{W}pPr/{W}numPr") for style in self.parts["word/styles.xml"].iter(f"{W}style")}
        found = []
        for paragraph in self.body.iter(f"{W}p"):
            numbering = paragraph.find(f"{W}pPr/{W}numPr")
            if numbering is None:
                numbering = styled[value(paragraph.find(f"{W}pPr/{W}pStyle"))]
            if numbering is not None and value(numbering.find(f"{W}numId")) != "0":
                level = int(value(numbering.find(f"{W}ilvl")))
                found.append((lists.next(value(numbering.find(f"{W}numId")), level), words(paragraph)))
        return found


class Lists:
    """Counts the levels of a numbering part the way Word does."""

    def __init__(self, part: etree._Element) -> None:
        abstracts = {value(entry, "abstractNumId"): entry for entry in part.iter(f"{W}abstractNum")}
        self.lists = {value(number, "numId"): value(number.find(f"{W}abstractNumId")) for number in part.iter(f"{W}num")}
        self.levels = {name: list(entry.iter(f"{W}lvl")) for name, entry in abstracts.items()}
        self.afresh = {value(number, "numId") for number in part.iter(f"{W}num") if number.find(f"{W}lvlOverride/{W}startOverride") is not None}
        self.counts: dict[str, list[int]] = {name: [0] * len(levels) for name, levels in self.levels.items()}

    def next(self, number: str, level: int) -> str:
        """Count one paragraph on and return the number it prints."""
        name = self.lists[number]
        counts, levels = self.counts[name], self.levels[name]
        if number in self.afresh:
            self.afresh.remove(number)
            counts[level] = 0
        start = int(value(levels[level].find(f"{W}start")))
        counts[level] = counts[level] + 1 if counts[level] else start
        counts[level + 1 :] = [0] * (len(counts) - level - 1)
        kinds = [value(entry.find(f"{W}numFmt")) for entry in levels]
        printed = [letter(count - 1) if kind == "lowerLetter" else str(count) for kind, count in zip(kinds, counts, strict=True)]
        return re.sub(r"%(\d)", lambda mark: printed[int(mark.group(1)) - 1], value(levels[level].find(f"{W}lvlText")))


def words(paragraph: etree._Element) -> str:
    """Return the words of a paragraph, a tab as one blank."""
    return "".join(_words(paragraph))


def _words(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter(f"{W}t", f"{W}tab"):
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.getparent().tag == f"{W}r":
            yield " "
