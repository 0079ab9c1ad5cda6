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


@pytest.mark.parametrize("typed", ["0", "-1", "4000", "9" * 400])
def test_a_number_outside_the_limits_is_refused(typed):
    with pytest.raises(FillingError, match=r"at least|at most|below|smaller"):
        filling.read(DAYS, typed, "en")


@pytest.mark.parametrize("typed", ["31.12.2027", "31/12/2027", "2027-12-31"])
def test_a_date_is_read_in_three_ways(typed):
    assert filling.read(Blank(kind="date"), typed, "fi") == date(2027, 12, 31)


@pytest.mark.parametrize("typed", ["31.2.2027", "2027", "tomorrow"])
def test_a_date_that_does_not_exist_is_refused(typed):
    with pytest.raises(FillingError, match="date"):
        filling.read(Blank(kind="date"), typed, "fi")


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
