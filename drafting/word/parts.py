"""The package around the body: settings, header, footer and properties, zipped so that the same input gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.opc.pkgwriter import PackageWriter

from drafting.word.house import dressed
from drafting.word.runs import NAMESPACES, escape, paragraph, printable, run, tab
from drafting.word.runs import field as live_field
from drafting.word.sections import BESIDE, Finish, section, watermark
from drafting.word.styles import locale
from drafting.word.theme import font_table_part, theme_part

if TYPE_CHECKING:
    from collections.abc import Mapping

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PROPERTY_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # fixed by the standard for custom properties
_LONGEST_PROPERTY = 255  # Word's own limit for a property
_FIRST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_NO_DATE = date(1980, 1, 1)  # a clause on its own carries no date; the clock would change its bytes


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
    internal: bool = False
    landscape: bool = False


def package(body: str, styles: str, numbering: str, imprint: Imprint, finish: Finish | None = None, comments: str = "") -> bytes:
    """Return the .docx of a body, its styles, its numbering and its comments, all given as XML."""
    opc: Any = OpcPackage()
    finish = finish or Finish()
    page = section(finish, landscape=imprint.landscape)
    document = _part(opc, "document", "document.main", f"<w:document {NAMESPACES}><w:body>{body}{page}</w:body></w:document>")
    opc.relate_to(document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    opc.relate_to(_core(opc, imprint), RELATIONSHIP_TYPE.CORE_PROPERTIES)
    if imprint.custom:
        custom = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, _encoded(_custom(imprint.custom)), opc)
        opc.relate_to(custom, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    beside = {
        "styles": dressed(styles, finish.house) if finish.house else styles,
        "numbering": numbering,
        "settings": _settings(imprint.language),
        "header": f"<w:hdr {NAMESPACES}>{_head(imprint, finish)}</w:hdr>",
        "footer": f"<w:ftr {NAMESPACES}>{paragraph('Footer', _foot(imprint))}</w:ftr>",
        "fontTable": font_table_part(),
    }
    for name in BESIDE:
        document.relate_to(_part(opc, name, name, beside[name]), f"{_OFFICE}/relationships/{name}")
    if comments:
        document.relate_to(_part(opc, "comments", "comments", comments), RELATIONSHIP_TYPE.COMMENTS)
    theme = Part(PackURI("/word/theme.xml"), CONTENT_TYPE.OFC_THEME, _encoded(theme_part()), opc)
    document.relate_to(theme, RELATIONSHIP_TYPE.THEME)
    return _zipped(opc)


def _part(opc: Any, name: str, kind: str, xml: str) -> Part:
    return Part(PackURI(f"/word/{name}.xml"), f"{_WORD}.{kind}+xml", _encoded(xml), opc)


def _encoded(xml: str) -> bytes:
    return (_DECLARATION + xml).encode()


class _SteadyZip:
    """Takes parts as python-docx's own writer does, but without the clock and the operating system in them."""

    def __init__(self, stream: io.BytesIO) -> None:
        self._archive = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)

    def write(self, name: PackURI, blob: bytes) -> None:
        entry = zipfile.ZipInfo(name.membername, _FIRST_ZIP_DATE)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.create_system = 0
        self._archive.writestr(entry, blob)

    def close(self) -> None:
        self._archive.close()


def _zipped(opc: Any) -> bytes:
    """Return the package as bytes. PackageWriter.write would stamp each entry with the present time, so its steps are taken one by one."""
    stream = io.BytesIO()
    archive = _SteadyZip(stream)
    writer: Any = PackageWriter
    writer._write_content_types_stream(archive, opc.parts)
    writer._write_pkg_rels(archive, opc.rels)
    writer._write_parts(archive, opc.parts)
    archive.close()
    return stream.getvalue()


def _head(imprint: Imprint, finish: Finish) -> str:
    return paragraph("HeaderInternal" if imprint.internal else "Header", run(imprint.header) + watermark(finish.watermark))


def _foot(imprint: Imprint) -> str:
    before, _, rest = imprint.page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return run(imprint.footer) + tab() + run(before) + live_field("PAGE", "1") + run(between) + live_field("NUMPAGES", "1") + run(after)


def _settings(language: str) -> str:
    tag = escape(locale(language))
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{tag}"/></w:settings>'
    )


def _core(opc: Any, imprint: Imprint) -> CorePropertiesPart:
    """Return the core properties; python-docx's defaults (its own name, the present time) are overwritten."""
    core: CorePropertiesPart = CorePropertiesPart.default(opc)
    known = core.core_properties
    known.author = known.last_modified_by = "Sopu"
    known.title, known.keywords, known.comments = (printable(text)[:_LONGEST_PROPERTY] for text in (imprint.title, imprint.keywords, imprint.licence))
    known.revision = 1
    known.language = locale(imprint.language)
    known.created = known.modified = datetime.combine(imprint.dated or _NO_DATE, time())
    return core


def _custom(properties: Mapping[str, str | int]) -> str:
    lines = "".join(
        f'<property fmtid="{_PROPERTY_FORMAT}" pid="{number}" name="{name}">'
        + (f"<vt:i4>{value}</vt:i4>" if isinstance(value, int) else f"<vt:lpwstr>{escape(value[:_LONGEST_PROPERTY])}</vt:lpwstr>")
        + "</property>"
        for number, (name, value) in enumerate(properties.items(), 2)
    )
    return f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{lines}</Properties>'
