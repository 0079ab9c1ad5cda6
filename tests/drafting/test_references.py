import pytest

from drafting.references import Target, annex, reference, this

PARAGRAPH = {"paragraph-sign": "3", "decimal": "9.3", "article": "3"}


def words(pieces):
    return "".join(piece.text for piece in pieces).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "scheme", "form", "article", "paragraph"),
    [
        ("fi", "paragraph-sign", "", "9 §", "9 §:n 3 momentti"),
        ("fi", "paragraph-sign", "inessive", "9 §:ssä", "9 §:n 3 momentissa"),
        ("fi", "paragraph-sign", "genitive", "9 §:n", "9 §:n 3 momentin"),
        ("fi", "decimal", "inessive", "kohdassa 9", "kohdassa 9.3"),
        ("fi", "decimal", "inessive capital", "Kohdassa 9", "Kohdassa 9.3"),
        ("fi", "article", "elative", "9 artiklasta", "9 artiklan 3 kohdasta"),
        ("en", "paragraph-sign", "", "section 9", "section 9(3)"),
        ("en", "decimal", "capital", "Section 9", "Section 9.3"),
        ("en", "article", "", "Article 9", "Article 9(3)"),
        ("sv", "paragraph-sign", "", "9 §", "9 § 3 mom."),
        ("sv", "decimal", "capital", "Punkt 9", "Punkt 9.3"),
        ("de", "paragraph-sign", "", "§ 9", "§ 9 Absatz 3"),
        ("de", "article", "", "Artikel 9", "Artikel 9 Absatz 3"),
        ("fr", "article", "capital", "Article 9", "Article 9, paragraphe 3"),
        ("es", "paragraph-sign", "", "artículo 9", "artículo 9, apartado 3"),
    ],
)
def test_a_reference_reads_in_its_case_and_scheme(language, scheme, form, article, paragraph):
    assert words(reference(Target("9", "cl_x"), language, scheme, form)) == article
    assert words(reference(Target("9", "cl_x", PARAGRAPH[scheme], "sl_x"), language, scheme, form)) == paragraph


def test_only_the_numbers_are_live():
    pieces = reference(Target("9", "cl_x", "3", "sl_x"), "fi", "paragraph-sign", "inessive")

    assert [(piece.text, piece.anchor) for piece in pieces if piece.anchor] == [("9", "cl_x"), ("3", "sl_x")]


@pytest.mark.parametrize(
    ("language", "scheme", "form", "told"),
    [
        ("fi", "paragraph-sign", "inessive", "tässä pykälässä"),
        ("fi", "decimal", "inessive", "tässä kohdassa"),
        ("fi", "article", "genitive capital", "Tämän artiklan"),
        ("en", "article", "", "this Article"),
        ("en", "decimal", "capital", "This section"),
    ],
)
def test_a_clause_speaks_of_itself_in_the_words_of_its_scheme(language, scheme, form, told):
    assert this(language, scheme, form) == told


def test_an_annex_is_referred_to_by_noun_and_number():
    assert words(annex("2", "hd_annex_x", "fi", "inessive")) == "liitteessä 2"
    assert words(annex("2", "hd_annex_x", "en", "")) == "Annex 2"
