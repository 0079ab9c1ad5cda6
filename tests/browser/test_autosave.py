"""Pages that save by themselves: what was typed is there after a moment, and what hinders it is said where it can be seen."""

from __future__ import annotations

import re
import threading

import pytest
from werkzeug.serving import make_server

pytestmark = pytest.mark.browser

RETENTION = "blank-mon-gps-geolocation-retention"
BAR = ".save-bar [data-state]"


@pytest.fixture
def clause(page, server, home):
    """The address of the page of a clause, opened."""
    address = f"{server}/en{home}clauses/mon-gps-geolocation"
    page.goto(address)
    return address


def state(page, words):
    """Wait until the page says how it stands."""
    page.locator(BAR, has_text=re.compile(words)).wait_for(timeout=10_000)


def typed(page, name, words):
    """Type into a field the way people do."""
    page.locator(f"[name='{name}']").press_sequentially(words)


def test_what_was_typed_is_there_after_a_moment(page, clause):
    assert page.get_by_role("button", name="Undo last change").count() == 0  # nothing can be undone in the first version
    page.fill(f"[name='{RETENTION}']", "17")
    state(page, r"^Saved .* version \d+$")
    assert page.locator("form[data-unsaved]").count() == 0
    assert page.get_by_role("button", name="Undo last change").count() == 1
    page.reload()

    assert page.input_value(f"[name='{RETENTION}']") == "17"


def test_after_it_saved_the_buttons_go_on_from_there(page, clause):
    page.fill(f"[name='{RETENTION}']", "17")
    state(page, "^Saved ")
    page.fill(f"[name='{RETENTION}']", "18")
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    assert "was saved" in page.locator(".notice").inner_text()
    page.fill(f"[name='{RETENTION}']", "19")
    page.get_by_role("button", name="Undo last change").click()  # pressed before the moment is over: what was typed is saved first, then undone
    page.get_by_text("The last change was undone.").wait_for()

    assert page.input_value(f"[name='{RETENTION}']") == "18"


def test_a_value_that_cannot_be_read_stays_with_its_message_until_it_can(page, clause):
    logged = []
    page.on("console", lambda message: logged.append(message.text))
    field = page.locator(f"[name='{RETENTION}']")
    field.fill("a fortnight")
    state(page, "^Not saved: How long location data is kept: The unit of this field")
    assert field.input_value() == "a fortnight"
    assert field.get_attribute("aria-invalid") == "true"
    assert page.locator(f"#{RETENTION}-error").inner_text() == "The unit of this field is “days”: write a number such as 30."
    field.fill("14")
    state(page, "^Saved ")

    assert page.locator(".field-error, [aria-invalid]").count() == 0
    assert logged == []


def test_not_decided_yet_is_saved_and_stays_when_more_is_typed(page, server, home):
    page.goto(f"{server}/en{home}blanks")
    page.check(f"[name='{RETENTION}-open']")
    state(page, "^Saved ")
    assert page.input_value(f"[name='{RETENTION}']") == ""
    page.fill("[name='blank-mon-gps-geolocation-notice']", "9")
    state(page, "^Saved ")
    page.reload()
    assert page.is_checked(f"[name='{RETENTION}-open']")
    page.fill(f"[name='{RETENTION}']", "12")
    state(page, "^Saved ")

    assert not page.is_checked(f"[name='{RETENTION}-open']")


def test_a_colleague_s_change_is_said_and_both_are_kept(page, clause):
    other = page.context.new_page()
    other.goto(clause)
    for window in (page, other):
        window.locator("summary", has_text="Private note").click()
    page.fill(f"[name='{RETENTION}']", "17")
    page.fill("[name='note']", "Written here first.")
    state(page, "^Saved ")
    other.fill("[name='note']", "Written by a colleague who saw none of it, and long enough to be shown.")
    state(other, "^Not saved: Version .* was saved meanwhile")
    other.fill("[name='note']", "Written on, long enough to be shown, and nothing is sent any more by itself.")
    other.wait_for_timeout(2500)
    state(other, "^Not saved: Version")
    with other.expect_navigation():
        other.get_by_role("button", name="Look at both and decide").click()

    assert "Someone saved this draft" in other.locator("h1").inner_text()
    assert "is sent any more by itself." in other.locator("main").inner_text()  # both texts, with their differences marked
    with other.expect_navigation():
        other.get_by_role("button", name="Make my change on the present version").click()
    assert "Written on, long enough" in other.input_value("[name='note']")
    assert other.input_value(f"[name='{RETENTION}']") == "17"


def test_what_two_windows_change_in_different_fields_is_saved_and_shown_in_both(page, clause):
    other = page.context.new_page()
    other.goto(clause)
    page.fill(f"[name='{RETENTION}']", "17")
    state(page, "^Saved ")
    other.fill("[name='blank-mon-gps-geolocation-notice']", "9")
    state(other, "^Saved ")
    assert other.input_value(f"[name='{RETENTION}']") == "17"
    page.reload()
    assert [page.input_value(f"[name='blank-mon-gps-geolocation-{name}']") for name in ("retention", "notice")] == ["17", "9"]


def test_who_goes_on_before_the_facts_are_saved_has_no_conflict_with_oneself(page, server, home):
    page.goto(f"{server}/en{home}facts")
    page.fill("[name='title-en']", "Once more")
    page.goto(f"{server}/en{home}clauses/mon-gps-geolocation")
    page.fill(f"[name='{RETENTION}']", "17")
    state(page, "^Saved ")
    page.goto(f"{server}/en{home}facts")
    assert page.input_value("[name='title-en']") == "Once more"


def test_when_the_page_is_hidden_it_saves_at_once(page, clause):
    page.fill(f"[name='{RETENTION}']", "17")
    page.evaluate("Object.defineProperty(document, 'visibilityState', { value: 'hidden' }); document.dispatchEvent(new Event('visibilitychange'))")
    page.locator(BAR, has_text="Saved").wait_for(timeout=1500)
    page.locator("#reading .blank", has_text="17").wait_for()  # the text beside it follows


def test_facts_are_saved_but_what_changes_the_page_waits_for_the_button(page, server, home):
    page.goto(f"{server}/en{home}facts")
    page.fill("[name='title-en']", "By itself")
    state(page, "^Saved ")
    page.check("[name='in-sv']")
    state(page, "^Not saved yet: press “Save the facts”")
    page.fill("[name='title-en']", "By hand")
    with page.expect_navigation():
        page.get_by_role("button", name="Save the facts").last.click()
    page.goto(f"{server}/en{home}facts")

    assert page.input_value("[name='title-en']") == "By hand"
    assert page.locator("[name='title-sv']").count() == 1


def test_a_server_that_is_gone_is_said_and_what_was_typed_is_saved_when_it_is_back(chromium, app):
    def serve(port):
        running = make_server("127.0.0.1", port, app, threaded=True)
        thread = threading.Thread(target=running.serve_forever)
        thread.start()

        def end():
            running.shutdown()
            thread.join()
            running.server_close()

        return running.server_port, end

    context = chromium.new_context()
    page = context.new_page()
    port, end = serve(0)
    try:
        page.goto(f"http://127.0.0.1:{port}/en/drafts/new")
        page.check("input[value='home-care']")
        page.locator("main form").first.evaluate("form => form.requestSubmit()")
        page.wait_for_url(re.compile(r"/drafts/[0-9a-f]{32}/"))
        page.goto(f"{page.url}clauses/mon-gps-geolocation/words?marks=1")
        end()
        typed(page, "words-en", "While it was gone. ")
        state(page, "^Not saved: no connection")
        typed(page, "words-en", "And after. ")
        _, end = serve(port)
        state(page, "^Saved ")
        page.wait_for_timeout(3000)
        state(page, "^Saved ")
        page.reload()
        assert "While it was gone. And after. " in page.input_value("[name='words-en']")
    finally:
        end()
        context.close()


def test_an_own_clause_that_is_not_added_yet_warns_before_it_is_lost(page, server, home):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto(f"{server}/en{home}own")
    typed(page, "words", "Coffee is hot.")
    page.locator(".site-name").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="Add the clause").click()
    page.get_by_text("There is a problem").wait_for()  # there is no title yet, and nothing was added
    page.locator("main").click()  # browsers ask only a reader who did something on the page
    page.locator(".site-name").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload", "beforeunload"]
    assert page.input_value("[name='words']") == "Coffee is hot."


def test_an_own_clause_saves_by_itself_once_it_is_added(page, server, home):
    page.goto(f"{server}/en{home}own")
    typed(page, "title", "Coffee")
    typed(page, "words", "Coffee is hot.")
    page.get_by_role("button", name="Add the clause").click()
    page.get_by_text("Your own clause “Coffee” was added.").wait_for()
    page.fill("[name='words-en']", "Coffee is very hot.")
    state(page, "^Saved ")
    page.get_by_role("link", name="Back to the agreement").click()
    page.goto(f"{server}/en{home}?part=99")
    page.get_by_text("Coffee is very hot.").wait_for()
