"""Every page in both languages, light and dark, wide and narrow: what keeps people out of it."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from locales import LANGUAGES

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_keeps_anyone_out(page, server, addresses, language, scheme):
    page.emulate_media(color_scheme=scheme)
    found = {}
    for path in addresses:
        page.goto(f"{server}/{language}{path}")
        violations = Axe().run(page, options=RULES).response["violations"]
        if violations:
            found[path] = [(entry["id"], entry["nodes"][0]["target"]) for entry in violations]

    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_wider_than_a_phone(page, server, addresses, language):
    page.set_viewport_size({"width": 320, "height": 800})
    wide = {}
    for path in addresses:
        page.goto(f"{server}/{language}{path}")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[path] = width

    assert wide == {}


def test_no_page_asks_another_host(page, server, addresses):
    hosts = set()
    page.on("request", lambda request: hosts.add(re.match(r"\w+://[^/]*|data:", request.url)[0]))
    for path in addresses:
        page.goto(f"{server}/en{path}")

    assert hosts <= {server, "data:"}


@pytest.mark.parametrize("width", [320, 1440])
def test_the_ways_to_send_an_offer_stand_apart_and_can_be_hit(page, server, home, width):
    page.goto(f"{server}/en{home}facts")
    for tag in ("fi", "sv"):
        page.check(f"[name='in-{tag}']")
    with page.expect_navigation():
        page.get_by_role("button", name="Save the facts").last.click()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{server}/en{home}exchange")
    targets = [target.bounding_box() for target in page.locator("section[aria-labelledby='send-heading'] :is(button, summary):visible").all()]
    assert len(targets) == 6, targets  # in each language, in two columns with each of the others, and with tracked changes
    for place, one in enumerate(targets):
        assert min(one["width"], one["height"]) >= 24
        for other in targets[:place]:
            across = max(one["x"] - other["x"] - other["width"], other["x"] - one["x"] - one["width"])
            down = max(one["y"] - other["y"] - other["height"], other["y"] - one["y"] - one["height"])
            assert max(across, down) >= 7, (one, other)
