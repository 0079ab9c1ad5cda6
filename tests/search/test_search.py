"""Questions and their answers: facets, filters, order, exact phrases, exclusions, ids, and hostile input."""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from clauses.search.documents import facets, in_order
from clauses.search.index import Index
from clauses.search.query import FACETS, Query
from clauses.search.question import MAXIMUM_WORDS, question

if TYPE_CHECKING:
    from clauses.library import Library

ALL = 10_000


def found(index: Index, words: str, language: str = "en", **more: object) -> list[str]:
    return [hit.clause for hit in index.search(Query(words, language, limit=ALL, **more)).hits]  # type: ignore[arg-type]  # fields of Query


@pytest.mark.parametrize(
    ("words", "language", "clause"),
    [
        ("paikantaminen", "fi", "mon-gps"),
        ("työntekijöiden sijainti", "fi", "mon-gps"),
        ("GPS", "fi", "mon-gps"),
        ("boss sees where I am", "en", "mon-gps"),
        ("tähdet", "fi", "mon-user-ratings"),
        ("ratings", "fi", "mon-user-ratings"),
        ("data retention", "en", "dat-retention"),
        ("Ortung", "fi", "mon-gps"),
        ("geolokalisierung", "en", "mon-gps"),
        ("géolocalisation", "en", "mon-gps"),
        ("kameraövervakning", "fi", "mon-cameras-sensors"),
        ("kayttolokit", "fi", "mon-locks-access-logs"),
        ("kringtid", "fi", "wt-buffer-time"),
        ("nyckelfri hemtjänst", "fi", "mon-locks-access-logs"),
        ("får jag lön när brukaren avbokar", "fi", "wt-cancelled-visit-pay"),
        ("übergriffige Klienten", "en", "osh-violence-harassment"),
        ("Arbeitssicherheit", "en", "osh-digital-risk"),
        ("messages du chef le week-end", "en", "rem-right-to-disconnect"),
        ("delegado de prevención", "en", "osh-digital-risk"),
        ("lönepåslag för digital kompetens", "fi", "cpd-recognition-pay"),
        ("planning modifié la veille", "en", "wt-roster-notice"),
        ("droit de retrait", "en", "osh-lone-worker"),
    ],
)
def test_the_first_answer_is_the_clause_that_was_meant(index: Index, words: str, language: str, clause: str) -> None:
    assert found(index, words, language)[0].startswith(clause)


def test_a_word_whose_stem_looks_like_one_that_says_nothing_is_searched(index: Index) -> None:
    # the stem of Sicherheit is that of sich
    assert found(index, "Sicherheit Dienstplan")[:10] != found(index, "Dienstplan")[:10]


@pytest.mark.parametrize("word", ["säkerhet", "Sicherheit", "sécurité", "seguridad"])
def test_safety_finds_safety_at_work_in_every_language(index: Index, word: str) -> None:
    assert {"osh-digital-risk", "osh-lone-worker", "osh-alarm-response"} <= set(found(index, word)[:5])


def test_every_concept_has_words_in_every_language(texts: Library) -> None:
    for concept in texts.vocabulary.concepts.values():
        assert {language for language, phrases in concept.words.items() if phrases} >= {"en", "fi", "sv", "de", "fr", "es"}, concept.id


def test_a_question_in_one_language_is_answered_in_the_readers(index: Index) -> None:
    hits = index.search(Query("location tracking", "fi"))
    assert hits.language == "en"
    assert {hit.language for hit in hits.hits} == {"fi"}


def test_nothing_asked_shows_everything_in_the_order_of_an_agreement(index: Index, texts: Library) -> None:
    assert found(index, "") == found(index, " ,;") == [clause.id for clause in in_order(texts)]


def test_an_id_or_its_beginning_finds_the_clause(index: Index) -> None:
    assert found(index, "mon-gps-geolocation")[0] == "mon-gps-geolocation"
    assert all(clause.startswith("mon-gps") for clause in found(index, "mon-gps"))


def test_a_statement_finds_the_clauses_that_answer_it(index: Index, texts: Library) -> None:
    answering = {clause.id for clause in texts.clauses.values() if "S64" in clause.statements}
    assert set(found(index, "S64")) == set(found(index, "", statement="S64")) == answering


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("fi", ("lausuma 12", "Lausumaan S12", "kannanoton kohta 12", "kohtaan 12")),
        ("en", ("statement 12", "Statement no. 12", "point 12")),
        ("sv", ("uttalande 12", "Uttalandet nr 12", "punkt 12")),
        ("de", ("Aussage 12", "Aussage Nr. 12", "Punkt 12")),
        ("fr", ("déclaration 12", "Déclaration n° 12", "declaration 12", "point 12")),
        ("es", ("declaración 12", "declaracion 12", "punto 12")),
    ],
)
def test_a_statement_is_found_by_its_number_in_words(index: Index, language: str, named: tuple[str, ...]) -> None:
    answering = found(index, "S12", language)
    assert answering
    assert {words: found(index, words, language) for words in named} == dict.fromkeys(named, answering)


def test_statements_in_words_go_together_and_with_other_words(index: Index) -> None:
    assert set(found(index, "statements 12 and 64")) == {*found(index, "S12"), *found(index, "S64")}
    assert found(index, "lausuma 64 paikannus", "fi") == found(index, "S64 paikannus", "fi")


def test_a_point_of_an_article_is_no_statement() -> None:
    assert question("article 6, point 1").statements == question("GDPR 88 kohta 2").statements == question("30 days").statements == ()


def test_legal_references_find_the_clauses_that_rest_on_them(index: Index, texts: Library) -> None:
    resting = {clause.id for clause in texts.clauses.values() if "gdpr-88" in clause.legal_bases}
    for words in ("GDPR 88", "art. 88 GDPR", "tietosuoja-asetuksen 88 artikla"):
        answers = found(index, words)
        assert set(answers[: len(resting)]) == resting


def test_an_exact_phrase_is_found_word_for_word(index: Index, texts: Library) -> None:
    answers = found(index, '"location data"')
    assert answers
    for clause in answers:
        wordings = [texts.wordings[clause, language] for language in texts.languages(clause)]
        assert any("location data" in str(wording).lower() for wording in wordings)
    assert index.search(Query('"data location of the of"')).total == 0


def test_a_minus_leaves_a_word_out(index: Index) -> None:
    kept = found(index, "location -alarm")
    assert kept
    assert set(kept) < set(found(index, "location"))
    assert not set(kept) & set(found(index, '"alarm"'))


def test_facet_counts_are_those_of_counting_by_hand(index: Index, texts: Library) -> None:
    values = {clause.id: facets(texts, clause) for clause in texts.clauses.values()}
    filters: list[dict[str, tuple[str, ...]]] = [
        {},
        {"theme": ("monitoring",)},
        {"technology": ("gps", "camera"), "position": ("strong",)},
        {"level": ("workplace",), "theme": ("ai",)},
    ]
    for words in ("", "data", "valvonta", "mon-", "kamera"):
        for chosen in filters:
            counts = index.search(Query(words, "en", chosen)).facets
            for facet in FACETS:
                others = {other: wanted for other, wanted in chosen.items() if other != facet}
                by_hand = Counter(value for clause in found(index, words, filters=others) for value in set(values[clause][facet]))
                assert counts[facet] == by_hand


def test_values_of_a_facet_are_alternatives_and_facets_are_joined(index: Index, texts: Library) -> None:
    chosen = {"technology": ("gps", "camera"), "theme": ("monitoring",)}
    expected = {clause.id for clause in texts.clauses.values() if {"gps", "camera"} & set(clause.technologies) and texts.theme(clause.id) == "monitoring"}
    assert set(found(index, "", filters=chosen)) == expected


def test_pages_join_to_the_whole(index: Index) -> None:
    whole = found(index, "data")
    pages = [hit.clause for start in range(0, len(whole), 7) for hit in index.search(Query("data", start=start, limit=7)).hits]
    assert pages == whole


def test_a_short_page_begins_as_the_long_one(index: Index) -> None:
    for words in ("employer shall give data", "henkilöstön edustajien tiedot", "working time training"):
        assert [hit.clause for hit in index.search(Query(words, limit=5)).hits] == found(index, words)[:5]


def test_scores_fall_from_first_to_last_and_order_of_agreement_can_be_had(index: Index, texts: Library) -> None:
    scores = [hit.score for hit in index.search(Query("location data", limit=ALL)).hits]
    assert scores == sorted(scores, reverse=True)
    place = {clause.id: number for number, clause in enumerate(in_order(texts))}
    ordered = [place[clause] for clause in found(index, "location data", sort="agreement")]
    assert ordered == sorted(ordered)


def test_letters_stored_apart_find_the_same(index: Index) -> None:
    assert found(index, unicodedata.normalize("NFD", "säilytysaika"), "fi") == found(index, "säilytysaika", "fi")


@pytest.mark.parametrize("words", ["*", "sal*", "?a*b", "*" * 400, "a* OR b*", "[a TO z]", "title:*", "(" * 200, '"' * 99, "-" * 99, "\x00", "~1 ^9"])
def test_wildcards_and_query_language_are_only_characters(index: Index, words: str) -> None:
    assert index.search(Query(words)).total >= 0


def test_a_script_stays_text(index: Index) -> None:
    hits = index.search(Query("<script>alert(1)</script> location"))
    assert not any("<script" in fragment.text for hit in hits.hits for fragment in hit.excerpt)


def test_what_is_typed_is_cut_to_a_length(index: Index) -> None:
    assert len(question("word " * 10_000).words) <= MAXIMUM_WORDS
    assert index.search(Query("location " * 10_000)).total > 0


def test_thousands_of_random_strings_are_answered(index: Index) -> None:
    chance = random.Random(88)  # noqa: S311  # no secrets here
    letters = "abcdefghijklmnopqrstuvwxyzåäöABC0123456789 -\"*?<>()[]{}:/\\'§.,;~^&|!+=\t\n“”œßéИ中\u0301\u00ad\U0001f600"
    strings = ["".join(chance.choice(letters) for _ in range(chance.randint(0, 40))) for _ in range(12_000)]
    for string in strings:
        question(string)
    for string in strings[:800]:
        assert index.search(Query(string, chance.choice(["en", "fi", "sv", "xx"]), limit=3)).total >= 0


def test_an_unknown_language_or_facet_is_no_error(index: Index) -> None:
    assert index.search(Query("location", "xx", {"theme": ("no such theme",)})).total == 0
    assert found(index, "location", "xx") == found(index, "location", "en")


def test_threads_may_share_an_index(index: Index) -> None:
    asked = [("location data", "en"), ("säilytysaika", "fi"), ("Ortung", "en"), ("kamervalvonta", "fi"), ("GDPR 88", "en"), ('"location data"', "en")] * 8
    alone = Index(index.folder, {"digest": ""})
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda pair: found(alone, *pair), asked))
    assert together == [found(index, *pair) for pair in asked]


def test_similar_clauses_are_others_and_the_nearest_comes_first(index: Index) -> None:
    near = [hit.clause for hit in index.similar("mon-gps-geolocation", "fi", 4)]
    assert "mon-gps-geolocation" not in near
    assert near[0] == "mon-gps-continuous"
    assert index.similar("no-such-clause", "fi") == ()
