"""The ledger of files and moves: added to, never rewritten; files come back bit by bit."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from drafts_built import draft
from sqlalchemy import create_engine, text

from drafting.draft import Draft, Selection, dumps
from drafting.negotiation import Party
from drafting.store import NoExchange, drafts, open_store

FILE = b"PK\x03\x04" + bytes(range(256))


def test_a_file_comes_back_bit_by_bit_with_its_entry(store):
    made = store.create(draft("dat-dpia"))
    sent = store.ledger.record(made.id, "sent", FILE, "offer.docx", revision=1)
    answer = store.ledger.record(made.id, "returned", FILE + b"2", "answer.docx", side="employer", revision=1, compared_with=sent.id)

    assert store.ledger.content(made.id, sent.id) == FILE
    assert [entry.name for entry in store.ledger.exchanges(made.id)] == ["answer.docx", "offer.docx"]
    assert store.ledger.exchange(made.id, answer.id).compared_with == sent.id


def test_the_same_file_twice_is_one_entry(store):
    made = store.create(draft())
    first = store.ledger.record(made.id, "sent", FILE, "offer.docx")
    assert store.ledger.record(made.id, "sent", FILE, "offer again.docx") == first
    assert store.ledger.record(made.id, "returned", FILE, "answer.docx").id != first.id


def test_a_file_of_another_draft_is_not_there(store):
    made, other = store.create(draft()), store.create(draft())
    entry = store.ledger.record(made.id, "sent", FILE, "offer.docx")
    with pytest.raises(NoExchange):
        store.ledger.content(other.id, entry.id)
    with pytest.raises(NoExchange):
        store.ledger.exchange(other.id, entry.id)


def test_moves_are_kept_in_order(store):
    made = store.create(draft("dat-dpia"))
    store.ledger.move(made.id, "dat-dpia", "union", "proposed", "our words")
    store.ledger.move(made.id, "dat-dpia", "employer", "countered", "their words", "without costs")
    assert [(move.side, move.standing, move.note) for move in store.ledger.moves(made.id)] == [
        ("union", "proposed", ""),
        ("employer", "countered", "without costs"),
    ]


def test_erasing_a_draft_erases_its_ledger(store, tmp_path):
    made = store.create(draft())
    sent = store.ledger.record(made.id, "sent", FILE, "offer.docx")
    store.ledger.record(made.id, "returned", FILE, "answer.docx", compared_with=sent.id)
    store.ledger.move(made.id, "dat-dpia", "union", "proposed", "words")
    store.delete(made.id)
    store.erase(made.id)
    with sqlite3.connect(tmp_path / "sopu.db") as connection:
        assert connection.execute("select (select count(*) from exchanges) + (select count(*) from moves)").fetchone() == (0,)
    connection.close()


def test_a_store_of_the_version_before_keeps_its_drafts(tmp_path):
    url = f"sqlite:///{tmp_path / 'sopu.db'}"
    engine = create_engine(url)
    config = Config()
    config.set_main_option("script_location", str(Path(drafts.__file__).parent / "migrations"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("insert into drafts values ('" + "a" * 32 + "', 1, 'Old', '2027-01-01 00:00:00', null)"))
        parties = (Party(side="employer", name={"en": "City", "fi": "Kaupunki"}), Party(side="union"), Party(side="union", name={"fi": "Tehy"}))
        old = Draft(id="a" * 32, dated=date(2027, 1, 1), parties=parties, clauses=(Selection(id="mon-gps-geolocation"),))
        row = "insert into versions (draft, revision, origin, made, action, name, text) values (:id, 1, 1, '2027-01-01 00:00:00', 'created', '', :text)"
        connection.execute(text(row), {"id": old.id, "text": dumps(old)})
        connection.commit()
    engine.dispose()
    store = open_store(url)
    assert [(summary.title, summary.parties) for summary in store.summaries()] == [("Old", "City – Tehy")]
    assert store.ledger.exchanges("a" * 32) == []
    store.close()
