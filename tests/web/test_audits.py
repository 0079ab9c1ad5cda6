"""What page auditors look at that needs no browser: description, scaling, files that may be kept, links that lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urldefrag

import pytest
from pages import Visitor

if TYPE_CHECKING:
    pass

PATHS = ("/", "/clauses", "/clauses/mon-gps-geolocation", "/paper", "/guide", "/about", "/drafts", "/drafts/new", "/example/")


@pytest.mark.parametrize("path", PATHS)
def test_a_page_describes_itself_can_be_enlarged_and_is_not_kept(visitor: Visitor, path: str) -> None:
    page = visitor.get(f"/en{path}")
    said = {meta.get("name"): meta.get("content", "") for meta in page.all("meta")}
    assert 20 <= len(said["description"]) <= 320
    assert said["viewport"] == "width=device-width, initial-scale=1"
    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.response.headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_file_of_our_own_may_be_kept_for_good_because_its_address_changes_with_it(visitor: Visitor) -> None:
    page = visitor.get("/en/")
    files = [link.get("href", "") for link in page.all("link") if link.get("rel") != "canonical"] + [script.get("src", "") for script in page.all("script")]
    assert len(files) > 3
    for address in files:
        response = visitor.download(address)
        assert "immutable" in response.headers["Cache-Control"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "?" in address
        response.close()
    assert all(script.get("defer") is not None for script in page.all("script")), "no script holds the page up"


@pytest.mark.parametrize("path", PATHS)
def test_every_link_of_a_page_leads_to_a_page_and_to_a_place_on_it(visitor: Visitor, path: str) -> None:
    page = visitor.get(f"/en{path}")
    ids = {element.get("id") for element in page.root.iter()}
    for link in set(page.links()):
        address, place = urldefrag(link)
        if not address:
            assert place in ids, link
        elif address.startswith("/en/") and ".docx" not in address and "?" not in address:
            assert visitor.client.get(address, follow_redirects=True).status_code == 200, link
