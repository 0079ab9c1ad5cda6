"""The desk by pointer and by keyboard: clauses drawn to another place, values and their questions one step apart."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


def titles(page):
    return page.locator(".outline .outline-line > a").all_inner_texts()


def draw(page, first, second, drop=True):
    """Draw one line of the outline to just below another."""
    grip = page.locator(".outline > li > .grip").nth(first).bounding_box()
    line = page.locator(".outline > li").nth(second).bounding_box()
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    page.mouse.down()
    page.mouse.move(grip["x"] + 5, line["y"] + line["height"] - 4, steps=8)
    if drop:
        with page.expect_navigation():
            page.mouse.up()


@pytest.mark.parametrize(("first", "second"), [(1, 4), (4, 1)])
def test_a_clause_is_drawn_to_another_place_and_keeps_the_focus(page, server, home, first, second):
    page.goto(f"{server}/en{home}")
    before = [words.split(" ", 1)[-1] for words in titles(page)]
    draw(page, first, second)
    after = [words.split(" ", 1)[-1] for words in titles(page)]

    place = second if second > first else second + 1
    moved = before[first]
    expected = [title for title in before if title != moved]
    expected.insert(place, moved)
    assert after == expected
    assert page.locator("[role=status]").inner_text().startswith("“")
    assert page.evaluate("document.activeElement.id") == f"arrange-{place}"


def test_escape_lets_a_drawn_clause_go_where_it_was(page, server, home):
    page.goto(f"{server}/en{home}")
    before = titles(page)
    draw(page, 1, 4, drop=False)
    assert page.locator(".outline .drop-before, .outline .drop-after").count() == 1
    page.keyboard.press("Escape")
    page.mouse.up()

    assert page.locator(".outline .drop-before, .outline .drop-after, .outline .drawn").count() == 0
    page.reload()
    assert titles(page) == before


def test_the_keyboard_moves_a_clause_and_stays_with_it(page, server, home):
    page.goto(f"{server}/en{home}")
    summary = page.locator("#arrange-3")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "arrange-2"


def test_a_message_that_comes_with_the_page_is_said_by_a_live_region(page, server, home):
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => new MutationObserver((all) => { for (const one of all) if (one.target.closest('[role=status]'))"
        " window.said = one.target.textContent }).observe(document.body, { childList: true, subtree: true }))"
    )
    page.goto(f"{server}/en{home}")
    draw(page, 1, 3)
    page.wait_for_timeout(400)  # the policy of the pages lets nothing be waited for by a string

    assert "was moved to place" in page.evaluate("window.said")


def test_from_a_value_to_its_question_and_back_nothing_typed_is_lost(page, server, home):
    page.goto(f"{server}/en{home}clauses/mon-gps-geolocation?text=en")
    field = page.locator("input[name*='retention']:visible").first
    name = field.get_attribute("name")
    field.fill("17")
    value = page.locator(f"#value-{name.removeprefix('blank-')}")
    value.filter(has_text="17").wait_for()
    value.click()
    assert page.evaluate("document.activeElement.id") == name
    assert field.input_value() == "17"

    page.get_by_role("link", name=re.compile("^See it in the text")).filter(visible=True).last.wait_for()
    page.locator(f".question:has(#{name}) a.to-text").click()
    assert page.evaluate("document.activeElement.id") == value.get_attribute("id")
    assert field.input_value() == "17"


def test_a_value_of_the_agreement_leads_to_its_question(page, server, home):
    page.goto(f"{server}/en{home}")
    page.locator("#cl_mon_gps_geolocation a.blank").first.click()
    page.wait_for_url(re.compile("/clauses/mon-gps-geolocation#blank-"))

    assert page.evaluate("document.activeElement.id") == page.url.partition("#")[2]


def test_the_text_of_a_clause_is_copied_with_its_numbers(page, server):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    page.goto(f"{server}/en/clauses/mon-gps-geolocation?position=strong")
    page.get_by_role("button", name="Copy the text").click()
    page.get_by_text("The text was copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")

    assert copied.startswith("(1)")
    assert "no later than 3 days" in copied.replace("\u00a0", " ")


def test_the_tabs_of_a_draft_fold_on_a_phone_and_no_position_is_broken_inside_its_word(page, server, home):
    page.goto(f"{server}/fi{home}clauses/mon-gps-geolocation")
    tabs, fold = page.locator(".draft-bar nav li a"), page.locator(".draft-bar summary")
    assert tabs.first.is_visible()
    assert not fold.is_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.evaluate("() => { const s = new CSSStyleSheet(); s.replaceSync('html{font-size:200%}'); document.adoptedStyleSheets = [s]; }")
    assert not tabs.first.is_visible()
    fold.click()
    assert tabs.first.is_visible()
    heights = page.locator(".ladder button").evaluate_all("all => all.map(one => [one.offsetHeight, one.scrollWidth - one.clientWidth])")
    line = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.ladder button')).lineHeight)")
    assert len(heights) == 3
    assert all(height < 2.5 * line and over <= 0 for height, over in heights), (heights, line)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_clause_on_paper_is_its_text_and_of_the_advice_what_was_opened(page, server, home):
    page.goto(f"{server}/en{home}clauses/mon-gps-geolocation")
    page.locator("details.advice > summary").first.click()
    page.emulate_media(media="print")
    text, opened, closed = page.locator("#reading"), page.locator("details.advice[open]"), page.locator("details.advice:not([open])")
    assert text.bounding_box()["y"] < opened.bounding_box()["y"]
    assert opened.get_by_text("For your own side only.").is_visible()
    assert closed.count() == 1
    assert not closed.is_visible()
    assert not page.locator("h1").is_visible()
