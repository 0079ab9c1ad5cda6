"""A draft shared on a network, in real browsers: the link lets its person in, and nobody is kept out of the pages."""

from __future__ import annotations

import re
import socket
import threading
from dataclasses import replace
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from werkzeug.serving import make_server

from drafting import starting
from locales import LANGUAGES
from web import create_app
from web.access import owner_link
from web.services import Services

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def server(app, library, store, index):
    """The address of the application as people on a network reach it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = replace(app.extensions["sopu"].settings, address=f"http://127.0.0.1:{port}")
    running = make_server("127.0.0.1", port, create_app(settings, Services(settings, library, store, index)), threaded=True)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield settings
    running.shutdown()
    thread.join()
    running.server_close()


@pytest.fixture
def draft(store, library):
    """A draft of the owner."""
    return store.create(starting.start(library, date(2027, 5, 12), ("en",), "location-protocol"))


def let_in(page, address, name, level):
    """Share a draft with someone and return their link."""
    page.goto(address)
    page.fill("#name", name)
    page.check(f"#{level}-new")
    with page.expect_navigation():
        page.get_by_role("button", name="Let in").click()
    return page.locator("#made-link").inner_text()


def test_a_link_lets_its_person_in_and_leaves_the_address_bar(page, server, draft, chromium):
    page.goto(owner_link(server))
    page.wait_for_url("**/en/drafts")
    share = f"{server.address}/en/drafts/{draft.id}/share"
    link = let_in(page, share, "Maria", "edit")
    context = chromium.new_context()
    theirs = context.new_page()
    theirs.goto(link)
    theirs.wait_for_url("**/en/drafts")
    code = link.partition("#")[2]
    theirs.go_back()
    assert code not in theirs.url
    theirs.goto(f"{server.address}/en/drafts/{draft.id}/facts")
    theirs.fill("#title-en", "By Maria")
    with theirs.expect_navigation():
        theirs.get_by_role("button", name="Save the facts").last.click()
    page.goto(f"{server.address}/en/drafts/{draft.id}/versions")
    assert "Maria" in page.locator("#version-2").inner_text()
    page.goto(share)
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Withdraw")).click()
    theirs.goto(f"{server.address}/en/drafts/{draft.id}/facts")
    assert theirs.url.startswith(f"{server.address}/en/enter?next=")
    context.close()


def test_who_is_in_stays_who_they_are_until_they_press(page, server, draft):
    page.goto(owner_link(server))
    page.wait_for_url("**/en/drafts")
    link = let_in(page, f"{server.address}/en/drafts/{draft.id}/share", "Maria", "read")
    page.goto(link)
    assert "You are here as the owner." in page.locator("main").inner_text()
    with page.expect_navigation():
        page.keyboard.press("Enter")  # the button has the focus
    page.goto(f"{server.address}/en/enter")
    assert "You are here as Maria." in page.locator("main").inner_text()


def test_without_scripts_the_link_is_pasted(server, draft, chromium, page):
    page.goto(owner_link(server))
    page.wait_for_url("**/en/drafts")
    link = let_in(page, f"{server.address}/en/drafts/{draft.id}/share", "Maria", "read")
    context = chromium.new_context(java_script_enabled=False)
    theirs = context.new_page()
    theirs.goto(f"{server.address}/en/drafts/{draft.id}/")
    theirs.fill("#code", link)
    theirs.get_by_role("button", name="Come in").click()
    assert theirs.url == f"{server.address}/en/drafts/{draft.id}/"
    assert "You may read this draft" in theirs.locator("main").inner_text()
    assert not theirs.get_by_text("Move up").first.is_visible()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_kept_out_of_the_pages_of_sharing(page, server, draft, language, chromium):
    page.goto(owner_link(server))
    page.wait_for_url("**/en/drafts")
    share = f"{server.address}/{language}/drafts/{draft.id}/share"
    link = let_in(page, share.replace(f"/{language}/", "/en/"), "Maria", "read")
    context = chromium.new_context()
    reader, stranger = context.new_page(), chromium.new_context().new_page()
    reader.goto(link)
    reader.wait_for_url("**/en/drafts")
    found = {}
    for who, paths in ((page, ("share",)), (reader, ("share", "", "exchange", "exchange/board", "documents")), (stranger, ("share",))):
        for path in (*paths, "../../enter"):
            who.set_viewport_size({"width": 320, "height": 800})
            who.goto(f"{server.address}/{language}/drafts/{draft.id}/{path}")
            assert who.evaluate("document.documentElement.scrollWidth") <= 320, (path, who.url)
            violations = Axe().run(who, options=RULES).response["violations"]
            if violations:
                found[who.url] = [(entry["id"], entry["nodes"][0]["target"]) for entry in violations]
    stranger.context.close()
    context.close()
    assert found == {}
