"""The package around the body: settings, header, footer and properties, zipped so that the same input gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drafting.word.runs import NAMESPACES, escape, paragraph, run, tab
from drafting.word.runs import field as live_field
from drafting.word.styles import locale
from drafting.word.theme import font_table_part, theme_part

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_WORD_PARTS = ("styles", "numbering", "settings", "header", "footer", "fontTable")
_PROPERTY_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # fixed by the standard for custom properties
_LONGEST_PROPERTY = 255  # Word's own limit for a property
_FIRST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_MARGIN = 1417  # 25 mm in twentieths of a point


@dataclass(frozen=True)
class Imprint:
    """What a document says about itself: in its properties, at the head and at the foot of every page."""

    language: str
    title: str
    header: str
    footer: str
    page: str
    licence: str
    keywords: str = ""
    dated: date | None = None
    custom: Mapping[str, str | int] = field(default_factory=dict)


def package(body: str, styles: str, numbering: str, imprint: Imprint) -> bytes:
    """Return the .docx of a body, its styles and its numbering, all given as XML."""
    entries = {
        "[Content_Types].xml": _content_types(custom=bool(imprint.custom)),
        "_rels/.rels": _package_relations(custom=bool(imprint.custom)),
        "docProps/core.xml": _core(imprint),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}{_section()}</w:body></w:document>",
        "word/_rels/document.xml.rels": _document_relations(),
        "word/styles.xml": styles,
        "word/numbering.xml": numbering,
        "word/settings.xml": _settings(imprint.language),
        "word/fontTable.xml": font_table_part(),
        "word/theme.xml": theme_part(),
        "word/header.xml": f"<w:hdr {NAMESPACES}>{paragraph('Header', run(imprint.header))}</w:hdr>",
        "word/footer.xml": f"<w:ftr {NAMESPACES}>{paragraph('Footer', _foot(imprint))}</w:ftr>",
    }
    if imprint.custom:
        entries["docProps/custom.xml"] = _custom(imprint.custom)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in entries.items():
            entry = zipfile.ZipInfo(name, _FIRST_ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same bytes on every operating system
            archive.writestr(entry, _DECLARATION + xml)
    return stream.getvalue()


def _foot(imprint: Imprint) -> str:
    before, _, rest = imprint.page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return run(imprint.footer) + tab() + run(before) + live_field("PAGE", "1") + run(between) + live_field("NUMPAGES", "1") + run(after)


def _section() -> str:
    margins = "".join(f' w:{side}="{_MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId{_WORD_PARTS.index("header") + 1}"/>'
        f'<w:footerReference w:type="default" r:id="rId{_WORD_PARTS.index("footer") + 1}"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar{margins} w:header="680" w:footer="680" w:gutter="0"/></w:sectPr>'
    )


def _settings(language: str) -> str:
    tag = escape(locale(language))
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{tag}"/></w:settings>'
    )


def _content_types(*, custom: bool) -> str:
    overrides = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        **{f"/word/{part}.xml": f"{_WORD}.{part}+xml" for part in _WORD_PARTS},
        "/word/theme.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    if custom:
        overrides["/docProps/custom.xml"] = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
        + "</Types>"
    )


def _relations(entries: list[tuple[str, str, str]]) -> str:
    lines = "".join(f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/>' for identifier, kind, target in entries)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _document_relations() -> str:
    parts = (*_WORD_PARTS, "theme")
    return _relations([(f"rId{number}", f"{_OFFICE}/relationships/{part}", f"{part}.xml") for number, part in enumerate(parts, 1)])


def _package_relations(*, custom: bool) -> str:
    entries = [
        ("rId1", f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ]
    if custom:
        entries.append(("rId3", f"{_OFFICE}/relationships/custom-properties", "docProps/custom.xml"))
    return _relations(entries)


def _core(imprint: Imprint) -> str:
    moment = f"{imprint.dated.isoformat()}T00:00:00Z" if imprint.dated else ""
    dates = "".join(f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified") if moment)
    texts = {
        "dc:title": imprint.title,
        "dc:creator": "Sopu",
        "cp:keywords": imprint.keywords,
        "dc:description": imprint.licence,
        "cp:lastModifiedBy": "Sopu",
        "dc:language": locale(imprint.language),
    }
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        + "".join(f"<{name}>{escape(text[:_LONGEST_PROPERTY])}</{name}>" for name, text in texts.items() if text)
        + f"{dates}</cp:coreProperties>"
    )


def _custom(properties: Mapping[str, str | int]) -> str:
    lines = "".join(
        f'<property fmtid="{_PROPERTY_FORMAT}" pid="{number}" name="{name}">'
        + (f"<vt:i4>{value}</vt:i4>" if isinstance(value, int) else f"<vt:lpwstr>{escape(value[:_LONGEST_PROPERTY])}</vt:lpwstr>")
        + "</property>"
        for number, (name, value) in enumerate(properties.items(), 2)
    )
    return f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{lines}</Properties>'
