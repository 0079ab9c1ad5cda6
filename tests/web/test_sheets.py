"""Long pages in parts: nothing is lost between them, and every link leads to the part where its place stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from long_drafts import DEFINITIONS, LongDraft, long_draft
from pages import Page, Visitor, words

if TYPE_CHECKING:
    from clauses.library import Library
    from drafting.store import Store


@pytest.fixture
def made(store: Store, library: Library) -> LongDraft:
    """A draft of a hundred clauses and its exchange."""
    return long_draft(store, library)


def parts(visitor: Visitor, address: str) -> list[Page]:
    """Open every part of a page, from each the next one by its link."""
    found = [visitor.get(address)]
    while following := [element.get("href", "") for element in found[-1].all("a", rel="next")]:
        found.append(visitor.get(following[0]))
    return found


def ids(page: Page) -> set[str]:
    return {element.get("id", "") for element in page.root.iter()}


def test_the_parts_of_an_agreement_hold_all_of_it_once(visitor: Visitor, made: LongDraft) -> None:
    pages = parts(visitor, f"/en{made.home}")
    articles = [element.get("id", "") for page in pages for element in page.all("section", class_="article")]
    assert len(pages) > 2
    assert len(articles) == 100
    assert sorted(articles) == sorted(f"cl_{selection.id.replace('-', '_')}" for selection in made.draft.selections)
    assert [bool(page.all("section", class_="annex")) for page in pages] == [*[False] * (len(pages) - 1), True]
    assert [len(page.all("p", class_="agreement-title")) for page in pages] == [1, *[0] * (len(pages) - 1)]
    assert f"Part 2 of {len(pages)}." in pages[1].main
    assert f"Part 2 of {len(pages)} ends here. The whole agreement:" in pages[1].main


def test_a_part_that_there_is_not_is_the_nearest_one(visitor: Visitor, made: LongDraft) -> None:
    def begins(page: Page) -> str | None:
        return page.all("section", class_="article")[0].get("id")

    pages = parts(visitor, f"/en{made.home}")
    for asked, expected in (("0", 0), ("x", 0), ("²", 0), ("-1", 0), ("999", -1), ("9" * 30, 0)):
        assert begins(visitor.get(f"/en{made.home}?part={asked}")) == begins(pages[expected]), asked


def test_every_link_to_a_place_leads_to_the_part_where_it_stands(visitor: Visitor, made: LongDraft) -> None:
    for address in made.long_pages:
        pages = parts(visitor, f"/en{address}")
        assert len(pages) > 1, address
        across = 0
        for page in pages:
            for link in page.links():
                split = urlsplit(link)
                if not split.fragment or (split.path and split.path != urlsplit(f"/en{address}").path):
                    continue
                number = int(parse_qs(split.query)["part"][0]) if split.query else 0
                assert split.fragment in ids(pages[number - 1] if number else page), (address, link)
                across += bool(number)
        assert across, address


def test_the_next_part_comes_without_its_frame_and_says_how_to_go_on(visitor: Visitor, made: LongDraft) -> None:
    for address in made.long_pages:
        first, second, *_ = parts(visitor, f"/en{address}")
        (more,) = [element.get("data-hx-get", "") for element in first.all("nav") if element.get("id") == "sheet-end"]
        fragment = visitor.client.get(more).get_data(as_text=True)
        assert "<h1" not in fragment
        wanted = [element.get("id") for name in ("section", "li", "h2") for element in second.all(name) if element.get("id")]
        wanted = [anchor for anchor in wanted if re.match(r"cl_|clause-|part-|change-", anchor or "")]
        assert wanted
        assert all(f'id="{anchor}"' in fragment for anchor in wanted)
        assert ('id="sheet-end"' in fragment) == bool(second.all("a", rel="next"))


def test_a_short_draft_is_one_page_that_speaks_of_no_parts(visitor: Visitor, store: Store) -> None:
    visitor.post("/en/drafts/new", template="location-protocol", language="en")
    page = visitor.get(f"/en/drafts/{store.summaries()[0].id}/")
    assert not [element for element in page.root.iter() if "sheet-edge" in element.get("class", "")]
    assert not [link for link in page.links() if "part=" in link]
    assert "js/sheets.js" not in page.html


def test_the_other_language_begins_where_the_reader_was(visitor: Visitor, made: LongDraft) -> None:
    second = visitor.get(f"/fi{made.home}?part=2")
    first = second.all("section", class_="article")[0].get("id", "")
    assert f"/fi{made.home}?text=en&part=2#{first}" in second.links()


def test_a_clause_leads_back_to_its_part_of_the_agreement(visitor: Visitor, made: LongDraft) -> None:
    pages = parts(visitor, f"/en{made.home}")
    last = pages[-1].all("section", class_="article")[-1].get("id", "")
    page = visitor.get(f"/en{made.home}clauses/{last.removeprefix('cl_').replace('_', '-')}")
    assert f"/en{made.home}?text=en&part={len(pages)}#{last}" in page.links()


def test_a_clause_that_was_moved_leaves_the_reader_in_the_part(visitor: Visitor, made: LongDraft) -> None:
    page = visitor.get(f"/en{made.home}?part=2")
    action = next(form.get("action", "") for form in page.all("form") if "/move" in form.get("action", ""))
    response = visitor.client.post(action, data=page.form(action) | {"down": made.draft.selections[50].id})
    assert response.headers["Location"] == f"{urlsplit(action).path.removesuffix('move')}?at=51&part=2#arrange-51"


def test_a_move_on_the_board_returns_to_the_clause(visitor: Visitor, made: LongDraft) -> None:
    clause = made.draft.selections[99].id
    form = {"csrf": visitor.token(), "clause": clause, "standing": "agreed", "side": "union", "revision": "2"}
    location = visitor.client.post(f"/en{made.home}exchange/board", data=form).headers["Location"]
    assert location.endswith(f"#clause-{clause}")
    assert f"clause-{clause}" in ids(visitor.get(location))
    filtered = visitor.get(f"/en{made.home}exchange/board?standing=agreed")
    assert [element.get("id") for element in filtered.all("li") if element.get("id", "").startswith("clause-")] == [f"clause-{clause}"]


def test_an_answer_returns_to_its_change_in_its_part(visitor: Visitor, made: LongDraft) -> None:
    address = f"/en{made.home}exchange/{made.returned}"
    pages = parts(visitor, f"{address}?kind=silent")
    fields = {name: value for name, value in pages[1].form(f"{address}/answer").items() if name != "csrf"}
    location = visitor.client.post(f"{address}/answer", data=fields | {"csrf": visitor.token(), "act": "leave"}).headers["Location"]
    assert location.startswith(f"{address}?kind=silent&part=2#")
    assert location.partition("#")[2] in ids(visitor.get(location))


def test_a_term_leads_to_where_the_agreement_defines_it_else_to_the_guide(visitor: Visitor, made: LongDraft) -> None:
    second = visitor.get(f"/en{made.home}?part=2")
    terms = {element.get("href", "") for element in second.all("a", class_="term")}
    assert terms
    assert not second.all("span", class_="term")
    defined = ids(visitor.get(f"/en{made.home}"))
    for link in terms:
        assert link.startswith(f"/en{made.home}?part=1#term-")
        assert urlsplit(link).fragment in defined

    visitor.post(f"/en{made.home}remove", clause=DEFINITIONS, revision="2")
    guide = visitor.get("/en/guide")
    for element in visitor.get(f"/en{made.home}").all("a", class_="term"):
        link = urlsplit(element.get("href", ""))
        assert link.path == "/en/guide"
        assert words(guide.id(link.fragment))


def test_from_a_clause_of_ones_own_the_way_back_leads_to_its_place_in_the_agreement(visitor: Visitor, made: LongDraft) -> None:
    address = f"/en{made.home}own"
    page = visitor.post(address, visitor.get(address).form(address), title="Lateness", words="Our words.")
    first, *_rest = page.one("nav", class_="breadcrumb").iter("{http://www.w3.org/1999/xhtml}a")
    (told,) = [link.get("href", "") for link in page.all("a") if words(link) == "Back to the agreement"]
    assert first.get("href") == told
    there = visitor.get(told.partition("#")[0])
    assert "part=" in told
    assert words(there.id(told.partition("#")[2])).partition(" ")[2].startswith("Lateness")


def test_what_stands_beside_a_long_list_is_reached_without_passing_it(visitor: Visitor, made: LongDraft) -> None:
    board = visitor.get(f"/en{made.home}exchange/board").html
    assert board.index('id="packages"') < board.index('class="shelf board"') < board.index('id="sheet-end"')
    returned = visitor.get(f"/en{made.home}exchange/{made.returned}").html
    assert returned.index('href="#next"') < returned.index('class="change"') < returned.index('id="next"')
