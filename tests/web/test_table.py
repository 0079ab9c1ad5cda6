"""Table mode: a secret in every private field of a draft, and none of them on any page, also those that say what went wrong."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from pages import INSIDE, PATHS, Visitor
from planting import planted, private_fields

from drafting import checks, starting
from drafting.draft import Draft, dumps
from web.present.workspace import remark

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.test import TestResponse

    from clauses.library import Library
    from drafting.store import Store

GPS = "mon-gps-geolocation"
SECRET = "xqzwåxqz"  # noqa: S105  # no word of any page
HOME = "/en/drafts/{}"


@pytest.fixture
def draft(app: Flask, store: Store, library: Library) -> Draft:
    """A draft with a secret in every private field, under each clause, blank and remark it has."""
    bare = starting.start(library, date(2027, 5, 12), ("en",), "location-protocol")
    with app.test_request_context():
        remarks = [remark(bare, library, finding).key for finding in checks.check(bare, library)]
    places = [*(selection.id for selection in bare.selections), *library.clauses[GPS].blanks, *remarks]
    made = store.create(bare.changed(**{name: planted(kind, SECRET, places) for name, kind in private_fields(Draft).items()}))
    return store.save(made.changed(title={"en": "By a colleague"}), "remark put aside")


def at_table(visitor: Visitor) -> None:
    """Turn table mode on, as the button does."""
    visitor.post("/en/table-mode", on="1")


def holds(response: TestResponse) -> bool:
    """Return whether a page holds the secret, or says that there is one."""
    html = response.get_data(as_text=True).casefold()
    return any(words in html for words in (SECRET, "only your side", "put aside"))


def sent(visitor: Visitor, address: str, **fields: Any) -> TestResponse:
    """Send a form and return what comes, whatever it is."""
    return visitor.client.post(address, data={"csrf": visitor.token(), **fields})


def test_no_page_of_a_draft_holds_a_secret(visitor: Visitor, draft: Draft) -> None:
    home = HOME.format(draft.id)
    inside = (*INSIDE, *(f"/clauses/{selection.id}" for selection in draft.selections), f"/clauses/{GPS}/words", "/versions/1", "/file?private=1")
    addresses = [*(f"/en{path}" for path in PATHS), *(home + path for path in inside)]
    telling = {address for address in addresses if holds(visitor.client.get(address))}
    assert {f"{home}/", f"{home}/exchange/board", f"{home}/clauses/{GPS}", f"{home}/file?private=1", f"{home}/versions"} <= telling
    at_table(visitor)
    assert [address for address in addresses if holds(visitor.client.get(address))] == []


@pytest.mark.parametrize(
    ("part", "fields", "status"),
    [
        (f"/clauses/{GPS}", {"revision": "1", "note": SECRET}, 409),
        (f"/clauses/{GPS}", {"revision": "1", "note": SECRET, "csrf": "of an old session"}, 403),
        (f"/clauses/{GPS}", {"revision": "2", "note": SECRET, f"blank-{GPS}-retention-here": "1", f"blank-{GPS}-retention": "a fortnight"}, 422),
        ("/dismiss", {"revision": "1", "remark": "no-scope:draft", "reason": SECRET}, 409),
        ("/dismiss", {"revision": "1", "remark": "no-scope:draft", "reason": SECRET, "csrf": "of an old session"}, 403),
        ("/versions/1/name", {"name": SECRET * 100}, 422),
        ("/documents/shared/agreement", {"watermark": SECRET * 100}, 200),
        ("/documents/shared/agreement", {"watermark": SECRET, "csrf": "of an old session"}, 403),
        ("/exchange/1/answer", {"revision": "1", "act": "note", "note": SECRET, "csrf": "of an old session"}, 403),
    ],
)
def test_a_form_of_a_window_opened_before_is_kept_back_and_nothing_of_it_is_lost(
    visitor: Visitor, store: Store, draft: Draft, part: str, fields: dict[str, str], status: int
) -> None:
    address = HOME.format(draft.id) + part
    before = sent(visitor, address, **fields)
    assert before.status_code == status
    assert holds(before)
    kept = store.get(draft.id)  # a form of which only a part cannot be read is saved but for that part
    at_table(visitor)
    back = sent(visitor, address, **fields)
    assert back.status_code == status
    assert not holds(back)
    assert "load this page again" in back.get_data(as_text=True)
    assert store.get(draft.id) == kept
    visitor.post("/en/table-mode", on="0")
    assert holds(sent(visitor, address, **fields))


def test_a_note_nobody_touched_is_no_hindrance_and_stays(visitor: Visitor, store: Store, draft: Draft) -> None:
    address = f"{HOME.format(draft.id)}/clauses/{GPS}?text=en"
    form = visitor.get(address).form(address)
    store.save(draft.changed(title={"en": "Once more"}), "facts stated")
    at_table(visitor)
    page = visitor.post(address, form, status=409, **{f"blank-{GPS}-notice": "6"})
    assert SECRET not in page.html.casefold()
    visitor.post(address, page.form(address))
    assert store.get(draft.id).private == draft.private


def test_a_draft_file_with_notes_is_not_shown_again(visitor: Visitor, draft: Draft) -> None:
    def upload() -> TestResponse:
        return sent(visitor, "/en/drafts/import", file=(io.BytesIO(dumps(draft).encode()), "draft.yaml"))

    assert SECRET in upload().get_data(as_text=True).casefold()
    at_table(visitor)
    assert not holds(upload())


def named_and_sent(visitor: Visitor, store: Store, draft: Draft) -> None:
    """Give both versions of a draft a secret name, remember a secret watermark, and record an offer and an answer to it."""
    for version in (1, 2):
        store.name_version(draft.id, version, SECRET)
    sent(visitor, f"{HOME.format(draft.id)}/documents/shared/agreement", watermark=SECRET, text="en")
    visitor.post(f"{HOME.format(draft.id)}/exchange/send", text="en", revision="2")
    content = store.ledger.content(draft.id, store.ledger.exchanges(draft.id)[0].id)
    store.ledger.record(draft.id, "returned", content, "answer.docx", side="union", revision=2, compared_with=store.ledger.exchanges(draft.id)[0].id)


def test_no_version_s_name_and_no_remembered_watermark_is_seen_at_the_table(visitor: Visitor, store: Store, draft: Draft) -> None:
    home = HOME.format(draft.id)
    named_and_sent(visitor, store, draft)
    pages = [f"{home}{inside}" for inside in ("/versions", "/versions/1", "/documents", "/exchange", "/exchange/2", "/exchange/board", "/")]
    assert {address for address in pages if holds(visitor.client.get(address))} >= set(pages[:5])
    at_table(visitor)
    assert [address for address in pages if holds(visitor.client.get(address))] == []
    for part in ("/versions/1", "/exchange", "/documents"):
        assert "Version 1" in visitor.get(home + part).main
        assert "Made, " in visitor.get(home + part).main  # what was done and when stands in the place of a name
    for address in (f"{home}/versions/1/redline", f"{home}/exchange/1/file", f"{home}/document?text=en"):
        assert SECRET not in visitor.client.get(address).headers["Content-Disposition"].casefold()


def test_a_watermark_is_remembered_through_an_hour_at_the_table_and_a_name_is_not_repeated(visitor: Visitor, store: Store, draft: Draft) -> None:
    home = HOME.format(draft.id)
    named_and_sent(visitor, store, draft)
    at_table(visitor)
    sent(visitor, f"{home}/documents/shared/agreement", watermark="Draft", text="en")
    assert SECRET not in visitor.post(f"{home}/versions/1/name", name=f"{SECRET} still").text
    assert store.versions(draft.id)[-1].name == f"{SECRET} still"
    visitor.post("/en/table-mode", on="0")
    assert SECRET in visitor.get(f"{home}/documents").html
