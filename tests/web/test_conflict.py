"""Two windows on one draft: only what a reader changed is laid over the present version, and what both changed is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from pages import Page, Visitor, words

from drafting import changes
from drafting.negotiation import Party
from drafting.values import value_of

if TYPE_CHECKING:
    from flask import Flask

    from clauses.library import Library
    from drafting.draft import Draft
    from drafting.store import Store

GPS = "mon-gps-geolocation"
RETENTION, NOTICE = f"blank-{GPS}-retention", f"blank-{GPS}-notice"


@pytest.fixture
def draft(visitor: Visitor, store: Store) -> Draft:
    """A draft on location data."""
    visitor.post("/en/drafts/new", template="location-protocol", language="en")
    return store.get(store.summaries()[0].id)


def form_of(visitor: Visitor, draft: Draft, part: str) -> tuple[str, dict[str, Any]]:
    """Return the address and the fields of the form of a page that keeps what is typed."""
    page = visitor.get(f"/en/drafts/{draft.id}/{part}")
    address = next(form.get("action", "") for form in page.all("form") if form.get("data-guard") is not None)
    return address, page.form(address)


def second(page: Page, address: str) -> dict[str, Any]:
    """Return the fields of the page of a conflict as it came."""
    assert "Someone saved this draft" in page.main
    fields = page.form(address)
    fields.update({name: "mine" for name in fields if name.startswith("keep-")})
    return fields


@pytest.mark.parametrize("part", [f"clauses/{GPS}", "blanks"])
def test_what_only_the_colleague_changed_stays(visitor: Visitor, store: Store, library: Library, draft: Draft, part: str) -> None:
    address, form = form_of(visitor, draft, part)
    store.save(changes.fill(draft, GPS, {"retention": 25}), "clause filled")
    page = visitor.post(address, form, status=409, **{NOTICE: "6"})
    assert not page.all("input", type="radio")
    visitor.post(address, second(page, address))
    assert [value_of(store.get(draft.id), library, GPS, name) for name in ("retention", "notice")] == [25, 6]


def test_what_both_changed_is_shown_and_either_can_be_chosen(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    address, form = form_of(visitor, draft, f"clauses/{GPS}")
    store.save(changes.fill(draft, GPS, {"retention": 25}), "clause filled")
    page = visitor.post(address, form, status=409, **{RETENTION: "14"})
    legend = words(page.one("legend"))
    assert "How long location data is kept" in legend
    assert [words(found) for found in page.all("del")] == ["deleted: 25"]
    assert [words(found) for found in page.all("ins")] == ["inserted: 14"]
    fields = second(page, address)
    visitor.post(address, fields, **{"keep-1": "theirs"})
    assert value_of(store.get(draft.id), library, GPS, "retention") == 25
    visitor.post(address, {**fields, "revision": store.get(draft.id).revision})
    assert value_of(store.get(draft.id), library, GPS, "retention") == 14


def test_not_decided_yet_against_a_value_is_one_answer(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    address, form = form_of(visitor, draft, f"clauses/{GPS}")
    store.save(changes.fill(draft, GPS, {"retention": 25}), "clause filled")
    page = visitor.post(address, form, status=409, **{f"{RETENTION}-open": "1"})
    assert "Not decided yet" in page.main
    fields = second(page, address)
    visitor.post(address, fields, **{"keep-1": "theirs"})
    assert value_of(store.get(draft.id), library, GPS, "retention") == 25
    address, form = form_of(visitor, draft, f"clauses/{GPS}")
    store.save(changes.fill(store.get(draft.id), GPS, {"retention": None}), "clause filled")
    page = visitor.post(address, form, status=409, **{RETENTION: "14"})
    fields = second(page, address)
    visitor.post(address, fields, **{"keep-1": "theirs"})
    selection = store.get(draft.id).selection(GPS)
    assert selection is not None
    assert selection.values["retention"] is None


def test_a_button_pressed_on_an_answer_the_colleague_changed_is_asked_about(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    draft = store.save(changes.fill(draft, GPS, {"retention": 9}), "clause filled")
    address, form = form_of(visitor, draft, f"clauses/{GPS}")
    store.save(changes.fill(draft, GPS, {"retention": 25}), "clause filled")
    page = visitor.post(address, form, status=409, suggest=RETENTION)
    assert "Use the suggestion" in page.main
    visitor.post(address, second(page, address), **{"keep-1": "theirs"})
    assert value_of(store.get(draft.id), library, GPS, "retention") == 25


def test_own_words_of_both_are_shown_with_their_differences(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, form = form_of(visitor, draft, f"clauses/{GPS}/words?marks=1")
    store.save(changes.amend(draft, GPS, "en", "Nobody is followed home."), "words amended")
    page = visitor.post(address, form, status=409, **{"words-en": "Nobody is followed\r\n\r\nanywhere."})
    assert "home" in words(page.one("fieldset"))
    visitor.post(address, second(page, address))
    selection = store.get(draft.id).selection(GPS)
    assert selection is not None
    assert selection.wording == {"en": "Nobody is followed\n\nanywhere."}


def test_own_words_as_they_read_are_laid_over_the_colleague_s(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, form = form_of(visitor, draft, f"clauses/{GPS}/words")
    store.save(changes.fill(draft, GPS, {"notice": 9}), "clause filled")
    page = visitor.post(address, form, status=409, **{"text-en": form["text-en"][0].replace("shall collect", "shall gather")})
    visitor.post(address, second(page, address))
    stands = store.get(draft.id)
    assert "shall gather" in stands.selection(GPS).wording["en"]  # type: ignore[union-attr]  # it is there
    assert stands.selection(GPS).values["notice"] == 9  # type: ignore[union-attr]  # it is there


def test_facts_of_both_stand_and_no_language_is_dropped(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, form = form_of(visitor, draft, "facts")
    store.save(draft.changed(title={"en": "By a colleague"}, languages=("en", "fi")), "facts stated")
    page = visitor.post(address, form, status=409, **{"term-from": "1/1/2028"})
    visitor.post(address, second(page, address))
    stands = store.get(draft.id)
    assert stands.titled("en") == "By a colleague"
    assert stands.languages == ("en", "fi")
    assert str(stands.term.start) == "2028-01-01"


def test_another_position_and_a_note_are_both_laid_over(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, form = form_of(visitor, draft, f"clauses/{GPS}")
    store.save(draft.changed(title={"en": "By a colleague"}), "facts stated")
    page = visitor.post(address, form, status=409, note="Ours", position="strong")
    assert "Strong" in page.main
    visitor.post(address, second(page, address))
    stands = store.get(draft.id)
    assert stands.selection(GPS).position == "strong"  # type: ignore[union-attr]  # it is there
    assert stands.private[GPS].note == "Ours"


@pytest.mark.parametrize("part", [f"clauses/{GPS}", f"clauses/{GPS}/words"])
def test_of_a_clause_that_was_taken_out_the_words_can_be_copied(visitor: Visitor, store: Store, draft: Draft, part: str) -> None:
    address, form = form_of(visitor, draft, part)
    store.save(changes.remove(draft, GPS), "clause removed")
    page = visitor.post(address, form, status=409, **{RETENTION: "14 and my words", "text-en": "14 and my words"})
    assert "This has no place any more" in page.main
    assert "14 and my words" in page.main


def test_an_own_clause_written_meanwhile_is_added_beside_the_colleague_s(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, form = form_of(visitor, draft, "own")
    store.save(changes.add_own(draft, "en", "Theirs", "Their words."), "own clause added")
    page = visitor.post(address, form, status=409, title="Ours", words="Our words.")
    visitor.post(address, second(page, address))
    assert [entry.title["en"] for entry in store.get(draft.id).selections if entry.own] == ["Theirs", "Ours"]


def test_a_form_that_cannot_be_read_is_asked_about_and_then_corrected(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    address, form = form_of(visitor, draft, f"clauses/{GPS}")
    store.save(changes.fill(draft, GPS, {"retention": 25}), "clause filled")
    page = visitor.post(address, form, status=409, **{NOTICE: "a week"})
    page = visitor.post(address, second(page, address), status=422)
    visitor.post(address, page.form(address), **{NOTICE: "7"})
    assert [value_of(store.get(draft.id), library, GPS, name) for name in ("retention", "notice")] == [25, 7]


@pytest.fixture
def parties(store: Store, draft: Draft) -> Draft:
    """The draft with three parties."""
    named = {"City": "employer", "Nurses": "union", "Carers": "union"}
    return store.save(draft.changed(parties=tuple(Party(side=side, name={"en": name}) for name, side in named.items())), "facts stated")  # type: ignore[arg-type]


def names(draft: Draft) -> list[str]:
    """Return the names of a draft's parties."""
    return [party.named("en") for party in draft.parties]


def test_the_party_a_form_takes_out_is_the_one_it_showed_whatever_a_colleague_took_out_before(visitor: Visitor, store: Store, parties: Draft) -> None:
    address, form = form_of(visitor, parties, "facts")
    visitor.post(address, form, **{"party-0-remove": "1"})
    assert names(store.get(parties.id)) == ["Nurses", "Carers"]
    page = visitor.post(address, form, status=409, **{"party-1-remove": "1"})
    visitor.post(address, second(page, address))
    assert names(store.get(parties.id)) == ["Carers"]


def test_a_party_the_colleague_took_out_takes_its_fields_along_and_no_other_party_gets_them(visitor: Visitor, store: Store, parties: Draft) -> None:
    address, form = form_of(visitor, parties, "facts")
    visitor.post(address, form, **{"party-1-remove": "1"})
    page = visitor.post(address, form, status=409, **{"party-1-people": "A. Aho", "party-2-people": "B. Boe", "party-3-name-en": "Cooks"})
    assert "This has no place any more" in page.main
    visitor.post(address, second(page, address))
    stands = store.get(parties.id)
    assert [(party.named("en"), party.signatories) for party in stands.parties] == [("City", ()), ("Carers", ("B. Boe",)), ("Cooks", ())]


def test_another_party_in_the_place_of_one_that_was_taken_out_is_not_touched(visitor: Visitor, store: Store, parties: Draft) -> None:
    address, form = form_of(visitor, parties, "facts")
    store.save(parties.changed(parties=(*parties.parties[:2], Party(side="union", name={"en": "Cooks"}))), "facts stated")
    page = visitor.post(address, form, status=409, **{"party-2-remove": "1"})
    visitor.post(address, second(page, address))
    assert names(store.get(parties.id)) == ["City", "Nurses", "Cooks"]


def test_a_form_about_parties_that_cannot_be_read_keeps_each_at_its_fields(visitor: Visitor, store: Store, parties: Draft) -> None:
    address, form = form_of(visitor, parties, "facts")
    visitor.post(address, form, **{"party-0-remove": "1"})
    page = visitor.post(address, form, status=409, **{"party-1-name-en": "Nurses’ union", "party-3-name-en": "Cooks", "term-from": "soon"})
    page = visitor.post(address, second(page, address), status=422)
    assert names(store.get(parties.id)) == ["Nurses’ union", "Carers", "Cooks"]
    visitor.post(address, page.form(address), **{"term-from": "", "party-2-name-en": "Carers’ union"})
    assert names(store.get(parties.id)) == ["Nurses’ union", "Carers’ union", "Cooks"]


def test_labels_and_values_are_in_the_language_they_have_on_the_page_of_the_form(
    app: Flask, visitor: Visitor, store: Store, library: Library, draft: Draft
) -> None:
    app.extensions["sopu"] = replace(app.extensions["sopu"], library=replace(library, begun={}))  # nothing of a clause is in German
    page = visitor.get(f"/de/drafts/{draft.id}/clauses/{GPS}")
    address = next(form.get("action", "") for form in page.all("form") if form.get("data-guard") is not None)
    form = page.form(address)
    store.save(changes.fill(draft, GPS, {"retention": 25}), "clause filled")
    page = visitor.post(address, form, status=409, **{RETENTION: "14", NOTICE: "6"})
    label = library.blank_words(GPS, "retention", "en").label  # type: ignore[union-attr]  # it has words
    assert [words(span).casefold() for span in page.one("legend") if span.get("lang") == "en"] == [label.casefold()]
    other = library.blank_words(GPS, "notice", "en").label  # type: ignore[union-attr]  # it has words
    assert [words(span).casefold() for heading in page.all("dt") for span in heading if span.get("lang") == "en"] == [other.casefold()]


def test_words_both_changed_are_marked_with_the_language_they_were_typed_in(visitor: Visitor, store: Store, draft: Draft) -> None:
    page = visitor.get(f"/de/drafts/{draft.id}/clauses/{GPS}/words?marks=1")
    address = next(form.get("action", "") for form in page.all("form") if form.get("data-guard") is not None)
    form = page.form(address)
    store.save(changes.amend(draft, GPS, "en", "Nobody is followed home."), "words amended")
    page = visitor.post(address, form, status=409, **{"words-en": "Nobody is followed anywhere."})
    for kind, word in (("ins", "anywhere"), ("del", "home")):
        (change,) = [found for found in page.all(kind) if word in words(found)]
        assert [words(span) for span in change if span.get("lang") == "en"] == [words(change).partition(": ")[2]]
