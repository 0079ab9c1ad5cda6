"""The numbering schemes, as one counter that HTML, plain text and Word all read from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scheme:
    """A numbering scheme in one language.

    The patterns hold {article}, {paragraph} and {item} where a number goes: ``{article} §``, ``{article}.{paragraph}``.
    Word's list levels are made from the same patterns, so preview and document cannot disagree.
    """

    id: str
    chapter: str
    article: str
    paragraph: str
    item: str
    annex: str


_FINNISH = {"chapter": "{chapter}\N{NO-BREAK SPACE}luku", "annex": "Liite\N{NO-BREAK SPACE}{annex}"}
_ENGLISH = {"chapter": "Chapter\N{NO-BREAK SPACE}{chapter}", "annex": "Annex\N{NO-BREAK SPACE}{annex}"}
_SWEDISH = {"chapter": "{chapter}\N{NO-BREAK SPACE}kap.", "annex": "Bilaga\N{NO-BREAK SPACE}{annex}"}
_GERMAN = {"chapter": "Kapitel\N{NO-BREAK SPACE}{chapter}", "annex": "Anlage\N{NO-BREAK SPACE}{annex}"}
_FRENCH = {"chapter": "Chapitre\N{NO-BREAK SPACE}{chapter}", "annex": "Annexe\N{NO-BREAK SPACE}{annex}"}
_SPANISH = {"chapter": "Capítulo\N{NO-BREAK SPACE}{chapter}", "annex": "Anexo\N{NO-BREAK SPACE}{annex}"}

SCHEMES: dict[str, dict[str, Scheme]] = {
    "fi": {
        "paragraph-sign": Scheme("paragraph-sign", article="{article}\N{NO-BREAK SPACE}§", paragraph="{paragraph}.", item="{item})", **_FINNISH),
        "decimal": Scheme("decimal", article="{article}", paragraph="{article}.{paragraph}", item="{item})", **_FINNISH),
        "article": Scheme("article", article="{article}\N{NO-BREAK SPACE}artikla", paragraph="{paragraph}.", item="{item})", **_FINNISH),
    },
    "en": {
        "paragraph-sign": Scheme("paragraph-sign", article="{article}", paragraph="({paragraph})", item="({item})", **_ENGLISH),
        "decimal": Scheme("decimal", article="{article}", paragraph="{article}.{paragraph}", item="({item})", **_ENGLISH),
        "article": Scheme("article", article="Article\N{NO-BREAK SPACE}{article}", paragraph="{paragraph}.", item="({item})", **_ENGLISH),
    },
    "sv": {
        "paragraph-sign": Scheme("paragraph-sign", article="{article}\N{NO-BREAK SPACE}§", paragraph="{paragraph}.", item="{item})", **_SWEDISH),
        "decimal": Scheme("decimal", article="{article}", paragraph="{article}.{paragraph}", item="{item})", **_SWEDISH),
        "article": Scheme("article", article="Artikel\N{NO-BREAK SPACE}{article}", paragraph="{paragraph}.", item="{item})", **_SWEDISH),
    },
    "de": {
        "paragraph-sign": Scheme("paragraph-sign", article="§\N{NO-BREAK SPACE}{article}", paragraph="({paragraph})", item="{item})", **_GERMAN),
        "decimal": Scheme("decimal", article="{article}", paragraph="{article}.{paragraph}", item="{item})", **_GERMAN),
        "article": Scheme("article", article="Artikel\N{NO-BREAK SPACE}{article}", paragraph="{paragraph}.", item="{item})", **_GERMAN),
    },
    "fr": {
        "paragraph-sign": Scheme("paragraph-sign", article="{article}", paragraph="{paragraph}.", item="{item})", **_FRENCH),
        "decimal": Scheme("decimal", article="{article}", paragraph="{article}.{paragraph}", item="{item})", **_FRENCH),
        "article": Scheme("article", article="Article\N{NO-BREAK SPACE}{article}", paragraph="{paragraph}.", item="{item})", **_FRENCH),
    },
    "es": {
        "paragraph-sign": Scheme("paragraph-sign", article="{article}", paragraph="{paragraph}.", item="{item})", **_SPANISH),
        "decimal": Scheme("decimal", article="{article}", paragraph="{article}.{paragraph}", item="{item})", **_SPANISH),
        "article": Scheme("article", article="Artículo\N{NO-BREAK SPACE}{article}", paragraph="{paragraph}.", item="{item})", **_SPANISH),
    },
}
NAMES = ("paragraph-sign", "decimal", "article")


def scheme(name: str, language: str) -> Scheme:
    """Return the scheme of that name in a language; raises KeyError for an unknown name or language."""
    return SCHEMES[language][name]


def letter(index: int) -> str:
    """Return the letter of an item by its index from 0: a … z, aa, bb … (Word's lowerLetter counts the same way)."""
    return chr(ord("a") + index % 26) * (index // 26 + 1)


def article_number(pattern: Scheme, article: int) -> str:
    """Return the printed number of an article, counted from 1."""
    return pattern.article.format(article=article)


def paragraph_number(pattern: Scheme, article: int, paragraph: int) -> str:
    """Return the printed number of a paragraph inside its article, both counted from 1."""
    return pattern.paragraph.format(article=article, paragraph=paragraph)


def item_number(pattern: Scheme, index: int) -> str:
    """Return the printed letter of an item by its index from 0."""
    return pattern.item.format(item=letter(index))
