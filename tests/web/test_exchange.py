"""The round trip as a negotiator meets it: sent, returned, read, answered; the board."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
import word_edits
from drafts_built import DAY
from pages import Page, Visitor, words
from returned_files import deleted, inserted, run, split_at, with_body, with_parts

from drafting import changes, starting
from drafting.assembly import assemble
from drafting.changes import keep_words
from drafting.draft import PrivateNote
from drafting.plan import title_of
from drafting.word.incoming.child import read_apart

if TYPE_CHECKING:
    from clauses.library import Library
    from drafting.draft import Draft
    from drafting.store import Store

GPS = "mon-gps-geolocation"


@pytest.fixture
def made(store: Store, library: Library) -> Draft:
    """A protocol with a private note."""
    draft = keep_words(starting.start(library, DAY, ("en",), "location-protocol"), library)
    return store.create(draft.changed(private={GPS: PrivateNote(note="Our secret fallback", fallback={"retention": 45})}))


def sent(visitor: Visitor, made: Draft) -> bytes:
    """Send the offer and return the file that was handed out."""
    return bytes(visitor.recorded(f"/en/drafts/{made.id}/exchange/send", {"revision": made.revision, "text": "en"}).data)


def upload(visitor: Visitor, made: Draft, content: bytes, name: str = "answer.docx", status: int = 200):
    """Upload a returned file and return the page that comes."""
    return visitor.post(f"/en/drafts/{made.id}/exchange/receive", status=status, file=(io.BytesIO(content), name), side="employer")


def edited(document: bytes) -> bytes:
    """Return the offer with one tracked and one silent change in the clause on positioning."""
    body = with_body(document, lambda xml: split_at(xml, "cl_mon_gps_geolocation", "collect", deleted("collect") + inserted("gather")))
    return with_body(body, lambda xml: split_at(xml, "cl_mon_gps_geolocation", "The employer", run("The company")))


def test_a_file_sent_is_named_in_its_own_language_and_our_list_alone_tells_its_version(visitor: Visitor, made: Draft, store: Store) -> None:
    visitor.recorded(f"/fi/drafts/{made.id}/exchange/send", {"revision": made.revision, "text": "en"})
    visitor.recorded(f"/fi/drafts/{made.id}/exchange/offer", {"revision": made.revision, "text": "en", "base": "position-strong"})
    named = [entry.name for entry in store.ledger.exchanges(made.id)]
    assert f"Protocol on location data – with tracked changes – Draft 1 – {made.dated}.docx" in named
    assert f"Protocol on location data – Draft 1 – {made.dated}.docx" in named
    page = visitor.get(f"/fi/drafts/{made.id}/exchange")
    assert any(f"{made.dated}.docx · versio {made.revision}" in words(option) for option in page.all("option"))


def test_what_is_sent_is_recorded_and_holds_no_private_word(visitor: Visitor, made: Draft, store: Store) -> None:
    document = sent(visitor, made)
    (entry,) = store.ledger.exchanges(made.id)
    assert store.ledger.content(made.id, entry.id) == document
    assert b"secret" not in b"".join(document.split())
    page = visitor.get(f"/en/drafts/{made.id}/exchange")
    assert "Sent: " in page.main


def test_a_returned_file_is_told_clause_by_clause_with_silent_changes_loud(visitor: Visitor, made: Draft) -> None:
    page = upload(visitor, made, edited(sent(visitor, made)))
    assert "2 changes, 1 of these without Track Changes" in page.main
    assert "Changed without Track Changes" in page.main
    assert "Maija · 1 June 2027" in page.main
    assert [word.itertext() for word in page.all("ins")]
    only = visitor.get(next(link for link in page.links() if "kind=silent" in link))
    assert "Changed without Track Changes" in only.main


def test_the_file_comes_back_bit_by_bit_as_a_download_only(visitor: Visitor, made: Draft, store: Store) -> None:
    answer = edited(sent(visitor, made))
    upload(visitor, made, answer, "../<b>answer.docx")
    entry = store.ledger.exchanges(made.id)[0]
    response = visitor.download(f"/en/drafts/{made.id}/exchange/{entry.id}/file")
    assert response.data == answer
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_change_is_accepted_into_the_draft_and_can_be_undone(visitor: Visitor, made: Draft, store: Store) -> None:
    page = upload(visitor, made, edited(sent(visitor, made)))
    action = next(form.get("action", "") for form in page.all("form") if "/answer" in form.get("action", ""))
    page = visitor.post(action, clause=GPS, change="1", act="accept", revision=str(made.revision))
    assert "taken in" in page.main
    selection = store.get(made.id).selection(GPS)
    assert selection is not None
    assert "gather" in selection.wording["en"]
    assert "The company" not in selection.wording["en"]
    visitor.post(f"/en/drafts/{made.id}/undo", revision=str(made.revision + 1))
    again = store.get(made.id).selection(GPS)
    assert again is not None
    assert not again.wording


def test_a_change_that_cannot_be_taken_in_is_not_offered_and_says_why(visitor: Visitor, made: Draft, library: Library) -> None:
    title = assemble(made, library, "en").annexes[0].title
    answer = with_body(sent(visitor, made), lambda xml: xml.replace(title, "List of it all"))
    page = upload(visitor, made, with_body(answer, lambda xml: split_at(xml, "cl_skl_annexes", "agreement", inserted("whole "))))
    placed, taken = ([change for change in page.all("li", class_="returned-change") if theirs in words(change)] for theirs in ("List of it all", "whole"))
    (in_annexes,) = [change for change in placed if "places these words here by itself" in words(change)]
    assert "Accept" not in words(in_annexes)
    assert all("Accept" in words(change) for change in taken)
    assert not [button for button in page.all("button") if "Accept all" in words(button) and words(button).endswith("Annexes")]


def test_a_clause_is_tentatively_agreed_noted_or_answered(visitor: Visitor, made: Draft, store: Store) -> None:
    page = upload(visitor, made, edited(sent(visitor, made)))
    action = next(form.get("action", "") for form in page.all("form") if "/answer" in form.get("action", ""))
    visitor.post(action, clause=GPS, act="note", note="Ask the branch first", revision="1")
    visitor.post(action, clause=GPS, act="agree", revision="2")
    answer = next(link for link in visitor.get(action.removesuffix("/answer")).links() if "answer=" in link)
    page = visitor.get(answer)
    assert "inserted: company shall gather" in page.main
    assert len(store.ledger.moves(made.id)) == 1
    words = page.form(answer.partition("?")[0])
    for added in ("Ours.", "Ours, indeed."):
        changed = {**words, "text-en": f"{words['text-en'][0]}\n\n{added}", "revision": str(store.get(made.id).revision)}
        visitor.post(answer.partition("?")[0], changed)
    assert [(move.side, move.standing) for move in store.ledger.moves(made.id)] == [("union", "tentatively agreed"), ("union", "countered")]
    assert store.get(made.id).selection(GPS).standing == "countered"  # type: ignore[union-attr]  # it is in the draft
    assert "Ask the branch first" in store.get(made.id).private[GPS].note
    assert b"Ask the branch" not in sent(visitor, store.get(made.id))
    visitor.post(action, clause=GPS, act="leave", revision=store.get(made.id).revision)
    assert store.get(made.id).selection(GPS).standing == "open"  # type: ignore[union-attr]  # it is in the draft
    visitor.post(action, status=400, clause=GPS, act="dance", revision=store.get(made.id).revision)
    visitor.post(action, status=400, clause="nowhere", act="agree", revision=store.get(made.id).revision)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This is not a Word file"),
        (b"%PDF-1.7", "This is not a Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "protected by a password"),
        (b"PK\x03\x04 broken", "The file is damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(visitor: Visitor, made: Draft, store: Store, content: bytes, words: str) -> None:
    page = upload(visitor, made, content, status=422)
    assert words in page.main
    assert store.ledger.exchanges(made.id) == []


def test_a_new_part_becomes_a_clause_of_our_own(visitor: Visitor, made: Draft, store: Store) -> None:
    def with_part(xml: str) -> str:
        heading = (
            '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' + run("Training in new tools") + "</w:p><w:p>" + run("Workers learn in paid time.") + "</w:p>"
        )
        place = xml.rindex("<w:p>", 0, xml.index('w:name="cl_mon_gps_geolocation"'))
        return xml[:place] + heading + xml[place:]

    page = upload(visitor, made, with_body(sent(visitor, made), with_part))
    assert "1 new part" in page.main
    silent = visitor.get(next(link for link in page.links() if "kind=silent" in link))
    assert "Training in new tools" in silent.main
    action = next(form.get("action", "") for form in page.all("form") if "/answer" in form.get("action", ""))
    assert "after “" in page.main
    page = visitor.post(action, part="0", act="new", revision="1")
    assert "taken in" in page.main
    assert "Add as a clause of your own" not in page.main
    names = [entry.id for entry in store.get(made.id).selections]
    assert names.index("own-1") == names.index(GPS) - 1
    visitor.post(action, status=400, part="7", act="new", revision="2")
    line = next(element for element in visitor.get(f"/en/drafts/{made.id}/exchange/board").all("li") if element.get("id") == "clause-own-1")
    assert "the same in their file" in " ".join("".join(line.itertext()).split())


def test_a_name_they_filled_in_is_taken_into_the_facts_and_an_entry_in_an_annex_is_not_promised(visitor: Visitor, made: Draft, store: Store) -> None:
    def filled(xml: str) -> str:
        place = xml.index("</w:p>", xml.index("<w:tc>", xml.index("</w:tr>", xml.index("hd_annex_register"))))
        return (xml[:place] + run("System X") + xml[place:]).replace("[union party]", "Care Union")

    page = upload(visitor, made, with_body(sent(visitor, made), filled))
    assert "0 of 3" in " ".join(page.main.split())
    assert "keeps no entries" in page.main
    action = next(form.get("action", "") for form in page.all("form") if "/answer" in form.get("action", ""))

    page = visitor.post(action, clause="front", change="0", act="accept", revision=str(made.revision))

    assert "Taken into “Title and parties”" in page.main
    assert [party.name for party in store.get(made.id).parties] == [{}, {"en": "Care Union"}]
    assert "3 of 3" in " ".join(page.main.split())


def test_a_file_of_another_draft_is_refused(visitor: Visitor, made: Draft, store: Store, library: Library) -> None:
    other = store.create(keep_words(starting.start(library, DAY, ("en",), "location-protocol"), library))
    assert "was made from another draft (Protocol on location data)" in upload(visitor, made, sent(visitor, other), status=422).main


def test_a_file_that_was_never_recorded_as_sent_is_compared_with_its_version(visitor: Visitor, made: Draft) -> None:
    document = visitor.download(f"/en/drafts/{made.id}/document?text=en").data
    assert "2 changes, 1 of these without Track Changes" in upload(visitor, made, edited(document)).main


def test_the_agreement_with_our_notes_is_not_taken_for_an_answer(visitor: Visitor, made: Draft, store: Store) -> None:
    ours = visitor.client.post(f"/en/drafts/{made.id}/documents/internal/agreement", data={"csrf": visitor.token()}).data
    assert "The file is “Agreement with our notes”, which is for your own side only" in upload(visitor, made, ours, status=422).main
    assert store.ledger.exchanges(made.id) == []


def test_what_cannot_be_read_is_named_and_not_shown_as_a_sign(visitor: Visitor, made: Draft) -> None:
    answer = with_body(sent(visitor, made), lambda xml: split_at(xml, "cl_mon_gps_geolocation", "collect", run("collect") + "<w:r><w:object/></w:r>"))
    page = upload(visitor, made, answer)
    assert "[picture or embedded file]" in page.main
    assert "\ufffc" not in page.main


def test_a_finnish_answer_to_a_bilingual_draft_changes_the_finnish_words(visitor: Visitor, store: Store, library: Library) -> None:
    made = store.create(keep_words(starting.start(library, DAY, ("en", "fi"), "location-protocol"), library))
    response = visitor.recorded(f"/en/drafts/{made.id}/exchange/send", {"revision": 1, "text": "fi"})
    answer = with_body(response.data, lambda xml: split_at(xml, "cl_mon_gps_geolocation", "Työnantaja", deleted("Työnantaja") + inserted("Yritys")))
    page = upload(visitor, made, answer)
    action = next(form.get("action", "") for form in page.all("form") if "/answer" in form.get("action", ""))
    visitor.post(action, clause=GPS, change="0", act="accept", revision="1")
    selection = store.get(made.id).selection(GPS)
    assert selection is not None
    assert list(selection.wording) == ["fi"]
    assert "Yritys" in selection.wording["fi"]


def test_an_answer_in_two_languages_is_shown_and_accepted_by_language(visitor: Visitor, store: Store, library: Library) -> None:
    made = store.create(keep_words(starting.start(library, DAY, ("en", "fi"), "location-protocol"), library))
    sent(visitor, made)
    form = {"csrf": visitor.token(), "revision": 1, "text": "en", "second": "fi"}
    document = visitor.recorded(f"/en/drafts/{made.id}/exchange/send", form).data
    recorded = store.ledger.exchanges(made.id)[0]
    answer = with_body(document, lambda xml: split_at(xml, "cl2_mon_gps_geolocation", "Työnantaja", deleted("Työnantaja") + inserted("Yritys")))
    page = upload(visitor, made, answer)
    assert page.main.count("Changed in one language only (Finnish)") == 1
    assert store.ledger.exchanges(made.id)[0].compared_with == recorded.id
    assert "1 change" in page.main
    action = next(form.get("action", "") for form in page.all("form") if "/answer" in form.get("action", ""))
    visitor.post(action, status=400, clause=GPS, change="0", act="accept", revision="1")
    page = visitor.post(action, clause=GPS, language="fi", change="0", act="accept", revision="1")
    selection = store.get(made.id).selection(GPS)
    assert selection is not None
    assert list(selection.wording) == ["fi"]
    assert "Yritys" in selection.wording["fi"]
    assert "taken in" in page.main


def test_files_of_another_draft_are_not_to_be_had(visitor: Visitor, made: Draft, store: Store, library: Library) -> None:
    sent(visitor, made)
    entry = store.ledger.exchanges(made.id)[0]
    other = store.create(keep_words(starting.start(library, DAY, ("en",), "location-protocol"), library))
    visitor.get(f"/en/drafts/{other.id}/exchange/{entry.id}/file", status=404)
    visitor.get(f"/en/drafts/{made.id}/exchange/{entry.id}", status=404)


def test_the_board_shows_who_moved_last_and_what_we_aim_at(visitor: Visitor, made: Draft, store: Store) -> None:
    page = visitor.post(f"/en/drafts/{made.id}/exchange/board", clause=GPS, standing="proposed", side="union", note="first offer", revision="1")
    assert "proposed" in page.main
    assert "first offer" in page.main
    assert "Our secret fallback" in page.main
    assert store.get(made.id).selection(GPS).standing == "proposed"  # type: ignore[union-attr]  # it is in the draft
    assert "Our secret fallback" not in visitor.get(f"/en/drafts/{made.id}/exchange/board?standing=agreed").main
    visitor.post(f"/en/drafts/{made.id}/exchange/board", status=400, clause=GPS, standing="won", revision="2")


def test_hostile_words_of_the_other_side_stay_words(visitor: Visitor, made: Draft) -> None:
    hostile = with_body(
        sent(visitor, made),
        lambda xml: split_at(xml, "cl_mon_gps_geolocation", "collect", deleted("collect") + inserted("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}")),
    )
    page = upload(visitor, made, hostile)
    assert "<script>alert(1)" not in page.html
    assert "{{ 7*7 }}" in page.main


def returned(store: Store, made: Draft, direction: str = "returned") -> int:
    """Return the number of the newest file of a direction."""
    return next(entry.id for entry in store.ledger.exchanges(made.id) if entry.direction == direction)


def offer(visitor: Visitor, store: Store, made: Draft, base: str, status: int = 200):
    """Ask for the next offer with tracked changes and return the answer."""
    data, address = {"revision": store.get(made.id).revision, "base": base, "author": "Tehy ry"}, f"/en/drafts/{made.id}/exchange/offer"
    return visitor.recorded(address, data) if status == 200 else visitor.post(address, data, status=status)


def test_the_next_offer_has_tracked_changes_against_their_file_by_default(visitor: Visitor, made: Draft, store: Store) -> None:
    page = upload(visitor, made, edited(sent(visitor, made)))
    fields = page.form(f"/en/drafts/{made.id}/exchange/offer")
    assert fields["base"] == [f"file-{returned(store, made)}"]
    made_offer = read_apart(offer(visitor, store, made, fields["base"][0]).data)
    assert {author for author, _date in made_offer.revisions} == {"Tehy ry"}
    spans = [(span.text.strip(), span.kind) for paragraph in made_offer.paragraphs for span in paragraph.spans if span.kind]
    assert ("company shall gather", "deleted") in spans
    assert ("employer shall collect", "inserted") in spans


def test_an_offer_with_tracked_changes_that_comes_back_shows_their_changes_only(visitor: Visitor, made: Draft, store: Store) -> None:
    upload(visitor, made, edited(sent(visitor, made)))
    document = offer(visitor, store, made, f"file-{returned(store, made)}").data
    assert "Nothing: every word is as you sent it." in upload(visitor, made, document, "same.docx").main
    answer = with_body(document, lambda xml: split_at(xml, "cl_mon_gps_geolocation", "vehicle", deleted("vehicle", 801) + inserted("bicycle", 802)))
    page = upload(visitor, made, answer, "again.docx")
    assert page.one("p", class_="summary").text == "1 change"


def test_an_offer_is_marked_against_a_version_or_a_sent_file(visitor: Visitor, made: Draft, store: Store) -> None:
    sent(visitor, made)
    for base in ("version-1", f"file-{returned(store, made, 'sent')}"):
        assert not read_apart(offer(visitor, store, made, base).data).revisions
    for base, status in (("version-99", 404), ("file-99", 404), ("", 400), ("file-x", 404)):
        offer(visitor, store, made, base, status)


def test_an_author_whose_name_is_too_long_is_refused_at_the_field(visitor: Visitor, made: Draft, store: Store) -> None:
    page = visitor.post(f"/en/drafts/{made.id}/exchange/offer", revision=made.revision, base="version-1", author="A" * 101, status=422)
    assert "at most 100 characters" in page.main
    assert page.id("author").get("aria-invalid") == "true"
    assert store.ledger.exchanges(made.id) == []


def test_an_offer_is_marked_against_the_text_of_the_library(visitor: Visitor, made: Draft, store: Store) -> None:
    page = visitor.get(f"/en/drafts/{made.id}/exchange")
    offered = {option.get("value") for option in page.all("option") if (option.get("value") or "").startswith("position-")}
    assert offered == {"position-baseline", "position-balanced", "position-strong"}
    assert read_apart(offer(visitor, store, made, "position-strong").data).revisions
    offer(visitor, store, made, "position-weak", 400)


def test_a_base_that_cannot_be_compared_is_told_in_one_sentence(visitor: Visitor, made: Draft, store: Store) -> None:
    entry = store.ledger.record(made.id, "returned", b"PK no file", "bad.docx")
    page = visitor.post(f"/en/drafts/{made.id}/exchange/offer", status=422, base=f"file-{entry.id}", revision=str(made.revision))
    assert "The file is damaged" in page.main


def test_any_two_recorded_files_are_compared_without_anything_to_answer(visitor: Visitor, made: Draft, store: Store) -> None:
    upload(visitor, made, edited(sent(visitor, made)))
    form = visitor.get(f"/en/drafts/{made.id}/exchange").form(f"/en/drafts/{made.id}/exchange/compare")
    page = visitor.get(f"/en/drafts/{made.id}/exchange/compare?first={form['first'][0]}&second={form['second'][0]}")
    assert "2 changes, 1 of these without Track Changes" in page.main
    assert not [entry for entry in page.all("form") if "/answer" in entry.get("action", "")]
    back = visitor.get(f"/en/drafts/{made.id}/exchange/compare?first={form['second'][0]}&second={form['first'][0]}")
    assert "1 change, 1 of these without Track Changes" in back.main
    visitor.get(f"/en/drafts/{made.id}/exchange/compare?first=1&second=99", status=404)
    visitor.get(f"/en/drafts/{made.id}/exchange/compare?first=x", status=404)


def test_a_single_change_is_left_open_or_noted(visitor: Visitor, made: Draft, store: Store) -> None:
    page = upload(visitor, made, edited(sent(visitor, made)))
    action = next(form.get("action", "") for form in page.all("form") if "/answer" in form.get("action", ""))
    visitor.post(action, clause=GPS, change="1", act="note", note="Ask the branch", revision="1")
    assert store.get(made.id).private[GPS].note.endswith("On “collect → gather”: Ask the branch")
    visitor.post(action, clause=GPS, change="1", act="leave", revision="2")
    assert store.ledger.moves(made.id)[-1].note == "On “collect → gather”:"


def test_a_package_is_made_shown_checked_and_dissolved(visitor: Visitor, made: Draft, store: Store) -> None:
    address = f"/en/drafts/{made.id}/exchange/package"
    page = visitor.post(address, name="Tracking", clause=[GPS, "dat-retention"], revision="1")
    assert "Only together with the rest of: Tracking" in page.main
    visitor.post(f"/en/drafts/{made.id}/exchange/board", clause=GPS, standing="tentatively agreed", side="union", revision="2")
    assert "the package “Tracking” is offered only as a whole" in visitor.get(f"/en/drafts/{made.id}/").main
    page = visitor.post(address, name="Tracking", dissolve="1", revision="3")
    assert "Only together" not in page.main
    assert not store.get(made.id).packages
    assert "at least two clauses" in visitor.post(address, status=422, name="Alone", clause=GPS, revision="4").main


def test_words_copied_into_a_new_file_are_compared_with_what_was_sent(visitor: Visitor, made: Draft, store: Store) -> None:
    offer = sent(visitor, made)

    def unmarked(parts: dict[str, str]) -> None:
        del parts["docProps/custom.xml"]
        parts["word/footer.xml"] = re.sub(r"<w:t[^>]*>[^<]*</w:t>", "", parts["word/footer.xml"])

    copied = word_edits.edited(with_parts(edited(offer), unmarked), lambda body: body.no_bookmarks())
    clause = f"/en/drafts/{made.id}/clauses/{GPS}"
    visitor.post(clause, position="strong", revision=made.revision)
    assert store.get(made.id).revision > made.revision
    page = upload(visitor, made, copied)
    assert "compared with: Sent" in page.main
    (entry,) = [entry for entry in store.ledger.exchanges(made.id) if entry.direction == "returned"]
    assert entry.revision == made.revision
    assert "3 changes, 2 of these without Track Changes" in page.main  # the foot of the page is gone too


def test_the_board_shows_our_words_and_theirs_with_the_differences_marked(visitor: Visitor, made: Draft, store: Store, library: Library) -> None:
    board = f"/en/drafts/{made.id}/exchange/board"

    def shown(clause: str) -> str:
        (line,) = [line for line in visitor.get(board).all("li") if line.get("id") == f"clause-{clause}"]
        return " ".join("".join(line.itertext()).split())

    assert "Both texts" not in shown(GPS)
    assert "their file" not in shown(GPS)
    last = made.selections[-1].id
    answer = word_edits.edited(edited(sent(visitor, made)), lambda body: body.take_clause(title_of(made, library, last, "en")))
    upload(visitor, made, answer)
    assert "Both texts" in shown(GPS)
    assert "deleted: employer shall collect" in shown(GPS)
    assert "inserted: company shall gather" in shown(GPS)
    assert "Their file leaves this clause out." in shown(last)
    assert "the same in their file" in shown(made.selections[0].id)
    visitor.post(f"{board[: -len('/board')]}/{store.ledger.exchanges(made.id)[0].id}/answer", clause=GPS, act="accept", change=["0", "1"], revision="1")
    assert "Both texts" not in shown(GPS)
    visitor.post(f"/en/drafts/{made.id}/remove", clause=made.selections[0].id, revision="2")
    assert "the same in their file" in shown(made.selections[1].id)
    assert "Both texts" not in shown(GPS)  # the clauses it refers to have other numbers, and that is no difference
    added = visitor.post(f"/en/drafts/{made.id}/clauses", clause="plt-status", position="balanced", revision="3")
    assert "not in their file" in shown("plt-status"), added.main


def test_what_is_answered_is_said_and_the_filter_stays(visitor: Visitor, made: Draft, store: Store) -> None:
    page = upload(visitor, made, edited(sent(visitor, made)))
    assert "0 of 2 changes, new parts and moved clauses answered." in page.main
    silent = visitor.get(next(link for link in page.links() if "kind=silent" in link))
    assert len([item for item in silent.all("li") if item.get("id", "").startswith("change-")]) == 1
    action = next(form.get("action", "") for form in page.all("form") if "/answer" in form.get("action", ""))
    page = visitor.post(action, clause=GPS, change="0", act="accept", kind="silent", revision="1")
    assert page.response.request.args.get("kind") == "silent"
    page = visitor.post(action, clause=GPS, change="1", act="leave", revision="2")
    assert "2 of 2 changes, new parts and moved clauses answered." in page.main
    assert "Next without an answer" not in page.main
    assert [tag.text for tag in page.all("span") if "mark-V" in tag.get("class", "")] == ["taken in", "open"]


def test_a_change_that_cannot_be_taken_in_is_told_on_the_same_page(visitor: Visitor, made: Draft, library: Library) -> None:
    title = title_of(made, library, GPS, "en")
    answer = word_edits.edited(sent(visitor, made), lambda body: body.remove([body.paragraph(title)]))
    page = upload(visitor, made, answer)
    action = next(form.get("action", "") for form in page.all("form") if "/answer" in form.get("action", ""))
    page = visitor.post(action, clause=GPS, change="0", act="accept", revision="1")
    assert "amend the clause by hand" in page.main
    assert "Amend the words by hand" in page.main


def test_a_package_that_cannot_be_made_stays_in_the_form(visitor: Visitor, made: Draft, store: Store) -> None:
    first, second = (entry.id for entry in made.selections[:2])
    for name, clauses, problem in [("", [first, second], "needs a name"), ("Both", [second], "at least two"), ("x" * 121, [first, second], "at most 120")]:
        page = visitor.post(f"/en/drafts/{made.id}/exchange/package", name=name, clause=clauses, revision="1", status=422)
        assert problem in page.main
        assert page.id("package-name").get("value") == name
        assert [box.get("value") for box in page.all("input") if box.get("type") == "checkbox" and "checked" in box.attrib] == clauses
    visitor.post(f"/en/drafts/{made.id}/exchange/package", name="Both", clause=[first, second], revision="1")
    again = visitor.post(f"/en/drafts/{made.id}/exchange/package", name="Both", clause=[second, made.selections[2].id], revision="2", status=422)
    assert "There is a package “Both” already" in again.main
    assert [package.clauses for package in store.get(made.id).packages] == [(first, second)]


def test_a_move_that_is_undone_is_no_longer_on_the_board(visitor: Visitor, made: Draft, store: Store) -> None:
    board = f"/en/drafts/{made.id}/exchange/board"
    visitor.post(board, clause=GPS, standing="proposed", side="union", note="first", revision="1")
    page = visitor.post(board, clause=GPS, standing="agreed", side="employer", note="they nodded", revision="2")
    assert "they nodded" in page.main
    visitor.client.post(f"/en/drafts/{made.id}/undo", data={"csrf": visitor.token(), "revision": "3"}, headers={"Referer": f"http://localhost{board}"})
    page = visitor.get(board)
    assert "they nodded" not in page.main
    assert "first" in page.main


def test_open_values_are_told_before_anything_is_sent(visitor: Visitor, made: Draft) -> None:
    assert "values are not decided yet and stand in square brackets" in visitor.get(f"/en/drafts/{made.id}/exchange").main


def test_what_the_checks_say_is_told_before_anything_is_sent(visitor: Visitor, store: Store, library: Library) -> None:
    draft = starting.start(library, DAY, ("en", "fi"), "location-protocol")
    draft = changes.amend(changes.add_own(draft, "en", "Lateness", "Nobody is late."), GPS, "en", "### purposes\nOtherwise.")
    made = store.create(keep_words(draft, library))
    card = words(visitor.get(f"/en/drafts/{made.id}/exchange").all("section", **{"aria-labelledby": "send-heading"})[0])
    assert "things must be fixed before this goes out" in card
    assert "“Lateness” has no words in this language: Finnish." in card
    assert "1 text was amended in one language only" in card


def test_a_chosen_file_is_not_said_to_be_kept_when_the_session_has_ended(visitor: Visitor, made: Draft) -> None:
    page = f"/en/drafts/{made.id}/exchange"
    data = {"csrf": "of an old session", "file": (io.BytesIO(b"PK"), "answer.docx")}
    again = Page(visitor.client.post(f"{page}/receive", data=data, headers={"Referer": f"http://localhost{page}"}))
    assert again.status == 403
    assert "choose the file again" in again.main
    assert "kept in this form" not in again.main
    assert page in again.links()


def test_the_outline_tells_a_standing_and_leads_to_its_row(visitor: Visitor, made: Draft) -> None:
    board = f"/en/drafts/{made.id}/exchange/board"
    visitor.post(board, clause=GPS, standing="tentatively agreed", side="union", note="", revision="1")
    (mark,) = [link for link in visitor.get(f"/en/drafts/{made.id}/").all("a", class_="tag") if link.get("href") == f"{board}#clause-{GPS}"]
    assert words(mark).startswith("tentatively agreed")


def test_an_offer_and_the_same_with_tracked_changes_are_the_same(visitor: Visitor, made: Draft, store: Store) -> None:
    upload(visitor, made, edited(sent(visitor, made)))
    offer(visitor, store, made, f"file-{returned(store, made)}")
    first, second = returned(store, made, "sent"), min(entry.id for entry in store.ledger.exchanges(made.id))
    page = visitor.get(f"/en/drafts/{made.id}/exchange/compare?first={second}&second={first}")
    assert "The words of the two files are the same." in page.main
    assert page.all("section", class_="change") == []


def test_the_board_hands_out_the_settled_points_and_the_open_issues(visitor: Visitor, made: Draft) -> None:
    page = visitor.get(f"/en/drafts/{made.id}/exchange/board")
    for layout in ("settled", "open-issues"):
        action = next(form.get("action", "") for form in page.all("form") if form.get("action", "").endswith(f"/shared/{layout}"))
        assert visitor.client.post(action, data={"csrf": visitor.token()}).data.startswith(b"PK")


def test_nothing_private_is_on_the_pages_of_the_exchange_in_table_mode(visitor: Visitor, made: Draft, store: Store) -> None:
    private = PrivateNote(note="Plantednote", target={"retention_days": 4711}, fallback={"retention_days": 4712})
    made = store.save(made.changed(private={GPS: private}), "note kept")
    upload(visitor, made, edited(sent(visitor, made)))
    pages = [f"/en/drafts/{made.id}/exchange/board", f"/en/drafts/{made.id}/exchange", f"/en/drafts/{made.id}/exchange/{returned(store, made)}"]
    planted = ("Plantednote", "4711", "4,711", "4712", "4,712", "only your side")
    assert "Plantednote" in visitor.get(pages[0]).html
    visitor.post("/en/table-mode", on="1")
    for address in pages:
        html = visitor.get(address).html
        assert not [word for word in planted if word in html], address


def test_previous_and_next_lead_to_a_change_that_takes_the_focus(visitor: Visitor, made: Draft) -> None:
    page = upload(visitor, made, edited(sent(visitor, made)))
    assert "#change-2" in page.links()
    assert page.id("change-2").get("tabindex") == "-1"


AGREED_NO_MORE = "was agreed. Its words changed, so it stands as proposed again."


def test_an_agreed_clause_whose_words_are_changed_is_proposed_again_and_undo_goes_back_to_both(visitor: Visitor, made: Draft, store: Store) -> None:
    visitor.post(f"/en/drafts/{made.id}/exchange/board", clause=GPS, standing="agreed", side="employer", note="", revision="1")
    page = visitor.post(f"/en/drafts/{made.id}/clauses/{GPS}", position="strong", revision="2")
    assert AGREED_NO_MORE in page.main
    changed = store.get(made.id).selection(GPS)
    assert changed is not None
    assert (changed.position, changed.standing) == ("strong", "proposed")
    visitor.post(f"/en/drafts/{made.id}/undo", revision="3")
    before = store.get(made.id).selection(GPS)
    assert before is not None
    assert (before.position, before.standing) == ("balanced", "agreed")


def test_a_change_of_theirs_taken_into_an_agreed_clause_opens_it_again(visitor: Visitor, made: Draft, store: Store) -> None:
    upload(visitor, made, edited(sent(visitor, made)))
    visitor.post(f"/en/drafts/{made.id}/exchange/board", clause=GPS, standing="tentatively agreed", side="employer", note="", revision="1")
    answer = f"/en/drafts/{made.id}/exchange/{returned(store, made)}/answer"
    assert AGREED_NO_MORE in visitor.post(answer, clause=GPS, change="0", act="accept", revision="2").main
    changed = store.get(made.id).selection(GPS)
    assert changed is not None
    assert changed.standing == "proposed"


def test_a_move_to_agreed_and_another_place_leave_a_clause_agreed(visitor: Visitor, made: Draft, store: Store) -> None:
    for revision, standing in enumerate(("tentatively agreed", "agreed"), 1):
        page = visitor.post(f"/en/drafts/{made.id}/exchange/board", clause=GPS, standing=standing, side="employer", note="", revision=str(revision))
        assert AGREED_NO_MORE not in page.main
    assert AGREED_NO_MORE not in visitor.post(f"/en/drafts/{made.id}/move", up=GPS, revision="3").main
    moved = store.get(made.id).selection(GPS)
    assert moved is not None
    assert moved.standing == "agreed"
