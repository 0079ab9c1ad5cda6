"""The page of documents: what a draft can become, handed out, and what is wrong said where it was asked."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from pages import Visitor, words
from tables import SECRET, full_draft

from drafting.documents.registry import LAYOUTS

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from clauses.library import Library
    from drafting.draft import Draft
    from drafting.store import Store


@pytest.fixture
def draft(store: Store, library: Library) -> Draft:
    """A whole agreement with a private layer."""
    return store.create(full_draft(library))


def made(visitor: Visitor, draft: Draft, layout: str, audience: str = "shared", **fields: object) -> TestResponse:
    """Send the form of a document."""
    address = f"/en/drafts/{draft.id}/documents/{audience}/{layout}"
    return visitor.client.post(address, data={"csrf": visitor.token(), **fields}, content_type="multipart/form-data")


def refusal(response: TestResponse) -> str:
    """Return the ordinary page that says what was wrong with a choice."""
    page = response.get_data(as_text=True)
    assert response.status_code == 200
    assert "Content-Disposition" not in response.headers
    assert "There is a problem" in page
    return page


def test_the_page_names_every_document_and_sets_the_internal_ones_apart(visitor: Visitor, draft: Draft) -> None:
    page = visitor.get(f"/en/drafts/{draft.id}/documents")
    own = next(section for section in page.all("section") if section.get("aria-labelledby") == "own-side")
    assert [words(heading) for heading in own.iter() if str(heading.tag).endswith("}h3")] == [
        "Agreement with our notes INTERNAL",
        "Positions side by side INTERNAL",
    ]
    assert len(page.all("h3")) == len(LAYOUTS)
    assert "Do not send them to the other side." in words(own)


@pytest.mark.parametrize("layout", [entry for entry in LAYOUTS if entry.name != "amendment"], ids=lambda entry: f"{entry.name}-{entry.audience}")
def test_every_document_can_be_downloaded_by_its_form_as_it_stands(layout, visitor: Visitor, draft: Draft) -> None:
    page = visitor.get(f"/en/drafts/{draft.id}/documents")
    action = f"/en/drafts/{draft.id}/documents/{layout.audience}/{layout.name}"
    response = visitor.client.post(action, data=page.form(action))
    assert response.status_code == 200
    name = unquote(response.headers["Content-Disposition"])
    assert ("INTERNAL – " in name) == (layout.audience == "internal")
    assert response.data[:2] == (b"BE" if layout.name == "calendar" else b"PK")


def test_an_internal_document_holds_the_private_notes_and_a_shared_one_does_not(visitor: Visitor, draft: Draft) -> None:
    ours = zipfile.ZipFile(io.BytesIO(made(visitor, draft, "agreement", "internal").data))
    theirs = zipfile.ZipFile(io.BytesIO(made(visitor, draft, "agreement").data))
    assert SECRET.encode() in ours.read("word/comments.xml")
    assert not any(SECRET.encode() in theirs.read(name) for name in theirs.namelist())


def test_sources_are_offered_for_the_internal_agreement_alone(visitor: Visitor, draft: Draft) -> None:
    page = visitor.get(f"/en/drafts/{draft.id}/documents")
    assert [box.get("id") for box in page.all("input") if box.get("name") == "sources"] == ["agreement-internal-sources"]
    names = [zipfile.ZipFile(io.BytesIO(made(visitor, draft, "agreement", "internal", sources=box).data)).namelist() for box in ("", "1")]
    assert ["word/footnotes.xml" in found for found in names] == [False, True]
    assert visitor.get(f"/en/drafts/{draft.id}/documents").form(f"/en/drafts/{draft.id}/documents/internal/agreement")["sources"] == ["1"]
    assert "ask for the agreement as internal" in refusal(made(visitor, draft, "agreement", sources="1"))


def test_the_agreement_can_be_had_in_the_text_of_the_other_side(visitor: Visitor, draft: Draft) -> None:
    response = made(visitor, draft, "agreement", wish="employer", text="en", format="md")
    assert "not its own words, but those of the library’s baseline position" in response.get_data(as_text=True)
    assert "The employer’s text" in unquote(response.headers["Content-Disposition"])
    assert "can be made in the text of one side" in refusal(made(visitor, draft, "agreement", "internal", wish="employer"))


def named(response: TestResponse) -> str:
    """The name a file is saved under."""
    return unquote(response.headers["Content-Disposition"]).partition("UTF-8''")[2]


@pytest.mark.parametrize(
    ("audience", "text", "wanted"),
    [
        ("shared", "en", "Synopsis – Draft 1 – {day} (English)"),
        ("internal", "en", "SISÄINEN – {title} – Tasot rinnakkain – {day} – versio {number} (English)"),
    ],
)
def test_a_file_for_the_other_side_is_named_in_its_own_language_and_ours_in_the_readers(audience, text, wanted, visitor: Visitor, draft: Draft) -> None:
    layout = {"shared": "synopsis", "internal": "positions"}[audience]
    address = f"/fi/drafts/{draft.id}/documents/{audience}/{layout}"
    name = named(visitor.client.post(address, data={"csrf": visitor.token(), "text": text, "format": "docx"}))
    assert name.endswith(wanted.format(day=draft.dated, title=draft.titled("en"), number=draft.revision) + ".docx")


def test_a_bilingual_file_names_both_of_its_languages(visitor: Visitor, draft: Draft) -> None:
    assert named(made(visitor, draft, "bilingual", text="fi", second="en")).endswith(" (suomi, English).docx")


def test_the_last_choice_is_kept(visitor: Visitor, draft: Draft) -> None:
    made(visitor, draft, "synopsis", text="fi", format="html", side="union", watermark="Draft", lines="1")
    page = visitor.get(f"/en/drafts/{draft.id}/documents")
    fields = page.form(f"/en/drafts/{draft.id}/documents/shared/joint")
    assert fields["text"] == ["fi"]
    assert fields["format"] == ["html"]
    assert fields["side"] == ["union"]
    assert fields["watermark"] == ["Draft"]
    assert fields["lines"] == ["1"]


def test_what_is_missing_is_said_where_it_was_asked(visitor: Visitor, draft: Draft) -> None:
    page = visitor.post(f"/en/drafts/{draft.id}/documents/shared/amendment")
    assert "There is a problem" in page.main
    assert "say which draft, version or Word file that is" in words(page.id("document-amendment"))


def test_an_amending_protocol_compares_with_an_earlier_version(visitor: Visitor, draft: Draft, store: Store) -> None:
    store.save(draft.changed(clauses=draft.clauses[:-4]), "clause removed")
    response = made(visitor, draft, "amendment", base="version-1", text="en", format="md")
    assert "is repealed" in response.get_data(as_text=True)


def test_an_amending_protocol_takes_the_current_agreement_as_a_word_file(visitor: Visitor, draft: Draft, store: Store) -> None:
    current = visitor.client.post(f"/en/drafts/{draft.id}/documents/shared/agreement", data={"csrf": visitor.token(), "text": "en"}).data
    store.save(draft.changed(clauses=(*draft.clauses[:-4], *draft.clauses[-3:])), "clause removed")
    response = made(visitor, draft, "amendment", current=(io.BytesIO(current), "current.docx"), base="version-1", text="en", format="md")
    assert response.status_code == 200
    assert "Parts of the current agreement to be settled" in response.get_data(as_text=True)
    assert ", is repealed" not in response.get_data(as_text=True)


@pytest.mark.parametrize("content", [b"no zip", b"PK\x03\x04 broken"])
def test_a_current_agreement_that_is_no_word_file_is_refused_in_one_sentence(content: bytes, visitor: Visitor, draft: Draft) -> None:
    response = made(visitor, draft, "amendment", current=(io.BytesIO(content), "current.docx"))
    assert 'id="amendment-problem"' in refusal(response)


def test_a_base_that_is_gone_is_no_page(visitor: Visitor, draft: Draft) -> None:
    assert made(visitor, draft, "amendment", base="version-99").status_code == 404
    assert made(visitor, draft, "amendment", base="draft-" + "f" * 32).status_code == 404


def test_a_house_style_that_is_none_is_refused_in_one_sentence(visitor: Visitor, draft: Draft) -> None:
    response = made(visitor, draft, "agreement", house=(io.BytesIO(b"no zip"), "house.docx"))
    assert "The house style was not read" in refusal(response)


def test_words_of_one_language_amended_are_warned_of_beside_the_bilingual_document(visitor: Visitor, draft: Draft, store: Store) -> None:
    from drafting import changes

    store.save(changes.amend(draft, "skl-peace", "fi", "Omat sanat."), "words")
    page = visitor.get(f"/en/drafts/{draft.id}/documents")
    assert "amended in one language only (Finnish)" in words(page.id("document-bilingual"))


@pytest.mark.parametrize("path", ["shared/positions", "internal/joint", "shared/nothing", "other/agreement"])
def test_an_unknown_document_is_no_page(path: str, visitor: Visitor, draft: Draft) -> None:
    assert visitor.client.post(f"/en/drafts/{draft.id}/documents/{path}", data={"csrf": visitor.token()}).status_code == 404


def test_hostile_choices_stay_words(visitor: Visitor, draft: Draft) -> None:
    page = visitor.post(f"/en/drafts/{draft.id}/documents/shared/synopsis", only="<script>", watermark="<b>x", base="version-x", second="../..")
    assert "The draft has no clause and no theme “<script>”." in page.main


@pytest.mark.parametrize("layout", [entry for entry in LAYOUTS if entry.audience == "shared"], ids=lambda entry: entry.name)
def test_no_note_of_the_ledger_is_in_a_shared_file_or_its_name(layout, visitor: Visitor, draft: Draft, store: Store) -> None:
    store.ledger.move(draft.id, "skl-peace", "union", "proposed", "words", note=SECRET)
    store.save(draft.changed(clauses=draft.clauses[:-4]), SECRET)
    response = made(visitor, draft, layout.name, base="version-1", text="fi", second="en")
    assert response.status_code == 200
    texts = [response.data, unquote(response.headers["Content-Disposition"]).encode()]
    if response.data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(response.data)) as archive:
            texts += [archive.read(name) for name in archive.namelist()]
    assert not any(SECRET.encode() in text for text in texts)


def test_two_languages_side_by_side_are_offered_only_where_there_are_two(visitor: Visitor, store: Store, draft: Draft) -> None:
    address = f"/fi/drafts/{draft.id}/documents/shared/bilingual"
    assert visitor.get(f"/fi/drafts/{draft.id}/documents").form(address)
    store.save(draft.changed(languages=("fi",)), "facts stated")
    page = visitor.get(f"/fi/drafts/{draft.id}/documents")
    assert address not in [form.get("action") for form in page.all("form")]
    link = next(link for link in page.links() if "#in-" in link)
    assert visitor.get(link.partition("#")[0]).id(link.partition("#")[2]) is not None
    page = visitor.post(address)
    assert "kielet ovat suomi" in page.main


def test_a_calendar_without_a_day_to_count_from_says_so_before_anyone_asks_for_it(visitor: Visitor, store: Store, draft: Draft) -> None:
    address, action = f"/en/drafts/{draft.id}/documents", f"/en/drafts/{draft.id}/documents/shared/calendar"
    assert visitor.get(address).form(action)
    store.save(draft.changed(term=draft.term.model_copy(update={"start": None})), "facts stated")
    page = visitor.get(address)
    assert action not in [form.get("action") for form in page.all("form")]
    card = page.id("document-calendar")
    assert "fill in the term of the agreement first" in words(card)
    (link,) = [entry.get("href", "") for entry in page.all("a") if entry in card.iter()]
    assert visitor.get(link.partition("#")[0]).id(link.partition("#")[2]).get("name") == "term-from"
    assert "counts from the day of entry into force" in refusal(made(visitor, draft, "calendar"))


def test_two_languages_are_not_offered_where_one_has_no_words(visitor: Visitor, store: Store, draft: Draft) -> None:
    store.save(draft.changed(languages=("fi", "de")), "facts stated")
    page = visitor.get(f"/en/drafts/{draft.id}/documents")
    assert f"/en/drafts/{draft.id}/documents/shared/bilingual" not in [form.get("action") for form in page.all("form")]
    assert "No clause of this draft has words in “Deutsch”" in words(page.id("document-bilingual"))


def test_an_amending_protocol_with_nothing_to_compare_with_asks_for_a_file(visitor: Visitor, store: Store, draft: Draft) -> None:
    address = f"/en/drafts/{draft.id}/documents"
    assert "choose the current agreement as a Word file" in words(visitor.get(address).id("document-amendment"))
    store.save(draft.changed(clauses=draft.clauses[:-4]), "clause removed")
    assert "choose the current agreement as a Word file" not in words(visitor.get(address).id("document-amendment"))
