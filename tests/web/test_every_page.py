"""Every page in every language of the interface: complete, small, and with no word outside the catalogues."""

from __future__ import annotations

import gzip
import re
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from babel.support import NullTranslations
from long_drafts import long_draft
from pages import INSIDE, PATHS, Visitor, tag

from drafting import starting
from locales import LANGUAGES
from web import language
from web.present.pages import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from flask import Flask

    from clauses.library import Library
    from drafting.store import Store

STATIC = Path(language.__file__).parent / "static"
OPEN, CLOSE = "⟦", "⟧"


class Pseudo(NullTranslations):
    """A language in which every message stands in marks, so that words outside the catalogues show."""

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message}{CLOSE}"

    def ngettext(self, one: str, many: str, number: int) -> str:
        return f"{OPEN}{one if number == 1 else many}{CLOSE}"


@pytest.fixture
def addresses(store: Store, library: Library) -> list[str]:
    """The addresses of the application without the language, those inside a draft with a draft made for it."""
    draft = store.create(starting.start(library, date(2027, 5, 12), ("en",), "location-protocol"))
    return [*PATHS, "/example/", *(f"/drafts/{draft.id}{inside}" for inside in (*INSIDE, "/clauses/mon-gps-geolocation/words"))]


@pytest.fixture
def long_addresses(store: Store, library: Library) -> list[str]:
    """The addresses of a draft of 100 clauses in two languages, and of its exchange: the other side changed 90 of them."""
    made = long_draft(store, library)
    inside = [f"{made.home}{place.removeprefix('/')}" for place in (*INSIDE, "/clauses/mon-gps-geolocation/words")]
    answer = f"{made.home}clauses/mon-gps-geolocation/words?answer={made.returned}"
    return list(dict.fromkeys((*inside, *made.long_pages, answer)))


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_page_is_whole_and_small_in_every_part(app: Flask, addresses: list[str], long_addresses: list[str], tongue: str) -> None:
    visitor = Visitor(app)
    large, parted = {}, 0
    waiting = [f"/{tongue}{address}" for address in addresses + long_addresses]
    for address in waiting:
        page = visitor.get(address, 404 if address.endswith("/nowhere") else 200)
        following = [element.get("href", "") for element in page.all("a", rel="next")]
        waiting += following  # the list grows while it is walked
        parted += len(following)
        links = [element.get("href", "") for element in page.all("link")] + [element.get("src", "") for element in page.all("script")]
        files = [STATIC / urlsplit(link).path.removeprefix("/static/") for link in links]
        size = sum(len(gzip.compress(part)) for part in (page.html.encode(), *(file.read_bytes() for file in files)))
        if size > 100_000:
            large[address] = size

    assert large == {}
    assert parted > 20


def test_no_word_of_a_page_stands_outside_the_catalogues(app: Flask, addresses: list[str], library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "catalogue", Pseudo)
    visitor = Visitor(app)
    known = sorted(content(library), key=len, reverse=True)
    found = {}
    for address in addresses:
        page = visitor.get(f"/en{address}", 404 if address == "/nowhere" else 200)
        if loose := stray("\n".join(spoken(page.one("body"))), known):
            found[address] = loose[:8]

    assert found == {}


def spoken(element: Element) -> Iterator[str]:
    """Yield the words of an element in the reader's language, with the attributes that are read aloud; what is marked as another's language is left out."""
    if tag(element) in ("script", "style", "code", "kbd", "datalist"):
        return
    yield from (element.get(name, "") for name in ("aria-label", "title", "placeholder", "alt"))
    yield element.text or ""
    for child in element:
        if child.get("lang") is None and child.get("hreflang") is None:
            yield from spoken(child)
        yield child.tail or ""


def stray(text: str, known: list[str]) -> list[str]:
    """Return the words of a text that no catalogue and no vocabulary holds."""
    previous = ""
    while previous != text:
        previous, text = text, re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", "", text)
    text = text.casefold()
    for words in known:
        text = text.replace(words, "")
    return re.findall(r"[a-z]{3,}", text)


def content(library: Library) -> set[str]:
    """Return the words of the library, its vocabulary and the starting points, which have languages of their own."""
    lists = (getattr(library.vocabulary, field.name) for field in fields(library.vocabulary))
    words = {text for entries in lists for entry in entries.values() for text in strings(entry.model_dump())}
    words |= {text for wording in library.wordings.values() if wording.language == "en" for text in strings(wording.words.model_dump())}
    words |= {text for template in starting.templates().values() for text in strings(template.model_dump(include={"name", "title", "summary"}))}
    words |= {basis.short("en") for basis in library.vocabulary.legal_bases.values()}
    words |= {offered.name for offered in LANGUAGES.values()} | {*EXAMPLES["en"], "Sopu", "Article", "xqzzyt"}
    return {text.casefold() for text in words if text}


def strings(data: object) -> Iterator[str]:
    """Yield every text in data of mappings and sequences, keys left out."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from strings(value)
