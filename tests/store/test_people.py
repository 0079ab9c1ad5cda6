"""People who are let into drafts: codes, what each may do, and what the store shows them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from drafting.draft import PrivateNote, new
from drafting.store import NoDraft, NotAllowed, StaleDraft

if TYPE_CHECKING:
    from pathlib import Path

    from drafting.draft import Draft
    from drafting.store import Store


@pytest.fixture
def draft(store: Store) -> Draft:
    """A draft of the owner of the house, with a private note."""
    return store.create(new(date(2027, 1, 1), ("en",), title={"en": "Ours"}, private={"mon-gps-geolocation": PrivateNote(note="ours alone")}))


def test_a_code_is_kept_as_its_digest_alone_and_opens_until_it_is_replaced(store: Store, tmp_path: Path) -> None:
    maria, code = store.people.add("Maria")
    assert store.people.by_code(code).id == maria.id
    assert store.people.here(maria.id, maria.mark).name == "Maria"
    other = store.people.renew(maria.id)
    assert store.people.by_code(code) is None
    assert store.people.here(maria.id, maria.mark) is None
    assert store.people.by_code(other).name == "Maria"
    store.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("sopu.db*"))
    assert b"Maria" in kept
    assert code.encode() not in kept
    assert other.encode() not in kept


def test_a_draft_is_no_draft_for_those_who_were_not_let_in(store: Store, draft: Draft) -> None:
    theirs = store.seen_by(store.people.add("Maria")[0].id)
    assert theirs.summaries() == []
    calls = (
        lambda: theirs.get(draft.id),
        lambda: theirs.saved(draft.id),
        lambda: theirs.versions(draft.id),
        lambda: theirs.version(draft.id, 1),
        lambda: theirs.save(draft.changed(title={"en": "Theirs"}), "facts stated"),
        lambda: theirs.undo(draft.id, 1),
        lambda: theirs.restore_version(draft.id, 1, 1),
        lambda: theirs.name_version(draft.id, 1, "x"),
        lambda: theirs.delete(draft.id),
        lambda: theirs.restore(draft.id),
        lambda: theirs.copy_for(draft, 1),
    )
    for call in calls:
        with pytest.raises(NoDraft):
            call()
    store.delete(draft.id)
    assert theirs.deleted() == []
    with pytest.raises(NoDraft):
        theirs.erase(draft.id)
    assert [found.id for found in store.deleted()] == [draft.id]


def test_a_reader_changes_nothing_and_an_editor_does_not_delete(store: Store, draft: Draft) -> None:
    maria = store.people.add("Maria")[0]
    theirs = store.seen_by(maria.id)
    store.people.give(draft.id, maria.id, "read", private=False)
    assert [(found.title, found.may) for found in theirs.summaries()] == [("Ours", "read")]
    assert theirs.get(draft.id) == draft
    for call in (lambda: theirs.save(draft.changed(title={"en": "x"}), "facts stated"), lambda: theirs.undo(draft.id, 1), lambda: theirs.delete(draft.id)):
        with pytest.raises(NotAllowed):
            call()
    store.people.give(draft.id, maria.id, "edit", private=True)
    saved = theirs.save(draft.changed(title={"en": "Better"}), "facts stated")
    assert store.get(draft.id) == saved
    assert [version.by for version in store.versions(draft.id)] == ["Maria", ""]
    with pytest.raises(NotAllowed):
        theirs.delete(draft.id)
    assert [(given.person.name, given.level, given.private) for given in theirs.people.who(draft.id)] == [("Maria", "edit", True)]


def test_what_is_withdrawn_is_gone_and_a_code_without_any_draft_with_it(store: Store, draft: Draft) -> None:
    maria, code = store.people.add("Maria")
    second = store.create(new(date(2027, 1, 1), ("en",)))
    for one in (draft, second):
        store.people.give(one.id, maria.id, "edit", private=True)
    store.people.withdraw(draft.id, maria.id)
    with pytest.raises(NoDraft):
        store.seen_by(maria.id).get(draft.id)
    assert store.people.by_code(code) is not None
    store.people.withdraw(second.id, maria.id)
    assert store.people.by_code(code) is None
    assert store.people.here(maria.id, maria.mark) is None


def test_with_the_draft_that_is_erased_go_the_codes_that_opened_nothing_else(store: Store, draft: Draft) -> None:
    maria, code = store.people.add("Maria")
    store.people.give(draft.id, maria.id, "read", private=False)
    store.delete(draft.id)
    assert store.people.by_code(code) is not None
    store.erase(draft.id)
    assert store.people.by_code(code) is None


def test_a_file_of_a_deleted_draft_is_new_to_those_who_cannot_bring_it_back(store: Store, draft: Draft) -> None:
    maria = store.people.add("Maria")[0]
    store.people.give(draft.id, maria.id, "edit", private=False)
    store.delete(draft.id)
    assert store.seen_by(maria.id).create(draft.shared()).id != draft.id
    with pytest.raises(StaleDraft):
        store.create(draft)


def test_each_sees_their_own_drafts_and_favourites(store: Store, draft: Draft) -> None:
    maria, erik = (store.seen_by(store.people.add(name)[0].id) for name in ("Maria", "Erik"))
    made = maria.create(new(date(2027, 1, 1), ("en",), title={"en": "Maria’s"}))
    maria.bookmarks.keep("mon-gps-geolocation")
    assert [[found.title for found in one.summaries()] for one in (store, maria, erik)] == [["Ours"], ["Maria’s"], []]
    assert [one.bookmarks.favourites() for one in (store, maria, erik)] == [[], ["mon-gps-geolocation"], []]
    assert [one.people.may(made.id, person) for one, person in ((store, None), (maria, 1), (erik, 2))] == [None, ("own", True), None]


def test_a_copy_for_the_other_side_is_theirs_and_goes_its_own_way(store: Store, draft: Draft) -> None:
    anna = store.people.add("Anna")[0]
    copy = store.copy_for(draft.shared(), anna.id)
    theirs = store.seen_by(anna.id)
    theirs.save(copy.changed(title={"en": "Theirs"}), "facts stated")
    assert store.get(draft.id) == draft
    assert [[found.title for found in one.summaries()] for one in (store, theirs)] == [["Ours"], ["Theirs"]]
    assert theirs.version(copy.id, 1).private == {}
    assert set(store.kin(draft.id)) == set(theirs.kin(copy.id)) == {draft.id, copy.id}
    assert [person.name for person, _made in store.people.copies(draft.id)] == ["Anna"]


def test_a_file_of_a_draft_that_is_someone_elses_becomes_a_copy(store: Store, draft: Draft) -> None:
    anna = store.people.add("Anna")[0]
    theirs = store.seen_by(anna.id)
    brought = theirs.create(draft.shared(), "imported")
    assert brought.id != draft.id
    assert set(theirs.kin(brought.id)) == {draft.id, brought.id}
    assert store.people.copies(draft.id) == []  # what they brought in themselves is theirs to tell
    with pytest.raises(StaleDraft):
        theirs.create(brought)
    assert store.get(draft.id) == draft
