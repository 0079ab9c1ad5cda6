"""A text that is too long is refused at its field, in whole, everywhere in the same words; nothing is ever cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pages import Page, Visitor, words

from drafting import changes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafting.draft import Draft
    from drafting.store import Store

GPS = "mon-gps-geolocation"
REMARK = "no-definitions:draft.clauses"
FIELDS: Mapping[str, tuple[str, str, str, int]] = {
    # the page's address, its form's address, the field (its name, its id where that is another), what is the most
    "note": (f"clauses/{GPS}", f"clauses/{GPS}?text=en", "note", 10_000),
    "value": ("clauses/skl-hierarchy", "clauses/skl-hierarchy?text=en", "blank-skl-hierarchy-main_agreement", 2000),
    "entries of a list": ("clauses/skl-scope", "clauses/skl-scope?text=en", "blank-skl-scope-services:blank-skl-scope-services-others", 200),
    "people who sign": ("facts", "facts", "party-0-people", 200),
    "title": ("facts", "facts", "title-en", 200),
    "chapter": ("", "chapter?text=en", "title:chapter-title", 200),
    "reason": ("", "dismiss", f"reason:reason-{REMARK.replace(':', '-').replace('.', '-')}", 300),
    "version": ("versions", "versions/1/name", "name:name-1", 100),
    "own words": ("own", "own", "words", 100_000),
    "own title": ("own", "own", "title", 200),
}


@pytest.fixture
def draft(visitor: Visitor, store: Store) -> Draft:
    """A draft on location data."""
    visitor.post("/en/drafts/new", template="location-protocol", language="en")
    made = store.get(store.summaries()[0].id)
    return store.save(changes.remove(made, "skl-definitions"), "clause removed")


def shown(page: Page, identity: str) -> str:
    """Return what stands in a field."""
    field = page.id(identity)
    return field.get("value") or "".join(field.itertext()).removeprefix("\n")


@pytest.mark.parametrize("name", FIELDS)
def test_what_is_too_long_stays_whole_in_its_field(visitor: Visitor, store: Store, draft: Draft, name: str) -> None:
    place, action, field, most = FIELDS[name]
    sent, _, identity = field.partition(":")
    address = f"/en/drafts/{draft.id}/{action}"
    form = visitor.get(f"/en/drafts/{draft.id}/{place}").form(address)
    if sent == "reason":
        form |= {"remark": REMARK}
    typed = "x" * (most + 1)
    page = visitor.post(address, form, status=422, **{sent: typed})
    assert shown(page, identity or sent) == typed
    assert f"Use at most {most:,} characters." in words(page.one("div", class_="error-summary"))
    assert f"Use at most {most:,} characters." in words(page.id(f"{identity or sent}-error"))
    assert store.get(draft.id) == draft


def test_the_names_of_downloads_are_refused_too(visitor: Visitor, draft: Draft) -> None:
    page = visitor.get(f"/en/drafts/{draft.id}/versions/1/redline?author={'x' * 101}", status=422)
    assert shown(page, "author") == "x" * 101
    assert "Use at most 100 characters." in words(page.id("author-error"))
    page = visitor.post(f"/en/drafts/{draft.id}/documents/shared/agreement", watermark="x" * 41)
    assert shown(page, "agreement-watermark") == "x" * 41
    assert "Words across each page: Use at most 40 characters." in page.main


def test_a_note_that_is_too_long_is_not_called_saved(visitor: Visitor, store: Store, draft: Draft) -> None:
    address = f"/en/drafts/{draft.id}/clauses/{GPS}"
    form = visitor.get(address).form(f"{address}?text=en") | {"note": "x" * 50_000}
    response = visitor.client.post(address, data=form, headers={"Accept": "application/json"})
    assert response.status_code == 200
    answer = response.get_json()
    assert answer["errors"] == {"note": "Use at most 10,000 characters."}
    assert "Note for your own side: Use at most 10,000 characters." in answer["state"]
    assert store.get(draft.id).private == {}


def test_words_whose_length_is_just_right_are_kept_whole(visitor: Visitor, store: Store, draft: Draft) -> None:
    address = f"/en/drafts/{draft.id}/clauses/{GPS}"
    visitor.post(f"{address}?text=en", visitor.get(address).form(f"{address}?text=en"), note="x" * 10_000)
    assert store.get(draft.id).private[GPS].note == "x" * 10_000
