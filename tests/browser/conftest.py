"""A real browser against a real server. Where Chromium is missing the tests are skipped with the reason; in CI that is a failure."""

from __future__ import annotations

import os
import re
import shutil
import threading
from typing import TYPE_CHECKING

import pytest
from pages import INSIDE, PATHS
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from playwright.sync_api import Browser, Page

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium of the system."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing; on Debian: apt-get install chromium")
        pytest.skip("Chromium is missing; on Debian: apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def server(app: Flask) -> Iterator[str]:
    """The address of the application, served in a thread."""
    running = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    thread.join()
    running.server_close()


@pytest.fixture
def page(chromium: Browser, server: str) -> Iterator[Page]:  # the server outlives the page, which may save when it is closed
    """A page that remembers every complaint of the browser and lets none pass."""
    context = chromium.new_context(viewport={"width": 1400, "height": 1000}, accept_downloads=True)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    # a page that answers 409, 413 or 422 on purpose is no complaint
    assert [words for words in complaints if "status of 4" not in words] == []


@pytest.fixture
def addresses(page: Page, server: str) -> list[str]:
    """Every address of the application, those inside a draft with a draft made for it."""
    page.goto(f"{server}/en/drafts/new")
    page.check("input[value='home-care']")
    page.locator("main form").first.evaluate("form => form.requestSubmit()")
    page.wait_for_url(re.compile(r"/drafts/[0-9a-f]{32}/"))
    identity = page.url.split("/")[-2]
    return [*PATHS, "/clauses/skl-signatures?position=balanced", *(f"/drafts/{identity}{inside}" for inside in (*INSIDE, "/clauses/skl-parties"))]


@pytest.fixture
def home(addresses: list[str]) -> str:
    """The address of the draft, without the language."""
    return next(path for path in addresses if re.search(r"[0-9a-f]{32}/$", path))
