"""What people write behind a number: the words and usual abbreviations of a unit, in the languages that count here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from clauses.vocabulary import Unit

ANY = ""  # abbreviations of every language
_SHORT: Mapping[str, Mapping[str, str]] = {
    "second": {ANY: "s sec", "fi": "sek", "sv": "sek", "de": "sek", "es": "seg"},
    "minute": {ANY: "min", "en": "mins", "fr": "mn"},
    "hour": {ANY: "h", "en": "hr hrs", "fi": "t", "sv": "t tim", "de": "std"},
    "day": {ANY: "d", "fi": "pv pvä vrk vuorokausi vuorokautta", "sv": "dygn", "de": "t tg", "fr": "j"},
    "working-day": {"fi": "tpv", "de": "at"},
    "week": {"en": "w wk wks", "fi": "vk vko", "sv": "v", "de": "w wo", "fr": "sem", "es": "sem"},
    "month": {"en": "mo mth mths", "fi": "kk", "sv": "mån", "de": "mon mt"},
    "year": {"en": "y yr yrs", "fi": "v", "de": "j", "fr": "année années"},
    "metre": {ANY: "m"},
    "kilometre": {ANY: "km"},
    "person": {"en": "people", "fi": "hlö hlöä henk", "sv": "pers", "de": "pers", "fr": "pers", "es": "pers"},
    "copy": {"fi": "kpl", "sv": "ex", "de": "ex expl", "fr": "ex", "es": "ej"},
    "time": {ANY: "x ×", "fi": "krt", "sv": "ggr"},
}
_PERCENT = {"en": "percent|per cent", "fi": "prosentti|prosenttia|pros", "sv": "procent", "de": "prozent", "fr": "pour cent", "es": "por ciento"}


def folded(text: str) -> str:
    """Return words as they are compared: without capitals, a full stop at the end and double spaces."""
    return " ".join(text.casefold().replace("'", "’").split()).rstrip(".").strip()


def is_unit(text: str, unit: str, units: Mapping[str, Unit], languages: tuple[str, ...]) -> bool:
    """Return whether words behind a number are its unit, in any form, in one of the languages; the first is the reader's.

    What means another unit in an earlier language is not: “5 v” is years to a Finn and weeks to a Swede.
    """
    for language in languages:
        meant = [name for name, entry in units.items() if text in _words(entry, language)]
        if meant:
            return unit in meant
    return False


def _words(unit: Unit, language: str) -> frozenset[str]:
    forms = unit.words.get(language, {})
    found = {folded(word) for form in forms.values() for word in form.values()}
    if language == "de":
        found |= {f"{word}n" for word in found if word.endswith("e")}
    short = _SHORT.get(unit.id, {})
    return frozenset(found | set(short.get(ANY, "").split()) | set(short.get(language, "").split()))


def is_percent(text: str, languages: Iterable[str]) -> bool:
    """Return whether words behind a number say that it is a percentage."""
    return text == "%" or any(text in _PERCENT.get(language, "").split("|") for language in languages if text)


def is_money(text: str, currency: str, languages: Iterable[str]) -> bool:
    """Return whether words beside a number name its currency: by code, sign or name."""
    names = {currency, *(numbers.get_currency_symbol(currency, language) for language in languages)}
    names |= {numbers.get_currency_name(currency, count, language) for language in languages for count in (1, 2)}
    return text in {folded(name) for name in names}
