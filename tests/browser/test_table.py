"""Table mode holds in every open window, and what was typed in them is not lost."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser

NOTE = "We would take 45 days."
BAR = ".save-bar [data-state]"


@pytest.fixture
def clause(page, server, home):
    """The page of a clause with a private note, saved."""
    address = f"{server}/en{home}clauses/mon-gps-geolocation"
    page.goto(address)
    page.locator("summary", has_text="Private note").click()
    page.fill("[name='note']", NOTE)
    page.locator(BAR, has_text=re.compile("^Saved ")).wait_for()
    page.reload()
    return address


def turned_on(page, server):
    """Turn table mode on in a window of its own."""
    other = page.context.new_page()
    other.goto(f"{server}/en/")
    other.locator(".table-switch button").click()
    other.locator(".at-table").wait_for()


def test_a_window_with_nothing_unsaved_is_loaded_again_without_the_note(page, server, clause):
    assert NOTE in page.content()
    turned_on(page, server)
    page.get_by_text("Nothing private is on this page.").wait_for()

    assert NOTE not in page.content()


def test_what_was_just_typed_is_saved_first(page, server, clause):
    page.fill("[name='note']", f"{NOTE} Or 60.")
    turned_on(page, server)
    page.get_by_text("Nothing private is on this page.").wait_for()
    assert page.locator("[name='note']").count() == 0
    page.locator(".table-switch button").click()

    assert page.input_value("[name='note']") == f"{NOTE} Or 60."


def test_a_window_with_words_that_cannot_be_saved_hides_what_is_private_and_keeps_them(page, server, clause):
    page.fill("[name='blank-mon-gps-geolocation-retention']", "a fortnight")
    page.get_by_text("cannot be read yet").wait_for()
    turned_on(page, server)
    page.get_by_text("Table mode was turned on in another window.").wait_for()

    assert NOTE not in page.content()
    assert page.locator("[name='note']").count() == 0
    assert page.input_value("[name='blank-mon-gps-geolocation-retention']") == "a fortnight"


def test_a_private_word_that_is_not_saved_by_itself_is_hidden_and_still_there(page, server, home):
    page.goto(f"{server}/en{home}")
    reason = page.locator("input[name='reason']").first
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    reason.fill("Because of the pilot")
    turned_on(page, server)
    page.get_by_text("Table mode was turned on in another window.").wait_for()

    assert not reason.is_visible()
    assert reason.input_value() == "Because of the pilot"


def test_what_versions_are_called_leaves_a_window_that_holds_a_choice_not_sent_yet(page, server, home):
    page.goto(f"{server}/en{home}versions")
    page.locator("summary", has_text="Name it").first.click()
    page.locator("[name='name']").first.fill("Our bottom line")
    page.get_by_role("button", name="Save the name").first.click()
    page.goto(f"{server}/en{home}exchange")
    page.locator("summary", has_text="With tracked changes").click()
    page.fill("[name='author']", "A. Aho")
    assert "Our bottom line" in page.content()
    turned_on(page, server)
    page.get_by_text("Table mode was turned on in another window.").wait_for()

    assert "Our bottom line" not in page.content()
    assert page.input_value("[name='author']") == "A. Aho"
