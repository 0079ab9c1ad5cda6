"""The reader's language: in the address, in the messages, in dates and numbers."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlencode

from babel import dates, numbers
from flask import g, request, url_for

from clauses.finding import filled
from clauses.said import Said
from locales import LANGUAGES, translations

if TYPE_CHECKING:
    from datetime import date

    from babel.support import NullTranslations
    from flask import Blueprint, Flask

COOKIE = "language"
_MARK = re.compile(r"%\((\w+)\)s")


def current() -> str:
    """Return the language of the page that is being made."""
    return str(getattr(g, "language", "en"))


def catalogue() -> NullTranslations:
    """Return the interface's messages in the reader's language."""
    return translations("interface", current())


def gettext(message: str, **values: Any) -> str:
    """Return a message in the reader's language, ``%(name)s`` filled."""
    return inserted(catalogue().gettext(message), values)


def ngettext(one: str, many: str, number: int, **values: Any) -> str:
    """Return the message for a number in the reader's language, by CLDR's plural rules."""
    return inserted(catalogue().ngettext(one, many, number), {"num": number, "number": format_number(number), **values})


def inserted(text: str, values: dict[str, Any]) -> str:
    """Return a translated message with ``%(name)s`` filled; words in another language stay known as such in the sentence."""
    if not any(isinstance(value, Said) for value in values.values()):
        return text % values if values else text
    return filled(text, {name: value if isinstance(value, str) else str(value) for name, value in values.items()}, _MARK)


def worded(message: str, values: dict[str, str]) -> str:
    """Return a message with ``{name}`` marks in the reader's language, as findings and errors carry it."""
    return filled(catalogue().gettext(message), values)


def format_number(number: float) -> str:
    """Return a number as the reader's language writes it."""
    return numbers.format_decimal(number, locale=current())


def format_date(day: date, length: Literal["short", "long"] = "long") -> str:
    """Return a date as the reader's language writes it, the month in words or in figures."""
    return dates.format_date(day, length, locale=_locale())


def format_moment(moment: datetime) -> str:
    """Return a moment (UTC) in the machine's own time zone: the time, with the date when it is not today."""
    here = _here(moment)
    clock = dates.format_time(here, "short", tzinfo=dates.LOCALTZ, locale=_locale())
    if here.date() == datetime.now(dates.LOCALTZ).date():
        return clock
    return f"{dates.format_date(here, 'medium', locale=_locale())} {clock}"


def local_day(moment: datetime) -> date:
    """Return the day of a moment (UTC) in the machine's own time zone."""
    return _here(moment).date()


def _here(moment: datetime) -> datetime:
    return moment.replace(tzinfo=dates.UTC).astimezone(dates.LOCALTZ)


def _locale() -> str:
    return LANGUAGES[current()].region.replace("-", "_")


def negotiate(languages: tuple[str, ...]) -> str:
    """Return the offered language a reader wants: the one chosen last, else the browser's, else the first."""
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in languages else request.accept_languages.best_match(languages) or languages[0]


def prefix(blueprint: Blueprint, languages: tuple[str, ...]) -> None:
    """Give every address of a blueprint the reader's language as its first part."""
    blueprint.url_prefix = f"/<any({','.join(languages)}):language>{blueprint.url_prefix or ''}"

    @blueprint.url_value_preprocessor
    def take(_: str | None, values: dict[str, Any] | None) -> None:
        g.language = (values or {}).pop("language", languages[0])

    @blueprint.url_defaults
    def put(_: str, values: dict[str, Any]) -> None:
        values.setdefault("language", current())


def install(app: Flask, languages: tuple[str, ...]) -> None:
    """Give the templates the reader's language."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
        lambda message: catalogue().gettext(message), lambda one, many, number: catalogue().ngettext(one, many, number), newstyle=True
    )
    app.jinja_env.globals.update(
        worded=worded,
        format_number=format_number,
        format_date=format_date,
        format_moment=format_moment,
        LANGUAGES={tag: LANGUAGES[tag] for tag in languages},
        current_language=current,
        in_language=in_language,
    )
    app.jinja_env.policies["ext.i18n.trimmed"] = True


def in_language(tag: str) -> str:
    """Return this page's address in another language, with the same query."""
    if request.endpoint is None or request.method != "GET" or request.view_args is None:
        return url_for("pages.home", language=tag)
    address = url_for(request.endpoint, **{**request.view_args, "language": tag})
    # the query is appended and never given to url_for, to which a name such as “_scheme” is an order
    query = urlencode(list(request.args.items(multi=True)))
    return f"{address}?{query}" if query else address
