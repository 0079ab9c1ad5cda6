"""The pages a document stands on: their format, numbered lines, what lies under the text."""

from __future__ import annotations

from dataclasses import dataclass

from drafting.word.runs import escape

BESIDE = ("styles", "numbering", "settings", "header", "footer", "fontTable")  # the parts beside the document, in the order of their relations
MARGIN = 1417  # 25 mm in twentieths of a point
_SHORT, _LONG = 11906, 16838  # A4
_NARROW = 1020  # 18 mm: a wide table needs the room
LANDSCAPE_WIDTH = _LONG - 2 * _NARROW
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'


@dataclass(frozen=True)
class Finish:
    """How a document is turned out: words across each page, numbered lines, a cover page, the looks of a house's own styles by name."""

    watermark: str = ""
    line_numbers: bool = False
    cover: bool = False
    house: tuple[tuple[str, str, str], ...] = ()


def section(finish: Finish, *, landscape: bool = False) -> str:
    """Return the properties of a section, which stand at its end; all sections have the same header and footer."""
    header, footer = (f"rId{BESIDE.index(name) + 1}" for name in ("header", "footer"))
    margins = "".join(f' w:{side}="{_NARROW if landscape else MARGIN}"' for side in ("top", "right", "bottom", "left"))
    width, height, turned = (_LONG, _SHORT, ' w:orient="landscape"') if landscape else (_SHORT, _LONG, "")
    near = 510 if landscape else 680
    lines = '<w:lnNumType w:countBy="5" w:distance="283" w:restart="continuous"/>' if finish.line_numbers else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/><w:footerReference w:type="default" r:id="{footer}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/><w:pgMar{margins} w:header="{near}" w:footer="{near}" w:gutter="0"/>{lines}</w:sectPr>'
    )


def section_end(finish: Finish, *, landscape: bool = False) -> str:
    """Return the paragraph that ends a section before another begins on a new page."""
    return f'<w:p><w:pPr><w:pStyle w:val="TableEnd"/>{section(finish, landscape=landscape)}</w:pPr></w:p>'


def watermark(words: str) -> str:
    """Return words across the page as a run of the header; Word knows the shape by its name and offers to remove it."""
    if not words:
        return ""
    width = min(480, 70 * len(words))
    style = f"position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:110pt;rotation:315;z-index:-251658752"
    place = "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin"
    return (
        f'<w:r><w:pict {VML}><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
        '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
        '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" alt="{escape(words)}" style="{style};{place}" '
        f'fillcolor="#e6e6e6" stroked="f"><v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt" string="{escape(words)}"/></v:shape></w:pict></w:r>'
    )
