"""How a clause or an annex is named in a sentence by its title, where there is no agreement that numbers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clauses import forms
from clauses.said import Said, joined, opening

if TYPE_CHECKING:
    from collections.abc import Iterable

_QUOTES = {"en": "“”", "fi": "””", "sv": "””", "de": "„“", "fr": ("«\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}»"), "es": "«»"}
_CLAUSE = {"en": "the clause", "sv": "klausulen", "de": "Klausel", "fr": "clause", "es": "cláusula"}
_ANNEX = {"en": "the annex", "sv": "bilagan", "de": "Anlage", "fr": "annexe", "es": "anexo"}
_THIS = {"en": "this clause", "sv": "denna klausul", "de": "diese Klausel", "fr": "la présente clause", "es": "esta cláusula"}


def quoted(title: str, language: str) -> Said:
    """Return a title in the quotation marks of the language around it."""
    before, after = _QUOTES.get(language, _QUOTES["en"])
    return joined((before, title, after))


def clause(title: str, language: str, form: str = "") -> Said:
    """Return a clause by its title, the noun before it in the form a reference has: the clause “Lone work”, määräyksen ”Yksintyöskentely”."""
    return _named(_CLAUSE, "määräys", title, language, form)


def noted(title: str, language: str, form: str = "") -> Said:
    """Return a clause by its title as a note names it: a note has its own noun before the title, unless the reference is to be inflected."""
    return quoted(title, language) if forms.split(form)[0] == "nominative" else clause(title, language, form)


def annex(title: str, language: str, form: str = "") -> Said:
    """Return an annex by its title, the noun before it in the form a reference has."""
    return _named(_ANNEX, "liite", title, language, form)


def this(language: str, form: str = "") -> str:
    """Return how a clause speaks of itself: this clause, tässä määräyksessä."""
    case, capital = forms.split(form)
    words = _finnish(("tämä", "määräys"), case) if language == "fi" else _THIS.get(language, _THIS["en"])
    return opening(words) if capital else words


def _named(nouns: dict[str, str], finnish: str, title: str, language: str, form: str) -> Said:
    case, capital = forms.split(form)
    noun = _finnish((finnish,), case) if language == "fi" else nouns.get(language, nouns["en"])
    return joined((opening(noun) if capital else noun, " ", quoted(title, language)))


def _finnish(nouns: Iterable[str], case: str) -> str:
    return " ".join(forms.NOUNS[noun][case] for noun in nouns)
