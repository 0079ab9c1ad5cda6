"""The round trip as a negotiator meets it: sent, returned, read, answered; the board."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from drafts_built import DAY
from pages import Visitor
from returned_files import deleted, inserted, run, split_at, with_body

from drafting import starting
from drafting.changes import keep_words
from drafting.draft import PrivateNote

if TYPE_CHECKING:
    from flask import Flask

    from clauses.library import Library
    from drafting.draft import Draft
    from drafting.store import Store

GPS = "mon-gps-geolocation"


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """A reader of the English pages."""
    return Visitor(app)


@pytest.fixture
def made(store: Store, library: Library) -> Draft:
    """A protocol with a private note."""
    draft = keep_words(starting.start(library, DAY, ("en",), "location-protocol"), library)
    return store.create(draft.changed(private={GPS: PrivateNote(note="Our secret fallback", fallback={"retention_days": 45})}))


def sent(visitor: Visitor, made: Draft) -> bytes:
    """Send the offer and return the file that was handed out."""
    response = visitor.client.post(f"/en/drafts/{made.id}/exchange/send", data={"csrf": visitor.token(), "revision": made.revision, "text": "en"})
    assert response.status_code == 200
    return bytes(response.data)


def upload(visitor: Visitor, made: Draft, content: bytes, name: str = "answer.docx", status: int = 200):
    """Upload a returned file and return the page that comes."""
    return visitor.post(f"/en/drafts/{made.id}/exchange/receive", status=status, file=(io.BytesIO(content), name), side="employer")


def edited(document: bytes) -> bytes:
    """Return the offer with one tracked and one silent change in the clause on positioning."""
    body = with_body(document, lambda xml: split_at(xml, "cl_mon_gps_geolocation", "collect", deleted("collect") + inserted("gather")))
    return with_body(body, lambda xml: split_at(xml, "cl_mon_gps_geolocation", "The employer", run("The company")))


def test_what_is_sent_is_recorded_and_holds_no_private_word(visitor: Visitor, made: Draft, store: Store) -> None:
    document = sent(visitor, made)
    (entry,) = store.ledger.exchanges(made.id)
    assert store.ledger.content(made.id, entry.id) == document
    assert b"secret" not in b"".join(document.split())
    page = visitor.get(f"/en/drafts/{made.id}/exchange")
    assert "Sent: " in page.main


def test_a_returned_file_is_told_clause_by_clause_with_silent_changes_loud(visitor: Visitor, made: Draft) -> None:
    page = upload(visitor, made, edited(sent(visitor, made)))
    assert "2 changes, 1 without Track Changes" in page.main
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


def test_a_clause_is_tentatively_agreed_noted_or_answered(visitor: Visitor, made: Draft, store: Store) -> None:
    page = upload(visitor, made, edited(sent(visitor, made)))
    action = next(form.get("action", "") for form in page.all("form") if "/answer" in form.get("action", ""))
    visitor.post(action, clause=GPS, act="note", note="Ask the branch first", revision="1")
    visitor.post(action, clause=GPS, act="agree", revision="2")
    page = visitor.post(action, clause=GPS, act="counter", revision="3")
    assert "words" in page.response.request.path
    assert [(move.side, move.standing) for move in store.ledger.moves(made.id)] == [("union", "tentatively agreed"), ("union", "countered")]
    assert "Ask the branch first" in store.get(made.id).private[GPS].note
    assert b"Ask the branch" not in sent(visitor, store.get(made.id))
    visitor.post(action, clause=GPS, act="leave", revision="4")
    assert store.get(made.id).selection(GPS).standing == "open"  # type: ignore[union-attr]  # it is in the draft
    visitor.post(action, status=400, clause=GPS, act="dance", revision="5")
    visitor.post(action, status=400, clause="nowhere", act="agree", revision="5")


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
    visitor.post(action, part="0", act="new", revision="1")
    names = [entry.id for entry in store.get(made.id).selections]
    assert names.index("own-1") == names.index(GPS) - 1
    visitor.post(action, status=400, part="7", act="new", revision="2")


def test_a_file_of_another_draft_is_refused(visitor: Visitor, made: Draft, store: Store, library: Library) -> None:
    other = store.create(keep_words(starting.start(library, DAY, ("en",), "location-protocol"), library))
    assert "was made from another draft" in upload(visitor, made, sent(visitor, other), status=422).main


def test_a_file_that_was_never_recorded_as_sent_is_compared_with_its_version(visitor: Visitor, made: Draft) -> None:
    document = visitor.download(f"/en/drafts/{made.id}/document?text=en").data
    assert "2 changes, 1 without Track Changes" in upload(visitor, made, edited(document)).main


def test_a_finnish_answer_to_a_bilingual_draft_changes_the_finnish_words(visitor: Visitor, store: Store, library: Library) -> None:
    made = store.create(keep_words(starting.start(library, DAY, ("en", "fi"), "location-protocol"), library))
    response = visitor.client.post(f"/en/drafts/{made.id}/exchange/send", data={"csrf": visitor.token(), "revision": 1, "text": "fi"})
    answer = with_body(response.data, lambda xml: split_at(xml, "cl_mon_gps_geolocation", "Työnantaja", deleted("Työnantaja") + inserted("Yritys")))
    page = upload(visitor, made, answer)
    action = next(form.get("action", "") for form in page.all("form") if "/answer" in form.get("action", ""))
    visitor.post(action, clause=GPS, change="0", act="accept", revision="1")
    selection = store.get(made.id).selection(GPS)
    assert selection is not None
    assert list(selection.wording) == ["fi"]
    assert "Yritys" in selection.wording["fi"]


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
