"""A .docx taken apart and put together again: only the parts a document is read from, and nothing that runs or reaches out."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from datetime import date

from lxml import etree

from drafting.word.incoming.preflight import Refused, in_utf8, part_name, preflight
from drafting.word.names import R, W

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_CONTENT_TYPES, _ROOT_RELATIONSHIPS = "[Content_Types].xml", "_rels/.rels"
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_PARTS = "document styles numbering settings fontTable theme header footer footnotes endnotes comments commentsExtended webSettings stylesWithEffects"
_KEPT_PART = re.compile(rf"(?:{'|'.join(_PARTS.split())})\d*\.xml$|(?:core|app|custom)\.xml$|\.(?:png|jpe?g|gif|bmp|tiff?|svg)$", re.IGNORECASE)
_KEPT_LINK = f"{R[1:-1]}/hyperlink"
_REACHING_OUT = tuple(W + name for name in ("altChunk", "object", "control", "subDoc", "attachedTemplate", "mailMerge"))


@dataclass
class Package:
    """The parts of a document by name, with the name and tree of the main one."""

    parts: dict[str, bytes]
    main: str
    tree: etree._Element

    def beside(self, kind: str) -> etree._Element | None:
        """Return the part the document is related to under a kind such as ``styles``, None without one."""
        for relation in _relations(self.parts, self.main):
            if relation.get("Type", "").endswith(f"/{kind}"):
                name = _target(self.main, relation)
                return _parsed(self.parts[name]) if name in self.parts and name.endswith(".xml") else None
        return None

    def bytes(self) -> bytes:
        """Return the package as a file; the same parts give the same bytes."""
        parts = self.parts | {self.main: etree.tostring(self.tree, xml_declaration=True, encoding="UTF-8", standalone=True)}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                entry = zipfile.ZipInfo(name, _FIRST_DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0
                archive.writestr(entry, data)
        return stream.getvalue()


def opened(data: bytes) -> Package:
    """Return a document's parts, without macros, embedded files and whatever else runs or reaches out; raises Refused."""
    parts = _parts(data)
    main = next((_target("", relation) for relation in _relations(parts, "") if relation.get("Type", "").endswith("/officeDocument")), "")
    _prune(parts)
    # what is no .xml was not looked through for declarations
    if main not in parts or not main.endswith(".xml"):
        raise Refused("The file is not a Word document (.docx): it has no text of its own. Save it in Word as .docx and try again.")
    tree = _parsed(parts[main])
    if tree.tag != f"{W}document" or tree.find(f"{W}body") is None:
        raise Refused("The file is not a Word document (.docx) in the usual form. Save it in Word as “Word Document (.docx)” and try again.")
    _unlink(tree, {relation.get("Id", "") for relation in _relations(parts, main)})
    return Package(parts, main, tree)


def _unlink(tree: etree._Element, known: set[str]) -> None:
    """Take out what runs or reaches out, and the links that lead to parts no longer there."""
    for element in [*tree.iter(*_REACHING_OUT)]:
        element.getparent().remove(element)
    for element in tree.iter(etree.Element):
        for name, value in element.items():
            if name.startswith(R) and value not in known:
                del element.attrib[name]


def written_on(data: bytes) -> date | None:
    """Return the day a document says it was last changed, None when it does not say; raises Refused."""
    core = next((part for name, part in opened(data).parts.items() if posixpath.basename(name) == "core.xml"), None)
    stamp = None if core is None else _parsed(core).findtext("{http://purl.org/dc/terms/}modified")
    try:
        return date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None


def _parts(data: bytes) -> dict[str, bytes]:
    """Return the entries of a zip that passed the gate; none unpacks to more than it states there."""
    preflight(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {part_name(entry): archive.read(entry) for entry in archive.infolist()}
    return {name: in_utf8(part) if name.endswith((".xml", ".rels")) else part for name, part in parts.items()}


def _parsed(data: bytes) -> etree._Element:
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))
    except etree.XMLSyntaxError:
        raise Refused("The file cannot be read; save it again in Word as .docx and send it once more.") from None


def _relations(parts: dict[str, bytes], owner: str) -> list[etree._Element]:
    data = parts.get(_relations_name(owner))
    return [] if data is None else list(_parsed(data))


def _relations_name(owner: str) -> str:
    folder, name = posixpath.split(owner)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(owner: str, relation: etree._Element) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), relation.get("Target", ""))).lstrip("/")


def _prune(parts: dict[str, bytes]) -> None:
    """Take away the parts that are not read as a document, and the relations that lead to them or out of the file."""
    for name in [*parts]:
        if name != _CONTENT_TYPES and not name.endswith(".rels") and not _KEPT_PART.search(posixpath.basename(name)):
            del parts[name]
    for name in [name for name in parts if name.endswith(".rels")]:
        owner = posixpath.join(posixpath.dirname(posixpath.dirname(name)), posixpath.basename(name).removesuffix(".rels"))
        relations = _parsed(parts[name])
        for relation in list(relations):
            outward = relation.get("TargetMode") == "External"
            if relation.get("Type") != _KEPT_LINK if outward else _target(owner, relation) not in parts:
                relations.remove(relation)
        if owner and owner not in parts:
            del parts[name]
        else:
            parts[name] = etree.tostring(relations, xml_declaration=True, encoding="UTF-8", standalone=True)
    types = _parsed(parts.get(_CONTENT_TYPES, b"<Types/>"))
    for entry in types.findall(f"{_TYPES}Override"):
        if entry.get("PartName", "").lstrip("/") not in parts:
            types.remove(entry)
    parts[_CONTENT_TYPES] = etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True)
    for name in [name for name in parts if posixpath.basename(name).startswith("settings")]:
        settings = _parsed(parts[name])
        _unlink(settings, {relation.get("Id", "") for relation in _relations(parts, name)})
        parts[name] = etree.tostring(settings, xml_declaration=True, encoding="UTF-8", standalone=True)
