"""Spelling and completion: corrected words are said openly, and nothing typed is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from clauses.search.query import Query

if TYPE_CHECKING:
    from pathlib import Path

    from clauses.search.index import Index


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("kamervalvonta", "fi", "kameravalvonta"),
        ("geolocaton", "en", "geolocation"),
        ("survelliance", "en", "surveillance"),
        ("right to disconect", "en", "right to disconnect"),
        ("Videoüberwachnug", "en", "videoüberwachung"),
    ],
)
def test_a_misspelt_word_is_searched_as_the_nearest_known_one_and_said_so(index: Index, typed: str, language: str, meant: str) -> None:
    hits = index.search(Query(typed, language))
    assert hits.corrected.lower() == meant
    assert hits.total > 0


def test_known_words_are_never_corrected(index: Index) -> None:
    for words in ("geolocation", "paikantamisesta", "GPS-seuranta", "tilaaja ja työnantaja", "Ortung", "S64", "GDPR 88", "mon-gps"):
        assert index.search(Query(words, "fi")).corrected == ""


def test_a_phrase_that_stands_nowhere_is_suggested_without_its_marks(index: Index) -> None:
    hits = index.search(Query('"location the data of"'))
    assert (hits.total, hits.suggestion) == (0, "location the data of")


def test_titles_and_terms_complete_what_is_typed(index: Index) -> None:
    assert index.complete("säil", "fi")[0].lower().startswith("säil")
    assert any("GPS" in text for text in index.complete("gps", "en"))
    assert index.complete("saily", "fi")
    assert index.complete("x", "en") == index.complete("", "en") == index.complete("zzzzz", "en") == []
    assert len(index.complete("a e", "en", 3)) <= 3


def test_nothing_that_is_typed_is_written_down(index: Index) -> None:
    def files(folder: Path) -> dict[str, int]:
        return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*")}

    before = files(index.folder.parent)
    index.search(Query("very private words", "en"))
    index.complete("priv", "en")
    assert files(index.folder.parent) == before
