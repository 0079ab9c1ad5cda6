"""Home, the position paper, the guide, and what this is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from pages import Visitor, words

from drafting import starting
from drafting.draft import PrivateNote

if TYPE_CHECKING:
    from flask import Flask

    from clauses.library import Library
    from drafting.store import Store


def test_home_offers_search_themes_and_starting_points(visitor: Visitor, library: Library) -> None:
    page = visitor.get("/en/")
    assert [form.get("action") for form in page.all("form")] == ["/en/table-mode", "/en/clauses"]
    monitoring = sum(library.theme(clause) == "monitoring" for clause in library.clauses)
    assert f"{monitoring} clauses" in page.main
    assert "/en/clauses?theme=monitoring" in page.links()
    assert "/en/drafts/new?template=home-care" in page.links()
    assert "Continue a draft" not in page.main


def test_home_leads_back_to_the_drafts_changed_last(visitor: Visitor, store: Store, library: Library) -> None:
    draft = store.create(starting.start(library, date(2027, 5, 12), ("en",), title={"en": "<b>Night work</b>"}))
    page = visitor.get("/en/")
    assert f"/en/drafts/{draft.id}/" in page.links()
    assert "<b>Night work</b>" in page.main


def test_the_root_leads_to_the_language_of_the_browser_and_then_to_the_one_chosen(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/", headers={"Accept-Language": "fi"}).headers["Location"] == "/fi/"
    client.get("/en/guide")
    assert client.get("/", headers={"Accept-Language": "fi"}).headers["Location"] == "/en/"


def test_the_other_language_is_one_link_away_and_keeps_the_question(visitor: Visitor) -> None:
    assert "/fi/clauses?q=gps&theme=monitoring&theme=ai" in visitor.get("/en/clauses?q=gps&theme=monitoring&theme=ai").links()


def test_the_position_paper_shows_every_statement_and_its_clauses(visitor: Visitor, library: Library) -> None:
    page = visitor.get("/en/paper")
    for statement in library.vocabulary.statements:
        assert page.id(statement) is not None
    answered = {statement for clause in library.clauses.values() for statement in clause.statements}
    assert f"{len(answered)} of 78 statements have a written clause." in page.main
    assert "/en/clauses/mon-gps-geolocation" in page.links()
    assert ("(planned)" in page.main) == any(library.planned())


def test_the_guide_explains_positions_marks_and_terms_in_the_readers_language(visitor: Visitor) -> None:
    page = visitor.get("/fi/guide")
    assert "Tasapainoinen" in page.main
    assert page.all("dt")
    assert words(page.one("table").find(".//{*}th")) == "suomi"
    assert page.id("marks") is not None


@pytest.mark.parametrize("language", ["en", "fi"])
def test_a_defined_term_leads_to_its_entry_in_the_guide_and_back_to_the_clause(visitor: Visitor, library: Library, language: str) -> None:
    clause = f"/{language}/clauses/mon-gps-geolocation"
    term = next(link for link in visitor.get(f"{clause}?position=strong").all("a") if link.get("class") == "term")
    guide = visitor.get(term.get("href", ""))
    entry = guide.id(term.get("href", "").partition("#")[2])
    back = next(element for element in entry.iter() if element.get("href"))
    assert library.title("mon-gps-geolocation", language) in words(back)
    assert "position=strong" in back.get("href", "")
    assert visitor.get(back.get("href", "")).one("h1") is not None
    assert "Back to" not in visitor.get("/en/guide?term=monitoring&clause=nothing").main


def test_about_names_licences_privacy_and_the_day_of_the_accessibility_statement(visitor: Visitor, tmp_path: object) -> None:
    page = visitor.get("/en/about")
    for said in ("EUPL-1.2", "CC0 1.0", str(tmp_path), "24 November 2026", "No lawyer"):
        assert said in page.main


def test_table_mode_keeps_everything_private_off_the_pages_and_loses_nothing(app: Flask, store: Store, library: Library) -> None:
    note = PrivateNote(note="we would take 45 days", opening="strong")
    draft = store.create(starting.start(library, date(2027, 5, 12), ("en",), "location-protocol", private={"dat-retention": note}))
    visitor = Visitor(app)
    addresses = [
        f"/en/drafts/{draft.id}/",
        f"/en/drafts/{draft.id}/exchange/board",
        f"/en/drafts/{draft.id}/clauses/dat-retention",
        f"/en/drafts/{draft.id}/file?private=1",
    ]
    assert any("45 days" in visitor.client.get(address).get_data(as_text=True) for address in addresses)

    visitor.post("/en/table-mode", on="1")
    for address in addresses:
        assert "45 days" not in visitor.client.get(address).get_data(as_text=True), address
    assert "Nothing private is on this page." in visitor.get(addresses[0]).text
    assert "INTERNAL" not in visitor.get(f"/en/drafts/{draft.id}/documents").main
    assert visitor.client.post(f"/en/drafts/{draft.id}/documents/internal/agreement", data={"csrf": visitor.token()}).status_code == 404
    form = visitor.get(f"/en/drafts/{draft.id}/clauses/dat-retention").form(f"/en/drafts/{draft.id}/clauses/dat-retention?text=en")
    visitor.post(f"/en/drafts/{draft.id}/clauses/dat-retention", {**form, "position": "strong"})

    changed = store.get(draft.id)
    assert changed.selection("dat-retention").position == "strong"  # type: ignore[union-attr]  # it was saved above
    assert changed.private["dat-retention"] == note
    visitor.post("/en/table-mode", on="0")
    assert "45 days" in visitor.get(addresses[1]).html


@pytest.mark.parametrize("tongue", ["en", "fi"])
def test_the_guided_example_is_a_real_draft_and_every_step_of_it_opens(app: Flask, store: Store, tongue: str) -> None:
    visitor = Visitor(app)
    assert f"/{tongue}/example/" in visitor.get(f"/{tongue}/").links()

    page = visitor.post(f"/{tongue}/example/")
    (draft,) = store.summaries()
    steps = [link for link in page.links() if f"/drafts/{draft.id}" in link]

    assert len(steps) == 6
    for link in steps:
        answer = visitor.client.get(link)
        assert answer.status_code == 200, link
        assert answer.mimetype != "text/html" or f"/{tongue}/example/?draft={draft.id}" in answer.text
    assert store.get(draft.id).languages == (tongue,)
    assert draft.id not in visitor.get(f"/{tongue}/example/?draft=nothing").html
