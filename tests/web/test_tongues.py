"""Every word of the library stands on every page in an element that names the language the word is really in."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pages import INSIDE, PATHS, Visitor, tag

from drafting import changes, starting
from drafting.draft import PrivateNote, Selection
from locales import LANGUAGES, translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from flask import Flask

    from clauses.library import Library
    from drafting.draft import Draft
    from drafting.store import Store

    Known = dict[tuple[str, ...], frozenset[str]]

ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "content", "value")
LOOKED_AT = ("mon-gps-geolocation", "dat-retention", "mon-user-ratings", "skl-definitions", "skl-term")
LIBRARY = (
    "/clauses?q=position",
    "/clauses?q=GDPR+88&theme=monitoring&legal_basis=gdpr-5",
    "/clauses?favourites=1",
    "/clauses/mon-gps-continuous?text=fi",
    "/clauses/dat-dpia?text=en",
    "/clauses/plt-status",
    "/guide?term=location-data&clause=mon-gps-geolocation",
    "/drafts/new?clause=mon-gps-geolocation&position=strong",
)
NAMED = dict.fromkeys(LANGUAGES, "Xqz")  # what a draft is called is its writer's
SHORTEST = 2  # a single word may be the same in another language, or stand there by chance
_WORD = re.compile(r"\w+")


def drafts(library: Library) -> Iterator[Draft]:
    """Yield drafts whose clauses are not written in every language of the interface: one in the library's languages, one only in German."""
    choice = {"mon-user-ratings": "strong", "dat-retention": "balanced", "skl-definitions": "balanced", "cpd-entitlement": "baseline", "skl-term": "balanced"}
    clauses = tuple(Selection(id=clause, position=position) for clause, position in choice.items() if clause in library.clauses)
    draft = starting.start(library, date(2027, 5, 12), ("en", "fi"), "location-protocol")
    present = {selection.id for selection in draft.selections}
    draft = draft.changed(clauses=(*draft.clauses, *(selection for selection in clauses if selection.id not in present)))
    draft = changes.fill(draft, "mon-gps-geolocation", {"retention": None})
    draft = changes.add_package(draft, "One", ("mon-gps-geolocation", "dat-retention"))
    draft = changes.amend(draft, "dat-retention", "en", 'The data are deleted after {{ ref("dat-dpia") }}.')
    note = PrivateNote(target={"retention": 7}, fallback={"retention": 14})
    yield draft.changed(private={"mon-gps-geolocation": note}, title=NAMED)
    german = starting.start(library, date(2027, 5, 12), ("de",), "location-protocol")
    german = changes.fill(german, "mon-gps-geolocation", {"retention": None})
    german = german.changed(title=NAMED)
    yield changes.amend(german, "mon-gps-geolocation", "de", '### purpose\nDie Daten werden nach {{ retention }} gelöscht, {{ ref("dat-dpia") }} gilt.')


@pytest.fixture
def addresses(store: Store, library: Library) -> list[str]:
    """The addresses of the application without the language, those inside drafts with drafts made for it."""
    kept = [store.create(draft) for draft in drafts(library)]
    for clause in ("mon-gps-geolocation", "dat-dpia"):
        store.bookmarks.keep(clause)
        store.bookmarks.use(clause)
    inside = [f"/drafts/{draft.id}{page}" for draft in kept for page in (*INSIDE, *_clauses(draft))]
    return [*PATHS, *LIBRARY, "/example/", *dict.fromkeys(inside)]


def _clauses(draft: Draft) -> list[str]:
    chosen = [selection.id for selection in draft.selections if selection.id in LOOKED_AT]
    return [f"/clauses/{clause}{page}" for clause in chosen for page in ("", "/words")]


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_words_of_the_library_stand_in_their_own_language(app: Flask, addresses: list[str], library: Library, tongue: str) -> None:
    visitor, known = Visitor(app), texts(library)
    said = spoken_by_the_interface(tongue)
    found = {}
    for address in addresses:
        page = visitor.get(f"/{tongue}{address}", 404 if address == "/nowhere" else 200)
        wrong = {fault for text, around in runs(page.one("html"), "") for fault in misplaced(text, around, known, said)}
        if wrong:
            found[address] = sorted(wrong)[:12]

    assert not found, "\n".join(f"{address}: {wrong}" for address, wrong in found.items())


def misplaced(text: str, around: str, known: Known, said: frozenset[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield the texts of the library in a stretch of words that is not in their language, with the language around them."""
    words = tuple(word.casefold() for word in _WORD.findall(text))
    longest = max(map(len, known), default=0) if len(words) > 40 else len(words)
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at, 40), SHORTEST - 1, -1):
            piece = words[at : at + length]
            if piece in known or piece in said:
                if piece in known and around not in known[piece] and piece not in said:
                    yield " ".join(piece), around
                at += length - 1
                break
        at += 1


def runs(element: Element, around: str) -> Iterator[tuple[str, str]]:
    """Yield every stretch of words of a page with the language it is marked with; neighbours in one language are one stretch."""
    if tag(element) in ("script", "style", "datalist", "svg", "textarea") or "marked" in element.get("class", "").split():
        return  # what is typed, and compared texts, are a document's words and no page's
    around = element.get("lang", around)
    kind = element.get("type", "")
    yield from ((element.get(name, ""), around) for name in ATTRIBUTES if name != "value" or kind in ("text", "search"))
    yield element.text or "", around
    for child in element:
        yield from runs(child, around)
        yield child.tail or "", around


def texts(library: Library) -> Known:
    """Return the words of the library and its closed lists that pages show, each with the languages it is written in."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)

    def add(text: str, language: str) -> None:
        if len(words := tuple(word.casefold() for word in _WORD.findall(text))) >= SHORTEST:
            found[words[:40]].add(language)

    for wording in (*library.wordings.values(), *library.begun.values()):
        front = wording.words
        for text in (front.title, front.summary, *front.slots.values(), *front.plain.values(), *front.gives.values(), *front.asks, *front.duties.values()):
            add(text, wording.language)
        for blank in front.blanks.values():
            for text in (blank.label, blank.row, blank.hint, blank.why, *blank.options.values()):
                add(text, wording.language)
    for field in fields(library.vocabulary):
        if field.name not in ("concepts", "units", "glossary"):
            for entry in getattr(library.vocabulary, field.name).values():
                for text, language in by_language(entry.model_dump()):
                    add(text, language)
    for basis in library.vocabulary.legal_bases.values():
        for language in basis.provision:
            add(basis.short(language), language)
    return {words: frozenset(languages) for words, languages in found.items()}


def by_language(data: object, language: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of data that stands under the tag of a language."""
    if isinstance(data, str):
        if language:
            yield data, language
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from by_language(value, key if key in LANGUAGES else language)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from by_language(value, language)


def spoken_by_the_interface(tongue: str) -> frozenset[tuple[str, ...]]:
    """Return the messages of the interface in a language: words of the library may be among them."""
    messages: Iterable[object] = translations("interface", tongue)._catalog.values() if tongue != "en" else ()  # type: ignore[attr-defined]
    return frozenset(tuple(word.casefold() for word in _WORD.findall(text)) for text in messages if isinstance(text, str))
