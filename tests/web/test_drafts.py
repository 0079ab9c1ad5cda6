"""Drafts as a person meets them: started, put together, moved, undone, taken out, brought in, compared."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from pages import Page, Visitor, words

from drafting.draft import PrivateNote, dumps, loads

if TYPE_CHECKING:
    from clauses.library import Library
    from drafting.draft import Draft
    from drafting.store import Store

GPS = "mon-gps-geolocation"
HOSTILE = "<script>alert(1)</script> {{ 9**9999999 }} \u202e"


def started(visitor: Visitor, store: Store, template: str = "location-protocol", **fields: str) -> Draft:
    """Start a draft as a reader would, and return it."""
    visitor.post("/en/drafts/new", template=template, language="en", **fields)
    return store.get(store.summaries()[0].id)


def test_a_draft_from_a_template_becomes_a_word_file(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store, "home-care", employer="Hoiva ry", union="Liitto ry")
    page = visitor.get(f"/en/drafts/{draft.id}/")
    assert "Agreement on digital tools in home care" in page.main
    address = next(link for link in page.links() if "/document?" in link)
    response = visitor.download(address)
    assert re.search(r"Draft%201%20%E2%80%93%20[\d-]+\.docx", response.headers["Content-Disposition"])
    assert "version" not in response.headers["Content-Disposition"]
    body = zipfile.ZipFile(io.BytesIO(response.data)).read("word/document.xml").decode()
    assert "Hoiva ry" in body
    assert "Liitto ry" in body


def test_an_empty_draft_says_what_to_do_next(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store, "", title="Our protocol")
    page = visitor.get(f"/en/drafts/{draft.id}/")
    assert "Our protocol" in page.main
    assert "The draft has no clauses yet." in page.main


def test_a_new_draft_with_a_wrong_choice_keeps_what_was_typed(visitor: Visitor) -> None:
    page = visitor.post("/en/drafts/new", status=422, template="no-such", title="Kept title", language="xx", level="moon")
    assert "There is a problem" in page.main
    assert page.id("title").get("value") == "Kept title"


def test_a_clause_is_added_where_it_belongs_and_can_be_undone(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store, "home-care")
    page = visitor.post(f"/en/drafts/{draft.id}/clauses", clause="mon-gps-continuous", position="strong", revision="1")
    assert "was added, after “" in page.main
    assert store.get(draft.id).selection("mon-gps-continuous") is not None
    visitor.post(f"/en/drafts/{draft.id}/undo", revision="2")
    assert store.get(draft.id).selection("mon-gps-continuous") is None


def test_the_title_of_a_draft_is_marked_where_it_is_not_in_the_language_of_the_page(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store, title="Our protocol")
    foreign, own = visitor.get(f"/fi/drafts/{draft.id}/"), visitor.get(f"/en/drafts/{draft.id}/")
    assert [(page.one("h1").get("lang"), page.one("title").get("lang")) for page in (foreign, own)] == [("en", "en"), (None, None)]
    inside = visitor.get(f"/fi/drafts/{draft.id}/clauses/{GPS}")
    assert "Our protocol" in [words(span) for span in inside.one("nav", class_="breadcrumb").iter() if span.get("lang") == "en"]
    sentences = [entry for entry in visitor.get("/fi/clauses/mon-gps-geolocation").all("span", lang="en") if words(entry) == "Our protocol"]
    assert len(sentences) == 1


def test_undo_is_offered_only_where_there_is_something_to_undo(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store)

    def offered() -> bool:
        (place,) = [entry for entry in visitor.get(f"/en/drafts/{draft.id}/").all("button") if entry.get("data-undo") is not None]
        return place.get("hidden") is None

    assert not offered()
    draft = store.save(draft.changed(title={"en": "Renamed"}), "facts stated")
    assert offered()
    store.undo(draft.id, draft.revision)
    assert not offered()


def test_a_clause_from_the_library_goes_into_a_new_draft(visitor: Visitor, store: Store) -> None:
    page = visitor.post("/en/drafts/clauses", draft="new", clause=GPS, position="strong")
    assert "Start a new draft" in words(page.one("h1"))
    visitor.post("/en/drafts/new", page.form("/en/drafts/new"))
    selection = store.get(store.summaries()[0].id).selection(GPS)
    assert selection is not None
    assert selection.position == "strong"


def test_moving_removing_and_headings(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store)
    first, second = draft.selections[0].id, draft.selections[1].id
    page = visitor.post(f"/en/drafts/{draft.id}/move", down=first, revision="1")
    assert "was moved to place 2 of" in page.main
    assert [entry.id for entry in store.get(draft.id).selections[:2]] == [second, first]
    visitor.post(f"/en/drafts/{draft.id}/chapter", place="0", title="Opening", revision="2")
    assert "Chapter 1" in visitor.get(f"/en/drafts/{draft.id}/").main
    visitor.post(f"/en/drafts/{draft.id}/chapter", remove="0", revision="3")
    visitor.post(f"/en/drafts/{draft.id}/remove", clause=first, revision="4")
    assert store.get(draft.id).selection(first) is None
    visitor.post(f"/en/drafts/{draft.id}/move", status=400, up="x", revision="5")
    visitor.post(f"/en/drafts/{draft.id}/move", status=422, up="999", revision="5")


def test_enter_in_a_place_moves_the_entry_whose_place_was_typed(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store)
    move = f"/en/drafts/{draft.id}/move"
    before = [entry.id for entry in draft.selections]
    fields = visitor.get(f"/en/drafts/{draft.id}/").form(move)
    assert f"to-{before[3]}" in fields
    page = visitor.post(move, fields | {f"to-{before[3]}": "1"})
    assert "was moved to place 1 of" in page.main
    assert [entry.id for entry in store.get(draft.id).selections[:2]] == [before[3], before[0]]

    fields = page.form(move)
    page = visitor.post(move, fields | {f"to-{before[0]}": "4", f"to-{before[1]}": "4", "there": before[0]})
    assert [entry.id for entry in store.get(draft.id).selections][3] == before[0]
    page = visitor.post(move, page.form(move) | {f"to-{before[0]}": "1", f"to-{before[1]}": "x"})
    assert "Write a place from 1 to" in page.main


def test_a_missing_companion_is_added_with_one_click(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store, "")
    visitor.post(f"/en/drafts/{draft.id}/clauses", clause=GPS, position="balanced")
    page = visitor.get(f"/en/drafts/{draft.id}/")
    assert "Add the missing clause" in page.main
    form = next(form for form in page.all("form") if any(b.text == "Add the missing clause" for b in form.iter() if str(b.tag).endswith("button")))
    fields = {e.get("name"): e.get("value") for e in form.iter() if e.get("name")}
    visitor.post(form.get("action", ""), {name: value for name, value in fields.items() if name})
    assert len(store.get(draft.id).selections) == 2


def test_all_missing_clauses_are_added_at_once(visitor: Visitor, store: Store, library: Library) -> None:
    draft = started(visitor, store, "")
    page = visitor.post(f"/en/drafts/{draft.id}/clauses", clause=GPS, position="balanced")
    needed = set(library.clauses[GPS].requires)
    form = next(form for form in page.all("form") if len([e for e in form.iter() if e.get("name") == "clause"]) > 1)
    clauses = [e.get("value") or "" for e in form.iter() if e.get("name") == "clause"]
    visitor.post(f"/en/drafts/{draft.id}/clauses", {"clause": clauses, "revision": "2"})
    kept = store.get(draft.id)
    assert needed <= {selection.id for selection in kept.selections}
    assert kept.revision == 3


def test_a_remark_is_put_aside_with_a_reason_and_taken_up_again(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store, "")
    visitor.post(f"/en/drafts/{draft.id}/clauses", clause=GPS)
    page = visitor.post(f"/en/drafts/{draft.id}/dismiss", remark="no-scope:draft.clauses", reason="The sector agreement says it.", revision="2")
    assert "The sector agreement says it." in page.main
    page = visitor.post(f"/en/drafts/{draft.id}/dismiss", remark="no-scope:draft.clauses", again="1", revision="3")
    assert "The sector agreement says it." not in page.main


def test_facts_are_asked_once_and_dates_are_typed_as_people_do(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store)
    address = f"/en/drafts/{draft.id}/facts"
    form = visitor.get(address).form(address)
    form |= {"title-en": "Renamed", "party-0-name-en": "City of Oulu", "term-from": "1.1.2027", "term-to": "31/12/2028", "party-0-people": "A. Aho\nB. Boe"}
    visitor.post(address, form)
    kept = store.get(draft.id)
    assert kept.title["en"] == "Renamed"
    assert kept.parties[0].signatories == ("A. Aho", "B. Boe")
    assert kept.term.end is not None
    assert kept.term.end.year == 2028
    form = visitor.get(address).form(address) | {"first-number": "12"}
    visitor.post(address, form)
    assert store.get(draft.id).first_number == 12
    page = visitor.post(address, visitor.get(address).form(address) | {"first-number": "0"}, status=422)
    assert "Number of the first clause: Write a whole number from 1 to 999." in page.main
    kept = store.get(draft.id)
    form = visitor.get(address).form(address) | {"term-from": "first of May"}
    page = visitor.post(address, form, status=422)
    assert page.id("term-from").get("value") == "first of May"
    assert "Holds from: Write a date such as 31/12/2027." in page.main
    assert store.get(draft.id) == kept
    page = visitor.post(address, form | {"title-en": "Twice renamed", "party-1-remove": "1"}, status=422)
    assert "What is named below was not saved. Everything else on the page was." in page.text
    assert page.id("party-1-remove").get("checked") is not None
    stands = store.get(draft.id)
    assert (stands.title["en"], stands.term, stands.parties) == ("Twice renamed", kept.term, kept.parties)


def test_a_second_language_gives_a_second_document(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store)
    address = f"/en/drafts/{draft.id}/facts"
    visitor.post(address, visitor.get(address).form(address) | {"in-fi": "1"})
    page = visitor.get(f"/en/drafts/{draft.id}/?text=fi")
    assert len([link for link in page.links() if "/document" in link]) >= 2
    assert page.one("div", class_="agreement").get("lang") == "fi"
    assert b"word/document.xml" in visitor.download(f"/en/drafts/{draft.id}/document?text=fi").data


def test_the_second_to_save_is_told_and_keeps_the_words(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store)
    visitor.post(f"/en/drafts/{draft.id}/remove", clause=draft.selections[0].id, revision="1")
    page = visitor.post(f"/en/drafts/{draft.id}/chapter", status=409, place="0", title="Kept heading", revision="1")
    assert page.form(f"/en/drafts/{draft.id}/chapter")["title"] == ["Kept heading"]
    visitor.post(f"/en/drafts/{draft.id}/chapter", page.form(f"/en/drafts/{draft.id}/chapter"))
    assert store.get(draft.id).revision == 3


def test_delete_restore_and_erase(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store)
    page = visitor.post(f"/en/drafts/{draft.id}/delete")
    assert "was deleted" in page.main
    visitor.get(f"/en/drafts/{draft.id}/", status=404)
    visitor.post(f"/en/drafts/{draft.id}/restore")
    visitor.get(f"/en/drafts/{draft.id}/")
    visitor.post(f"/en/drafts/{draft.id}/erase", status=404)
    visitor.post(f"/en/drafts/{draft.id}/delete")
    visitor.post(f"/en/drafts/{draft.id}/erase")
    assert not store.deleted()


def test_a_file_goes_out_without_private_notes_and_comes_in_again(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store)
    clause = draft.selections[0].id
    address = f"/en/drafts/{draft.id}/clauses/{clause}"
    visitor.post(address, visitor.get(address).form(f"{address}?text=en") | {"note": "our floor is 14 days"})
    shared = visitor.download(f"/en/drafts/{draft.id}/file").get_data(as_text=True)
    assert "our floor" not in shared
    whole = visitor.download(f"/en/drafts/{draft.id}/file?private=1").get_data(as_text=True)
    assert "our floor" in whole
    page = _import(visitor, whole, 409)
    assert "exactly the same" in page.main
    copy = next(form for form in page.all("form") if any(e.get("value") == "copy" for e in form.iter()))
    fields = {e.get("name") or "": e.get("value") or "" for e in copy.iter() if e.get("name")}
    visitor.post("/en/drafts/import", fields)
    assert len(store.summaries()) == 2
    changed = dumps(loads(whole).changed(title={"en": "From a colleague"}))
    visitor.post("/en/drafts/import", content=changed, how="version")
    assert store.get(draft.id).title["en"] == "From a colleague"


def test_a_shared_file_taken_as_the_next_version_leaves_the_private_layer_alone(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store)
    private = {GPS: PrivateNote(note="Our fallback.", fallback={"retention": 30})}
    draft = store.save(draft.changed(private=private, dismissed={"no-scope:draft.clauses": "Said elsewhere."}), "note kept")
    shared = visitor.download(f"/en/drafts/{draft.id}/file").get_data(as_text=True)
    assert "fallback" not in shared

    page = _import(visitor, shared, 409)
    assert "The file holds exactly the same." in page.main
    changed = dumps(loads(shared).changed(title={"en": "Retitled"}))
    assert "is different" in _import(visitor, changed, 409).main
    page = visitor.post("/en/drafts/import", content=changed, how="version")
    assert "It holds no private notes; yours" in page.main
    kept = store.get(draft.id)
    assert (kept.title, kept.private, kept.dismissed) == ({"en": "Retitled"}, private, draft.dismissed)

    other = dumps(kept.changed(private={GPS: PrivateNote(note="Newer.")}))
    page = visitor.post("/en/drafts/import", content=other, how="version")
    assert "The file was taken as the next version." in page.main
    assert store.get(draft.id).private == {GPS: PrivateNote(note="Newer.")}


def _import(visitor: Visitor, content: str, status: int, language: str = "en") -> Page:
    upload = (io.BytesIO(content.encode()), "draft.yaml")
    return visitor.post(f"/{language}/drafts/import", {"file": upload}, status=status)


@pytest.mark.parametrize("content", ["not: a draft", "sopu: 1\nid: x\n", "- list", "sopu: 9\n", "a: [", "\x00\x01"])
def test_a_file_that_is_no_draft_gets_one_sentence(visitor: Visitor, content: str) -> None:
    page = _import(visitor, content, 422)
    assert "There is a problem" in page.main
    assert "Traceback" not in page.html


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("not: a draft", "Tiedoston rivi 1: tämä ei ole luonnostiedosto: rivi ”sopu: 1” puuttuu."),
        ("- list", "Tiedoston rivi 1: tiedostossa on oltava rivejä muotoa ”kenttä: arvo”."),
        ("sopu: 9\n", "Tiedoston rivi 1: luonnos on tiedostomuotoa 9; tämä Sopun versio lukee tiedostomuotoa 1."),
        ("sopu: 1\na: [\n", "Tiedoston rivi 3: merkistä 1 alkaen"),
        ("sopu: 1\nsopu: 1\n", "Tiedoston rivi 2: kenttä ”sopu” on annettu kahdesti; poista toinen."),
        ("sopu: 1\na: &x 1\nb: *x\n", "Tiedoston rivi 3: viittausmerkintöjä (*nimi) ei saa käyttää"),
        (f"sopu: 1\nid: {'a' * 32}\n", "dated: pakollinen kenttä puuttuu"),
        ("sopu: 1\nid: x\ndated: 2026-01-01\n", "id: tässä oleva arvo ei kelpaa"),
        (f"sopu: 1\nid: {'a' * 32}\ndated: 2026-01-01\ncolour: red\n", "colour: tuntematon kenttä"),
        (f"sopu: 1\nid: {'a' * 32}\ndated: 2026-01-01\nlanguages: []\n", "languages: anna vähintään yksi kieli"),
        (f"sopu: 1\nid: {'a' * 32}\ndated: 2026-01-01\nclauses: [{{id: a}}, {{id: a}}]\n", "määräys a on tiedostossa kahdesti"),
        ("\x00\x01", "tämä ei ole YAML-tekstiä"),
    ],
)
def test_what_is_wrong_with_a_draft_file_is_said_in_the_reader_s_language(visitor: Visitor, content: str, sentence: str) -> None:
    page = _import(visitor, content, 422, "fi")
    assert sentence in words(page.one("div", class_="error-summary"))


def test_unnamed_versions_of_one_kind_and_day_are_one_line_that_opens(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store, "home-care")
    for title in ("One", "Two", "Three", "Four"):
        draft = store.save(draft.changed(title={"en": title}), "facts stated")
    address = f"/en/drafts/{draft.id}/versions"
    page = visitor.get(address)
    lines = [element for element in page.all("li") if element.get("id", "").startswith("version-")]
    outer = [line.get("id") for line in lines if not any(line in other.iter() for other in lines if other is not line)]
    assert outer == ["version-5", "version-1"]
    assert len(lines) == 5
    assert "3 earlier versions of the same day and kind" in page.main
    assert f"{address}/1?with=5" in page.links()
    page = visitor.post(f"{address}/3/name", name="Our offer")
    assert "1 earlier version of the same day and kind" in page.main
    assert f"{address}/3?with=5" in page.links()


def test_versions_are_named_compared_and_taken_again(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store, "home-care")
    visitor.post(f"/en/drafts/{draft.id}/clauses", clause=GPS, position="strong")
    visitor.post(f"/en/drafts/{draft.id}/remove", clause="mon-lateness", revision="2")
    page = visitor.post(f"/en/drafts/{draft.id}/versions/1/name", name="Our offer, 12 May")
    assert page.id("version-1") is not None
    assert "Our offer, 12 May" in page.html
    page = visitor.get(f"/en/drafts/{draft.id}/versions/1")
    assert "1 clause was taken out" in page.main
    assert "deleted:" in page.main
    assert page.all("ins")
    visitor.post(f"/en/drafts/{draft.id}/versions/1/restore", revision="3")
    assert store.get(draft.id).selection("mon-lateness") is not None
    visitor.get(f"/en/drafts/{draft.id}/versions/99", status=404)
    visitor.get(f"/en/drafts/{draft.id}/versions/{10**30}", status=404)


def test_hostile_words_stay_words(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store, "location-protocol", title=HOSTILE, employer=HOSTILE)
    page = visitor.get(f"/en/drafts/{draft.id}/")
    assert not any("alert(1)" in (script.text or "") for script in page.all("script"))
    assert "{{ 9**9999999 }}" in page.main
    visitor.post(f"/en/drafts/{draft.id}/chapter", place="0", title=HOSTILE, revision="1")
    assert zipfile.ZipFile(io.BytesIO(visitor.download(f"/en/drafts/{draft.id}/document").data)).testzip() is None


def test_a_draft_in_a_language_sopu_does_not_write_still_opens(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store)
    store.save(draft.changed(languages=("sv", "en")), "imported")
    for place in ("", "facts", "blanks", "versions", "own"):
        visitor.get(f"/en/drafts/{draft.id}/{place}")
    store.save(store.get(draft.id).changed(languages=("sv",)), "imported")
    for place in ("", "facts", "blanks", "versions", "own"):
        visitor.get(f"/fi/drafts/{draft.id}/{place}")


@pytest.mark.parametrize("address", ["nothing", "0" * 32, "0" * 32 + "/facts", "0" * 32 + "/blanks", "0" * 32 + "/document", "0" * 32 + "/versions"])
def test_an_unknown_draft_is_a_page_that_helps(visitor: Visitor, address: str) -> None:
    page = visitor.get(f"/en/drafts/{address}", status=404)
    assert "There is no such page" in page.main


def test_every_page_of_a_draft_speaks_finnish_too(visitor: Visitor, store: Store) -> None:
    draft = started(visitor, store, "home-care")
    for place in ("", "facts", "blanks", "versions", "own", f"clauses/{GPS}", f"clauses/{GPS}/words"):
        assert visitor.get(f"/fi/drafts/{draft.id}/{place}").one("html").get("lang") == "fi"
    visitor.get("/fi/drafts")
    visitor.get("/fi/drafts/new")


@pytest.mark.parametrize(
    ("language", "template", "law"), [("de", "home-care", "de"), ("sv", "home-care", "se"), ("en", "home-care", "fi"), ("fi", "european-dialogue", "eu")]
)
def test_a_new_draft_stands_under_the_law_of_the_reader_s_country(visitor: Visitor, store: Store, language: str, template: str, law: str) -> None:
    address = f"/{language}/drafts/new"
    page = visitor.get(f"{address}?template={template}")
    assert not [fold for fold in page.all("details") if page.id("jurisdiction") in fold.iter()]
    visitor.post(address, page.form(address))
    assert store.get(store.summaries()[0].id).jurisdiction == law


def test_drafts_of_one_template_are_told_apart_by_their_parties(visitor: Visitor, store: Store) -> None:
    visitor.post("/en/drafts/new", template="location-protocol", language="en", employer="City", union="Tehy")
    visitor.post("/en/drafts/new", template="location-protocol", language="en")
    first, second = (summary.id for summary in store.summaries())
    for address in ("/en/drafts", "/en/"):
        page = visitor.get(address)
        assert "City – Tehy" in page.main
        assert "no parties yet" in page.main
    assert [option for option in visitor.get("/en/clauses/mon-gps-geolocation").all("option") if "(City – Tehy, " in words(option)]
    draft = store.get(first if store.get(first).parties[0].name else second)
    named = draft.parties[0].model_copy(update={"name": {"en": "County"}})
    store.save(draft.changed(parties=(named, *draft.parties[1:])), "facts stated")
    assert "County – Tehy" in visitor.get("/en/drafts").main
