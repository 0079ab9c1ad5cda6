"""Word's automatic numbering, made from the same scheme the preview counts with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.word.runs import NAMESPACES, escape

if TYPE_CHECKING:
    from drafting.numbering import Scheme

ARTICLES, CHAPTERS = 1, 2
_LOOSE_ITEMS = 3
ARTICLE_LEVEL, PARAGRAPH_LEVEL, ITEM_LEVEL = 0, 1, 2
_LEVELS = {"{article}": "%1", "{paragraph}": "%2", "{item}": "%3", "{chapter}": "%1"}

TEXT_INDENT = 737  # twentieths of a point: where the text of paragraphs begins; numbers hang to its left
ITEM_INDENT = TEXT_INDENT + 454


def hanging(pattern: str, points: int, article: int = 88) -> int:
    """Return the room a printed number of two digits, or of those of ``article``, needs before its heading, in twentieths of a point."""
    printed = pattern.format(article=article, chapter=88, annex=88)
    return max(TEXT_INDENT, int(len(printed) * points * 0.5 * 20) + 160)


def loose_items(count: int) -> str:
    """Return the numbering of the count-th list of items, counted from 1, that stands under no number."""
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{_LOOSE_ITEMS + count - 1}"/></w:numPr>'


def _level(index: int, style: str, pattern: str, left: int, hang: int, kind: str = "decimal", start: int = 1) -> str:
    for mark, level in _LEVELS.items():
        pattern = pattern.replace(mark, level)
    pattern = pattern.replace(" ", "\u00a0")  # a reference to "9 §" prints these very signs and must not break over a line
    bound = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{bound}'
        f'<w:suff w:val="tab"/><w:lvlText w:val="{escape(pattern)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs><w:ind w:left="{left}" w:hanging="{hang}"/></w:pPr></w:lvl>'
    )


def _abstract(identifier: int, levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{identifier}"><w:nsid w:val="50A0000{identifier}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="50B0000{identifier}"/>{levels}</w:abstractNum>'
    )


def numbering_part(scheme: Scheme, loose: int, *, chaptered: bool, first: int = 1) -> str:
    """Return the numbering part: a list for articles, paragraphs and items, one for chapters, and one for each of the loose lists of items.

    ``first`` is the number of the first article. Loose items are counted apart: in the articles' list they would open an article of their own.
    """
    heading, chapter = hanging(scheme.article, 13, max(88, first)), hanging(scheme.chapter, 16)
    articles = (
        _level(ARTICLE_LEVEL, "Heading2" if chaptered else "Heading1", scheme.article, heading, heading, start=first)
        + _level(PARAGRAPH_LEVEL, "ClauseParagraph", scheme.paragraph, TEXT_INDENT, TEXT_INDENT)
        + _level(ITEM_LEVEL, "ClauseItem", scheme.item, ITEM_INDENT, ITEM_INDENT - TEXT_INDENT, "lowerLetter")
    )
    lists = _abstract(ARTICLES, articles)
    numbers = f'<w:num w:numId="{ARTICLES}"><w:abstractNumId w:val="{ARTICLES}"/></w:num>'
    if chaptered:
        lists += _abstract(CHAPTERS, _level(0, "Heading1", scheme.chapter, chapter, chapter))
        numbers += f'<w:num w:numId="{CHAPTERS}"><w:abstractNumId w:val="{CHAPTERS}"/></w:num>'
    if loose:
        lists += _abstract(_LOOSE_ITEMS, _level(0, "", scheme.item.replace("{item}", "%1"), ITEM_INDENT, ITEM_INDENT - TEXT_INDENT, "lowerLetter"))
    numbers += "".join(
        f'<w:num w:numId="{_LOOSE_ITEMS + count}"><w:abstractNumId w:val="{_LOOSE_ITEMS}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for count in range(loose)
    )
    return f"<w:numbering {NAMESPACES}>{lists}{numbers}</w:numbering>"
