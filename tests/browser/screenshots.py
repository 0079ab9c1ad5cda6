"""Pictures of the main pages for README: make screenshots. Writes them beside this file, in pictures/."""

from __future__ import annotations

import io
import re
import shutil
import sys
import tempfile
import threading
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

sys.path.insert(0, str(Path(__file__).parents[2]))

from clauses import reader
from clauses.search.index import open_index
from drafting.store import open_store
from locales import LANGUAGES
from web import create_app
from web.services import Services
from web.settings import Settings

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Page

PICTURES = Path(__file__).parent / "pictures"
SIZE = {"width": 1200, "height": 800}


def application(home: Path) -> Flask:
    """Return the application over a home of its own."""
    library = reader.read()
    settings = Settings(home, f"sqlite:///{home / 'sopu.db'}", "k" * 48, tuple(LANGUAGES), testing=True)
    return create_app(settings, Services(settings, library, open_store(settings.database_url), open_index(library, settings.index)))


def answered(page: Page, draft: str, folder: Path) -> str:
    """Send the draft, change two periods in the file as the other side might, take it in, and return the address of what came back."""
    page.goto(f"{draft}/exchange")
    with page.expect_download() as waiting:
        page.locator("form[action$='/send'] button").first.click()
    sent, edited = zipfile.ZipFile(waiting.value.path()), io.BytesIO()
    with zipfile.ZipFile(edited, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sent.namelist():
            part = sent.read(name)
            if name == "word/document.xml":
                part = part.decode().replace("30\u00a0days", "60\u00a0days", 1).replace("7\u00a0days", "14\u00a0days", 1).encode()
            archive.writestr(name, part)
    file = folder / "answer.docx"
    file.write_bytes(edited.getvalue())
    page.set_input_files("input[name='file']", file)
    with page.expect_navigation():
        page.locator("form[action$='/receive'] button").first.click()
    return page.url


def main() -> None:
    """Take the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        home = Path(folder)
        server = make_server("127.0.0.1", 0, application(home), threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/en"
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.goto(f"{address}/example/")
        with page.expect_navigation():
            page.locator("main form button").first.click()
        draft = f"{address}/drafts/{re.search(r'[0-9a-f]{32}', page.url)[0]}"  # type: ignore[index]  # the address holds the id
        shots = {
            "search": f"{address}/clauses?q=GPS+tracking",
            "clause": f"{address}/clauses/mon-gps-geolocation",
            "draft": f"{draft}/",
            "answer": answered(page, draft, home),
        }
        for name, place in shots.items():
            page.goto(place)
            page.screenshot(path=PICTURES / f"{name}.png")
            print(f"{name}.png: {page.title()}")
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
