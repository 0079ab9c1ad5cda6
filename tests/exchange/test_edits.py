"""Edits between two texts: all of them make the second text, none of them the first, each can be made alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from drafting.edits import apply, changes_between, composed

LINES = some.lists(some.lists(some.sampled_from(["one", "two", "three", "30", "data,", "is", "kept"]), min_size=1, max_size=6).map(" ".join), max_size=6)
TEXTS = LINES.map("\n".join)


@given(TEXTS, TEXTS)
def test_all_changes_make_the_second_text_and_none_of_them_leaves_the_first(before: str, after: str) -> None:
    changes = changes_between(before, after)
    assert apply(changes, before) == after
    assert apply([], before) == before
    assert bool(changes) == (before != after)


@given(TEXTS, TEXTS, TEXTS)
def test_two_steps_composed_make_the_last_text_from_the_first(before: str, middle: str, after: str) -> None:
    both = composed(changes_between(before, middle), changes_between(middle, after), before, middle)
    assert both is None or apply([change for change, _ in both], before) == after


@given(TEXTS)
def test_a_text_compared_with_itself_has_no_change(text: str) -> None:
    assert changes_between(text, text) == []


@given(TEXTS, TEXTS)
def test_what_stands_in_an_edit_stands_at_its_place_in_both_texts(before: str, after: str) -> None:
    for change in changes_between(before, after):
        for edit in change.edits:
            assert f"{after}\n"[edit.at : edit.at + len(edit.words)] == edit.words


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("kept 30 days", "kept 60 days", [("replaced", "30", "60")]),
        ("a line\nanother line", "a line", [("deleted", "another line", "")]),
        ("First part. Second part.", "First part.\nSecond part.", [("replaced", " ", "\n")]),
        ("First part.\nSecond part.", "First part. Second part.", [("replaced", "\n", " ")]),
        ("move me now\nstay here\nend of it", "stay here\nend of it\nmove me now", [("moved", "move me now", "move me now")]),
    ],
)
def test_changes_read_as_people_name_them(before: str, after: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(change.kind, change.before, change.after) for change in changes_between(before, after)] == expected


def test_one_change_is_made_without_the_others() -> None:
    before, after = "Data is kept for 30 days.\nNobody reads it.", "Data is kept for 60 days.\nThe employer reads it."
    first, second = changes_between(before, after)
    assert apply([first], before) == "Data is kept for 60 days.\nNobody reads it."
    assert apply([second], before) == "Data is kept for 30 days.\nThe employer reads it."
