"""Hostile and broken files: each is refused in one sentence or read, and never brings Sopu down."""

from __future__ import annotations

from datetime import date

import pytest
from care_agreement import care_file
from hostile_files import HARMFUL, mutated
from returned_files import inserted, with_body

from drafting.edits import apply
from drafting.exchange import compare_returned
from drafting.returned import ReturnedDocument
from drafting.word.incoming import child
from drafting.word.incoming.child import read_apart, redline_apart
from drafting.word.incoming.preflight import Refused, preflight
from drafting.word.incoming.reading import read

IN_THE_SUITE = 60
DAY = date(2027, 5, 20)


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_file_is_refused_with_one_sentence(name: str) -> None:
    make, words = HARMFUL[name]
    with pytest.raises(Refused) as caught:
        read_apart(make())
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", [name for name in HARMFUL if name != "more paragraphs than can be compared"])
def test_a_harmful_file_is_not_redlined(name: str) -> None:
    make, words = HARMFUL[name]
    with pytest.raises(Refused, match=words):
        redline_apart(make(), care_file(), "A", DAY)


@pytest.mark.parametrize("seed", range(IN_THE_SUITE // 3))
def test_a_broken_file_is_redlined_or_refused(seed: int) -> None:
    try:
        made = redline_apart(mutated(seed), care_file(), "A", DAY)
    except Refused as error:
        assert str(error).endswith(".")
    else:
        assert {author for author, _date in read_apart(made.document).revisions} <= {"A"}


def test_a_redline_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "SECONDS", 0.001)
    with pytest.raises(Refused, match="Comparing the two files took too long"):
        redline_apart(care_file(), care_file(), "A", DAY)


def test_a_change_under_our_name_that_we_never_made_is_silent_and_not_hidden() -> None:
    ours = ("Maija", "2027-06-01T09:00:00Z")
    forged = with_body(care_file(), lambda xml: xml.replace("</w:r>", "</w:r>" + inserted("forged "), 1))
    (change,) = compare_returned(read(care_file()), read_apart(forged, [ours])).changes
    assert "forged" in change.after
    assert not change.tracked


def test_an_honest_file_passes() -> None:
    preflight(care_file())
    assert read_apart(care_file()) == read(care_file())


@pytest.mark.parametrize("seed", range(IN_THE_SUITE))
def test_a_broken_file_is_read_or_refused(seed: int) -> None:
    """The full thousand: tests/benchmarks/hostile_reading.py."""
    try:
        document = read_apart(mutated(seed))
    except Refused as error:
        assert str(error).endswith(".")
    else:
        comparison = compare_returned(read(care_file()), document)
        for clause in comparison.clauses:
            assert apply([change.change for change in clause.changes], clause.before) == clause.after


def test_a_file_whose_every_word_was_deleted_is_told() -> None:
    comparison = compare_returned(read(care_file()), ReturnedDocument(()))
    assert {"clause deleted"} == {kind for clause in comparison.clauses for kind in clause.structure}


def test_a_reading_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "SECONDS", 0.001)
    with pytest.raises(Refused, match="took too long"):
        read_apart(care_file())
