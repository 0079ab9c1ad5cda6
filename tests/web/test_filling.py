"""Filling a draft: positions, values in the reader's way, own words, and nothing typed is ever lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pages import Page, Visitor, words

from drafting.draft import Selection
from drafting.values import value_of

if TYPE_CHECKING:
    from clauses.library import Library
    from drafting.draft import Draft
    from drafting.store import Store

GPS = "mon-gps-geolocation"
RETENTION = f"blank-{GPS}-retention"


@pytest.fixture
def draft(visitor: Visitor, store: Store) -> Draft:
    """A draft on location data."""
    visitor.post("/en/drafts/new", template="location-protocol", language="en")
    return store.get(store.summaries()[0].id)


def opened(visitor: Visitor, draft: Draft, clause: str = GPS, language: str = "en") -> tuple[str, Page, dict[str, Any]]:
    """Return the address of a clause's form, its page and its fields."""
    page = visitor.get(f"/{language}/drafts/{draft.id}/clauses/{clause}")
    form = next(form for form in page.all("form") if form.get("id") == "clause-form")
    address = form.get("action", "")
    return address, page, page.form(address)


def retention(store: Store, library: Library, draft: Draft) -> object:
    """Return the value of the retention blank as it stands."""
    return value_of(store.get(draft.id), library, GPS, "retention")


def test_a_page_saved_as_it_came_changes_nothing(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, _, form = opened(visitor, draft)
    page = visitor.post(address, form)
    assert "nothing to save" in page.main
    assert store.get(draft.id) == draft


def test_a_value_is_typed_and_stands_in_the_text(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    address, _, form = opened(visitor, draft)
    page = visitor.post(address, form, **{RETENTION: "14"})
    assert retention(store, library, draft) == 14
    assert "14 days" in words(page.id("reading")).replace("\N{NO-BREAK SPACE}", " ")


def test_a_value_beyond_the_usual_is_saved_and_remarked_on(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    address, _, form = opened(visitor, draft)
    page = visitor.post(address, form, **{RETENTION: "200"})
    assert retention(store, library, draft) == 200
    assert "is outside the typical values" in page.main


def test_numbers_are_read_as_the_reader_writes_them(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    address, _, form = opened(visitor, draft, language="fi")
    visitor.post(address, form, **{RETENTION: "7,5"})
    assert retention(store, library, draft) == 7.5


def test_not_decided_yet_is_an_answer_and_can_be_taken_back(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    suggestion = retention(store, library, draft)
    address, _, form = opened(visitor, draft)
    visitor.post(address, form, **{f"{RETENTION}-open": "1"})
    assert retention(store, library, draft) is None
    address, page, form = opened(visitor, draft)
    assert page.id(f"{RETENTION}-open").get("checked") is not None
    form.pop(f"{RETENTION}-open")
    visitor.post(address, form)
    assert retention(store, library, draft) == suggestion


def test_what_was_typed_last_counts_though_the_box_is_still_ticked(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    address, _, form = opened(visitor, draft)
    visitor.post(address, form, **{f"{RETENTION}-open": "1"})
    address, _, form = opened(visitor, draft)
    visitor.post(address, form, **{RETENTION: "21"})
    assert retention(store, library, draft) == 21


def test_a_value_that_cannot_be_read_keeps_everything_typed(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    retention_before = retention(store, library, draft)
    address, _, form = opened(visitor, draft)
    page = visitor.post(address, form, status=422, **{RETENTION: "a fortnight", f"blank-{GPS}-notice": "6"})
    assert page.id(RETENTION).get("value") == "a fortnight"
    assert page.id(f"blank-{GPS}-notice").get("value") == "6"
    assert page.id(f"{RETENTION}-error") is not None
    summary = page.one("div", class_="error-summary")
    assert "How long location data is kept: The unit of this field is “days”: write a number such as 30." in words(summary)
    assert "What is named below was not saved. Everything else on the page was." in page.text
    assert retention(store, library, draft) == retention_before
    assert value_of(store.get(draft.id), library, GPS, "notice") == 6
    page = visitor.post(address, page.form(address), status=422)
    assert page.id(RETENTION).get("value") == "a fortnight"
    assert "Everything else" not in page.text


def test_a_value_outside_the_form_s_limits_is_explained(visitor: Visitor, draft: Draft) -> None:
    address, _, form = opened(visitor, draft)
    page = visitor.post(address, form, status=422, **{RETENTION: "9999"})
    assert "Write a number that is at most 365." in page.main


def test_the_suggestion_is_taken_as_decided_and_taken_again(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    suggestion = retention(store, library, draft)
    address, _, form = opened(visitor, draft)
    visitor.post(address, form, accept="1")
    selection = store.get(draft.id).selection(GPS)
    assert selection is not None
    assert selection.values["retention"] == suggestion
    address, _, form = opened(visitor, draft)
    visitor.post(address, form, **{RETENTION: "9"})
    address, _, form = opened(visitor, draft)
    visitor.post(address, form, suggest=RETENTION)
    assert retention(store, library, draft) == suggestion


def test_another_position_keeps_the_values_typed_with_it(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, _, form = opened(visitor, draft)
    page = visitor.post(address, form, position="strong", **{f"blank-{GPS}-notice": "10"})
    selection = store.get(draft.id).selection(GPS)
    assert selection is not None
    assert (selection.position, selection.values) == ("strong", {"notice": 10})
    pressed = page.all("button", **{"aria-pressed": "true"})
    assert [button.get("value") for button in pressed] == ["strong"]


def test_one_paragraph_stands_in_another_position(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, _, form = opened(visitor, draft)
    page = visitor.post(address, form, **{"slot-retention": "strong"})
    selection = store.get(draft.id).selection(GPS)
    assert selection is not None
    assert selection.slots == {"retention": "strong"}
    assert "after the alarm or emergency has ended" in words(page.id("reading"))


def test_another_position_keeps_the_choices_of_single_paragraphs_and_says_so(visitor: Visitor, store: Store, draft: Draft) -> None:
    def stands() -> tuple[str, str]:
        selection = store.get(draft.id).selection(GPS)
        assert selection is not None
        return selection.position, selection.slots.get("retention", selection.position)

    address, _, form = opened(visitor, draft)
    page = visitor.post(address, form, position="baseline", **{"slot-retention": "strong"})
    assert stands() == ("baseline", "strong")
    assert "was saved. Single paragraphs keep the position that was chosen for them." in page.main
    assert "Some paragraphs stand in another position." in page.main
    for position in ("strong", "balanced"):
        address, _, form = opened(visitor, draft)
        page = visitor.post(address, form, position=position)
        assert stands() == (position, "strong")
        assert ("Some paragraphs stand in another position." in page.main) == (position != "strong")
        address, _, form = opened(visitor, draft)
        assert "nothing to save" in visitor.post(address, form).main


def test_the_preview_shows_what_stands_in_the_form_and_saves_nothing(visitor: Visitor, store: Store, draft: Draft) -> None:
    _, _, form = opened(visitor, draft)
    form |= {"csrf": visitor.token(), RETENTION: "33", f"blank-{GPS}-notice": "soon"}
    response = visitor.client.post(f"/en/drafts/{draft.id}/clauses/{GPS}/preview", data=form)
    text = response.get_data(as_text=True).replace("\N{NO-BREAK SPACE}", " ")
    assert response.status_code == 200
    assert "33 days" in text
    assert "1 value cannot be read yet." in text
    assert store.get(draft.id) == draft


def test_words_are_amended_marked_and_taken_back(visitor: Visitor, store: Store, draft: Draft) -> None:
    address = f"/en/drafts/{draft.id}/clauses/{GPS}/words?marks=1"
    form = visitor.get(address).form(address)
    text = form["words-en"][0]
    assert "### retention" in text
    assert "{% if" not in text
    page = visitor.post(address, form)
    assert "nothing to save" in page.main
    page = visitor.post(address, form | {"words-en": text.replace("shall delete location data", "shall promptly delete location data")})
    assert [words(ins) for ins in page.all("ins")] == ["inserted: promptly"]
    assert "amended" in visitor.get(f"/en/drafts/{draft.id}/").main
    visitor.post(address, reset="1", revision=str(store.get(draft.id).revision))
    selection = store.get(draft.id).selection(GPS)
    assert selection is not None
    assert not selection.wording


def test_words_are_amended_as_they_read(visitor: Visitor, store: Store, draft: Draft) -> None:
    address = f"/en/drafts/{draft.id}/clauses/{GPS}/words"
    form = visitor.get(address).form(address)
    text = form["text-en"][0]
    assert "{{" not in text
    assert "###" not in text
    assert "nothing to save" in visitor.post(address, form).main
    page = visitor.post(address, form, **{"text-en": text.replace("shall delete location data", "shall promptly delete location data") + "\nOne more."})
    assert "promptly" in [words(ins).removeprefix("inserted: ") for ins in page.all("ins")]
    assert not [ins for ins in page.all("ins") if "{{" in words(ins)]
    selection = store.get(draft.id).selection(GPS)
    assert selection is not None
    assert "{{ retention" in selection.wording["en"]
    kept = store.get(draft.id)
    page = visitor.post(address, visitor.get(address).form(address), status=422, **{"text-en": "All for {{ retention }}."})
    assert page.form(address)["text-en"][0].strip() == "All for {{ retention }}."
    assert "or use the form with marks" in words(page.id("text-en-error"))
    assert store.get(draft.id) == kept
    visitor.post(address, visitor.get(address).form(address), **{"text-en": text})
    selection = store.get(draft.id).selection(GPS)
    assert selection is not None
    assert not selection.wording


def test_an_own_clause_is_written_edited_and_kept_when_something_is_missing(visitor: Visitor, store: Store, draft: Draft) -> None:
    address = f"/en/drafts/{draft.id}/own"
    page = visitor.post(address, status=422, title="", words="First.\n\nSecond.", revision="1")
    assert "Give the clause a title." in page.main
    assert "Second." in page.form(address)["words"][0]
    page = visitor.post(address, title="Coffee", words="Coffee is hot.\n\nTwo {{ 7*7 }} cups.", language="en", revision="1")
    assert "Two {{ 7*7 }} cups." in page.main
    edit = f"/en/drafts/{draft.id}/clauses/own-1/words"
    visitor.post(edit, visitor.get(edit).form(edit) | {"words-en": "Coffee is very hot."})
    visitor.get(f"/en/drafts/{draft.id}/clauses/own-1")
    assert "Coffee is very hot." in visitor.get(f"/en/drafts/{draft.id}/").main
    page = visitor.post(edit, visitor.get(edit).form(edit) | {"words-en": ""}, status=422)
    assert "Write the words of the clause" in page.main


def test_all_blanks_on_one_page_are_saved_at_once(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    address = f"/en/drafts/{draft.id}/blanks"
    page = visitor.get(address)
    form = page.form(address)
    visitor.post(address, form, status=422, **{RETENTION: "x"})
    page = visitor.post(address, form, **{RETENTION: "12", f"blank-{GPS}-notice": "5"})
    assert "2 values were saved." in page.main
    assert retention(store, library, draft) == 12
    page = visitor.post(address, page.form(address), accept="1")
    assert "0 still suggestions" in page.main


def test_every_blank_in_the_agreement_leads_to_its_question(visitor: Visitor, store: Store) -> None:
    visitor.post("/en/drafts/new", template="home-care", language="en")
    draft = store.get(store.summaries()[0].id)
    pages = [visitor.get(f"/en/drafts/{draft.id}/?part={part}") for part in (1, 2)]
    links = sorted({link.split("#")[0]: link.split("#")[1] for page in pages for link in page.links() if "#blank-" in link}.items())
    assert len(links) > 30
    for address, anchor in links:
        assert visitor.get(address).id(anchor) is not None


def test_every_clause_of_the_library_can_be_filled(visitor: Visitor, store: Store, library: Library) -> None:
    visitor.post("/en/drafts/new", template="", language="en", second="fi")
    draft = store.get(store.summaries()[0].id)
    for clause in library.clauses:
        visitor.post(f"/en/drafts/{draft.id}/clauses", clause=clause)
        address, _, form = opened(visitor, draft, clause)
        assert "nothing to save" in visitor.post(address, form).main
        words_address = f"/en/drafts/{draft.id}/clauses/{clause}/words"
        assert "nothing to save" in visitor.post(words_address, visitor.get(words_address).form(words_address)).main
        visitor.post(f"/en/drafts/{draft.id}/remove", clause=clause, revision=str(store.get(draft.id).revision))


def test_a_clause_that_is_not_in_the_draft_is_not_found(visitor: Visitor, draft: Draft) -> None:
    visitor.get(f"/en/drafts/{draft.id}/clauses/no-such", status=404)
    visitor.get(f"/en/drafts/{draft.id}/clauses/no-such/words", status=404)


def test_a_clause_the_library_does_not_know_can_be_looked_at_and_taken_out(visitor: Visitor, store: Store, draft: Draft) -> None:
    strange = Selection(id="mon-from-elsewhere", values={"days": 3})
    saved = store.save(draft.changed(clauses=(*draft.clauses, strange)), "imported")
    visitor.get(f"/en/drafts/{draft.id}/")
    address, _, form = opened(visitor, draft, "mon-from-elsewhere")
    visitor.post(address, form, position="strong")
    visitor.get(f"/en/drafts/{draft.id}/clauses/mon-from-elsewhere/words")
    visitor.get(f"/en/drafts/{draft.id}/blanks")
    visitor.post(f"/en/drafts/{draft.id}/remove", clause="mon-from-elsewhere", revision=str(saved.revision))


def test_leaving_a_conflict_the_values_are_still_there(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    address, _, form = opened(visitor, draft)
    store.save(draft.changed(title={"en": "By a colleague"}), "facts stated")
    page = visitor.post(address, form, status=409, **{RETENTION: "17"})
    visitor.post(address, page.form(address))
    assert retention(store, library, draft) == 17
    assert store.get(draft.id).title == {"en": "By a colleague"}


def test_a_hundred_kilobytes_of_words_are_kept(visitor: Visitor, draft: Draft) -> None:
    page = visitor.post(f"/en/drafts/{draft.id}/own", title="Long", words="word " * 19_000, revision="1")
    assert "was added" in page.main
    page = visitor.post(f"/en/drafts/{draft.id}/own", status=422, title="Longer", words="word " * 40_000, revision="2")
    assert "Use at most 100,000 characters." in page.main


def test_a_form_sent_twice_is_saved_once_and_is_no_conflict(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    address, _, form = opened(visitor, draft)
    form[RETENTION] = "9"
    visitor.post(address, form)
    page = visitor.post(address, form)

    assert "was saved" in page.main
    assert (store.get(draft.id).revision, retention(store, library, draft)) == (draft.revision + 1, 9)


def test_the_answers_are_checked_on_one_page_each_with_the_way_to_change_it(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, _, form = opened(visitor, draft)
    visitor.post(address, form, **{RETENTION: "14"})
    page = visitor.get(f"/en/drafts/{draft.id}/answers")
    said = {words(row.find("{*}dt")): words(row.find("{*}dd")) for row in page.all("div") if row.find("{*}dt") is not None}

    assert said["How long location data is kept"] == "14 days"
    assert said["Holds from"] == "not decided yet"
    assert said["Level of the agreement"]
    for link in page.links():
        if "#" in link and "/drafts/" in link:
            assert visitor.get(link.partition("#")[0]).id(link.partition("#")[2]) is not None
    assert any(link.endswith("/document?text=en") for link in page.links())


def test_a_change_of_an_answer_leads_back_to_its_row(visitor: Visitor, store: Store, draft: Draft) -> None:
    answers = f"/en/drafts/{draft.id}/answers"
    for way in [next(link for link in visitor.get(answers).links() if piece in link) for piece in ("back=blank-mon-gps-geolocation", "back=fact-")]:
        form = visitor.get(way).form(next(f.get("action", "") for f in visitor.get(way).all("form") if "autosave" in " ".join(f.attrib)))
        (row,) = form["back"]
        assert visitor.get(answers).id(row) is not None
        action = way.partition("?")[0]
        sent = visitor.client.post(action, data={**form, "csrf": visitor.token(), "revision": store.get(draft.id).revision})
        assert sent.headers["Location"] == f"{answers}#{row}"
    foreign = visitor.get(f"{answers.removesuffix('answers')}facts?back=//evil.example")
    assert "Back to your answers" not in foreign.main


def test_a_number_with_its_unit_is_read_in_the_reader_s_language_and_the_agreement_s(visitor: Visitor, store: Store, library: Library, draft: Draft) -> None:
    for language, typed, value in (("fi", "25 päivää", 25), ("fi", "26 days", 26), ("de", "27 Tage", 27), ("en", "28 d", 28)):
        address, _, form = opened(visitor, draft, language=language)
        visitor.post(address, form, **{RETENTION: typed})
        assert retention(store, library, draft) == value
    address, _, form = opened(visitor, draft, language="fi")
    page = visitor.post(address, form, status=422, **{RETENTION: "2 viikkoa"})
    assert "yksikkö on ”päivää”" in page.main
    assert page.id(RETENTION).get("value") == "2 viikkoa"
