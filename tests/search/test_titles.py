"""Clauses are found and shown by their titles, and by the words of begun languages, in languages no clause is written in."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from clauses.search.cli import search
from clauses.search.index import open_index
from clauses.search.query import Query
from locales import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from clauses.library import Library
    from clauses.search.index import Index
    from clauses.search.query import Fragment

UNWRITTEN = ("sv", "de", "fr", "es")


@pytest.fixture
def written(texts: Library) -> Library:
    """The library with no language that is only begun."""
    return replace(texts, begun={}, digest=f"{texts.digest}-written")


def plain(fragments: tuple[Fragment, ...]) -> str:
    return "".join(fragment.text for fragment in fragments)


@pytest.mark.parametrize("tongue", UNWRITTEN)
def test_a_clause_is_found_by_its_title_as_it_is_shown(index: Index, library: Library, tongue: str) -> None:
    missed = []
    for clause in library.clauses:
        found = [hit.clause for hit in index.search(Query(library.title(clause, tongue), tongue, limit=3)).hits]
        if clause not in found:
            missed.append((clause, found))

    assert missed == []


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_a_hit_has_its_title_in_the_readers_language(index: Index, library: Library, tongue: str) -> None:
    (hit,) = index.search(Query("mon-gps-continuous", tongue)).hits
    words = library.words("mon-gps-continuous", tongue)

    assert plain(hit.title) == library.title("mon-gps-continuous", tongue)
    assert (hit.title_language, hit.language, hit.summary) == (tongue, words.summary.language, words.summary)
    assert {other.title_language for other in index.similar("mon-gps-continuous", tongue)} == {tongue}


@pytest.mark.parametrize(("typed", "tongue", "marked"), [("Ortung", "de", "Ortung"), ("positionering", "sv", "positionering"), ("suivi", "fr", "Suivi")])
def test_what_matches_is_marked_in_the_title_shown(index: Index, typed: str, tongue: str, marked: str) -> None:
    hits = {hit.clause: hit for hit in index.search(Query(typed, tongue)).hits}

    assert marked in [fragment.text for fragment in hits["mon-gps-continuous"].title if fragment.marked]


@pytest.mark.parametrize(
    ("typed", "tongue", "title"),
    [("dauerh", "de", "Dauerhafte Ortung"), ("kontinuer", "sv", "Kontinuerlig positionering"), ("suivi", "fr", "Suivi en continu")],
)
def test_titles_are_offered_in_the_readers_language_while_typing(index: Index, typed: str, tongue: str, title: str) -> None:
    assert title in index.complete(typed, tongue)


def test_only_languages_with_texts_count_as_written(index: Index) -> None:
    assert set(index.status()["documents"]) == {"en", "fi"}


def test_the_language_the_command_names_holds_for_title_and_text(written: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = open_index(written, tmp_path)
    monkeypatch.setattr("clauses.search.cli.ready", lambda *_: index)
    result = CliRunner().invoke(search, ["mon-gps-continuous", "--lang", "de", "--json"])
    (row,) = json.loads(result.stdout)

    assert (row["title"], row["lang"]) == ("Continuous tracking", "en")
    assert "the" in row["excerpt"].split()
    assert "Dauerhafte Ortung" in CliRunner().invoke(search, ["mon-gps-continuous", "--lang", "de"]).stdout


def test_a_sentence_names_other_clauses_with_noun_and_case(index: Index) -> None:
    for words, tongue, said in (
        ("complaint", "en", "the clause “"),
        ("säilytysaika", "fi", "määräyksessä ”"),
    ):
        excerpts = " ".join(plain(hit.excerpt) for hit in index.search(Query(words, tongue, limit=131)).hits)
        assert said in excerpts
