"""The bilingual agreement where one language has no words, or not for every clause."""

from __future__ import annotations

import pytest
from tables import ONE, TWO, order, small, small_draft

from drafting.changes import DraftError
from drafting.documents.registry import build, layout
from drafting.documents.report import Grid
from drafting.draft import Selection

OWN = "own-gift"
ANNEX = 'See {{ annex("retention") }}.'


def grids(library, draft, second):
    """Return the tables of the bilingual document as rows of cells in plain words."""
    report = build(layout("bilingual"), order(draft, library, second=second))
    return [[tuple(" / ".join(line.text for line in cell) for cell in row) for row in block.rows] for block in report.blocks if isinstance(block, Grid)]


def own(**wording):
    return Selection(id=OWN, title={"en": "Gifts"}, wording=wording)


def test_a_language_in_which_no_clause_has_words_is_refused_and_the_others_are_named():
    with pytest.raises(DraftError, match=r"^No clause of this draft has words in “Deutsch”; there are words in English, suomi[.]$"):
        build(layout("bilingual"), order(small_draft().changed(languages=("en", "fi", "de")), small(), second="de"))


def test_a_clause_without_words_in_one_language_says_so_in_that_language():
    draft = small_draft(Selection(id=ONE, position="baseline"), own(en="A gift is a gift."), Selection(id=TWO))
    body = grids(small(), draft, "fi")[0]
    assert [other for one, other in body if "A gift is a gift." in one] == ["Tästä määräyksestä ei ole vielä tekstiä tällä kielellä."]
    assert sum("Tästä määräyksestä ei ole" in other for _one, other in body) == 1


def test_an_annex_of_one_language_only_stands_alone_in_its_column():
    draft = small_draft(Selection(id=ONE, position="baseline"), own(en=ANNEX, fi="Lahja on lahja."))
    annexes = grids(small(), draft, "fi")[1]
    assert "Kept." in [one for one, _other in annexes]
    assert {other for _one, other in annexes} == {""}


def test_an_annex_of_both_languages_is_one_row():
    draft = small_draft(own(en=ANNEX, fi=f"Katso {ANNEX[4:]}"), Selection(id=ONE, position="baseline"))
    assert [row for row in grids(small(), draft, "fi")[1] if "Kept." in row] == [("Kept.", "Säilytetään.")]
