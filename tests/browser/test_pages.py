"""Every page in both languages, light and dark, wide and narrow: what keeps people out of it."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PATHS = [
    "/",
    "/clauses",
    "/clauses?q=GPS&theme=monitoring",
    "/clauses?q=xqzzyt",
    "/clauses/mon-gps-geolocation",
    "/clauses/skl-signatures?position=balanced",
    "/paper",
    "/guide",
    "/about",
    "/drafts",
    "/drafts/new",
    "/nowhere",
]
INSIDE = ["/", "/facts", "/blanks", "/versions", "/clauses/mon-gps-geolocation", "/clauses/skl-parties", "/own", "/exchange", "/exchange/board"]


@pytest.fixture
def addresses(page, server):
    """Every address of the application, those inside a draft with a draft made for it."""
    page.goto(f"{server}/en/drafts/new")
    page.check("input[value='home-care']")
    page.locator("main form").first.evaluate("form => form.requestSubmit()")
    page.wait_for_url(re.compile(r"/drafts/[0-9a-f]{32}/"))
    identity = re.search(r"[0-9a-f]{32}", page.url)[0]
    return [*PATHS, *(f"/drafts/{identity}{inside}" for inside in INSIDE)]


@pytest.mark.parametrize("language", ["en", "fi"])
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


@pytest.mark.parametrize("language", ["en", "fi"])
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
