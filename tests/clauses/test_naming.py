"""Words that know their language, and clauses named in a sentence by their titles."""

from __future__ import annotations

import copy

import pytest

from clauses import naming
from clauses.finding import filled
from clauses.said import joined, nearest, opening, said


@pytest.mark.parametrize(
    ("language", "form", "words"),
    [
        ("en", "", "the clause “Lone work”"),
        ("en", "capital", "The clause “Lone work”"),
        ("fi", "", "määräys ”Lone work”"),
        ("fi", "genitive", "määräyksen ”Lone work”"),
        ("fi", "inessive capital", "Määräyksessä ”Lone work”"),
        ("sv", "", "klausulen ”Lone work”"),
        ("de", "", "Klausel „Lone work“"),
        ("fr", "", "clause «\N{NO-BREAK SPACE}Lone work\N{NO-BREAK SPACE}»"),
        ("es", "", "cláusula «Lone work»"),
    ],
)
def test_a_clause_is_named_in_the_form_its_sentence_asks_for(language: str, form: str, words: str) -> None:
    assert naming.clause("Lone work", language, form) == words


def test_a_note_has_its_own_noun_unless_it_inflects() -> None:
    assert naming.noted("Yksintyö", "fi") == "”Yksintyö”"
    assert naming.noted("Yksintyö", "fi", "genitive") == "määräyksen ”Yksintyö”"


def test_annexes_and_the_clause_itself_are_named_too() -> None:
    assert naming.annex("Säilytysajat", "fi", "inessive") == "liitteessä ”Säilytysajat”"
    assert naming.this("fi", "genitive capital") == "Tämän määräyksen"
    assert naming.this("en") == "this clause"


def test_a_message_keeps_the_language_of_what_it_is_filled_with() -> None:
    message = filled("{clause}: “{blank}” is open.", {"clause": "Ortung", "blank": said("retention period", "en")})

    assert message == "Ortung: “retention period” is open."
    assert message.parts == (("Ortung: “", ""), ("retention period", "en"), ("” is open.", ""))  # type: ignore[attr-defined]
    assert copy.copy(message) == message


def test_words_joined_and_capitalised_stay_in_their_language() -> None:
    assert opening(said("tracking", "en")).language == "en"  # type: ignore[attr-defined]
    assert joined((said("a", "en"), said("b", "fi")), ", ").parts == (("a", "en"), (", ", ""), ("b", "fi"))
    assert joined((said("a", "en"), said("b", "en")), ", ").parts == (("a, b", "en"),)
    assert nearest({"en": "tracking", "fi": "seuranta"}, "de").language == "en"
    assert nearest({"en": "tracking", "fi": "seuranta"}, "fi").language == "fi"
