"""A .docx -> ReturnedDocument: every word with its fate, whoever wrote the file. Forgiving: what is unknown is passed over, never lost."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from lxml import etree

from drafting.returned import ReturnedDocument, ReturnedParagraph
from drafting.word.incoming.comments import comments_of
from drafting.word.incoming.revisions import Reader, W, value

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_comments": True, "remove_pis": True}
_LARGEST_REVISION = 10**9
_SOURCE = "footnote source"  # ours: the law a clause stands on, no words of the agreement


def read(data: bytes, settled: frozenset[tuple[str, str]] = frozenset()) -> ReturnedDocument:
    """Return what stands in a .docx that passed ``preflight``; tracked changes by ``settled`` authors and dates count as accepted.

    Raises zipfile.BadZipFile, KeyError or lxml.etree.XMLSyntaxError for a broken file: whoever reads strangers' files
    calls ``drafting.word.incoming.child.read_apart`` instead.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        parts = {name: archive.read(name) for name in names if name.endswith(".xml") and name.startswith(("word/", "docProps/"))}
    styles = _styles(parts.get("word/styles.xml"))
    root = _tree(parts["word/document.xml"])
    notes = _notes(parts, styles)
    reader = Reader(styles, notes, settled)
    body = root.find(f"{W}body")
    if body is not None:
        reader.blocks(body)
    draft, revision = _identity(parts.get("docProps/custom.xml"))
    comments = comments_of(_optional(parts.get("word/comments.xml")), _optional(parts.get("word/commentsExtended.xml")), reader.hung)
    return ReturnedDocument(tuple(reader.paragraphs), tuple(_furniture(parts, styles)), comments, draft, revision)


def _tree(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(**_PARSER))


def _optional(xml: bytes | None) -> etree._Element | None:
    return None if xml is None else _tree(xml)


def _styles(xml: bytes | None) -> dict[str, str]:
    """Return the English names of styles by their id: the id changes from program to program, the name does not."""
    if xml is None:
        return {}
    return {value(style, "styleId"): value(style.find(f"{W}name")).lower() for style in _tree(xml).iter(f"{W}style")}


def _notes(parts: dict[str, bytes], styles: dict[str, str]) -> dict[str, list[ReturnedParagraph]]:
    """Return the paragraphs of foot- and endnotes by kind and number."""
    found: dict[str, list[ReturnedParagraph]] = {}
    for kind in ("footnote", "endnote"):
        xml = parts.get(f"word/{kind}s.xml")
        for note in _tree(xml).iterfind(f"{W}{kind}") if xml else ():
            reader = Reader(styles, {})
            reader.blocks(note)
            found[f"{kind} {value(note, 'id')}"] = [entry for entry in reader.paragraphs if entry.style != _SOURCE]
    return found


def _furniture(parts: dict[str, bytes], styles: dict[str, str]) -> Iterator[ReturnedParagraph]:
    """Yield the lines of every head and foot, each once."""
    seen: set[Any] = set()
    for name in sorted(parts):
        if name.startswith(("word/header", "word/footer")):
            reader = Reader(styles, {})
            reader.blocks(_tree(parts[name]))
            for paragraph in reader.paragraphs:
                words = tuple((span.text, span.kind) for span in paragraph.spans)
                if words and words not in seen:
                    seen.add(words)
                    yield paragraph


def _identity(xml: bytes | None) -> tuple[str, int]:
    """Return the id and revision of the draft a file says it was made from; "" and 0 when it says nothing usable."""
    found = {}
    for entry in _tree(xml) if xml else ():
        found[entry.get("name", "")] = "".join(str(text) for text in entry.itertext()).strip()
    revision = found.get("SopuRevision", "")
    number = int(revision) if revision.isascii() and revision.isdecimal() and len(revision) < 10 else 0
    return found.get("SopuDraft", "")[:64], min(number, _LARGEST_REVISION)
