"""Favourites and the clauses used last: kept by a star, shown where one begins, forgotten when told, never at the table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from pages import Visitor, words

from drafting import starting

if TYPE_CHECKING:
    from pages import Page

    from clauses.library import Library
    from drafting.store import Store

GPS, DPIA = "mon-gps-geolocation", "dat-dpia"
HERE = {"Referer": "http://localhost/en/clauses?q=GPS&page=1"}


def star(page: Page, clause: str) -> str:
    return words(page.id(f"star-{clause}"))


def test_a_star_says_what_it_does_and_leads_back_to_itself_where_one_stood(visitor: Visitor, store: Store, library: Library) -> None:
    page = visitor.get("/en/clauses?q=GPS")
    assert star(page, GPS) == f"Keep as a favourite: {library.title(GPS, 'en')}"
    response = visitor.client.post("/en/favourites", data={"csrf": visitor.token(), "keep": GPS}, headers=HERE)
    assert response.headers["Location"] == f"/en/clauses?q=GPS&page=1#star-{GPS}"
    assert store.bookmarks.favourites() == [GPS]
    for address in ("/en/clauses?q=GPS", f"/en/clauses/{GPS}"):
        assert star(visitor.get(address), GPS).startswith("No longer a favourite")

    visitor.post("/en/favourites", drop=GPS)
    assert store.bookmarks.favourites() == []


def test_a_page_with_a_script_takes_the_star_alone(visitor: Visitor) -> None:
    response = visitor.client.post("/en/favourites", data={"csrf": visitor.token(), "keep": GPS}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert response.get_data(as_text=True).strip().startswith("<button")
    assert "No longer a favourite" in response.get_data(as_text=True)


@pytest.mark.parametrize("fields", [{}, {"keep": "no-such-clause"}, {"drop": "<b>"}])
def test_what_is_no_clause_cannot_be_kept(visitor: Visitor, store: Store, fields: dict[str, str]) -> None:
    visitor.post("/en/favourites", fields, status=404)
    assert store.bookmarks.favourites() == []


def test_home_and_the_search_show_what_is_at_hand_and_only_then(visitor: Visitor, store: Store, library: Library) -> None:
    for address in ("/en/", "/en/clauses"):
        assert "Recently used" not in visitor.get(address).main
        assert "Favourites" not in visitor.get(address).main
    visitor.get(f"/en/clauses/{DPIA}")
    visitor.get(f"/en/clauses/{GPS}")
    store.bookmarks.keep(DPIA)
    store.bookmarks.keep("a-clause-that-left")
    store.bookmarks.use("a-clause-that-left")
    for address in ("/en/", "/en/clauses"):
        used = next(section for section in visitor.get(address).all("section") if section.get("aria-labelledby") == "used")
        assert [words(link) for link in used.iter() if link.get("href")] == [library.title(clause, "en") for clause in (GPS, DPIA)]
        assert f"Favourites {library.title(DPIA, 'en')}" in visitor.get(address).main
    assert "Recently used" not in visitor.get("/en/clauses?q=GPS").main

    page = visitor.post("/en/favourites/forget")
    assert "The list of clauses used last is empty." in page.main
    assert "Recently used" not in page.main
    assert store.bookmarks.favourites() == ["a-clause-that-left", DPIA]


def test_a_clause_put_into_a_draft_is_recently_used(visitor: Visitor, store: Store, library: Library) -> None:
    draft = store.create(starting.start(library, date(2027, 5, 12), ("en",)))
    visitor.post("/en/drafts/clauses", draft=draft.id, clause=GPS, position="strong")
    assert store.bookmarks.recent() == [GPS]


def test_favourites_only_is_a_filter_with_a_chip_that_keeps_the_words(visitor: Visitor, store: Store) -> None:
    assert "Favourites only" not in visitor.get("/en/clauses?q=data").main
    for clause in (GPS, DPIA):
        store.bookmarks.keep(clause)
    page = visitor.get("/en/clauses?q=location&favourites=1")
    assert {element.get("id") for element in page.all("button", class_="star")} <= {f"star-{GPS}", f"star-{DPIA}"}
    assert page.id("favourites-only").get("checked") is not None
    chip = next(link for link in page.all("a") if "Favourites only" in words(link))
    assert chip.get("href") == "/en/clauses?q=location"
    assert "favourites=1" in next(link for link in page.all("a") if words(link) == "suomi").get("href", "")


def test_favourites_only_without_favourites_says_what_there_is_without_the_filter(visitor: Visitor) -> None:
    page = visitor.get("/en/clauses?q=GPS&favourites=1")
    assert "No clause was found" in page.main
    assert any(words(link).startswith("Without the filter “Favourites only”:") for link in page.all("a"))


def test_table_mode_shows_no_favourites_and_notes_nothing(visitor: Visitor, store: Store) -> None:
    store.bookmarks.keep(GPS)
    store.bookmarks.use(DPIA)
    visitor.post("/en/table-mode", on="1")
    for address in ("/en/", "/en/clauses", "/en/clauses?q=GPS&favourites=1", f"/en/clauses/{GPS}"):
        page = visitor.get(address)
        assert not page.all("button", class_="star")
        for said in ("Favourites", "Recently used", "favourite"):
            assert said not in page.main, address
    assert len(visitor.get("/en/clauses?q=GPS&favourites=1").all("ol", class_="hits")[0]) > 1
    assert store.bookmarks.recent() == [DPIA]
    assert store.bookmarks.favourites() == [GPS]
