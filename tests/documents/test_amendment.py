"""The amending protocol: what changes and nothing else, in the numbers of the current agreement."""

from __future__ import annotations

import pytest
from tables import ONE, TWO, order, small, small_draft

from drafting.changes import DraftError
from drafting.documents.registry import build, layout
from drafting.documents.report import Heading, Line
from drafting.draft import ChapterMark, Selection

OWN = {number: Selection(id=f"own-{number}", title={"en": f"Own {number}"}, wording={"en": f"Words {number}."}) for number in (1, 2)}


def protocol(before, after, language="en"):
    """The headings and lines of a protocol."""
    blocks = build(layout("amendment"), order(after, small(), language, base=before)).blocks
    return [block.text for block in blocks if isinstance(block, Heading | Line)]


def test_inserted_provisions_take_the_letter_of_the_one_before_them():
    after = small_draft(Selection(id=ONE, position="baseline"), OWN[1], OWN[2], Selection(id=TWO))
    text = protocol(small_draft(), after)
    assert "A new provision is added: Section\u00a01a, Own 1" in text
    assert "A new provision is added: Section\u00a01b, Own 2" in text


def test_an_agreement_that_continues_another_is_amended_in_the_numbers_it_has():
    after = small_draft(Selection(id=ONE, position="balanced"), OWN[1], first_number=12)
    text = protocol(small_draft(first_number=12), after)
    assert "Section\u00a012(1) reads as follows" in text
    assert "A new provision is added: Section\u00a012a, Own 1" in text
    assert "Section\u00a013, Clause two, is repealed" in text


def test_finnish_writes_the_letter_after_a_space():
    after = small_draft(Selection(id=ONE, position="baseline"), OWN[1], Selection(id=TWO))
    assert "Lisätään uusi määräys: 1 a\u00a0§, Own 1" in protocol(small_draft(), after, "fi")


def test_a_reference_keeps_the_number_of_the_current_agreement():
    before = small_draft()
    own = Selection(id="own-1", title={"en": "Own"}, wording={"en": 'See {{ ref("dat-two") }}.'})
    text = protocol(before, small_draft(Selection(id=ONE, position="baseline"), own, Selection(id=TWO)))
    assert "(1) See section\u00a02." in text


def test_changed_words_are_stated_by_paragraph():
    text = protocol(small_draft(), small_draft(Selection(id=ONE, position="balanced"), Selection(id=TWO)))
    assert "Section\u00a01(1) reads as follows" in text
    assert "(1) Data. The employer shall record nothing else." in text
    assert not any("(2) reads" in line for line in text)


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("en", ("Section~1(1) reads as follows", "Section~1.1 reads as follows", "Article~1(1) reads as follows")),
        ("fi", ("1~§:n 1~momentti kuuluu seuraavasti", "Kohta~1.1 kuuluu seuraavasti", "1~artiklan 1~kohta kuuluu seuraavasti")),
        ("sv", ("1~§ 1~mom. får följande lydelse", "Punkt~1.1 får följande lydelse", "Artikel~1 punkt~1 får följande lydelse")),
        ("de", ("§~1 Absatz~1 erhält folgende Fassung", "Nummer~1.1 erhält folgende Fassung", "Artikel~1 Absatz~1 erhält folgende Fassung")),
        ("fr", ("Article~1, paragraphe~1~: nouvelle rédaction", "Point~1.1~: nouvelle rédaction", "Article~1, paragraphe~1~: nouvelle rédaction")),
        (
            "es",
            (
                "Artículo~1, apartado~1: queda redactado como sigue",
                "Punto~1.1: queda redactado como sigue",
                "Artículo~1, apartado~1: queda redactado como sigue",
            ),
        ),
    ],
)
def test_a_paragraph_is_named_as_its_numbering_scheme_refers_to_it(language, headings):
    for scheme, heading in zip(("paragraph-sign", "decimal", "article"), headings, strict=True):
        own = (Selection(id="own-1", title={language: "Own"}, wording={language: words}) for words in ("One.", "Other."))
        text = protocol(*(small_draft(entry, scheme=scheme) for entry in own), language)
        assert heading.replace("~", "\u00a0") in text


def test_what_only_stands_elsewhere_is_moved_and_keeps_its_number():
    entries = Selection(id=ONE, position="baseline"), OWN[1], Selection(id=TWO)
    text = protocol(small_draft(*entries), small_draft(*entries[1:], entries[0]))
    assert "Section\u00a01 is moved to stand after the provision Section\u00a03" in text
    assert not any("reads as follows" in line or "is added" in line or "repealed" in line for line in text)
    assert "Section\u00a03 is moved to the beginning" in protocol(small_draft(*entries), small_draft(entries[2], *entries[:2]))
    assert "1\u00a0§ siirretään määräyksen 3\u00a0§ jälkeen" in protocol(small_draft(*entries), small_draft(*entries[1:], entries[0]), "fi")


def test_what_is_moved_and_changed_says_both_and_a_new_neighbour_moves_nothing():
    before = small_draft()
    after = small_draft(Selection(id=TWO), Selection(id=ONE, position="balanced"))
    text = protocol(before, after)
    assert text.index("Section\u00a02 is moved to the beginning") < text.index("Section\u00a01(1) reads as follows")
    assert not any("moved" in line for line in protocol(before, small_draft(OWN[1], Selection(id=ONE, position="baseline"), Selection(id=TWO))))


def test_what_is_left_out_is_repealed_by_its_own_number():
    text = protocol(small_draft(), small_draft(Selection(id=ONE, position="baseline")))
    assert "Section\u00a02, Clause two, is repealed" in text


def test_a_new_chapter_says_where_it_begins_and_an_old_one_that_it_goes():
    chapter = ChapterMark(chapter={"en": "Data"})
    with_chapter = small_draft(Selection(id=ONE, position="baseline"), chapter, Selection(id=TWO))
    assert "A chapter heading is added before the provision Section\u00a02: Data" in protocol(small_draft(), with_chapter)
    assert "The chapter heading “Data” is taken out" in protocol(with_chapter, small_draft())


def test_the_same_agreement_changes_nothing():
    assert "Nothing is changed." in protocol(small_draft(), small_draft())


def test_a_protocol_without_a_current_agreement_says_what_is_missing():
    with pytest.raises(DraftError, match="say which draft, version or Word file"):
        build(layout("amendment"), order(small_draft(), small()))
