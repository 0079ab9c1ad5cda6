from datetime import date

import pytest

from clauses.blank import Blank
from drafting import filling
from drafting.filling import FillingError

DAYS = Blank(kind="quantity", unit="day", limits={"minimum": 1, "maximum": 3650})


@pytest.mark.parametrize(
    ("typed", "language", "value"),
    [
        ("37,5", "fi", 37.5),
        ("37.5", "fi", 37.5),
        ("37.5", "en", 37.5),
        ("1 000", "fi", 1000),
        ("1\u00a0000", "fi", 1000),
        ("٣٠", "en", 30),
        (" 30 ", "en", 30),
    ],
)
def test_a_number_is_read_as_the_language_writes_it(typed, language, value):
    assert filling.read(DAYS, typed, language) == value


@pytest.mark.parametrize("typed", ["{{ 9**9999999 }}", "<script>", "1e400", "nan", "inf", "thirty", "1-2"])
def test_what_is_no_number_is_refused_with_an_example(typed):
    with pytest.raises(FillingError):
        filling.read(DAYS, typed, "en")


def of(kind="quantity", **fields):
    return Blank(kind=kind, **fields)


@pytest.mark.parametrize(
    ("blank", "typed", "language", "also", "value"),
    [
        (DAYS, "30 päivää", "fi", (), 30),
        (DAYS, "30 päivän", "fi", (), 30),
        (DAYS, "60 vrk", "fi", (), 60),
        (DAYS, "60vrk.", "fi", (), 60),
        (DAYS, "30 Tage", "de", (), 30),
        (DAYS, "30 Tagen", "de", (), 30),
        (DAYS, "30 days", "en", (), 30),
        (DAYS, "30 days", "fi", ("fi", "en"), 30),
        (DAYS, "30 d", "sv", (), 30),
        (DAYS, "1 day’s", "en", (), 1),
        (DAYS, "1 day's", "en", (), 1),
        (of(unit="month"), "12 kk", "fi", (), 12),
        (of(unit="year"), "5 v", "fi", (), 5),
        (of(unit="working-day"), "10 working days", "en", (), 10),
        (of("percentage"), "50 %", "fi", (), 50),
        (of("percentage"), "50%", "en", (), 50),
        (of("percentage"), "50 prosenttia", "fi", (), 50),
        (of("money"), "1 200 €", "fi", (), 1200),
        (of("money"), "€1,200.50", "en", (), 1200.5),
        (of("money"), "1 200 euroa", "fi", (), 1200),
        (of("money"), "1.200 EUR", "de", (), 1200),
    ],
)
def test_a_number_may_be_followed_by_the_field_s_own_unit(library, blank, typed, language, also, value):
    assert filling.read(blank, typed, language, library.vocabulary.units, also) == value


@pytest.mark.parametrize(
    ("blank", "typed", "language", "also", "sentence"),
    [
        (DAYS, "2 weeks", "en", (), "The unit of this field is “days”: write a number such as 30."),
        (DAYS, "30 päivää", "en", ("en",), "The unit of this field is “days”: write a number such as 30."),
        (DAYS, "30 työpäivää", "fi", (), "The unit of this field is “päivää”: write a number such as 30."),
        (DAYS, "1e9", "fi", (), "The unit of this field is “päivää”: write a number such as 30."),
        (DAYS, "30 60", "fi", (), "The unit of this field is “päivää”: write a number such as 30."),
        (DAYS, "days 30", "en", (), "The unit of this field is “days”: write a number such as 30."),
        (of(unit="year"), "5 v", "sv", ("fi",), "The unit of this field is “år”: write a number such as 30."),
        (of(unit="hour", default={"balanced": 7.5}), "soon", "fi", (), "The unit of this field is “tuntia”: write a number such as 7,5."),
        (of("money"), "50 %", "en", (), "The unit of this field is “EUR”: write a number such as 30."),
        (of("percentage"), "50 €", "en", (), "The unit of this field is “%”: write a number such as 30."),
        (of("count"), "some", "en", (), "Write a whole number such as 30."),
        (of("count"), "3.5", "en", (), "Write a whole number."),
        (of(unit="person"), "3.5 persons", "en", (), "Write a whole number."),
    ],
)
def test_what_is_no_number_of_the_field_is_refused_with_its_unit(library, blank, typed, language, also, sentence):
    with pytest.raises(FillingError) as refused:
        filling.read(blank, typed, language, library.vocabulary.units, also)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("typed", ["0", "-1", "4000", "9" * 400])
def test_a_number_outside_the_limits_is_refused(typed):
    with pytest.raises(FillingError, match=r"at least|at most|below|smaller"):
        filling.read(DAYS, typed, "en")


@pytest.mark.parametrize("typed", ["31.12.2027", "31/12/2027", "2027-12-31"])
def test_a_date_is_read_in_three_ways(typed):
    assert filling.read(Blank(kind="date"), typed, "fi") == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("31 December 2027", "en"),
        ("December 31st, 2027", "en"),
        ("31st of Dec. 2027", "en"),
        ("31. joulukuuta 2027", "fi"),
        ("den 31 december 2027", "sv"),
        ("31. Dezember 2027", "de"),
        ("31 décembre 2027", "fr"),
        ("31 de diciembre de 2027", "es"),
        ("31 DÉC. 2027", "fr"),
    ],
)
def test_a_date_is_read_with_its_month_in_words(typed, language):
    assert filling.read(Blank(kind="date"), typed, language) == date(2027, 12, 31)
    assert filling.read(Blank(kind="date"), typed, "fi", also=(language,)) == date(2027, 12, 31)


@pytest.mark.parametrize("typed", ["31.2.2027", "2027-02-29", "29/2/2027", "31 June 2027", "12/31/2027"])
def test_a_day_that_does_not_exist_is_said_not_to(typed):
    with pytest.raises(FillingError, match="no such day"):
        filling.read(Blank(kind="date"), typed, "en")


@pytest.mark.parametrize("typed", ["2027", "tomorrow", "not before 1 June 2027", "1 Juny 2027", "1 June 27", "1er juin 2027"])
def test_what_is_no_date_is_refused_with_an_example(typed):
    with pytest.raises(FillingError, match="date"):
        filling.read(Blank(kind="date"), typed, "en")


def test_nothing_typed_is_nothing():
    assert filling.read(DAYS, "  ", "fi") is None


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (1, "", "1 päivä"),
        (2, "", "2 päivää"),
        (21, "", "21 päivää"),
        (1.5, "", "1,5 päivää"),
        (1, "genitive", "1 päivän"),
        (30, "genitive", "30 päivän"),
        (1.5, "genitive", "1,5 päivän"),
        (30, "inessive", "30 päivässä"),
        (5, "translative", "5 päiväksi"),
    ],
)
def test_finnish_numbers_and_nouns_agree_in_case(library, value, form, words):
    assert filling.counted(library.vocabulary.units["day"], value, "fi", form).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [(1, "", "1 day"), (30, "", "30 days"), (1, "possessive", "1 day’s"), (30, "possessive", "30 days’"), (30, "attributive", "30-day")],
)
def test_english_numbers_and_nouns_agree(library, value, form, words):
    assert filling.counted(library.vocabulary.units["day"], value, "en", form).replace("\u00a0", " ") == words


def test_every_unit_has_every_form_of_every_language(library):
    from clauses.forms import QUANTITY

    for unit in library.vocabulary.units.values():
        for language, forms in QUANTITY.items():
            assert set(unit.words[language]) == set(forms), unit.id
            assert all(set(words) == {"one", "other"} for words in unit.words[language].values()), unit.id


def test_money_and_percentages_follow_the_language(library):
    euro = Blank(kind="money")

    assert filling._money(1500, euro.currency, "fi").replace("\u00a0", " ") == "1 500 €"
    assert filling._money(1500, euro.currency, "en") == "€1,500"
    assert filling._money(12.5, euro.currency, "fi").replace("\u00a0", " ") == "12,50 €"
