"""Sharing a draft on a network: links, what each may see and do, and what they may not, on every address there is."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from pages import Page, Visitor, words
from planting import planted, private_fields

from drafting import starting
from drafting.assembly import assemble
from drafting.draft import Draft, dumps
from drafting.word.render import render
from web import create_app
from web.access import FOR_OWNERS, FOR_READERS, FORMS, owner_link
from web.services import Services

if TYPE_CHECKING:
    from flask import Flask

    from clauses.library import Library
    from clauses.search.index import Index
    from drafting.store import Store

HOST = "http://sopu.example.org:8000"
GPS = "mon-gps-geolocation"
SECRET = "xqzwåxqz"  # noqa: S105  # no word of any page
SAFE = "GET"


class Guest(Visitor):
    """A person with a browser that runs no scripts, on the network."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self.client.environ_base["HTTP_HOST"] = HOST.removeprefix("http://")

    def comes_in(self, link: str) -> Page:
        """Paste a link into the form, as one does where no script runs."""
        return self.post("/en/enter", code=link)


@pytest.fixture
def server(app: Flask, store: Store, library: Library, index: Index) -> Flask:
    """The application on a network."""
    settings = replace(app.extensions["sopu"].settings, address=HOST)
    return create_app(settings, Services(settings, library, store, index))


@pytest.fixture
def owner(server: Flask) -> Guest:
    """The owner of the house, who came in by their link."""
    guest = Guest(server)
    guest.comes_in(owner_link(server.extensions["sopu"].settings))
    return guest


@pytest.fixture
def draft(store: Store, library: Library) -> Draft:
    """A draft of the owner with a secret in every private field."""
    bare = starting.start(library, date(2027, 5, 12), ("en",), "location-protocol")
    places = [*(selection.id for selection in bare.selections), *library.clauses[GPS].blanks]
    return store.create(bare.changed(title={"en": "Ours to sign"}, **{name: planted(kind, SECRET, places) for name, kind in private_fields(Draft).items()}))


def share(owner: Guest, draft: Draft, name: str, **fields: str) -> str:
    """Let someone in on the page and return the link it shows."""
    page = owner.post(f"/en/drafts/{draft.id}/share", name=name, **fields)
    return words(page.one("code"))


def let_in(server: Flask, owner: Guest, draft: Draft, name: str, **fields: str) -> Guest:
    """Let someone in and return them, come in."""
    guest = Guest(server)
    guest.comes_in(share(owner, draft, name, **fields))
    return guest


def addresses(server: Flask, draft: Draft) -> list[tuple[str, str, str]]:
    """Return method, endpoint and address of everything that is about a draft, as the application lists it."""
    values = {"identity": draft.id, "clause": GPS, "version": 1, "number": 1, "audience": "shared", "layout": "agreement", "language": "en"}
    found = []
    with server.test_request_context():
        for rule in server.url_map.iter_rules():
            if "identity" in rule.arguments:
                made = server.url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})
                found += [(method, rule.endpoint, made) for method in (rule.methods or set()) & {"GET", "POST"}]
    return found


def ask(guest: Guest, method: str, address: str, **fields: Any) -> int:
    """Return the status of an answer that is not followed."""
    if method == SAFE:
        return guest.client.get(address).status_code
    return guest.client.post(address, data={"csrf": guest.token(), **fields}).status_code


def test_on_this_machine_alone_the_page_says_who_can_open_the_draft_and_nobody_is_asked(visitor: Visitor, store: Store, draft: Draft) -> None:
    page = visitor.get(f"/en/drafts/{draft.id}/share")
    assert "Only you can open this draft" in page.main
    assert not [form for form in page.all("form") if "share" in form.get("action", "")]
    assert f"/en/drafts/{draft.id}/file?private=1" in page.links()


def test_without_a_code_the_clauses_are_open_and_nothing_of_a_draft_is(server: Flask, draft: Draft) -> None:
    stranger = Guest(server)
    for open_ in ("/en/", "/en/clauses?q=GPS", f"/en/clauses/{GPS}", "/en/guide", "/en/paper", "/en/about"):
        page = stranger.get(open_)
        assert draft.title["en"] not in page.text
        assert draft.id not in page.html
    every = addresses(server, draft)
    assert len(every) > 40
    for method, _endpoint, address in every:
        assert ask(stranger, method, address) == (302 if method == SAFE else 403), address
    assert "Come in" in stranger.get(f"/en/drafts/{draft.id}/").main
    assert ask(stranger, "POST", "/en/drafts/clauses", draft=draft.id, clause=GPS) == 403
    assert ask(stranger, "POST", "/en/favourites", keep=GPS) == 403


def test_a_person_with_no_access_to_a_draft_finds_no_such_page(server: Flask, owner: Guest, store: Store, library: Library, draft: Draft) -> None:
    other = store.create(starting.start(library, date(2027, 5, 12), ("en",)))
    guest = let_in(server, owner, other, "Maria", level="edit")
    assert [ask(guest, method, address) for method, _endpoint, address in addresses(server, draft)] == [404] * len(addresses(server, draft))
    assert ask(guest, "POST", "/en/drafts/clauses", draft=draft.id, clause=GPS) == 404
    assert draft.id not in guest.get("/en/drafts").html


def test_a_reader_reads_every_page_and_changes_nothing(server: Flask, owner: Guest, store: Store, draft: Draft) -> None:
    guest = let_in(server, owner, draft, "Maria", level="read")
    for method, endpoint, address in addresses(server, draft):
        status = ask(guest, method, address)
        if method == SAFE:
            assert status == (302 if endpoint in FORMS else 404 if "/exchange/1" in address or endpoint == "exchange.compare" else 200), address
        else:
            assert (status == 403) == (endpoint not in FOR_READERS), (address, status)
    assert store.get(draft.id) == draft
    assert len(store.versions(draft.id)) == 1
    page = guest.get(f"/en/drafts/{draft.id}/")
    shown = [form for form in page.all("form") if form.get("hidden") is None and form.get("method") == "post" and draft.id in form.get("action", "")]
    assert [form.get("action") for form in shown] == [f"/en/drafts/{draft.id}/move"]  # it holds the outline
    assert not [button for button in shown[0].iter() if button.get("name") in ("up", "down", "there", "clause")]
    assert "You may read this draft" in page.main


def test_an_editor_changes_the_draft_under_their_name_and_does_not_share_or_delete_it(server: Flask, owner: Guest, store: Store, draft: Draft) -> None:
    guest = let_in(server, owner, draft, "Maria", level="edit", private="1")
    guest.post(f"/en/drafts/{draft.id}/clauses", clause="cpd-ageing", revision="1")
    assert store.get(draft.id).selection("cpd-ageing")
    assert "Maria" in owner.get(f"/en/drafts/{draft.id}/versions").main
    for endpoint, address in ((endpoint, address) for method, endpoint, address in addresses(server, draft) if method == "POST"):
        if endpoint in FOR_OWNERS:
            assert ask(guest, "POST", address, person="1", name="x", other="x", level="edit") == 403, address
    assert [given.person.name for given in store.people.who(draft.id)] == ["Maria"]
    assert "Maria you may read and change" in guest.get(f"/en/drafts/{draft.id}/share").main


def test_without_private_notes_no_page_or_file_holds_a_secret_and_none_can_be_written(
    server: Flask, owner: Guest, store: Store, library: Library, draft: Draft
) -> None:
    inside, outside = (let_in(server, owner, draft, name, level="edit", **private) for name, private in (("Maria", {"private": "1"}), ("Anna", {})))
    pages = [address for method, _endpoint, address in addresses(server, draft) if method == SAFE]
    pages += [f"/en/drafts/{draft.id}/clauses/{selection.id}" for selection in draft.selections] + [f"/en/drafts/{draft.id}/file?private=1"]

    def telling(guest: Guest) -> set[str]:
        return {address for address in pages if SECRET.encode() in guest.client.get(address).data}

    assert {f"/en/drafts/{draft.id}/clauses/{GPS}", f"/en/drafts/{draft.id}/file?private=1"} <= telling(inside)
    assert telling(outside) == set()
    assert ask(outside, "POST", f"/en/drafts/{draft.id}/documents/internal/agreement") == 404
    assert ask(outside, "POST", f"/en/drafts/{draft.id}/clauses/{GPS}", revision="1", note="planted") == 403
    brought = dumps(draft.changed(private={GPS: replace_note(draft)}, dismissed={}))
    outside.post("/en/drafts/import", {"content": brought, "how": "version"})
    assert store.get(draft.id).private == draft.private
    outside.post(f"/en/drafts/{draft.id}/copy")
    (own,) = [found for found in store.seen_by(2).summaries() if found.may == "own"]
    assert SECRET not in dumps(store.seen_by(2).get(own.id))
    assert SECRET not in outside.client.get("/en/").get_data(as_text=True)


def test_a_guess_at_what_is_private_is_not_confirmed(server: Flask, owner: Guest, draft: Draft) -> None:
    guest = let_in(server, owner, draft, "Anna", level="read")
    answers = {}
    for name, guess in (("right", draft), ("wrong", draft.changed(private={GPS: replace_note(draft)})), ("none", draft.shared())):
        page = guest.post("/en/drafts/import", {"content": dumps(guess)}, status=409)
        answers[name] = page.main.replace(dumps(guess), "")
    assert answers["right"] == answers["wrong"] == answers["none"]


def test_who_does_not_see_the_private_layer_leaves_it_as_it_is(server: Flask, owner: Guest, store: Store, library: Library, draft: Draft) -> None:
    guest = let_in(server, owner, draft, "Anna", level="edit")
    store.save(draft.changed(private=draft.private | {GPS: replace_note(draft)}), "note kept")
    kept = store.get(draft.id)
    home = f"/en/drafts/{draft.id}"
    guest.post(f"{home}/undo", revision="2")
    guest.post(f"{home}/versions/1/restore", revision=str(store.get(draft.id).revision))
    guest.post(f"{home}/dismiss", revision=str(store.get(draft.id).revision), remark="no-scope:draft", reason="")
    now = store.get(draft.id)
    assert (now.private, now.dismissed) == (kept.private, kept.dismissed)
    guest.post(f"{home}/clauses", clause="cpd-ageing", revision=str(now.revision))
    assert store.get(draft.id).private == kept.private
    assert store.get(draft.id).selection("cpd-ageing")


def replace_note(draft: Draft) -> Any:
    """Return a private note of a clause with other words."""
    return draft.private[GPS].model_copy(update={"note": "planted"})


def test_what_is_withdrawn_closes_at_once_and_what_was_typed_then_is_kept(server: Flask, owner: Guest, draft: Draft) -> None:
    guest = let_in(server, owner, draft, "Maria", level="edit")
    form = guest.get(f"/en/drafts/{draft.id}/facts").form(f"/en/drafts/{draft.id}/facts")
    page = owner.post(f"/en/drafts/{draft.id}/share/withdraw", person="1")
    assert "Maria can no longer open this draft" in page.main
    answer = guest.post(f"/en/drafts/{draft.id}/facts", {**form, "title-en": "A title that took an hour to find, as they do"}, status=403)
    assert "A title that took an hour to find" in answer.html
    assert "Come in" in guest.get(f"/en/drafts/{draft.id}/").main


@pytest.mark.parametrize("then", ["read", "withdrawn"])
def test_what_was_typed_is_kept_when_the_rights_are_gone(server: Flask, owner: Guest, store: Store, library: Library, draft: Draft, then: str) -> None:
    guest = let_in(server, owner, draft, "Maria", level="edit")
    guest.post("/en/drafts/new", template="location-protocol", language="en")  # with a draft of their own they stay in
    place = f"/en/drafts/{draft.id}/clauses/{GPS}/words"
    page = guest.get(place)
    form = page.form(next(form.get("action", "") for form in page.all("form") if form.get("data-guard") is not None))
    owner.post(f"/en/drafts/{draft.id}/share{'/withdraw' if then == 'withdrawn' else ''}", person="1", level="read")
    answer = guest.post(place, {**form, "text-en": "A paragraph that took the whole evening."}, status=404 if then == "withdrawn" else 403)
    held = [form for form in answer.all("form") if "A paragraph that took the whole evening." in words(form)]
    assert [form.get("hidden") for form in held] == [None]


def test_a_link_is_shown_once_and_a_new_one_ends_the_old(server: Flask, owner: Guest, draft: Draft) -> None:
    link = share(owner, draft, "Maria", level="read")
    assert re.fullmatch(rf"{HOST}/en/enter#[\w-]{{32}}", link)
    assert "#" + link.partition("#")[2] not in owner.get(f"/en/drafts/{draft.id}/share").html
    guest = Guest(server)
    guest.comes_in(link)
    new = words(owner.post(f"/en/drafts/{draft.id}/share/link", person="1").one("code"))
    assert "Come in" in guest.get(f"/en/drafts/{draft.id}/").main
    assert "opens nothing here" in guest.post("/en/enter", code=link, status=422).main
    guest.comes_in(new)
    guest.get(f"/en/drafts/{draft.id}/")
    own = words(guest.post("/en/own-link").one("code"))
    guest.get(f"/en/drafts/{draft.id}/")
    assert "opens nothing here" in Guest(server).post("/en/enter", code=new, status=422).main
    assert "You are here as Maria." in Guest(server).comes_in(own).text


def test_a_link_stands_on_the_page_of_its_draft_alone(owner: Guest, store: Store, library: Library, draft: Draft) -> None:
    other = store.create(starting.start(library, date(2027, 5, 12), ("en",)))
    owner.client.post(f"/en/drafts/{draft.id}/share", data={"csrf": owner.token(), "name": "Maria", "level": "read"})
    assert not owner.get(f"/en/drafts/{other.id}/share").all("code")
    assert len(owner.get(f"/en/drafts/{draft.id}/share").all("code")) == 1


def test_someone_known_comes_in_with_the_link_they_have(server: Flask, owner: Guest, store: Store, library: Library, draft: Draft) -> None:
    guest = let_in(server, owner, draft, "Maria", level="read")
    other = store.create(starting.start(library, date(2027, 5, 12), ("en",), title={"en": "Second"}))
    page = owner.post(f"/en/drafts/{other.id}/share", person="1", level="edit")
    assert "Maria can open this draft with the link they have" in page.main
    assert {"Second", draft.title["en"]} <= {words(heading) for heading in guest.get("/en/drafts").all("h2")}


def test_the_copy_for_the_other_side_is_theirs_alone_and_their_word_file_comes_home(
    server: Flask, owner: Guest, store: Store, library: Library, draft: Draft
) -> None:
    page = owner.post(f"/en/drafts/{draft.id}/share/copy", other="Anna of the employers")
    guest = Guest(server)
    assert "The one who let you in knows your link" in guest.comes_in(words(page.one("code"))).main
    assert "your own copy" in guest.get("/en/drafts").main
    (copy,) = store.seen_by(1).summaries()
    home = f"/en/drafts/{copy.id}"
    assert SECRET not in guest.client.get(f"{home}/file?private=1").get_data(as_text=True)
    assert len(store.seen_by(1).versions(copy.id)) == 1
    theirs = store.seen_by(1).get(copy.id).changed(title={"en": "Their wish"})
    store.seen_by(1).save(theirs, "facts stated")
    assert ask(owner, SAFE, f"{home}/") == 404
    assert draft.id not in guest.get("/en/drafts").html
    answer = render(assemble(store.seen_by(1).get(copy.id), library, "en"))
    sent = {"file": (io.BytesIO(answer), "answer.docx"), "side": "employer"}
    assert "Their wish" in owner.post(f"/en/drafts/{draft.id}/exchange/receive", sent).main
    assert "Anna of the employers" in owner.get(f"/en/drafts/{draft.id}/share").main


def test_what_a_person_may_do_is_changed_without_another_link(server: Flask, owner: Guest, store: Store, draft: Draft) -> None:
    guest = let_in(server, owner, draft, "Maria", level="read")
    page = owner.get(f"/en/drafts/{draft.id}/share")
    form = next(form for form in page.all("form") if any(field.get("name") == "person" and field.get("value") == "1" for field in form.iter()))
    assert next(field for field in form.iter() if field.get("id") == "read-1").get("checked") is not None
    owner.post(f"/en/drafts/{draft.id}/share", person="1", level="edit", private="1")
    guest.get(f"/en/drafts/{draft.id}/facts")
    assert [(given.level, given.private) for given in store.people.who(draft.id)] == [("edit", True)]
    owner.post(f"/en/drafts/{draft.id}/share", person="1", level="read")
    assert ask(guest, "POST", f"/en/drafts/{draft.id}/clauses", clause="cpd-ageing") == 403


def test_who_was_quicker_is_named(server: Flask, owner: Guest, store: Store, draft: Draft) -> None:
    guest = let_in(server, owner, draft, "Maria", level="edit")
    place = f"/en/drafts/{draft.id}/facts"
    mine, theirs = (one.get(place).form(place) for one in (owner, guest))
    guest.post(place, {**theirs, "title-en": "Maria’s title"})
    page = owner.post(place, {**mine, "title-en": "The owner’s title"}, status=409)
    assert "Version 2 was saved meanwhile by Maria." in page.main
    owner.post(place, {**owner.get(place).form(place), "title-en": "The owner’s own"})
    late = guest.post(place, {**theirs, "title-en": "Another of Maria"}, status=409)
    assert "Version 3 was saved meanwhile by the owner." in late.main
    assert "the owner" in guest.get(f"/en/drafts/{draft.id}/versions").main


def test_a_copy_that_comes_back_untouched_has_no_change_whatever_became_of_ours(
    server: Flask, owner: Guest, store: Store, library: Library, draft: Draft
) -> None:
    owner.post(f"/en/drafts/{draft.id}/share/copy", other="Anna")
    (copy,) = store.seen_by(1).summaries()
    owner.post(f"/en/drafts/{draft.id}/remove", clause=GPS, revision="1")
    answer = render(assemble(store.seen_by(1).get(copy.id), library, "en"))
    page = owner.post(f"/en/drafts/{draft.id}/exchange/receive", {"file": (io.BytesIO(answer), "answer.docx"), "side": "employer"})
    assert "Nothing: every word is as you sent it." in page.main


def test_the_link_of_a_copy_is_replaced_until_its_owner_alone_knows_it_and_closed_at_any_time(
    server: Flask, owner: Guest, store: Store, library: Library, draft: Draft
) -> None:
    maria = let_in(server, owner, draft, "Maria", level="read")
    maria.post(f"/en/drafts/{draft.id}/copy")
    (own,) = [found for found in store.seen_by(1).summaries() if found.may == "own"]
    share_ = f"/en/drafts/{own.id}/share"
    first = words(maria.post(f"{share_}/copy", other="Anna").one("code"))
    second = words(maria.post(f"{share_}/link", person="2").one("code"))
    assert "opens nothing here" in Guest(server).post("/en/enter", code=first, status=422).main
    anna = Guest(server)
    anna.comes_in(second)
    third = words(anna.post("/en/own-link").one("code"))
    assert ask(maria, "POST", f"{share_}/link", person="2") == 403
    maria.post(f"{share_}/withdraw", person="2")
    assert "Come in" in anna.get("/en/drafts").main
    assert "opens nothing here" in anna.post("/en/enter", code=third, status=422).main
    assert "link closed" in maria.get(share_).main


def test_the_owner_of_the_house_sees_everyone_and_closes_a_link(server: Flask, owner: Guest, store: Store, draft: Draft) -> None:
    maria = let_in(server, owner, draft, "Maria", level="read")
    maria.post(f"/en/drafts/{draft.id}/copy")
    assert ask(maria, "POST", "/en/close-link", person="1") == 403
    assert "Maria" in owner.get("/en/enter").main
    owner.post("/en/close-link", person="1")
    assert "Come in" in maria.get("/en/drafts").main
    assert "Everyone who can come in" not in owner.get("/en/enter").main


@pytest.mark.parametrize(
    ("fields", "problem"), [({"name": ""}, "Write a name"), ({"name": "\u200b\u202e"}, "Write a name"), ({"name": "x" * 101}, "Use at most 100 characters")]
)
def test_a_person_needs_a_name(owner: Guest, store: Store, draft: Draft, fields: dict[str, str], problem: str) -> None:
    page = owner.post(f"/en/drafts/{draft.id}/share", **fields, level="edit", status=422)
    assert problem in page.main
    assert page.id("edit-new").get("checked") is not None
    assert store.people.who(draft.id) == []


def test_two_people_of_one_name_are_told_apart(owner: Guest, store: Store, draft: Draft) -> None:
    share(owner, draft, "Nora", level="read")
    assert "There is somebody of this name already." in owner.post(f"/en/drafts/{draft.id}/share", name="nora", level="read", status=422).main
    assert len(store.people.who(draft.id)) == 1


def test_only_the_address_that_was_given_is_answered_and_forms_of_others_are_refused(server: Flask, owner: Guest, draft: Draft) -> None:
    answer = owner.client.get("/en/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "does not answer under this name" in answer.text
    data = {"csrf": owner.token(), "name": "x", "level": "edit"}
    for origin, status in ((HOST, 302), ("https://evil.example", 403)):
        assert owner.client.post(f"/en/drafts/{draft.id}/share", data=data, headers={"Origin": origin}).status_code == status


def test_with_https_the_cookie_is_bound_to_it(app: Flask, store: Store, library: Library, index: Index) -> None:
    settings = replace(app.extensions["sopu"].settings, address="https://sopu.example.org")
    client = create_app(settings, Services(settings, library, store, index)).test_client()
    answer = client.get("/en/enter", headers={"Host": "sopu.example.org"})
    (cookie,) = [line for line in answer.headers.getlist("Set-Cookie") if line.startswith("__Host-sopu=")]
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert answer.headers["Strict-Transport-Security"]


@pytest.mark.parametrize("following", ["//evil.example/", "https://evil.example/", "/\\evil.example", "/\t/evil.example", "/xx/"])
def test_the_door_leads_nowhere_else(server: Flask, following: str) -> None:
    guest = Guest(server)
    link = owner_link(server.extensions["sopu"].settings)
    answer = guest.client.post("/en/enter", data={"csrf": guest.token(), "code": link, "next": following})
    assert answer.headers["Location"] == "/en/drafts"


def test_who_leaves_is_out(owner: Guest, draft: Draft) -> None:
    owner.get(f"/en/drafts/{draft.id}/")
    owner.post("/en/leave")
    assert "Come in" in owner.get(f"/en/drafts/{draft.id}/").main
