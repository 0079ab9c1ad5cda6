"""Page numbers for the table of contents, as LibreOffice lays the document out."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 60  # seconds
# headings, tables and languages as a screen reader needs them, and an outline to go by
_READABLE = ":writer_pdf_Export:" + json.dumps({name: {"type": "boolean", "value": "true"} for name in ("UseTaggedPDF", "ExportBookmarks")})
_HEADING = re.compile(r'<w:bookmarkStart w:id="\d+" w:name="_Toc\d+"/>.*?</w:p>')
_ANCHOR = re.compile(r'<w:bookmarkStart w:id="\d+" w:name="((?!_Toc|no_)\w+)"/>')
_OBJECT = re.compile(rb"(?:^|[\r\n])(\d+) 0 obj\b(.*?)endobj", re.DOTALL)
_PACKED = re.compile(rb"/Type\s*/ObjStm.*?stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def page_numbers(docx: bytes) -> dict[str, int] | None:
    """Return the page of each heading of a document made by ``render``, by its bookmark.

    None when LibreOffice is not installed, takes too long, or its outline does not have the document's headings.
    """
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        body = archive.read("word/document.xml").decode()
    anchors = [found.group(1) for heading in _HEADING.findall(body) if (found := _ANCHOR.search(heading))]
    pdf = converted(docx, "pdf")
    pages = _outline_pages(pdf) if pdf else []
    return dict(zip(anchors, pages, strict=True)) if len(pages) == len(anchors) else None


def office() -> str | None:
    """Return the path of LibreOffice on this machine, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(docx: bytes, kind: str) -> bytes | None:
    """Return a .docx as LibreOffice converts it to pdf or odt; None when it is not installed, fails or takes too long."""
    program = office()
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "agreement.docx").write_bytes(docx)
        profile = (folder / "profile").as_uri()  # LibreOffice runs once per profile; a shared one would stop a second call
        command = [
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            kind + (_READABLE if kind == "pdf" else ""),
            "--outdir",
            name,
            f"{name}/agreement.docx",
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)  # noqa: S603 -- fixed program, own file
            return (folder / f"agreement.{kind}").read_bytes()
        except (subprocess.SubprocessError, OSError):
            return None


def _outline_pages(pdf: bytes) -> list[int]:
    """Return the page, counted from 1, of each entry of a PDF's outline in order; empty when it is not laid out as expected."""
    objects = dict(_objects(pdf))
    catalog = next((entry for entry in objects.values() if re.search(rb"/Type\s*/Catalog\b", entry)), b"")
    order = {page: number for number, page in enumerate(_leaves(objects, _link(catalog, b"Pages")), 1)}
    found = [order.get(page) for page in _destinations(objects, _link(objects.get(_link(catalog, b"Outlines"), b""), b"First"))]
    return [page for page in found if page is not None] if None not in found else []


def _objects(pdf: bytes) -> Iterator[tuple[int, bytes]]:
    for number, entry in _OBJECT.findall(pdf):
        yield int(number), entry
    for packed in _PACKED.findall(pdf):  # newer versions pack several objects into one compressed stream
        try:
            plain = zlib.decompress(packed)
        except zlib.error:
            continue
        first = re.match(rb"[\d\s]+", plain)
        header = first.group(0) if first else b""
        places = [int(number) for number in header.split()]
        pairs = list(zip(places[::2], places[1::2], strict=False))
        ends = [place for _, place in pairs[1:]] + [len(plain)]
        for (number, start), end in zip(pairs, ends, strict=True):
            yield number, plain[len(header) + start : len(header) + end]


def _link(entry: bytes, key: bytes) -> int:
    found = re.search(rb"/" + key + rb"\s+(\d+) 0 R", entry)
    return int(found.group(1)) if found else 0


def _leaves(objects: dict[int, bytes], number: int) -> Iterator[int]:
    kids = re.search(rb"/Kids\s*\[(.*?)\]", objects.get(number, b""), re.DOTALL)
    if kids is None:
        yield number
        return
    for kid in re.findall(rb"(\d+) 0 R", kids.group(1)):
        yield from _leaves(objects, int(kid))


def _destinations(objects: dict[int, bytes], number: int) -> Iterator[int]:
    while number:
        entry = objects.get(number, b"")
        found = re.search(rb"/Dest\s*\[\s*(\d+) 0 R", entry)
        yield int(found.group(1)) if found else 0
        yield from _destinations(objects, _link(entry, b"First"))
        number = _link(entry, b"Next")
