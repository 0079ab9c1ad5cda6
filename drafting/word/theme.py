"""The fonts and colours a house template starts from: Word's font table and theme."""

from __future__ import annotations

from drafting.word.runs import NAMESPACES

BODY_FONT, HEADING_FONT = "Cambria", "Calibri"
SPRUCE, OCHRE, BRICK, INK, PAPER, GREY = "14564A", "8A5A00", "9B2C1F", "1D2522", "FBFAF7", "595959"
_METRIC_TWINS = {BODY_FONT: ("Caladea", "roman"), HEADING_FONT: ("Carlito", "swiss")}


def font_table_part() -> str:
    """Return the font table; each font names the free one with the same widths."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{twin}"/><w:charset w:val="00"/><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, (twin, family) in _METRIC_TWINS.items()
    )
    return f"<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def theme_part() -> str:
    """Return the theme: the product's colours and fonts in Word's menus, and the plainest formats the standard allows."""
    ends = {"dk1": "000000", "lt1": "FFFFFF", "dk2": INK, "lt2": PAPER, "hlink": SPRUCE, "folHlink": GREY}
    accents = {f"accent{number}": colour for number, colour in enumerate((SPRUCE, OCHRE, BRICK, INK, GREY, SPRUCE), 1)}
    order = ("dk1", "lt1", "dk2", "lt2", *accents, "hlink", "folHlink")
    colours = "".join(f'<a:{name}><a:srgbClr val="{(ends | accents)[name]}"/></a:{name}>' for name in order)
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        for kind, name in (("major", HEADING_FONT), ("minor", BODY_FONT))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    formats = (
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
    )
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Sopu"><a:themeElements>'
        f'<a:clrScheme name="Sopu">{colours}</a:clrScheme><a:fontScheme name="Sopu">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Sopu">{formats}</a:fmtScheme></a:themeElements></a:theme>'
    )
