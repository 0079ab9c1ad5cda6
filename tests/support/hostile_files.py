"""Files that try to harm: bombs, lies, foreign declarations, and honest files broken at random places (seeded)."""

from __future__ import annotations

import io
import struct
import zipfile
from copy import deepcopy
from random import Random
from typing import TYPE_CHECKING

from care_agreement import care_file
from lxml import etree
from returned_files import body_of, with_parts

if TYPE_CHECKING:
    from collections.abc import Callable

NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_document(text: str | bytes) -> bytes:
    """Return a .docx whose document part is replaced."""
    return repacked({DOCUMENT: text if isinstance(text, bytes) else text.encode()})


def repacked(more: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the agreement with parts added or replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(care_file())) as archive, zipfile.ZipFile(stream, "w", method) as out:
        for name in archive.namelist():
            if name not in more:
                out.writestr(name, archive.read(name))
        for name, content in more.items():
            out.writestr(name, content)
    return stream.getvalue()


def twice() -> bytes:
    """Return a .docx that holds its document twice."""
    stream = io.BytesIO(care_file())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/Document.xml", "<other/>")
    return stream.getvalue()


def lying() -> bytes:
    """Return a .docx that states a small size for a large part."""
    data = bytearray(repacked({"word/media/a.xml": b" " * 5_000_000}))
    place = data.rindex(b"word/media/a.xml") - 46
    assert data[place : place + 4] == b"PK\x01\x02"
    data[place + 24 : place + 28] = struct.pack("<I", 1000)
    return bytes(data)


def locked() -> bytes:
    """Return a .docx whose parts are marked as encrypted."""
    data = bytearray(care_file())
    place = 0
    while (place := data.find(b"PK\x01\x02", place)) >= 0:
        data[place + 8] |= 1
        place += 4
    return bytes(data)


def deep() -> str:
    """Return a document nested deeper than any program writes."""
    return f"<w:document {W}><w:body>" + "<w:sdt><w:sdtContent>" * 300 + "</w:sdtContent></w:sdt>" * 300 + "</w:body></w:document>"


HARMFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "not a Word file"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "not a Word file"),
    "an old or encrypted Word file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "password"),
    "half a file": (lambda: care_file()[:4000], "damaged"),
    "a zip of something else": (lambda: with_parts(care_file(), lambda parts: parts.pop(DOCUMENT) and None), "not a Word document"),
    "too large": (lambda: b"PK" + b"\0" * (10 * 1024 * 1024), "more than 10 MB"),
    "a bomb of zeros": (lambda: repacked({"word/media/a.bin": b"\0" * 40_000_000}), "unpacks to far more"),
    "a bomb of paragraphs": (lambda: repacked({DOCUMENT: b"<w:p/>" * 3_000_000}), "unpacks to far more"),
    "paragraphs without end": (lambda: repacked({DOCUMENT: b"<w:p/>" * 1_600_000}, zipfile.ZIP_STORED), "far more paragraphs"),
    "more paragraphs than can be compared": (
        lambda: with_document(f"<w:document {W}><w:body>{'<w:p><w:r><w:t>x</w:t></w:r></w:p>' * 10_001}</w:body></w:document>"),
        "far more paragraphs",
    ),
    "a lying size": (lying, "damaged"),
    "a part twice": (twice, "holds a part twice"),
    "a path that leads out": (lambda: repacked({"../../etc/passwd": b"x"}), "leads out of it"),
    "macros": (lambda: repacked({"word/vbaProject.bin": b"x"}), "macros"),
    "a password": (locked, "password"),
    "an outer entity": (
        lambda: with_document(f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {W}>&x;</w:document>'),
        "document type of its own",
    ),
    "a hidden declaration": (lambda: with_document(b" " * 65_530 + b'<!DOCTYPE d SYSTEM "http://localhost/">' + b"<w:document/>"), "document type of its own"),
    "UTF-16 without its mark": (lambda: with_document("<?xml version='1.0' encoding='UTF-16'?><d/>".encode("utf-16-le")), "not written in UTF-8"),
    "another name for UTF-16": (lambda: with_document("<?xml version='1.0' encoding='UTF-7'?><d/>".encode("utf-16")), "not written in UTF-8"),
    "UTF-16 broken off": (lambda: with_document("<d/>".encode("utf-16") + b"\0"), "damaged"),
    "a declaration in UTF-16": (
        lambda: with_document((" " * 40_000 + '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>').encode("utf-16")),
        "document type of its own",
    ),
    "UTF-32": (lambda: with_document("<d/>".encode("utf-32")), "not written in UTF-8"),
    "UTF-7": (lambda: with_document("<?xml version='1.0' encoding='UTF-7'?><d/>"), "not written in UTF-8"),
    "no XML": (lambda: with_document("this is no XML"), "cannot be read"),
    "too deep": (lambda: with_document(deep()), "cannot be read"),
    "a thousand parts": (lambda: repacked({f"word/media/{number}.png": b"" for number in range(1000)}), "parts, far more"),
}


def disordered(dice: Random) -> bytes:
    """Return the document with elements taken out, doubled, moved, renamed or wrapped at random."""
    root = body_of(care_file())
    for _ in range(dice.randint(1, 25)):
        elements = [element for element in root.iter() if element.getparent() is not None]
        element, target = dice.choice(elements), dice.choice(elements)
        match dice.randrange(5):
            case 0:
                element.getparent().remove(element)
            case 1:
                target.append(deepcopy(element))
            case 2:
                element.tag = dice.choice(elements).tag
            case 3:
                wrapper = etree.SubElement(target, f"{NAMESPACE}{dice.choice(['ins', 'del', 'moveTo', 'moveFrom', 'sdt', 'p', 'tc'])}")
                wrapper.append(deepcopy(element))
            case 4:
                element.text = dice.choice(["", "TOC", " REF x ", "\u202e", "cl_dat_access", "9" * 500])
    return etree.tostring(root)


def mutated(seed: int) -> bytes:
    """Return an honest file broken at random: bytes of the zip, the text of a part, or well-formed parts in places where they make no sense."""
    dice = Random(seed)  # noqa: S311 -- harm, not secrets
    if dice.random() < 0.6:
        return repacked({DOCUMENT: disordered(dice)})
    if dice.random() < 0.3:
        data = bytearray(care_file())
        for _ in range(dice.randint(1, 30)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        return bytes(data)

    def broken(parts: dict[str, str]) -> None:
        for _ in range(dice.randint(1, 6)):
            name = DOCUMENT if dice.random() < 0.7 else dice.choice(sorted(parts))
            text = parts[name]
            start = dice.randrange(max(1, len(text)))
            end = min(len(text), start + dice.randint(1, 200))
            kind = dice.randrange(5)
            middle = [
                "",
                text[start:end] * 3,
                "".join(dice.sample(text[start:end], end - start)),
                "<w:p><w:ins><w:del>",
                '<w:bookmarkStart w:id="x" w:name="cl_dat_access"/>',
            ][kind]
            if kind == 4:
                start = end = text.find("<", start) if text.find("<", start) >= 0 else len(text)
            parts[name] = text[:start] + middle + text[end:]

    return with_parts(care_file(), broken)
