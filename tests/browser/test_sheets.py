"""A long agreement in the browser: its next part comes when the reader is near it, never all at once, and places are gone to where they stand."""

from __future__ import annotations

import re

import pytest
from long_drafts import long_draft

pytestmark = pytest.mark.browser


@pytest.fixture
def long_home(store, library, server):
    """The address of a long draft."""
    return f"{server}/en{long_draft(store, library).home}"


def last_part(page):
    """Return how many parts there are."""
    return int(re.search(r"of (\d+)", page.locator(".sheet-edge").first.inner_text())[1])


def test_the_next_part_comes_when_the_reader_is_near(page, long_home):
    page.goto(long_home, wait_until="networkidle")
    articles = page.locator("section.article")
    first = articles.count()
    assert 0 < first < 100
    page.locator("#sheet-end").scroll_into_view_if_needed()
    page.wait_for_function("number => document.querySelectorAll('section.article').length > number", arg=first)
    page.wait_for_load_state("networkidle")
    second = articles.count()
    assert second < 100, "the part after the next one waits"
    assert page.locator("section.article[id]").evaluate_all("all => new Set(all.map(one => one.id)).size") == second


def test_all_that_follows_is_put_on_the_page_when_it_is_asked_for(page, long_home):
    page.goto(long_home)
    page.get_by_role("button", name="Show all that follows on this page").click()
    page.wait_for_function("() => document.querySelectorAll('section.article').length === 100")
    assert page.locator("section.article[id]").evaluate_all("all => new Set(all.map(one => one.id)).size") == 100
    page.wait_for_function("() => !document.getElementById('sheet-end')")
    assert page.locator("[data-whole]").is_hidden()
    # a place that has come is gone to without leaving the page
    link = page.locator(".outline a[href*='part=2']").first
    link.click()
    assert "part=" not in page.url
    assert page.url.endswith(link.get_attribute("href").partition("#")[2])


def test_an_address_without_its_part_finds_it(page, long_home):
    page.goto(long_home)
    link = page.locator(".outline a[href*='part=2']").first.get_attribute("href")
    page.goto("about:blank")
    page.goto(f"{long_home}#{link.partition('#')[2]}")
    page.wait_for_url(re.compile("part=2#"))
    assert page.locator(f"#{link.partition('#')[2]}").count() == 1


def test_who_stands_at_the_edge_goes_on_in_the_next_part(page, long_home):
    page.goto(f"{long_home}?part=2", wait_until="networkidle")
    page.locator("#sheet-end a[rel=next]").focus()
    page.wait_for_function("() => document.activeElement.matches('section.article, section.annex, h3.chapter')")
