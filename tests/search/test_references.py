"""Legal references, however they are typed."""

from __future__ import annotations

import pytest

from clauses.search.references import references


@pytest.mark.parametrize(
    "typed",
    [
        "GDPR 88",
        "art. 88 GDPR",
        "GDPR Art 88",
        "Artikel 88 DSGVO",
        "tietosuoja-asetuksen 88 artikla",
        "article 88 of Regulation (EU) 2016/679",
        "RGPD article 88",
    ],
)
def test_one_article_has_one_key_however_it_is_cited(typed: str) -> None:
    assert "2016/679#88" in references(typed, bare=True).exact


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("88 artikla", "art-88"),
        ("artikla 88", "art-88"),
        ("article 88", "art-88"),
        ("C-65/23", "c-65/23"),
        ("asia C‑65/23", "c-65/23"),
        ("c 65/23", "c-65/23"),
        ("2024/2831", "2024/2831"),
        ("679/2016", "2016/679"),
        ("90/270", "1990/270"),
        ("759/2004", "2004/759"),
        ("§ 87", "sec-87"),
        ("87 §", "sec-87"),
        ("BetrVG § 87", "betrvg#87"),
        ("L.1121-1", "l.1121-1"),
        ("ILO C190", "ilo-c190"),
        ("AI Act", "2024/1689"),
        ("alustatyödirektiivin 10 artikla", "2024/2831#10"),
    ],
)
def test_a_reference_is_understood(typed: str, key: str) -> None:
    assert key in references(typed, bare=True).exact


def test_lists_and_ranges_of_articles_are_expanded() -> None:
    assert references("Directive 2003/88/EC Arts 2(1), 3–6, 8").exact == tuple(f"2003/88#{number}" for number in (2, 3, 4, 5, 6, 8))


def test_plain_words_and_numbers_are_no_reference() -> None:
    for text in ("GPS tracking for 30 days", "15-minute visits", "vartin käynnit", "", "§"):
        assert references(text, bare=True).exact == ()
