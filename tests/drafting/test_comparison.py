"""What was kept, deleted and inserted between two texts."""

from __future__ import annotations

import time

import pytest

from drafting.comparison import changed, compare, compare_lines

PAIRS = [
    ("", ""),
    ("", "Data is kept for 30 days."),
    ("Data is kept for 30 days.", ""),
    ("The employer shall consult.", "The employer shall promptly consult the union."),
    ("Data is kept for 26 weeks and 7 days.", "Data is kept for 52 weeks and 8 days."),
    ("Yksi kohta.\n\nToinen kohta; kolmas.", "Yksi kohta.\n\nToinen, pidempi kohta; kolmas."),
    ("a\tb  c\u00a0d\r\n", "a b c d\n"),
    ("نص قديم", "نص جديد قديم"),
    ("<script>{{ 9**9 }}</script>", "<b>{{ x }}</b>"),
]


def marked(before: str, after: str) -> str:
    """Return a comparison as one line: deletions in {{-…-}}, insertions in {{+…+}}."""
    signs = {"equal": "{}", "deleted": "{{{{-{}-}}}}", "inserted": "{{{{+{}+}}}}"}
    return "".join(signs[stretch.kind].format(stretch.text) for stretch in compare(before, after))


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_stretches_joined_give_back_both_texts(before: str, after: str) -> None:
    stretches = compare(before, after)
    assert "".join(s.text for s in stretches if s.kind != "inserted") == before
    assert "".join(s.text for s in stretches if s.kind != "deleted") == after
    assert all(stretch.text for stretch in stretches)


@pytest.mark.parametrize("text", sorted({text for pair in PAIRS for text in pair}))
def test_a_text_compared_with_itself_has_no_change(text: str) -> None:
    assert not changed(compare(text, text))


def test_an_inserted_word_is_set_apart_from_the_words_around_it() -> None:
    assert marked("The employer shall consult.", "The employer shall promptly consult.") == "The employer shall {{+promptly +}}consult."


def test_an_inserted_word_takes_the_blank_after_it_wherever_the_texts_leave_a_choice() -> None:
    assert marked("The employer shall collect data.", "The employer shall not collect data.") == "The employer shall {{+not +}}collect data."


def test_numbers_change_as_whole_numbers_and_keep_their_units() -> None:
    assert marked("kept for 7.5 weeks.", "kept for 6 weeks.") == "kept for {{-7.5-}}{{+6+}} weeks."
    assert marked("26 weeks and 7 days", "52 weeks and 8 days") == "{{-26-}}{{+52+}} weeks and {{-7-}}{{+8+}} days"


def test_punctuation_stays_outside_a_changed_word() -> None:
    assert marked("(the employer), always", "(the union), always") == "(the {{-employer-}}{{+union+}}), always"


def test_a_rewritten_passage_is_one_change_and_not_a_mosaic() -> None:
    assert marked("keeps all data of routes", "deletes every trace of movements") == "{{-keeps all data of routes-}}{{+deletes every trace of movements+}}"


def test_paragraphs_are_never_folded_together() -> None:
    stretches = compare("One thing.\n\nA second thing.", "Another matter.\n\nA third matter.")
    assert any(stretch.kind == "equal" and "\n" in stretch.text for stretch in stretches)


def test_very_long_texts_are_compared_line_by_line_in_good_time() -> None:
    before = "\n".join(f"Paragraph {number} says that the employer shall inform the union in good time." for number in range(1500))
    after = before.replace("Paragraph 700 says", "Paragraph 700 states")
    start = time.perf_counter()
    stretches = compare(before, after)
    assert time.perf_counter() - start < 2
    assert [s.kind for s in stretches if s.kind != "equal"] == ["deleted", "inserted"]


def test_items_of_a_list_are_compared_item_by_item() -> None:
    before = "Data is used only\n– to plan and confirm visits,\n– to protect equipment against theft."
    after = "Data is used only\n– to confirm visits,\n– to answer an alarm, and\n– to protect equipment."
    lines = ["".join(f"{stretch.kind[0]}<{stretch.text}>" for stretch in line) for line in compare_lines(before, after)]
    assert lines == [
        "e<Data is used only>",
        "e<– to >d<plan and >e<confirm visits,>",
        "i<– to answer an alarm, and>",
        "e<– to protect equipment>d< against theft>e<.>",
    ]


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_lines_joined_give_back_the_words_of_both_texts(before: str, after: str) -> None:
    stretches = [stretch for line in compare_lines(before, after) for stretch in line]
    assert "".join(s.text for s in stretches if s.kind != "inserted") == before.replace("\n", "")
    assert "".join(s.text for s in stretches if s.kind != "deleted") == after.replace("\n", "")
