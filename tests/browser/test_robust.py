"""What people do to a page: only the keyboard, large letters, an old window, a second click, a file too large."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }"


def tab_to(page, found, limit=60):
    """Press Tab until the element in focus is the one looked for."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const e = document.activeElement; return {found} }})()"):
            return
    pytest.fail(f"{limit} tabs do not lead to {found}")


def test_the_keyboard_alone_leads_from_search_to_a_filled_clause(page, server):
    page.goto(f"{server}/en/")
    tab_to(page, "e.name === 'q'")
    page.keyboard.type("GPS tracking")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/clauses\?q="))
    tab_to(page, "e.matches('.hits a') && e.textContent.includes('Geolocation')", 200)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/clauses/mon-gps-geolocation"))
    tab_to(page, "e.tagName === 'BUTTON' && e.textContent.includes('Add to draft')", 200)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/drafts/new"))
    tab_to(page, "e.tagName === 'BUTTON' && e.form && e.form.closest('main')", 80)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"{server}/en/drafts")
    tab_to(page, "/\\/drafts\\/[0-9a-f]{32}\\/$/.test(e.href || '')", 80)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/drafts/[0-9a-f]{32}/"))

    assert page.locator("#cl_mon_gps_geolocation").count() == 1


def test_what_has_the_focus_can_be_seen(page, server, addresses):
    hidden = {}
    for path in addresses:
        page.goto(f"{server}/en{path}")
        for _ in range(12):
            page.keyboard.press("Tab")
            mark = page.evaluate("(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' || s.boxShadow !== 'none' })()")
            if not mark and page.evaluate("document.activeElement !== document.body"):
                hidden[path] = page.evaluate("document.activeElement.outerHTML.slice(0, 80)")

    assert hidden == {}


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 256)])
def test_what_has_the_focus_is_not_behind_the_bar_that_saves(page, server, addresses, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(reduced_motion="reduce")
    covered = []
    for path in (path for path in addresses if path.endswith(("/facts", "/blanks", "/clauses/mon-gps-geolocation")) and "drafts" in path):
        page.goto(f"{server}/en{path}")
        bar = page.locator(".save-bar")
        assert bar.count() == 1
        for _ in range(70):
            page.keyboard.press("Tab")
            if bar.evaluate(
                "bar => { const e = document.activeElement, one = e.getBoundingClientRect(), two = bar.getBoundingClientRect();"
                " return !bar.contains(e) && one.bottom > two.top + 1 && one.top < two.bottom && one.right > two.left && one.left < two.right"
                " && one.height < two.top }"
            ):
                covered.append((path, page.evaluate("document.activeElement.outerHTML.slice(0, 80)")))

    assert covered == []


@pytest.mark.parametrize(("width", "language"), [(1280, "fi"), (390, "fi"), (390, "sv"), (390, "de")])
def test_text_at_twice_the_size_and_widely_spaced_still_fits(page, server, addresses, width, language):
    page.set_viewport_size({"width": width, "height": 900})
    wide = {}
    for path in addresses:
        page.goto(f"{server}/{language}{path}")
        for style in ("html { font-size: 200% !important }", SPACED):
            # the policy of the pages lets no style in from outside, so the sheet is put together by the browser itself
            page.evaluate("css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s] }", style)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide[path] = style
    assert wide == {}


def test_a_form_of_an_old_window_keeps_its_words(page, server, addresses):
    home = next(path for path in addresses if re.search(r"[0-9a-f]{32}/$", path))
    page.goto(f"{server}/en{home}facts")
    field = page.locator("input[name*='title']").first
    field.fill("Words typed before the session ended")
    page.context.clear_cookies()
    with page.expect_navigation():
        field.evaluate("node => node.form.requestSubmit()")
    assert "too old" in page.locator("h1").inner_text()
    with page.expect_navigation():
        page.get_by_role("button", name="Send it again").click()
    page.goto(f"{server}/en{home}")

    assert page.locator("h1").inner_text() == "Words typed before the session ended"


def test_reloading_after_saving_saves_nothing_more(page, server, addresses):
    home = next(path for path in addresses if re.search(r"[0-9a-f]{32}/$", path))
    page.goto(f"{server}/en{home}facts")
    field = page.locator("input[name*='title']").first
    field.fill("Saved once")
    with page.expect_navigation():
        field.evaluate("node => node.form.requestSubmit()")
    page.reload()
    page.goto(f"{server}/en{home}versions")

    assert page.locator("[id^='version-']").count() == 2


def test_what_is_pressed_with_a_thumb_is_large_enough_or_stands_apart(page, server, addresses):
    page.set_viewport_size({"width": 320, "height": 9000})  # so high that the bar that saves lies over nothing
    small = {}
    for path in addresses:
        page.goto(f"{server}/en{path}")
        found = Axe().run(page, options={"runOnly": {"type": "rule", "values": ["target-size"]}}).response
        assert found["passes"] or found["violations"], path
        if found["violations"]:
            small[path] = [node["target"] for node in found["violations"][0]["nodes"]][:4]

    assert small == {}


@pytest.mark.parametrize(("width", "wanted"), [(390, "auto"), (1400, "manual")])
def test_a_word_too_long_for_a_phone_may_part_at_a_syllable(page, server, width, wanted):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{server}/fi/clauses/dat-dpia")
    assert page.locator("h1").evaluate("heading => getComputedStyle(heading).hyphens") == wanted
    assert page.locator("h1").evaluate("heading => heading.closest('[lang]').lang") == "fi"
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
