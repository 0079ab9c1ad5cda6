"""Favourites and the clauses used last: ids alone, in order, and forgotten when told."""

import sqlite3


def test_favourites_are_kept_once_and_the_newest_stands_first(store):
    for clause in ("dat-dpia", "mon-gps-geolocation", "dat-dpia"):
        store.bookmarks.keep(clause)
    assert store.bookmarks.favourites() == ["mon-gps-geolocation", "dat-dpia"]

    for _ in range(2):
        store.bookmarks.drop("dat-dpia")
    assert store.bookmarks.favourites() == ["mon-gps-geolocation"]


def test_the_clauses_used_last_are_eight_at_most_without_duplicates_the_newest_first(store, tmp_path):
    for number in (*range(10), 5, 5):
        store.bookmarks.use(f"mon-{number}")
    assert store.bookmarks.recent() == [f"mon-{number}" for number in (5, 9, 8, 7, 6, 4, 3, 2)]
    with sqlite3.connect(tmp_path / "sopu.db") as connection:
        assert connection.execute("select count(*) from bookmarks").fetchone() == (8,)
    connection.close()


def test_forgetting_what_was_used_leaves_the_favourites(store, tmp_path):
    store.bookmarks.use("dat-dpia")
    store.bookmarks.use("mon-one")
    store.bookmarks.keep("dat-dpia")
    store.bookmarks.forget()
    assert (store.bookmarks.recent(), store.bookmarks.favourites()) == ([], ["dat-dpia"])
    store.bookmarks.drop("dat-dpia")
    with sqlite3.connect(tmp_path / "sopu.db") as connection:
        assert connection.execute("select * from bookmarks").fetchall() == []
    connection.close()


def test_a_favourite_that_is_used_and_forgotten_stays_a_favourite_of_its_day(store):
    for clause in ("mon-one", "dat-two"):
        store.bookmarks.keep(clause)
    store.bookmarks.use("mon-one")
    assert store.bookmarks.favourites() == ["dat-two", "mon-one"]
