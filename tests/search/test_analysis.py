"""Words and their keys, in every language that is configured."""

from __future__ import annotations

import unicodedata

import pytest

from clauses.search.analysis import LANGUAGES, Analyzer, clean, fold, grams, stop_words, words

# Per language: two forms of one word that must meet, in the stem where a stemmer is kept and in runs of four letters elsewhere.
SAME = {
    "bg": ("споразумение", "споразумението"),
    "cs": ("zaměstnanec", "zaměstnance"),
    "da": ("overvågning", "overvågningen"),
    "de": ("Kündigung", "Kündigungen"),
    "el": ("εργαζόμενος", "εργαζόμενοι"),
    "en": ("monitoring", "monitored"),
    "es": ("trabajador", "trabajadores"),
    "et": ("töötaja", "töötajat"),
    "fi": ("paikannus", "paikannuksesta"),
    "fr": ("surveillance", "surveillances"),
    "ga": ("oibrí", "oibrithe"),
    "hr": ("radnik", "radnika"),
    "hu": ("munkavállaló", "munkavállalók"),
    "it": ("lavoratore", "lavoratori"),
    "lt": ("darbuotojas", "darbuotojo"),
    "lv": ("darbinieks", "darbinieka"),
    "mt": ("ħaddiem", "ħaddiema"),
    "nb": ("overvåking", "overvåkingen"),
    "nl": ("werknemer", "werknemers"),
    "nn": ("overvaking", "overvakinga"),
    "no": ("overvåking", "overvåkingen"),
    "pl": ("pracownik", "pracownika"),
    "pt": ("trabalhador", "trabalhadores"),
    "ro": ("angajat", "angajatul"),
    "sk": ("zamestnanec", "zamestnanca"),
    "sl": ("delavec", "delavca"),
    "sv": ("övervakning", "övervakningen"),
}


def test_the_24_official_languages_and_norwegian_are_configured() -> None:
    official = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
    assert set(official.split()) | {"nb", "nn", "no"} == set(LANGUAGES) == set(SAME)


@pytest.mark.parametrize("language", sorted(SAME))
def test_two_forms_of_a_word_meet(language: str) -> None:
    one, other = (word.lower() for word in SAME[language])
    analyzer = Analyzer(language)
    assert analyzer.keys(one).stem == analyzer.keys(other).stem or set(grams(one)) & set(grams(other))


@pytest.mark.parametrize("language", sorted(name for name, speech in LANGUAGES.items() if speech.stemmer and name not in ("ga", "el")))
def test_a_stemmer_brings_the_forms_together_where_one_is_kept(language: str) -> None:
    one, other = (word.lower() for word in SAME[language])
    assert Analyzer(language).keys(one).stem == Analyzer(language).keys(other).stem


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_has_words_that_say_nothing(language: str) -> None:
    assert len(stop_words()[language]) >= 10


def test_negations_and_permissions_are_never_left_out() -> None:
    kept = {"fi": "ei saa eivät saavat", "en": "not no may shall must", "sv": "inte får", "de": "nicht darf", "fr": "ne pas peut"}
    for language, meaning in kept.items():
        assert not stop_words()[language] & set(meaning.split())


def test_letters_stored_apart_give_the_same_words() -> None:
    text = "käsittelystä päätetään työpaikalla"
    assert [word.text for word in words(clean(unicodedata.normalize("NFD", text)))] == text.split()


def test_soft_hyphens_vanish_and_other_hyphens_are_one() -> None:
    assert [word.text for word in words(clean("vaiku\u00adtusten\u00adarviointi vapaa\u2011ajalla"))] == ["vaikutustenarviointi", "vapaa-ajalla"]


def test_places_of_words_are_places_in_the_text() -> None:
    text = "“GPS‑seuranta”: työntekijän oma"
    assert [text[word.start : word.end] for word in words(text)] == ["GPS‑seuranta", "työntekijän", "oma"]


def test_ligatures_and_accents_fold() -> None:
    assert [fold(word) for word in ("straße", "œuvre", "ærlig", "førtidig", "säännöt", "łódź")] == [
        "strasse",
        "oeuvre",
        "aerlig",
        "fortidig",
        "saannot",
        "lodz",
    ]


def test_german_umlauts_may_be_typed_as_two_letters() -> None:
    assert Analyzer("de").keys("ueberwachung").folded == Analyzer("de").keys("überwachung").folded


def test_finnish_derivations_and_compounds_meet_in_their_parts() -> None:
    finnish = Analyzer("fi")
    assert finnish.keys("paikantaminen").stem == "paikantaa"
    assert "paikantaa" in finnish.keys("paikannuksesta").parts
    assert {"paikantaa", "tieto"} <= set(finnish.keys("paikannustietojen").parts)


def test_compounds_are_parted_by_the_words_of_the_library() -> None:
    german = Analyzer("de", {"arbeit", "schutz", "zeit", "erfassung", "arbeitszeit"})
    assert german.keys("arbeitsschutz").parts
    assert german.keys("arbeitszeiterfassung").parts
    assert not german.keys("gewerkschaft").parts


def test_an_unknown_language_is_analysed_without_stems() -> None:
    assert Analyzer("xx").keys("word").stem == "word"
