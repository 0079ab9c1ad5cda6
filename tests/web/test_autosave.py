"""A page that saves by itself: the same way as its Save button, answered with the state in words; what cannot be read stays in its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pages import Page, Visitor

from drafting import changes
from drafting.negotiation import Party
from drafting.values import value_of

if TYPE_CHECKING:
    from clauses.library import Library
    from drafting.draft import Draft
    from drafting.store import Store

GPS = "mon-gps-geolocation"
RETENTION = f"blank-{GPS}-retention"
NOTICE = f"blank-{GPS}-notice"


@pytest.fixture
def draft(visitor: Visitor, store: Store) -> Draft:
    """A draft on location data."""
    visitor.post("/en/drafts/new", template="location-protocol", language="en")
    return store.get(store.summaries()[0].id)


def form_of(visitor: Visitor, draft: Draft, part: str, language: str = "en") -> tuple[str, dict[str, Any]]:
    """Return the address and the fields of the form of a page that saves by itself."""
    page = visitor.get(f"/{language}/drafts/{draft.id}/{part}")
    address = next(form.get("action", "") for form in page.all("form") if form.get("data-autosave") is not None)
    return address, page.form(address)


def sent(visitor: Visitor, address: str, form: dict[str, Any], status: int = 200, **fields: Any) -> dict[str, Any]:
    """Send a form the way the page does by itself, and return the answer."""
    response = visitor.client.post(address, data={**form, **fields}, headers={"Accept": "application/json"})
    assert response.status_code == status, response.get_data(as_text=True)
    answer: dict[str, Any] = response.get_json()
    return answer


def test_a_value_is_saved_and_the_next_save_goes_on_from_the_answer(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    address, form = form_of(visitor, draft, f"clauses/{GPS}")
    first = sent(visitor, address, form, **{RETENTION: "14"})
    assert first["state"].startswith("Saved ")
    assert first["state"].endswith(f"version {draft.revision + 1}")
    second = sent(visitor, address, form, revision=first["revision"], **{RETENTION: "15"})
    assert second["revision"] == draft.revision + 2
    assert value_of(store.get(draft.id), library, GPS, "retention") == 15
    assert "was saved" not in visitor.get("/en/drafts").main


def test_the_answer_brings_how_many_values_are_open(visitor: Visitor, draft: Draft) -> None:
    def told(page: Page) -> str:
        (place,) = [span for span in page.all("span") if span.get("data-open") is not None]
        return "".join(place.itertext()).strip()

    address, form = form_of(visitor, draft, f"clauses/{GPS}")
    before = told(visitor.get(address))
    answer = sent(visitor, address, form, **{f"{RETENTION}-open": "1"})
    assert answer["open"] == told(visitor.get(address)) != before


def test_the_state_is_said_in_the_reader_s_language(visitor: Visitor, draft: Draft) -> None:
    address, form = form_of(visitor, draft, "blanks", "fi")
    assert sent(visitor, address, form, **{RETENTION: "14"})["state"].startswith("Tallennettu ")


@pytest.mark.parametrize("part", [f"clauses/{GPS}", "blanks"])
def test_what_cannot_be_read_is_named_and_the_rest_is_saved(visitor: Visitor, store: Store, library: Library, draft: Draft, part: str) -> None:
    address, form = form_of(visitor, draft, part)
    answer = sent(visitor, address, form, **{RETENTION: "a fortnight", NOTICE: "6"})
    assert (
        answer["state"]
        == "Not saved: How long location data is kept: The unit of this field is “days”: write a number such as 30. Everything else on the page is saved."
    )
    assert answer["errors"] == {RETENTION: "The unit of this field is “days”: write a number such as 30."}
    stands = store.get(draft.id)
    assert stands.revision == answer["revision"] == draft.revision + 1
    assert value_of(stands, library, GPS, "notice") == 6
    assert value_of(stands, library, GPS, "retention") == value_of(draft, library, GPS, "retention")


def test_not_decided_yet_stays_an_answer_however_often_the_form_is_sent(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    address, form = form_of(visitor, draft, "blanks")
    answer = sent(visitor, address, form, **{RETENTION: "14", f"{RETENTION}-open": "1"})
    answer = sent(visitor, address, form, revision=answer["revision"], **{RETENTION: "", f"{RETENTION}-open": "1"})
    assert answer["fields"] == {RETENTION: "", f"{RETENTION}-open": True}
    answer = sent(visitor, address, form, revision=answer["revision"], **{RETENTION: ""})
    suggestion = value_of(draft, library, GPS, "retention")
    assert answer["fields"] == {RETENTION: str(suggestion), f"{RETENTION}-open": False}
    assert value_of(store.get(draft.id), library, GPS, "retention") == suggestion


def test_a_colleague_s_change_is_said_and_nothing_is_saved(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, form = form_of(visitor, draft, f"clauses/{GPS}")
    other = store.save(changes.fill(draft, GPS, {"retention": 25}), "clause filled")
    answer = sent(visitor, address, form, 409, **{RETENTION: "14"})
    assert answer["state"].startswith(f"Not saved: Version {other.revision} was saved meanwhile")
    assert answer["button"] == "Look at both and decide"
    assert store.get(draft.id) == other


def test_what_a_colleague_changed_elsewhere_is_taken_along_and_shown(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    address, form = form_of(visitor, draft, f"clauses/{GPS}")
    store.save(changes.fill(draft.changed(title={"en": "By a colleague"}), GPS, {"notice": 9}), "facts stated")
    answer = sent(visitor, address, form, **{RETENTION: "14"})
    stands = store.get(draft.id)
    assert stands.titled("en") == "By a colleague"
    assert [value_of(stands, library, GPS, name) for name in ("retention", "notice")] == [14, 9]
    notice = RETENTION.replace("retention", "notice")
    assert answer["fields"][notice] == "9"
    answer = sent(visitor, address, form, revision=answer["revision"], **{RETENTION: "15", notice: answer["fields"][notice]})
    assert [value_of(store.get(draft.id), library, GPS, name) for name in ("retention", "notice")] == [15, 9]


def test_a_position_a_colleague_chose_is_asked_about_for_the_page_cannot_show_it(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    address, form = form_of(visitor, draft, f"clauses/{GPS}")
    store.save(changes.choose(draft, library, GPS, "strong"), "clause filled")
    sent(visitor, address, form, 409, **{RETENTION: "14"})


def test_the_same_words_sent_twice_are_saved_once(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, form = form_of(visitor, draft, f"clauses/{GPS}")
    first, again = (sent(visitor, address, form, **{RETENTION: "14"}) for _ in range(2))
    assert first["revision"] == again["revision"] == store.get(draft.id).revision


def test_words_of_a_clause_are_saved(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, form = form_of(visitor, draft, f"clauses/{GPS}/words")
    sent(visitor, address, form, **{"words-en": "Nobody is followed."})
    selection = store.get(draft.id).selection(GPS)
    assert selection is not None
    assert selection.wording == {"en": "Nobody is followed."}
    answer = sent(visitor, address, form, **{"words-en": "x" * 100_001})
    assert answer["state"] == "Not saved: Use at most 100,000 characters."


def test_facts_are_saved_or_said_to_be_wrong(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, form = form_of(visitor, draft, "facts")
    answer = sent(visitor, address, form, **{"title-en": "Protocol on location"})
    assert store.get(draft.id).title["en"] == "Protocol on location"
    answer = sent(visitor, address, form, revision=answer["revision"], **{"term-from": "soon"})
    assert answer["state"] == "Not saved: Holds from: Write a date such as 31/12/2027. Everything else on the page is saved."
    assert answer["errors"] == {"term-from": "Write a date such as 31/12/2027."}


def test_a_change_that_cannot_be_made_is_said_and_the_page_goes_on(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, form = form_of(visitor, draft, f"clauses/{GPS}")
    answer = sent(visitor, address, form, **{"slot-nowhere": "strong"})
    assert answer["state"].startswith("Not saved: This change cannot be made")
    assert answer["errors"] == {}
    assert store.get(draft.id) == draft


def test_an_ended_session_and_a_draft_that_is_gone_are_said(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, form = form_of(visitor, draft, "blanks")
    assert sent(visitor, address, form, 403, csrf="of an old session")["button"] == "Send it again"
    store.delete(draft.id)
    assert sent(visitor, address, form, 404)["state"].startswith("Not saved: There is no such page")


def test_a_page_that_saves_by_itself_says_that_an_agreed_clause_is_open_again(visitor: Visitor, store: Store, draft: Draft) -> None:
    told = "was agreed. Its words changed, so it stands as proposed again."
    visitor.post(f"/en/drafts/{draft.id}/exchange/board", clause=GPS, standing="agreed", side="employer", note="", revision=str(draft.revision))
    address, form = form_of(visitor, draft, f"clauses/{GPS}")
    first = sent(visitor, address, form, **{RETENTION: "14"})
    assert told in first["state"]
    assert told not in sent(visitor, address, form, revision=first["revision"], **{RETENTION: "15"})["state"]
    assert visitor.get("/en/drafts").main.count(told) == 1
    assert told not in visitor.get("/en/drafts").main
    changed = store.get(draft.id).selection(GPS)
    assert changed is not None
    assert changed.standing == "proposed"


def test_a_party_is_followed_from_save_to_save_whatever_is_said_of_it_and_others(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, form = form_of(visitor, draft, "facts")
    new = f"party-{len(draft.parties)}"
    typed = {f"{new}-name-en": "Cooks"}
    for said in (
        {},
        {f"{new}-name-en": "Cooks and cleaners"},
        {"party-0-name-en": "City", f"{new}-people": "A. Aho"},
        {"term-from": "soon"},
        {"term-from": ""},
    ):
        typed |= said
        answer = sent(visitor, address, form, **typed)
        assert bool(answer.get("errors")) is (typed.get("term-from") == "soon")
        form |= {"revision": answer["revision"], **answer["fields"]}
    stands = store.get(draft.id).parties
    assert [party.named("en") for party in stands] == ["City", *(party.named("en") for party in draft.parties[1:]), "Cooks and cleaners"]
    assert stands[-1].signatories == ("A. Aho",)


def test_an_answer_that_was_lost_adds_no_party_twice_and_a_colleague_s_people_are_taken_along(visitor: Visitor, store: Store, draft: Draft) -> None:
    draft = store.save(draft.changed(parties=(Party(side="union", name={"en": "Nurses"}), Party(side="employer", name={"en": "City"}))), "facts stated")
    address, form = form_of(visitor, draft, "facts")
    typed = {"party-0-name-en": "All nurses", "party-2-name-en": "Cooks"}
    sent(visitor, address, form, **typed)
    answer = sent(visitor, address, form, **typed)
    form |= typed | {"revision": answer["revision"], **answer["fields"]}
    stands = store.get(draft.id)
    assert [party.named("en") for party in stands.parties] == ["All nurses", "City", "Cooks"]
    city = stands.parties[1].model_copy(update={"signatories": ("B. Boe",)})
    store.save(stands.changed(parties=(stands.parties[0], city, stands.parties[2])), "facts stated")
    answer = sent(visitor, address, form, **{"party-0-people": "A. Aho"})
    assert answer["fields"]["party-1-people"] == "B. Boe"
    assert [party.signatories for party in store.get(draft.id).parties] == [("A. Aho",), ("B. Boe",), ()]
    sent(visitor, address, form | {"revision": answer["revision"], "party-0-people": "A. Aho"} | answer["fields"], **{"party-1-people": "C. Coe"})
    assert [party.signatories for party in store.get(draft.id).parties] == [("A. Aho",), ("C. Coe",), ()]
