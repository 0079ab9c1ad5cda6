"""A .docx -> ReturnedDocument: every word with its fate, whoever wrote the file. Forgiving: what is unknown is passed over, never lost."""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from drafting.returned import LABEL, ReturnedDocument, ReturnedParagraph, Span
from drafting.word.incoming.comments import comments_of
from drafting.word.incoming.looks import OFF, Styles, value
from drafting.word.incoming.preflight import in_utf8, part_name
from drafting.word.incoming.revisions import Reader
from drafting.word.names import R, W

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_comments": True, "remove_pis": True}
_READ = ("officeDocument", "styles", "numbering", "settings", "comments", "commentsExtended", "footnotes", "endnotes", "header", "footer")
_AT_EDGES = ("headerReference", "footerReference")
# the strict form of the format has names of its own for the same things
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LARGEST_REVISION = 10**9
_SOURCE = "footnote source"  # ours: the law a clause stands on, no words of the agreement


def read(data: bytes, settled: frozenset[tuple[str, str]] = frozenset()) -> ReturnedDocument:
    """Return what stands in a .docx that passed ``preflight``; tracked changes by ``settled`` authors and dates count as accepted.

    Raises zipfile.BadZipFile, KeyError or lxml.etree.XMLSyntaxError for a broken file: whoever reads strangers' files
    calls ``drafting.word.incoming.child.read_apart`` instead.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        every = {part_name(entry): archive.read(entry) for entry in archive.infolist()}
    parts = {name: in_utf8(content) for name, content in every.items() if name.endswith((".xml", ".rels"))}
    main = next((name for kind, name, _id in _related(parts, "") if kind == "officeDocument"), "word/document.xml")
    related = _related(parts, main)
    # a part in its usual place counts even if nothing relates to it: scripts forget the relation
    usual = {kind: f"word/{kind}.xml" for kind in _READ if f"word/{kind}.xml" in parts}
    beside = {kind: _tree(parts[name]) for kind, name in (usual | {kind: name for kind, name, _id in reversed(related)}).items()}
    styles = Styles(beside.get("styles"))
    root = _tree(parts[main])
    notes = _notes(beside, styles)
    reader = Reader(styles, notes, settled, _digests(every, parts, main))
    body = root.find(f"{W}body")
    if body is not None:
        reader.blocks(body)
    identity = _identity(parts.get("docProps/custom.xml"))
    comments = comments_of(beside.get("comments"), beside.get("commentsExtended"), reader.hung)
    stories = {number: (parts[name], _digests(every, parts, name)) for _kind, name, number in related}
    pages = _pages(root, beside.get("settings"), stories, styles)
    labels = _labels(beside.get("numbering"), [root, *([beside["styles"]] if "styles" in beside else [])])
    return ReturnedDocument(tuple(reader.paragraphs), tuple((*page, *labels) for page in pages or ((),)), comments, *identity)


def _related(parts: dict[str, bytes], owner: str) -> list[tuple[str, str, str]]:
    """Return the parts of the file that a part is related to, each with what it is to it and the id of the relation, in the order of their names."""
    found = [(kind, target, number) for kind, target, number, outward in _relations(parts, owner) if kind in _READ and target in parts and not outward]
    return sorted(found, key=lambda entry: entry[1])


def _relations(parts: dict[str, bytes], owner: str) -> Iterator[tuple[str, str, str, bool]]:
    """Yield the relations of a part: what the target is to it, the target, the id, whether it lies outside the file."""
    folder, name = posixpath.split(owner)
    relations = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    for relation in _tree(relations) if relations else ():
        outward = relation.get("TargetMode") == "External"
        target = relation.get("Target", "")
        place = target if outward else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield relation.get("Type", "").rsplit("/", 1)[-1], place, relation.get("Id", ""), outward


def _digests(every: dict[str, bytes], parts: dict[str, bytes], owner: str) -> dict[str, str]:
    """Return the digest of each picture or file that a part shows, by the id of its relation; of what lies elsewhere, that of its address."""
    shown = ((number, every.get(target, target.encode())) for kind, target, number, _outward in _relations(parts, owner) if kind not in _READ)
    return {number: hashlib.sha256(content).hexdigest() for number, content in shown}


def _tree(xml: bytes) -> etree._Element:
    for strict, usual in _STRICT if _STRICT[0][0][:26] in xml else ():
        xml = xml.replace(strict, usual)
    return etree.fromstring(xml, etree.XMLParser(**_PARSER))


def _notes(parts: dict[str, etree._Element], styles: Styles) -> dict[str, list[ReturnedParagraph]]:
    """Return the paragraphs of foot- and endnotes by kind and number."""
    found: dict[str, list[ReturnedParagraph]] = {}
    for kind in ("footnote", "endnote"):
        part = parts.get(f"{kind}s")
        for note in part.iterfind(f"{W}{kind}") if part is not None else ():
            reader = Reader(styles, {})
            reader.blocks(note)
            found[f"{kind} {value(note, 'id').lstrip('0')}"] = [entry for entry in reader.paragraphs if entry.style != _SOURCE]
    return found


def _pages(
    root: etree._Element, settings: etree._Element | None, parts: dict[str, tuple[bytes, dict[str, str]]], styles: Styles
) -> tuple[tuple[ReturnedParagraph, ...], ...]:
    """Return what stands at head and foot of each kind of page; a section that names none has those of the section before it."""
    facing = _is_on(settings, "evenAndOddHeaders")
    current: dict[tuple[str, str], str] = {}
    shown: dict[tuple[str, ...], tuple[ReturnedParagraph, ...]] = {}
    for section in root.iter(f"{W}sectPr"):
        if section.getparent().tag == f"{W}sectPrChange":
            continue
        for reference in section.iterfind("*"):
            place = str(reference.tag).removeprefix(W)
            if place in _AT_EDGES:
                current[place, value(reference, "type") or "default"] = reference.get(f"{R}id", "")
        for kind in ("default", *(("first",) if _is_on(section, "titlePg") else ()), *(("even",) if facing else ())):
            edges = tuple(current.get((place, kind), "") for place in _AT_EDGES)
            if edges not in shown:
                shown[edges] = tuple(paragraph for edge in edges if edge in parts for paragraph in _story(*parts[edge], styles))
    return tuple(shown.values())


def _labels(numbering: etree._Element | None, users: list[etree._Element]) -> list[ReturnedParagraph]:
    """Return the words, other than single letters, that automatic numbers in use print beside the figures."""
    if numbering is None:
        return []
    used = {value(entry.find(f"{W}numId")) for part in users for entry in part.iter(f"{W}numPr")}
    lists = [entry for entry in numbering.iterfind(f"{W}num") if value(entry, "numId") in used]
    kinds = {value(entry.find(f"{W}abstractNumId")) for entry in lists}
    lists += [entry for entry in numbering.iterfind(f"{W}abstractNum") if value(entry, "abstractNumId") in kinds]
    texts = {value(text) for entry in lists for text in entry.iter(f"{W}lvlText")}
    words = {" ".join(found) for text in texts if (found := _WORD.findall(text))}
    return [ReturnedParagraph((Span(entry),), LABEL) for entry in sorted(words)]


def _is_on(element: etree._Element | None, name: str) -> bool:
    found = element.find(f"{W}{name}") if element is not None else None
    return found is not None and value(found) not in OFF


def _story(part: bytes, digests: dict[str, str], styles: Styles) -> list[ReturnedParagraph]:
    reader = Reader(styles, {}, digests=digests)
    reader.blocks(_tree(part))
    return reader.paragraphs


def _identity(xml: bytes | None) -> tuple[str, int, str, str]:
    """Return the id and revision of the draft a file says it was made from, its layout and audience; "" and 0 when it says nothing usable."""
    found = {}
    for entry in _tree(xml) if xml else ():
        found[entry.get("name", "")] = "".join(str(text) for text in entry.itertext()).strip()
    revision = found.get("SopuRevision", "")
    number = int(revision) if revision.isascii() and revision.isdecimal() and len(revision) < 10 else 0
    layout, audience = (found.get(name, "")[:64] for name in ("SopuLayout", "SopuAudience"))
    return found.get("SopuDraft", "")[:64], min(number, _LARGEST_REVISION), layout, audience
