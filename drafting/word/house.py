"""The looks of a house's own .docx: fonts, sizes and colours of styles by name, and nothing else of the file."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from lxml import etree

from drafting.changes import DraftError

_PART = "word/styles.xml"
LARGEST_FILE, _LARGEST_PART = 20_000_000, 3_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FONT = re.compile(r"^[\w .,&'()-]{1,60}$")
_STYLES = ("Normal", "heading 1", "heading 2", "heading 3", "Title", "Body Text", "header", "footer")
Looks = tuple[tuple[str, str, str], ...]


def looks(docx: bytes) -> Looks:
    """Return (style, property, value) of the styles of a .docx that our documents have too; raises DraftError for a file that cannot be read.

    Only four plain values are taken, each checked: font, size, colour, bold. No part of the file itself reaches a document.
    """
    tree = _tree(docx)
    found = []
    defaults = tree.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
    found += [("Normal", name, value) for name, value in _values(defaults)]
    for style in tree.iterfind(f"{_W}style"):
        label = style.find(f"{_W}name")
        name = label.get(f"{_W}val", "") if label is not None else ""
        known = next((entry for entry in _STYLES if entry.lower() == name.lower()), "")
        if known and style.get(f"{_W}type") == "paragraph":
            found += [(known, kind, value) for kind, value in _values(style.find(f"{_W}rPr"))]
    return tuple(found)


def _tree(docx: bytes) -> Any:
    refused = DraftError("The house style was not read: take a Word document (.docx) of at most 20 MB that Word opens.")
    if len(docx) > LARGEST_FILE:
        raise refused
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive, archive.open(_PART) as part:
            content = part.read(_LARGEST_PART + 1)  # never the size the file claims: it may lie
        if len(content) > _LARGEST_PART or b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content:
            raise refused
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, EOFError, etree.XMLSyntaxError):
        raise refused from None


def _values(look: Any) -> list[tuple[str, str]]:
    if look is None:
        return []
    found = []
    fonts, size, colour, bold = (look.find(_W + name) for name in ("rFonts", "sz", "color", "b"))
    if fonts is not None and _FONT.match(fonts.get(f"{_W}ascii", "")):
        found.append(("font", fonts.get(f"{_W}ascii")))
    if size is not None and size.get(f"{_W}val", "").isdecimal() and 12 <= int(size.get(f"{_W}val")[:4]) <= 144:
        found.append(("size", size.get(f"{_W}val")))
    if colour is not None and re.fullmatch(r"[0-9A-Fa-f]{6}", colour.get(f"{_W}val", "")):
        found.append(("colour", colour.get(f"{_W}val")))
    if bold is not None:
        found.append(("bold", "0" if bold.get(f"{_W}val", "1") in ("0", "false", "off") else "1"))
    return found


def dressed(styles: str, chosen: Looks) -> str:
    """Return a styles part of ours with the looks of a house in the styles of the same names."""
    for style, kind, value in chosen:
        mark = f'<w:name w:val="{style}"/>'
        start = styles.find(mark)
        if start >= 0:
            end = styles.index("</w:style>", start)
            styles = styles[:start] + _set(styles[start:end], kind, value) + styles[end:]
    if fonts := [value for style, kind, value in chosen if (style, kind) == ("Normal", "font")]:
        end = styles.index("</w:docDefaults>")
        styles = _set(styles[:end], "font", fonts[-1]) + styles[end:]
    return styles


def _set(style: str, kind: str, value: str) -> str:
    """Put a value in the place of the style's own, or where the standard wants it among the run's properties."""
    font = value.replace("&", "&amp;")
    written = {
        "font": f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>',
        "size": f'<w:sz w:val="{value}"/><w:szCs w:val="{value}"/>',
        "colour": f'<w:color w:val="{value}"/>',
        "bold": f'<w:b w:val="{value}"/><w:bCs w:val="{value}"/>',
    }
    ours = {
        "font": r"<w:rFonts [^>]*/>",
        "size": r"<w:sz [^>]*/><w:szCs [^>]*/>",
        "colour": r"<w:color [^>]*/>",
        "bold": r"<w:b(?: [^>]*)?/><w:bCs(?: [^>]*)?/>",
    }
    inside = re.search(r"<w:rPr>(.*?)</w:rPr>", style, re.DOTALL)
    parts = (
        {name: (found.group(0) if (found := re.search(pattern, inside.group(1))) else "") for name, pattern in ours.items()}
        if inside
        else dict.fromkeys(ours, "")
    )
    rest = re.sub("|".join(ours.values()), "", inside.group(1)) if inside else ""
    parts[kind] = written[kind]
    italic = re.search(r"<w:i/><w:iCs/>", rest)
    rest = rest.replace(italic.group(0), "") if italic else rest
    look = parts["font"] + parts["bold"] + (italic.group(0) if italic else "") + parts["colour"] + parts["size"] + rest
    if inside:
        return style[: inside.start()] + f"<w:rPr>{look}</w:rPr>" + style[inside.end() :]
    return f"{style}<w:rPr>{look}</w:rPr>"
