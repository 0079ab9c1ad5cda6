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
        ("kotihoitto paikanus", "fi", "kotihoito paikannus"),
        ("sairauslomma", "fi", "sairausloma"),
        ("tietosoujaseloste", "fi", "tietosuojaseloste"),
        ("distansarbäte", "sv", "distansarbete"),
        ("anställningförhållande", "sv", "anställningsförhållande"),
        ("Recht auf Weitrbildung", "de", "recht auf weiterbildung"),
        ("tyosuojeluvaltuutetu", "fi", "työsuojeluvaltuutettu"),
    ],
)
def test_a_misspelt_word_is_searched_as_the_nearest_known_one_and_said_so(index: Index, typed: str, language: str, meant: str) -> None:
    hits = index.search(Query(typed, language))
    assert hits.corrected.lower() == meant
    assert hits.total > 0


def test_known_words_are_never_corrected(index: Index) -> None:
    known = ("geolocation", "paikantamisesta", "GPS-seuranta", "tilaaja ja työnantaja", "Ortung", "S64", "GDPR 88", "mon-gps")
    for words in (*known, "kotihoidossa", "raporttiin", "työntekijään", "sairauslomalla"):
        assert index.search(Query(words, "fi")).corrected == ""


def test_a_phrase_that_stands_nowhere_is_suggested_without_its_marks(index: Index) -> None:
    hits = index.search(Query('"location the data of"'))
    assert (hits.total, hits.suggestion) == (0, "location the data of")


def test_a_misspelt_phrase_is_suggested_as_it_is_spelt(index: Index) -> None:
    assert index.search(Query('"right to disconect from work"')).suggestion == "right to disconnect from work"


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("säilytys aika", "fi", "säilytysaika"),
        ("koti hoito", "fi", "kotihoito"),
        ("säilytis aika", "fi", "säilytysaika"),
        ("arbets tid", "sv", "arbetstid"),
        ("Daten Schutz", "de", "Datenschutz"),
        ("work load of home care", "en", "workload of home care"),
        ("homecare", "en", "home care"),
        ("dataprotection officer", "en", "data protection officer"),
        ("loneworker", "en", "lone worker"),
    ],
)
def test_words_written_apart_or_together_are_suggested_as_the_library_writes_them(index: Index, typed: str, language: str, meant: str) -> None:
    assert index.search(Query(typed, language)).suggestion == meant


@pytest.mark.parametrize("typed", ["home care", "data protection", "etätyö", "kotihoitopaikannus", "tekoäly työssä", "GPS tracking", "mon-gps", "xqzzyt"])
def test_words_that_are_well_spaced_are_left_alone(index: Index, typed: str) -> None:
    assert index.search(Query(typed, "fi")).suggestion == index.search(Query(typed, "en")).suggestion == ""


def test_filters_that_leave_nothing_say_what_each_of_them_takes_away(index: Index) -> None:
    filters = {"theme": ("recruitment",), "technology": ("gps",)}
    hits = index.search(Query("geolocation", filters=filters))
    assert hits.total == 0
    for facet, number in hits.without.items():
        assert number == index.search(Query("geolocation", filters={name: values for name, values in filters.items() if name != facet})).total
    assert set(hits.without) == {"theme", "technology"}
    assert index.search(Query("geolocation")).without == {}


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
