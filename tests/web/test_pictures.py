"""The pictures of the pages: that they show what the words beside them say."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pages import Visitor, tag, words

from drafting import starting
from web.present.standings import parts
from web.present.timeline import LEFT, RIGHT, SHOWN

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from flask import Flask
    from pages import Page

    from clauses.library import Library
    from drafting.draft import Draft
    from drafting.store import Store


@pytest.fixture
def draft(store: Store, library: Library) -> Draft:
    return store.create(starting.start(library, date(2027, 5, 12), ("en",), "location-protocol"))


def picture(page: Page, name: str) -> Element:
    """Return the one picture of a kind, after looking that nobody meets it by ear or by keyboard only."""
    (found,) = (element for element in page.root.iter() if tag(element) == "svg" and name in element.get("class", "").split())
    assert found.get("aria-hidden") == "true"
    assert all(link.get("tabindex") == "-1" for link in found.iter() if tag(link) == "a")
    return found


def links(element: Element) -> list[str]:
    return [link.get("href", "") for link in element.iter() if tag(link) == "a"]


def test_the_map_has_a_tile_for_each_statement_with_as_many_dots_as_clauses(visitor: Visitor, library: Library) -> None:
    page = visitor.get("/en/paper")
    tiles = {}
    for drawn in (element for element in page.root.iter() if tag(element) == "svg"):
        for link in (element for element in drawn.iter() if tag(element) == "a"):
            tiles[link.get("href", "").removeprefix("#")] = link
    assert list(tiles) == list(library.vocabulary.statements)
    for identity, tile in tiles.items():
        answers = [link for link in page.id(identity).iter() if tag(link) == "a"]
        dots = sum(tag(element) == "circle" for element in tile.iter())
        assert words(tile) == (f"{identity} {len(answers)}" if len(answers) > 5 else identity)
        assert dots == (len(answers) if len(answers) <= 5 else 0)
        assert tile.get("class") == f"covered-{min(len(answers), 3)}"


def test_the_bar_of_standings_fills_its_width_in_the_order_a_clause_goes(app: Flask) -> None:
    with app.test_request_context("/en/"):
        found, nothing = parts({"agreed": 1, "open": 2, "countered": 1}), parts({})

    assert [(part.name, part.number, part.x, part.width) for part in found] == [("open", 2, 0, 50), ("countered", 1, 50, 25), ("agreed", 1, 75, 25)]
    assert nothing == ()


def test_the_bar_leads_to_the_same_filters_as_the_words_below_it(visitor: Visitor, draft: Draft) -> None:
    board, home = f"/en/drafts/{draft.id}/exchange/board", f"/en/drafts/{draft.id}/"
    assert not [element for element in visitor.get(home).root.iter() if element.get("class") == "standings"], "all open says nothing"
    first = next(iter(draft.selections)).id
    page = visitor.post(board, revision=draft.revision, clause=first, standing="tentatively agreed")

    for shown in (page, visitor.get(home)):
        (chips,) = (found for found in shown.all("ul", class_="chips") if "tentatively agreed 1" in words(found))
        bar = [address.replace("%20", "+") for address in links(picture(shown, "standings"))]
        assert bar == [address for address in links(chips) if "standing=" in address]
        assert len(visitor.get(bar[-1]).all("ul", class_="board")[0].findall("{*}li")) == 1


def test_the_timeline_shows_who_answered_and_leads_to_the_files(visitor: Visitor, store: Store, draft: Draft) -> None:
    address = f"/en/drafts/{draft.id}/exchange"
    store.ledger.record(draft.id, "sent", b"1", "one.docx", revision=1)
    assert "timeline" not in visitor.get(address).html
    store.ledger.record(draft.id, "returned", b"2", "two.docx", side="employer", revision=1)
    page = visitor.get(address)
    drawn = picture(page, "timeline")

    spoken = [words(element) for element in drawn.iter() if tag(element) == "text"]
    assert spoken[:2] == ["Sent", "Returned: Employer side"]
    for link in links(drawn):
        assert page.id(link.removeprefix("#")) is not None
    places = [float(element.get("cx", "").rstrip("%")) for element in drawn.iter() if tag(element) == "circle"]
    assert places == [LEFT, RIGHT]


def test_a_long_negotiation_shows_its_newest_files(visitor: Visitor, store: Store, draft: Draft) -> None:
    numbers = [store.ledger.record(draft.id, "sent", b"%d" % number, f"{number}.docx", revision=1).id for number in range(SHOWN + 3)]
    drawn = picture(visitor.get(f"/en/drafts/{draft.id}/exchange"), "timeline")

    assert links(drawn) == [f"#file-{number}" for number in numbers[3:]]


def test_a_value_beside_its_field_stands_on_its_scale(visitor: Visitor, draft: Draft) -> None:
    page = visitor.get(f"/en/drafts/{draft.id}/clauses/mon-gps-geolocation")
    (field,) = (
        element
        for element in page.all("input")
        if element.get("name", "").startswith("blank-") and "retention" in element.get("name", "") and element.get("type") == "text"
    )
    question = next(element for element in page.all("div", class_="question") if field in list(element.iter()))
    (drawn,) = (element for element in question.iter() if tag(element) == "svg")

    assert "30" in [words(element) for element in drawn.iter() if element.get("class") == "figure"]
    assert re.search(r"Typical: .*60", words(question))


def test_a_limit_of_another_country_is_on_no_scale_of_the_draft(visitor: Visitor, store: Store, library: Library) -> None:
    foreign = [(c.id, n) for c in library.clauses.values() for n, b in c.blanks.items() if b.numeric and b.floor and b.floor.jurisdiction not in ("", "eu")]
    assert foreign
    clause, name = foreign[0]
    for country, drawn in ((library.clauses[clause].blanks[name].floor.jurisdiction, True), ("int", False)):  # type: ignore[union-attr]  # chosen for its floor
        draft = starting.start(library, date(2027, 5, 12), ("en",), "location-protocol").changed(jurisdiction=country)
        saved = store.create(draft)
        visitor.post(f"/en/drafts/{saved.id}/clauses", clause=clause, revision=saved.revision)
        assert ("legal floor" in visitor.get(f"/en/drafts/{saved.id}/clauses/{clause}").html) == drawn
