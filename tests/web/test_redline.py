"""Two versions of a draft as a Word file with tracked changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from opened_word import Opened, W, value
from pages import Visitor

if TYPE_CHECKING:
    from drafting.draft import Draft
    from drafting.store import Store


@pytest.fixture
def draft(visitor: Visitor, store: Store) -> Draft:
    """A draft whose second version has one clause less, between a named employer and a union without a name."""
    visitor.post("/en/drafts/new", template="home-care", language="en", employer="Hoiva ry")
    identity = store.summaries()[0].id
    visitor.post(f"/en/drafts/{identity}/remove", clause="mon-lateness", revision="1")
    return store.get(identity)


def marks(visitor: Visitor, address: str) -> list[tuple[str, str]]:
    """Who deleted or inserted something in the document at an address, and what kind of change it was."""
    body = Opened(visitor.download(address).data).body
    return [(value(entry, "author"), entry.tag.removeprefix(W)) for entry in body.iter(f"{W}ins", f"{W}del")]


def test_a_version_is_downloaded_with_the_changes_since_then(visitor: Visitor, draft: Draft) -> None:
    page = visitor.get(f"/en/drafts/{draft.id}/versions")
    address = next(link for link in page.links() if "/redline" in link)
    response = visitor.download(address)

    assert "changes%20from%20version%201%20to%20version%202.docx" in response.headers["Content-Disposition"]
    assert set(marks(visitor, address)) == {("Hoiva ry", "del")}


def test_the_other_way_round_what_went_comes(visitor: Visitor, draft: Draft) -> None:
    assert {kind for _, kind in marks(visitor, f"/en/drafts/{draft.id}/versions/2/redline?with=1")} == {"ins"}


def test_the_name_given_once_is_remembered(visitor: Visitor, draft: Draft) -> None:
    page = visitor.get(f"/en/drafts/{draft.id}/versions/1")
    assert page.id("author").get("value") == "Hoiva ry"

    assert marks(visitor, f"/en/drafts/{draft.id}/versions/1/redline?author=Tehy%20ry%0A")[0][0] == "Tehy ry"
    assert marks(visitor, f"/en/drafts/{draft.id}/versions/1/redline")[0][0] == "Tehy ry"
    assert visitor.get(f"/en/drafts/{draft.id}/versions/1").id("author").get("value") == "Tehy ry"


def test_a_draft_in_two_languages_asks_for_one(visitor: Visitor, store: Store, draft: Draft) -> None:
    made = store.save(draft.changed(languages=("en", "fi")), "facts stated")
    page = visitor.get(f"/en/drafts/{made.id}/versions/1")

    assert [entry.get("value") for entry in page.id("text").iter() if str(entry.tag).endswith("option")] == ["en", "fi"]
    finnish = Opened(visitor.download(f"/en/drafts/{made.id}/versions/1/redline?with=2&text=fi").data)
    assert value(finnish.parts["word/styles.xml"].find(f".//{W}lang")) == "fi-FI"


@pytest.mark.parametrize("address", ["versions/99/redline", "versions/1/redline?with=99"])
def test_a_version_that_is_not_there_is_not_found(visitor: Visitor, draft: Draft, address: str) -> None:
    visitor.get(f"/en/drafts/{draft.id}/{address}", status=404)
