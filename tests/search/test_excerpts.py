"""Excerpts: whole sentences, marked where they match, with blanks by their human label."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from clauses.search.query import Fragment, Query

if TYPE_CHECKING:
    from clauses.library import Library
    from clauses.search.index import Index


def marked(fragments: tuple[Fragment, ...]) -> list[str]:
    return [fragment.text.lower() for fragment in fragments if fragment.marked]


def plain(fragments: tuple[Fragment, ...]) -> str:
    return "".join(fragment.text for fragment in fragments)


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("säilyttäminen", "fi", "säily"),
        ("paikantaminen", "fi", "paikan"),
        ("GPS", "fi", "sijain"),
        ("deleting", "en", "delet"),
        ("Videoüberwachung", "en", "camera"),
    ],
)
def test_stems_compounds_and_synonyms_are_marked(index: Index, words: str, language: str, expected: str) -> None:
    hits = index.search(Query(words, language)).hits
    assert any(expected in text for text in marked(hits[0].excerpt + hits[0].title))


def test_an_excerpt_is_whole_sentences(index: Index) -> None:
    for words in ("location data", "training", "who may see"):
        for hit in index.search(Query(words, limit=50)).hits:
            text = plain(hit.excerpt)
            assert text[0].isupper() or text[0] in '“["(' or not text[0].isalpha()
            assert text.strip() == text


def test_excerpts_hold_no_markup_and_show_blanks_by_their_label(index: Index, texts: Library) -> None:
    shown = [plain(hit.excerpt) for words in ("", "location", "days", "säilytysaika") for hit in index.search(Query(words, "en", limit=500)).hits]
    assert not any(mark in text for text in shown for mark in ("{{", "{%", "](term:", "ref("))
    label = texts.wordings["mon-gps-geolocation", "en"].words.blanks["retention"].label
    assert any(f"[{label}]" in plain(hit.excerpt) for hit in index.search(Query('"delete location data"')).hits)


def test_fragments_join_to_the_title(index: Index) -> None:
    for hit in index.search(Query("gps location", "en")).hits:
        assert plain(hit.title)
        assert all(fragment.text for fragment in hit.title)


def test_a_legal_reference_is_shown_with_the_source_of_law(index: Index) -> None:
    for hit in index.search(Query("art. 88 GDPR", "en")).hits[:3]:
        assert "2016/679" in plain(hit.excerpt)
        assert marked(hit.excerpt)


def test_a_hit_without_a_match_in_its_text_shows_the_summary(index: Index) -> None:
    for hit in index.search(Query("", "fi", limit=3)).hits:
        assert plain(hit.excerpt) == hit.summary
