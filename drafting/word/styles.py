"""The house style: every look in an agreement is one of these named styles and can be changed there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.word.lists import ARTICLES, CHAPTERS, ITEM_LEVEL, PARAGRAPH_LEVEL, TEXT_INDENT, hanging
from drafting.word.runs import NAMESPACES, escape
from drafting.word.theme import BODY_FONT, BRICK, GREY, HEADING_FONT, SPRUCE
from locales import LANGUAGES

if TYPE_CHECKING:
    from drafting.numbering import Scheme

RULE, TINT = "A6A6A6", "FFF2CC"
TEXT_WIDTH = 9070  # A4 less two margins of 25 mm, in twentieths of a point
_DEFAULTS = ("Default Paragraph Font", "Normal Table", "No List")
_BUILT_IN = (
    *_DEFAULTS,
    "Normal",
    "heading 1",
    "heading 2",
    "Title",
    "Body Text",
    "TOC Heading",
    "toc 1",
    "toc 2",
    "header",
    "footer",
    "annotation text",
    "annotation reference",
    "footnote text",
    "footnote reference",
)


def locale(language: str) -> str:
    """Return the language tag Word proofs a document of that language by."""
    return LANGUAGES[language].region if language in LANGUAGES else language


def style_id(name: str) -> str:
    """Return the identifier of a style by its English name, as paragraphs and runs name it: ``Clause item`` -> ``ClauseItem``."""
    return "".join(word[0].upper() + word[1:] for word in name.replace("-", " ").split())


def _font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{int(points * 2)}"/><w:szCs w:val="{int(points * 2)}"/>'


def _space(before: int, after: int, line: int = 276) -> str:
    return f'<w:spacing w:before="{before * 20}" w:after="{after * 20}" w:line="{line}" w:lineRule="auto"/>'


def _indent(left: int, hang: int = 0) -> str:
    return f'<w:ind w:left="{left}" w:hanging="{hang}"/>' if hang else f'<w:ind w:left="{left}"/>'


def _numbered(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


_SANS = _font(HEADING_FONT)
_KEEP = "<w:keepNext/><w:keepLines/>"
_BOLD = "<w:b/><w:bCs/>"


def _style(kind: str, name: str, look: str, following: str = "", based: str = "", default: bool = False) -> str:
    own = "" if name in _BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{kind}"{" w:default=" + chr(34) + "1" + chr(34) if default else ""}{own} w:styleId="{style_id(name)}">'
        f'<w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f'<w:next w:val="{style_id(following)}"/>' if following else "")
        + ("" if name in _DEFAULTS else "<w:qFormat/>")
        + f"{look}</w:style>"
    )


def _paragraph(name: str, properties: str, words: str = "", following: str = "") -> str:
    look = f"<w:pPr>{properties}</w:pPr>" + (f"<w:rPr>{words}</w:rPr>" if words else "")
    return _style("paragraph", name, look, following, based="" if name == "Normal" else "Normal", default=name == "Normal")


def _character(name: str, words: str) -> str:
    return _style("character", name, f"<w:rPr>{words}</w:rPr>", based="DefaultParagraphFont")


def _headings(scheme: Scheme, *, chaptered: bool) -> str:
    large, small = _SANS + _BOLD + _size(16), _SANS + _BOLD + _size(13)
    chapter, article = _space(26, 8, 240), _space(16, 4, 240)
    top, look = (chapter, large) if chaptered else (article, small)
    first, second = (CHAPTERS, ARTICLES) if chaptered else (ARTICLES, 0)
    annex = hanging(scheme.annex, 16)
    annex_tab = f'<w:pageBreakBefore/><w:tabs><w:tab w:val="left" w:pos="{annex}"/></w:tabs>'
    return (
        _paragraph("heading 1", _KEEP + _numbered(first) + top + _outline(0), look, "Clause paragraph")
        + _paragraph("heading 2", _KEEP + _numbered(second) + article + _outline(1), small, "Clause paragraph")
        + _paragraph("Heading unnumbered", _KEEP + top + _outline(0), look, "Body Text")
        + _paragraph("Subheading", _KEEP + _space(12, 4, 240) + _outline(1), _SANS + _BOLD + _size(11.5), "Body Text")
        + _paragraph("Annex heading", _KEEP + annex_tab + _space(0, 10, 240) + _indent(annex, annex) + _outline(0), large, "Body Text")
    )


def _clause_text() -> str:
    rule = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>'
    return (
        _paragraph("Body Text", _space(0, 6))
        + _paragraph("Clause paragraph", _numbered(ARTICLES, PARAGRAPH_LEVEL))
        + _paragraph("Clause continued", _indent(TEXT_INDENT))
        + _paragraph("Clause item", _numbered(ARTICLES, ITEM_LEVEL))
        + _paragraph("List line", _space(0, 3) + _indent(340, 340))
        + _paragraph("Definition", _indent(TEXT_INDENT))
        + _paragraph("Party", _indent(TEXT_INDENT))
        + _paragraph("Annex entry", _space(0, 3) + _indent(TEXT_INDENT))
        + _paragraph("Note", f"<w:keepLines/>{rule}{_space(24, 6, 252)}", _size(9))
    )


def _front(scheme: Scheme, width: int, *, chaptered: bool) -> str:
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="6" w:color="{SPRUCE}"/></w:pBdr>'
    entry = max(hanging(scheme.article, 11), hanging(scheme.chapter, 11) if chaptered else 0)
    dots = f'<w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/>'
    contents = [
        _paragraph(
            f"toc {level}",
            f'<w:tabs><w:tab w:val="left" w:pos="{left + entry}"/>{dots}</w:tabs>{_space(0, 2, 252)}'
            f'<w:ind w:left="{left + entry}" w:right="567" w:hanging="{entry}"/>',
            _SANS + _size(10.5),
        )
        for level, left in ((1, 0), (2, 340))
    ]
    return (
        _paragraph("Title", f"{_KEEP}{rule}{_space(24, 14, 252)}", _SANS + _BOLD + _size(24), "Title word")
        + _paragraph("Title word", f"<w:keepNext/>{_space(0, 2)}", f'<w:i/><w:iCs/><w:color w:val="{GREY}"/>')
        + _paragraph("Title party", f"<w:keepNext/>{_space(0, 2)}", _BOLD + _size(12))
        + _paragraph("Status line", _space(10, 18), f'{_SANS}<w:color w:val="{GREY}"/>{_size(10)}')
        + _paragraph("TOC Heading", f"{_KEEP}{_space(6, 6, 240)}", _SANS + _BOLD + _size(13))
        + "".join(contents)
        + _paragraph("Cover title", f"{_KEEP}{rule}{_space(200, 24, 252)}", _SANS + _BOLD + _size(28), "Title word")
        + _paragraph("header", _space(0, 0, 240), f'{_SANS}<w:color w:val="{GREY}"/>{_size(8.5)}')
        + _paragraph("Header internal", _space(0, 0, 240), f'{_SANS}{_BOLD}<w:color w:val="{BRICK}"/>{_size(10)}')
        + _paragraph(
            "footer",
            f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>{_space(0, 0, 240)}',
            f'{_SANS}<w:color w:val="{GREY}"/>{_size(8.5)}',
        )
    )


def _cell_margins(top: int, left: int, bottom: int, right: int) -> str:
    sides = {"top": top, "left": left, "bottom": bottom, "right": right}
    return "<w:tblCellMar>" + "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides.items()) + "</w:tblCellMar>"


def _tables(width: int) -> str:
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    margins, narrow = _cell_margins(40, 100, 40, 100), _cell_margins(0, 0, 0, 340)
    letters = _size(9 if width > TEXT_WIDTH else 10)  # a page turned for its table holds more in smaller letters
    first = '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/></w:tcPr></w:tblStylePr>'
    line = f'{_KEEP}<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="4090"/></w:tabs>{_space(26, 0, 240)}'
    return (
        _paragraph("Table text", _space(0, 0, 252), letters)
        + _paragraph("Table heading", f"<w:keepNext/>{_space(0, 0, 252)}", _SANS + _BOLD + letters)
        + _paragraph("Table item", f"{_space(0, 0, 252)}{_indent(240, 240)}", letters)
        + _paragraph("Table chapter", f"{_KEEP}{_space(8, 4, 240)}{_outline(0)}", _SANS + _BOLD + _size(13))
        + _paragraph("Table article", f"{_KEEP}{_space(6, 2, 240)}{_outline(1)}", _SANS + _BOLD + _size(11))
        + _paragraph("annotation text", _space(0, 4, 240), _size(10))
        + _paragraph("footnote text", _space(0, 2, 240), _size(9))
        + _paragraph("Footnote source", _space(0, 2, 240), _size(9))
        + _paragraph("Table end", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>', _size(1))
        + _paragraph("Signature party", f"{_KEEP}{_space(18, 0)}", _BOLD)
        + _paragraph("Signature line", line)
        + _paragraph("Signature label", f"{_KEEP}{_space(2, 0, 240)}", f"{_SANS}{_size(9)}")
        + _paragraph("Signature name", f"{_KEEP}{_space(2, 0, 240)}")
        + _style("table", "Agreement table", f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders>{margins}</w:tblPr>{first}", based="NormalTable")
        + _style("table", "Signature table", f"<w:tblPr>{narrow}</w:tblPr>", based="NormalTable")
    )


def styles_part(language: str, scheme: Scheme, *, chaptered: bool, width: int = TEXT_WIDTH) -> str:
    """Return the styles part for a language, a numbering scheme, a body with or without chapters, and the width of its text."""
    tag = escape(locale(language))
    words = f'{_font(BODY_FONT)}{_size(11)}<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/>'
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{words}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{_space(0, 6)}</w:pPr></w:pPrDefault></w:docDefaults>"
        + _paragraph("Normal", "<w:widowControl/>")
        + _style("character", "Default Paragraph Font", "", default=True)
        + _style("table", "Normal Table", '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>', default=True)
        + _style("numbering", "No List", "", default=True)
        + _headings(scheme, chaptered=chaptered)
        + _clause_text()
        + _front(scheme, width, chaptered=chaptered)
        + _tables(width)
        + _character("Lead-in", _BOLD)
        + _character("Defined term", _BOLD)
        + _character("Disputed", f'{_BOLD}<w:color w:val="{BRICK}"/>')
        + _character("Differs", '<w:u w:val="single"/>')
        + _character("Inserted words", f'<w:color w:val="{SPRUCE}"/><w:u w:val="double"/>')
        + _character("Deleted words", f'<w:strike/><w:color w:val="{BRICK}"/>')
        + _character("annotation reference", _size(8))
        + _character("footnote reference", '<w:vertAlign w:val="superscript"/>')
        + _character("Open blank", f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>')
        + "</w:styles>"
    )
