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
from locales import LANGUAGES

if TYPE_CHECKING:
    from clauses.blank import Blank
    from clauses.library import Library
    from clauses.vocabulary import Unit

_DAY = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")


class FillingError(ValueError):
    """Typed text that is not a value; ``reason`` is a message of the interface with ``values`` to fill it."""

    def __init__(self, reason: str, **values: float | str) -> None:
        super().__init__(reason.format(**values))
        self.reason, self.values = reason, values


def read(blank: Blank, typed: str, language: str) -> Value | None:
    """Return the value of what a person typed in a language, or None for nothing typed; raises FillingError.

    Numbers follow the language's own signs (37,5 in Finnish); a date is read as 31.12.2027, 31/12/2027 or 2027-12-31.
    """
    text = " ".join(unicodedata.normalize("NFKC", typed).split())
    if not text:
        return None
    value: Value
    if blank.numeric:
        value = _number(text, language)
    elif blank.kind == "date":
        value = _date(text)
    elif blank.kind == "list":
        value = [entry for line in typed.splitlines() if (entry := " ".join(line.split()))]
    else:
        value = text
    if refused := refusal(blank, value):
        raise FillingError(refused.message, **refused.values)
    return value


def _number(text: str, language: str) -> int | float:
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)
    bare = re.sub(r"\s|%|€|eur\b", "", digits, flags=re.IGNORECASE)
    try:
        value = numbers.parse_decimal(bare, locale=language, strict=True)
    except numbers.NumberFormatError:
        if not re.fullmatch(r"\d+\.\d{1,2}", bare):
            raise FillingError(N_("Write a number such as {example}."), example=numbers.format_decimal(37.5, locale=language)) from None
        value = numbers.parse_decimal(bare, locale="en")
    if not value.is_finite() or abs(value) > LARGEST:
        raise FillingError(N_("Write a smaller number."))
    return int(value) if value == value.to_integral_value() else float(value)


def _date(text: str) -> date:
    try:
        if match := _DAY.match(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date.fromisoformat(text)
    except ValueError:
        raise FillingError(N_("Write a date such as {example}."), example="31.12.2027") from None


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
        return ", ".join(labels.get(entry, entry) for entry in value)
    return labels.get(str(value), str(value))


def format_date(day: date, language: str) -> str:
    """Return a date as an agreement writes it: 12.5.2027 in Finnish (free of inflection), 12 May 2027 in English."""
    if language == "fi":
        return f"{day.day}.{day.month}.{day.year}"
    return dates.format_date(day, "long", locale=LANGUAGES[language].region.replace("-", "_") if language in LANGUAGES else language)
