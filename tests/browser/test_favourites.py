"""A star with and without a script, and the clause page on paper."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

GPS = "mon-gps-geolocation"


def test_a_star_changes_in_its_place_and_keeps_the_keyboard(page, server, store):
    page.goto(f"{server}/en/clauses?q=GPS")
    page.locator(f"#star-{GPS}").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#star-{GPS}.kept")
    assert page.evaluate("document.activeElement.id") == f"star-{GPS}"
    assert page.url == f"{server}/en/clauses?q=GPS"
    assert store.bookmarks.favourites() == [GPS]
    page.goto(f"{server}/en/clauses/{GPS}")
    for path in ("/en/", "/en/clauses", "/en/clauses?q=GPS&favourites=1", f"/en/clauses/{GPS}"):
        page.goto(f"{server}{path}")
        assert [entry["id"] for entry in Axe().run(page).response["violations"]] == []


def test_without_a_script_a_star_leads_back_to_itself(chromium, server, store):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/en/clauses?q=GPS")
    page.locator(f"#star-{GPS}").click()
    page.wait_for_url(re.compile(f"q=GPS#star-{GPS}"))
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#star-{GPS}:not(.kept)")
    assert store.bookmarks.favourites() == []
    context.close()


def test_on_paper_a_clause_is_text_without_navigation_and_its_position_can_be_read(page, server):
    page.goto(f"{server}/en/clauses/{GPS}?position=strong")
    page.emulate_media(media="print")
    for hidden in ("header.site", ".breadcrumb", "form", "button", ".on-page"):
        assert not any(element.is_visible() for element in page.locator(hidden).all()), hidden
    (position,) = (element for element in page.locator(".ladder a").all() if element.is_visible())
    assert position.inner_text().strip() == "Strong"
    assert position.evaluate("element => getComputedStyle(element).color") == "rgb(0, 0, 0)"
