"""Where the keyboard is after a page has answered: at what was pressed, or at what came of it; with scripts and without."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(params=["scripts", "no scripts"])
def reader(request, chromium):
    """A page, once with scripts and once without."""
    context = chromium.new_context(java_script_enabled=request.param == "scripts", viewport={"width": 1400, "height": 1000})
    yield context.new_page()
    context.close()


def pressed(reader, place):
    """Press Enter on an element and return what has the focus on the page that comes."""
    place.focus()
    with reader.expect_navigation():
        reader.keyboard.press("Enter")
    return focused(reader)


def focused(reader):
    """Return the id of the element in focus; asked through the protocol, as a page without scripts answers no script."""
    found = reader.locator(":focus")
    return found.get_attribute("id") if found.count() else ""


def test_a_position_chosen_keeps_the_focus(reader, server, home):
    reader.goto(f"{server}/en{home}clauses/mon-gps-geolocation")

    assert pressed(reader, reader.locator("button[name=position][value=strong]")) == "position-strong"
    assert reader.locator("#position-strong").get_attribute("aria-pressed") == "true"


def test_a_named_version_has_the_focus(reader, server, home):
    reader.goto(f"{server}/en{home}versions")
    reader.locator("#version-1 summary").first.click()
    reader.locator("#version-1 input[name=name]").fill("Our offer")

    assert pressed(reader, reader.locator("#version-1 input[name=name]")) == "version-1"


def test_a_filter_ticked_keeps_the_focus_and_the_button_leads_to_what_was_found(reader, server, request):
    reader.goto(f"{server}/en/clauses?q=GPS")
    fold = reader.locator(".facets-fold > summary")
    if not reader.locator("#theme-monitoring").is_visible():
        fold.click()
    box = reader.locator("#theme-monitoring")
    if "no scripts" not in request.node.name:
        with reader.expect_navigation():
            box.check(no_wait_after=True)
        assert focused(reader) == "theme-monitoring"
        return
    box.check()
    assert pressed(reader, reader.get_by_role("button", name="Show the clauses")) == "found"
