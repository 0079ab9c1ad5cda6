import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading

import pytest
from drafts_built import draft

from drafting import changes
from drafting.store import NoDraft, StaleDraft, open_store


def named(made, title):
    return made.changed(title={"en": title})


def test_a_saved_draft_comes_back_with_the_next_revision(store):
    made = store.create(draft("dat-dpia"))
    saved = store.save(named(made, "Second"), "facts")

    assert store.get(made.id) == saved
    assert (saved.revision, saved.titled("en")) == (2, "Second")


def test_two_people_saving_one_draft_the_second_is_told_and_nothing_is_overwritten(store):
    made = store.create(draft())
    store.save(named(made, "Hers"), "facts")

    with pytest.raises(StaleDraft) as caught:
        store.save(named(made, "His"), "facts")

    assert caught.value.current.titled("en") == "Hers"
    assert store.get(made.id).titled("en") == "Hers"


def test_many_writers_lose_no_change(store):
    made = store.create(draft())
    saved = []

    def write(name):
        for number in range(10):
            current = store.get(made.id)
            try:
                store.save(named(current, f"{name}-{number}"), "facts")
                saved.append(f"{name}-{number}")
            except StaleDraft:
                pass

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    kept = {store.version(made.id, version.revision).titled("en") for version in store.versions(made.id)}
    assert set(saved) <= kept
    assert store.get(made.id).revision == 1 + len(saved)


def test_whoever_reads_does_not_wait_for_a_writer_and_sees_what_stood_before(store, tmp_path):
    made = store.create(draft("dat-dpia"))
    entry = store.ledger.record(made.id, "sent", b"file", "offer.docx", revision=1)
    store.bookmarks.use("dat-dpia")
    writer = sqlite3.connect(tmp_path / "sopu.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE drafts SET title = 'half written'")

    store.bookmarks.use("dat-dpia")
    assert store.get(made.id) == store.version(made.id, 1) == made
    assert [summary.title for summary in store.summaries()] == [made.titled("en")]
    assert (store.deleted(), len(store.versions(made.id)), store.undoable(made.id)) == ([], 1, False)
    assert store.saved(made.id) == store.summaries()[0].changed
    assert store.ledger.exchanges(made.id) == [store.ledger.exchange(made.id, entry.id)] == [entry]
    assert (store.ledger.content(made.id, entry.id), store.ledger.moves(made.id)) == (b"file", [])
    assert (store.bookmarks.recent(), store.bookmarks.favourites()) == (["dat-dpia"], [])
    assert (store.people.may(made.id, None), store.people.who(made.id), store.kin(made.id)) == (("own", True), [], [made.id])
    writer.close()


def test_undo_goes_back_step_by_step_and_a_new_change_begins_from_there(store):
    made = store.create(named(draft(), "1"))
    made = store.save(named(made, "2"), "facts")
    made = store.save(named(made, "3"), "facts")

    made = store.undo(made.id, made.revision)
    assert made.titled("en") == "2"
    made = store.undo(made.id, made.revision)
    assert made.titled("en") == "1"
    assert store.undo(made.id, made.revision) is None
    made = store.save(named(made, "4"), "facts")
    assert store.undo(made.id, made.revision).titled("en") == "1"


def test_any_version_can_be_named_and_taken_again(store):
    made = store.create(named(draft(), "1"))
    store.save(named(made, "2"), "facts")
    store.name_version(made.id, 1, "Our offer")
    restored = store.restore_version(made.id, 2, 1)

    assert (restored.titled("en"), restored.revision) == ("1", 3)
    assert [version.name for version in store.versions(made.id)] == ["", "", "Our offer"]


def test_a_deleted_draft_is_gone_until_it_is_restored(store):
    made = store.create(draft())
    store.delete(made.id)

    assert store.summaries() == []
    with pytest.raises(NoDraft):
        store.get(made.id)
    assert store.restore(made.id) == made
    store.delete(made.id)
    store.erase(made.id)
    assert store.deleted() == []
    with pytest.raises(NoDraft):
        store.restore(made.id)


def test_a_copy_is_a_draft_of_its_own(store):
    made = store.create(draft("dat-dpia"))
    other = store.create(changes.copy(made))

    assert other.id != made.id
    assert len(store.summaries()) == 2


def test_the_tables_are_made_once_and_opening_again_keeps_what_is_there(tmp_path):
    url = f"sqlite:///{tmp_path / 'sopu.db'}"
    first = open_store(url)
    made = first.create(draft())
    first.close()
    second = open_store(url)

    assert second.get(made.id) == made
    second.close()


WRITER = """
    import sys
    from drafts_built import draft
    from drafting.store import open_store
    store = open_store(sys.argv[1])
    made = store.create(draft(title={"en": "0"}))
    print(made.id, flush=True)
    for number in range(1, 10**6):
        made = store.save(made.changed(title={"en": str(number)}), "facts")
        print(number, flush=True)
"""


def test_killing_the_server_while_it_saves_loses_nothing_that_was_confirmed(tmp_path):
    url = f"sqlite:///{tmp_path / 'sopu.db'}"
    path = [entry for entry in sys.path if entry]
    process = subprocess.Popen(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {path!r}\n" + textwrap.dedent(WRITER), url], stdout=subprocess.PIPE, text=True
    )
    identity = process.stdout.readline().strip()
    for _ in range(40):
        confirmed = process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    confirmed = [confirmed, *process.stdout.read().split("\n")]
    process.wait()
    process.stdout.close()
    last = max(int(line) for line in confirmed if line.strip().isdigit())
    store = open_store(url)

    assert int(store.get(identity).titled("en")) >= last
    store.close()
