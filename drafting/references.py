"""How a reference reads: number and noun in the right case, per language and numbering scheme.

Only the number is a live field in Word, so each reference comes as pieces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from clauses import forms
from drafting.agreement import ReferencePiece

# ~ is a blank that no line breaks at; the first pattern leads to an article, the second to a paragraph of it
_PATTERNS: dict[str, dict[str, tuple[str, str]]] = {
    "en": {
        "paragraph-sign": ("section~{article}", "section~{article}({paragraph})"),
        "decimal": ("section~{article}", "section~{paragraph}"),
        "article": ("Article~{article}", "Article~{article}({paragraph})"),
    },
    "sv": {
        "paragraph-sign": ("{article}~§", "{article}~§ {paragraph}~mom."),
        "decimal": ("punkt~{article}", "punkt~{paragraph}"),
        "article": ("artikel~{article}", "artikel~{article} punkt~{paragraph}"),
    },
    "de": {
        "paragraph-sign": ("§~{article}", "§~{article} Absatz~{paragraph}"),
        "decimal": ("Nummer~{article}", "Nummer~{paragraph}"),
        "article": ("Artikel~{article}", "Artikel~{article} Absatz~{paragraph}"),
    },
    "fr": {
        "paragraph-sign": ("article~{article}", "article~{article}, paragraphe~{paragraph}"),
        "decimal": ("point~{article}", "point~{paragraph}"),
        "article": ("article~{article}", "article~{article}, paragraphe~{paragraph}"),
    },
    "es": {
        "paragraph-sign": ("artículo~{article}", "artículo~{article}, apartado~{paragraph}"),
        "decimal": ("punto~{article}", "punto~{paragraph}"),
        "article": ("artículo~{article}", "artículo~{article}, apartado~{paragraph}"),
    },
}
_PREAMBLE = {"en": "the preamble", "sv": "ingressen", "de": "Präambel", "fr": "préambule", "es": "preámbulo"}
_ANNEX = {"en": "Annex", "sv": "bilaga", "de": "Anlage", "fr": "annexe", "es": "anexo"}
_THIS = {
    "en": {"paragraph-sign": "this section", "decimal": "this section", "article": "this Article"},
    "sv": {"paragraph-sign": "denna paragraf", "decimal": "denna punkt", "article": "denna artikel"},
    "de": {"paragraph-sign": "dieser Paragraf", "decimal": "diese Nummer", "article": "dieser Artikel"},
    "fr": {"paragraph-sign": "le présent article", "decimal": "le présent point", "article": "le présent article"},
    "es": {"paragraph-sign": "este artículo", "decimal": "este punto", "article": "este artículo"},
}
_FINNISH_NOUN = {"paragraph-sign": "pykälä", "decimal": "kohta", "article": "artikla"}


@dataclass(frozen=True)
class Target:
    """Where a reference leads: the bare numbers with the bookmarks they are counted from; an empty number is the preamble."""

    article: str
    article_anchor: str
    paragraph: str = ""
    paragraph_anchor: str = ""


def reference(target: Target, language: str, scheme: str, form: str) -> tuple[ReferencePiece, ...]:
    """Return the pieces of a reference to an article or a paragraph of it."""
    case, capital = forms.split(form)
    pieces = _finnish(target, scheme, case) if language == "fi" else _uninflected(target, scheme, _spoken(language))
    return _capital(pieces) if capital else pieces


def this(language: str, scheme: str, form: str) -> str:
    """Return how a clause speaks of itself: "this section", "tässä pykälässä"."""
    case, capital = forms.split(form)
    words = f"{forms.NOUNS['tämä'][case]} {forms.NOUNS[_FINNISH_NOUN[scheme]][case]}" if language == "fi" else _THIS[_spoken(language)][scheme]
    return words[0].upper() + words[1:] if capital else words


def annex(number: str, anchor: str, language: str, form: str) -> tuple[ReferencePiece, ...]:
    """Return the pieces of a reference to an annex."""
    case, capital = forms.split(form)
    noun = forms.NOUNS["liite"][case] if language == "fi" else _ANNEX[_spoken(language)]
    pieces = (ReferencePiece(f"{noun}\N{NO-BREAK SPACE}"), ReferencePiece(number, anchor))
    return _capital(pieces) if capital else pieces


def _finnish(target: Target, scheme: str, case: str) -> tuple[ReferencePiece, ...]:
    article = ReferencePiece(target.article, target.article_anchor)
    paragraph = ReferencePiece(target.paragraph, target.paragraph_anchor)
    space = "\N{NO-BREAK SPACE}"
    if not target.article:
        return (ReferencePiece(forms.NOUNS["johdanto"][case]),)
    if scheme == "decimal":
        return ReferencePiece(forms.NOUNS["kohta"][case] + space), (paragraph if target.paragraph else article)
    noun, part = ("§", "momentti") if scheme == "paragraph-sign" else ("artikla", "kohta")
    if not target.paragraph:
        return article, ReferencePiece(space + forms.NOUNS[noun][case])
    return article, ReferencePiece(f"{space}{forms.NOUNS[noun]['genitive']} "), paragraph, ReferencePiece(space + forms.NOUNS[part][case])


def _spoken(language: str) -> str:
    return language if language in _PATTERNS else "en"


def _uninflected(target: Target, scheme: str, language: str) -> tuple[ReferencePiece, ...]:
    """Return a reference in a language whose nouns keep their form."""
    if not target.article:
        return (ReferencePiece(_PREAMBLE[language]),)
    numbers = {"{article}": (target.article, target.article_anchor), "{paragraph}": (target.paragraph, target.paragraph_anchor)}
    pieces = _pieces(_PATTERNS[language][scheme][bool(target.paragraph)])
    return tuple(ReferencePiece(*numbers.get(piece, (piece, ""))) for piece in pieces)


@lru_cache
def _pieces(pattern: str) -> tuple[str, ...]:
    """Return the words and the places for numbers of a pattern."""
    return tuple(piece for piece in re.split(r"(\{\w+\})", pattern.replace("~", "\N{NO-BREAK SPACE}")) if piece)


def _capital(pieces: tuple[ReferencePiece, ...]) -> tuple[ReferencePiece, ...]:
    first = pieces[0]
    return (ReferencePiece(first.text[:1].upper() + first.text[1:], first.anchor), *pieces[1:])
