"""Typed text -> value -> text in the agreement's language."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale, dates, numbers

from clauses import forms
from clauses.blank import LARGEST, Value, refusal
from clauses.finding import N_
from clauses.said import joined
from drafting import measures
from locales import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clauses.blank import Blank
    from clauses.library import Library
    from clauses.vocabulary import Unit

_NUMBER = re.compile(r"(?P<before>[^\d+-]*?) ?(?P<number>[+-]?\d[\d., ]*?) ?(?P<after>[^\d., ].*)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}( \d{3})*([.,]\d+)?")
_DAY = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


_WORDED = re.compile(
    r"(?:(?:den|der|the|le|el) )?(?:(?P<first>[^\W\d]+)\.? )?(?P<day>\d{1,2})(?:\.|º|er|st|nd|rd|th)?"
    r"(?: (?:de |of )?(?P<second>[^\W\d]+)\.?)?,? (?:de )?(?P<year>\d{4})"
)


class FillingError(ValueError):
    """Typed text that is not a value; ``reason`` is a message of the interface with ``values`` to fill it."""

    def __init__(self, reason: str, **values: float | str) -> None:
        super().__init__(reason.format(**values))
        self.reason, self.values = reason, values


def read(blank: Blank, typed: str, language: str, units: Mapping[str, Unit] | None = None, also: tuple[str, ...] = ()) -> Value | None:
    """Return the value of what a person typed in a language, or None for nothing typed; raises FillingError.

    Numbers follow the language's own signs (37,5 in Finnish) and may be followed by the blank's own unit, out of ``units``, in that
    language or one of ``also``; a date is read as 31.12.2027, 31/12/2027, 2027-12-31, or with its month in words of one of these languages.
    """
    text = " ".join(unicodedata.normalize("NFKC", typed).split())
    if not text:
        return None
    value: Value
    if blank.numeric:
        value = _number(blank, text, units or {}, (language, *also))
    elif blank.kind == "date":
        value = _date(text, (language, *also))
    elif blank.kind == "list":
        value = [entry for line in typed.splitlines() if (entry := " ".join(line.split()))]
    else:
        value = text
    if refused := refusal(blank, value):
        raise FillingError(refused.message, **refused.values)
    return value


def _number(blank: Blank, text: str, units: Mapping[str, Unit], languages: tuple[str, ...]) -> int | float:
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text).replace("\N{MINUS SIGN}", "-")
    found = _NUMBER.fullmatch(digits)
    bare = found["number"].strip() if found else ""
    before, after = (measures.folded(words) for words in ((found["before"], found["after"] or "") if found else ("", "")))
    if not bare or (" " in bare and not _GROUPED.fullmatch(bare)) or not _belongs(blank, before, after, units, languages):
        raise _no_number(blank, units, languages[0])
    bare = bare.replace(" ", "")
    try:
        value = numbers.parse_decimal(bare, locale=languages[0], strict=True)
    except numbers.NumberFormatError:
        if not re.fullmatch(r"\d+\.\d{1,2}", bare):
            raise _no_number(blank, units, languages[0]) from None
        value = numbers.parse_decimal(bare, locale="en")
    if not value.is_finite() or abs(value) > LARGEST:
        raise FillingError(N_("Write a smaller number."))
    return int(value) if value == value.to_integral_value() else float(value)


def _belongs(blank: Blank, before: str, after: str, units: Mapping[str, Unit], languages: tuple[str, ...]) -> bool:
    """Return whether the words beside a number are the blank's own unit, or none."""
    beside = before or after
    if not beside or (before and (after or blank.kind != "money")):
        return not beside
    if blank.kind == "percentage":
        return measures.is_percent(beside, languages)
    if blank.kind == "money":
        return measures.is_money(beside, blank.currency, languages)
    return blank.kind == "quantity" and measures.is_unit(beside, blank.unit, units, languages)


def _no_number(blank: Blank, units: Mapping[str, Unit], language: str) -> FillingError:
    """Return the error that says what a field holds: its unit, and a number that would be right."""
    usual = next((value for value in (blank.default.get("balanced"), *blank.default.values()) if isinstance(value, int | float)), 30)
    example = _decimal(usual, language)
    if blank.kind == "count":
        return FillingError(N_("Write a whole number such as {example}."), example=example)
    if unit := unit_words(blank, units, language):
        return FillingError(N_("The unit of this field is “{unit}”: write a number such as {example}."), unit=unit, example=example)
    return FillingError(N_("Write a number such as {example}."), example=example)


def unit_words(blank: Blank, units: Mapping[str, Unit], language: str) -> str:
    """Return what stands behind the field of a blank: days, %, EUR; "" for a bare number."""
    if blank.kind == "percentage":
        return "%"
    if blank.kind == "money":
        return blank.currency
    unit = units.get(blank.unit)
    if blank.kind != "quantity" or unit is None:
        return ""
    return unit.words.get(language, unit.words["en"])["nominative"]["other"]


def _date(text: str, languages: tuple[str, ...]) -> date:
    try:
        if match := _DAY.match(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _ISO_DAY.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        worded = _worded_date(text, languages)
    except ValueError:
        raise FillingError(N_("There is no such day; look at the calendar.")) from None
    if worded is None:
        raise FillingError(N_("Write a date such as {example}."), example="31.12.2027")
    return worded


def _worded_date(text: str, languages: tuple[str, ...]) -> date | None:
    """Return a date whose month is a word (1 March 2027, den 1 mars 2027, March 1st, 2027); None for what is none; raises ValueError for a day that is not."""
    found = _WORDED.fullmatch(text.casefold())
    if found is None:
        return None
    word = found["first"] or found["second"]
    month = next((number for language in languages for number, names in _months(language).items() if word in names), None)
    return date(int(found["year"]), month, int(found["day"])) if month else None


@lru_cache
def _months(language: str) -> dict[int, frozenset[str]]:
    """Return the names of the months by their numbers, long and short, as they stand alone and in a date (CLDR)."""
    names = [dates.get_month_names(width, context, language) for width in ("wide", "abbreviated") for context in ("format", "stand-alone")]
    return {number: frozenset(entry[number].casefold().rstrip(".") for entry in names) for number in range(1, 13)}


def phrase(library: Library, clause: str, name: str, value: Value, language: str, form: str = "") -> str:
    """Return a value as words of a language in a named form: 30, day, genitive, Finnish -> "30 päivän".

    Raises KeyError for a blank the library does not hold.
    """
    blank = library.blank(clause, name)
    if blank is None:
        raise KeyError(f"{clause}.{name}")
    if isinstance(value, bool | date) or not isinstance(value, int | float):
        return _words(library, clause, name, value, language)
    if form == forms.NUMBER or blank.kind == "count":
        return _decimal(value, language)
    if blank.kind == "percentage":
        return numbers.format_percent(value / 100, locale=language, decimal_quantization=False)
    if blank.kind == "money":
        return _money(value, blank.currency, language)
    return counted(library.vocabulary.units[blank.unit], value, language, form)


def _money(value: float, currency: str, language: str) -> str:
    """Return an amount by CLDR; whole amounts without decimals, as agreements write them."""
    whole = value == int(value)
    pattern = Locale.parse(language).currency_formats["standard"].pattern
    return numbers.format_currency(value, currency, re.sub(r"\.00", "", pattern) if whole else None, language, currency_digits=not whole)


def counted(unit: Unit, value: float, language: str, form: str = "") -> str:
    """Return a number with its counted noun in a form; the CLDR plural category chooses the noun."""
    case, _ = forms.split(form)
    category = _plural(value, language)
    noun = unit.words[language][case]
    word = noun.get(category, noun["other"])
    joint = "-" if language == "en" and case == "attributive" else "\N{NO-BREAK SPACE}"
    return f"{_decimal(value, language)}{joint}{word}"


@lru_cache(maxsize=1024)
def _plural(value: float, language: str) -> str:
    return str(Locale.parse(language).plural_form(value))


@lru_cache(maxsize=1024)
def _decimal(value: float, language: str) -> str:
    return str(numbers.format_decimal(value, locale=language))


def _words(library: Library, clause: str, name: str, value: Value, language: str) -> str:
    if isinstance(value, date):
        return format_date(value, language)
    owner = library.blank_words(clause, name, language)
    labels = owner.options if owner else {}
    if isinstance(value, list):
        return joined((labels.get(entry, entry) for entry in value), ", ")
    return labels.get(str(value), str(value))


def format_date(day: date, language: str) -> str:
    """Return a date as an agreement writes it: 12.5.2027 in Finnish (free of inflection), 12 May 2027 in English."""
    if language == "fi":
        return f"{day.day}.{day.month}.{day.year}"
    return dates.format_date(day, "long", locale=LANGUAGES[language].region.replace("-", "_") if language in LANGUAGES else language)
