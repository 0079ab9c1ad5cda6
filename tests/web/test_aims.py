"""Our opening, target and fallback: entered beside the private note, shown where only our side looks."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from pages import Page, Visitor, words

from drafting.draft import PrivateNote, dumps

if TYPE_CHECKING:
    from drafting.draft import Draft
    from drafting.store import Store

GPS = "mon-gps-geolocation"


@pytest.fixture
def draft(visitor: Visitor, store: Store) -> Draft:
    """A draft on location data."""
    visitor.post("/en/drafts/new", template="location-protocol", language="en")
    return store.get(store.summaries()[0].id)


def form_of(visitor: Visitor, draft: Draft, language: str = "en") -> tuple[str, Page, dict[str, Any]]:
    """Return the address, the page and the fields of the clause's form."""
    address = f"/{language}/drafts/{draft.id}/clauses/{GPS}?text=en"
    page = visitor.get(address)
    return address, page, page.form(address)


def disclosure(page: Page) -> Any:
    """Return the disclosure the fields stand in."""
    return next(found for found in page.all("details", class_="private") if "Our opening" in words(found))


def test_they_are_typed_the_reader_s_way_and_kept(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, _, form = form_of(visitor, draft, "fi")
    visitor.post(address, form, **{"opening": "strong", "target-retention": "7,5", "fallback-retention": "45"})
    assert store.get(draft.id).private == {GPS: PrivateNote(opening="strong", target={"retention": 7.5}, fallback={"retention": 45})}
    _, page, form = form_of(visitor, draft)
    assert disclosure(page).get("open") is not None
    assert (form["target-retention"], form["fallback-retention"]) == (["7.5"], ["45"])


def test_closed_and_empty_nothing_is_suggested_and_nothing_kept(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, page, form = form_of(visitor, draft)
    assert disclosure(page).get("open") is None
    assert {value for name, values in form.items() if name.startswith(("target-", "fallback-", "opening")) for value in values} == {""}
    visitor.post(address, form, **{"target-retention": "14"})
    address, _, form = form_of(visitor, draft)
    visitor.post(address, form, **{"target-retention": ""})
    assert store.get(draft.id).private == {}


def test_what_cannot_be_read_is_said_at_its_field_and_the_rest_is_saved_by_itself(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, _, form = form_of(visitor, draft)
    wrong = {"target-retention": "a fortnight", "fallback-retention": "45"}
    page = visitor.post(address, form, status=422, **wrong)
    assert page.id("target-retention").get("value") == "a fortnight"
    assert page.id("target-retention").get("aria-describedby", "").strip() == "target-retention-error"
    assert "Our target: how long location data is kept: The unit of this field is “days”: write a number such as 30." in words(
        page.one("div", class_="error-summary")
    )
    response = visitor.client.post(address, data={**form, **wrong, "revision": store.get(draft.id).revision}, headers={"Accept": "application/json"})
    assert response.status_code == 200
    assert response.get_json()["errors"] == {"target-retention": "The unit of this field is “days”: write a number such as 30."}
    assert store.get(draft.id).private == {GPS: PrivateNote(fallback={"retention": 45})}


def test_our_side_sees_them_and_no_shared_file_has_them(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, _, form = form_of(visitor, draft)
    visitor.post(address, form, **{"target-retention": "111", "fallback-retention": "222"})

    def text(audience: str) -> str:
        response = visitor.client.post(f"/en/drafts/{draft.id}/documents/{audience}/agreement", data={"csrf": visitor.token()})
        with zipfile.ZipFile(io.BytesIO(response.data)) as archive:
            return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())

    board = visitor.get(f"/en/drafts/{draft.id}/exchange/board").main
    for number in ("111", "222"):
        assert number in board
        assert number in text("internal")
        assert f">{number}" not in text("shared")
        assert number not in dumps(store.get(draft.id).shared()).replace(draft.id, "")


def test_the_board_shows_our_opening_beside_the_aims_and_not_at_the_table(visitor: Visitor, store: Store, draft: Draft) -> None:
    store.save(draft.changed(private={GPS: PrivateNote(opening="strong", target={"retention": 111})}), "clause filled")
    board = f"/en/drafts/{draft.id}/exchange/board"
    assert "For your own side only: opening Strong" in visitor.get(board).main
    store.save(draft.changed(private={GPS: PrivateNote(opening="strong")}, revision=store.get(draft.id).revision), "clause filled")
    assert "For your own side only: opening Strong" in visitor.get(board).main
    visitor.post("/en/table-mode", on="1")
    assert "opening Strong" not in visitor.get(board).main
