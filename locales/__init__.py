"""Which languages Sopu speaks: the registry, and the catalogues read from .po files at first use."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

DOMAINS = ("interface", "agreement")


@dataclass(frozen=True)
class Language:
    """A language: its BCP 47 tag, its own name, its writing direction and the tag Word and CLDR want."""

    tag: str
    name: str
    direction: str
    region: str


LANGUAGES: dict[str, Language] = {
    language.tag: language
    for language in (
        Language("en", "English", "ltr", "en-GB"),
        Language("fi", "suomi", "ltr", "fi-FI"),
        Language("sv", "svenska", "ltr", "sv-FI"),
        Language("de", "Deutsch", "ltr", "de-DE"),
        Language("fr", "français", "ltr", "fr-FR"),
        Language("es", "español", "ltr", "es-ES"),
    )
}


@lru_cache
def translations(domain: str, tag: str) -> NullTranslations:
    """Return the gettext catalogue of a domain ("interface" or "agreement") in a language.

    English is the source language; a missing catalogue gives the English messages. Raises KeyError for an unknown language.
    """
    if tag not in LANGUAGES:
        raise KeyError(tag)
    source = files(__name__) / tag / "LC_MESSAGES" / f"{domain}.po"
    if not source.is_file():
        return NullTranslations()
    binary = io.BytesIO()
    write_mo(binary, read_po(io.BytesIO(source.read_bytes()), locale=tag))
    binary.seek(0)
    return Translations(fp=binary, domain=domain)
