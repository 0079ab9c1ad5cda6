"""Prints how fast the search is beside SQLite FTS5 on the same texts, in one run: at the library's size, at 1,000 and at 10,000 clauses."""

from __future__ import annotations

import argparse
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from clauses import reader
from clauses.search.documents import document, facets, in_order
from clauses.search.index import open_index
from clauses.search.query import Query
from clauses.search.question import question

if TYPE_CHECKING:
    from collections.abc import Callable

    from clauses.clause import SlotText
    from clauses.library import Library

ROOT = Path(__file__).parents[2]
Questions = list[tuple[str, str]]


def questions(languages: set[str]) -> Questions:
    """Return the judged questions, each with the language to read in."""
    entries = yaml.safe_load((ROOT / "tests" / "library" / "judged.yaml").read_text("utf-8"))
    return [(entry["q"], entry["lang"] if entry["lang"] in languages else "en") for entry in entries if entry["lang"] != "fi" or "fi" in languages]


def multiplied(library: Library, size: int) -> Library:
    """Return a library of so many clauses in English: copies of the real ones, each with two thirds of its slots drawn at random."""
    chance = random.Random(size)  # noqa: S311  # reproducible, not secret
    clauses, wordings, catalogue = {}, {}, {}
    originals = [clause for clause in library.clauses.values() if library.wording(clause.id, "en")]

    def fewer(slots: dict[str, SlotText]) -> dict[str, SlotText]:
        kept = set(chance.sample(list(slots), max(1, 2 * len(slots) // 3)))
        return {name: text for name, text in slots.items() if name in kept}

    for number in range(size):
        original = originals[number % len(originals)]
        identity = f"{original.id}-{number}"
        wording = library.wordings[original.id, "en"]
        clauses[identity] = original.model_copy(update={"id": identity})
        wordings[identity, "en"] = replace(wording, clause=identity, positions={name: fewer(slots) for name, slots in wording.positions.items()})
        if entry := library.vocabulary.catalogue.get(original.id):
            catalogue[identity] = entry.model_copy(update={"id": identity})
    return replace(library, clauses=clauses, wordings=wordings, vocabulary=replace(library.vocabulary, catalogue=catalogue), digest=f"multiplied {size}")


def fts5(library: Library) -> Callable[[str, str], int]:
    """Return the same service by SQLite FTS5: any word, the first 20 with an excerpt, the number of all, and all facet counts."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table text using fts5(title, body, language unindexed, tokenize='unicode61')")
    base.execute("create table facet (clause integer, facet text, value text)")
    for clause in in_order(library):
        values = facets(library, clause)
        for language in library.languages(clause.id):
            entry = document(library, clause, library.wordings[clause.id, language])
            body = "\n".join(piece for zone, piece in entry.pieces if zone != "title")
            row = base.execute("insert into text values (?, ?, ?)", (entry.title, body, language)).lastrowid
            base.executemany("insert into facet values (?, ?, ?)", [(row, name, value) for name, listed in values.items() for value in listed])
    base.execute("create index by_clause on facet (clause)")
    base.execute("create temporary table matching (clause integer primary key)")

    def search(words: str, language: str) -> int:
        match = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", words))
        base.execute("delete from matching")
        base.execute("insert into matching select rowid from text where text match ? and language = ?", (match, language))
        total = base.execute("select count(*) from matching").fetchone()[0]
        base.execute("select facet, value, count(*) from facet join matching using (clause) group by facet, value").fetchall()
        shown = "select title, snippet(text, 1, '[', ']', '…', 40) from text where text match ? and language = ? order by bm25(text, 2.0, 1.0, 0) limit 20"
        base.execute(shown, (match, language)).fetchall()
        return int(total)

    return search


def timed(search: Callable[[str, str], object], asked: Questions) -> tuple[float, float]:
    """Return the median and the 95th percentile in milliseconds of three rounds, after one that warms."""
    times = []
    for round_ in range(4):
        for words, language in asked:
            start = time.perf_counter()
            search(words, language)
            if round_:
                times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.95)]


def compare(library: Library, name: str, asked: Questions, folder: Path) -> None:
    """Print one line of the table."""
    start = time.perf_counter()
    index = open_index(library, folder / name.replace(" ", "-"))
    built = time.perf_counter() - start
    start = time.perf_counter()
    other = fts5(library)
    other_built = time.perf_counter() - start

    def ours(words: str, language: str) -> object:
        question.cache_clear()
        return index.search(Query(words, language))

    first = []
    for words, language in asked:
        start = time.perf_counter()
        ours(words, language)
        first.append((time.perf_counter() - start) * 1000)
    first.sort()
    mine, theirs = timed(ours, asked), timed(other, asked)
    size = sum(path.stat().st_size for path in index.folder.rglob("*") if path.is_file()) / 1e6
    line = f"{name:14} {mine[0]:7.1f} {mine[1]:7.1f}   {first[len(first) // 2]:6.1f} {first[int(len(first) * 0.95)]:7.1f}   {theirs[0]:6.1f} {theirs[1]:7.1f}"
    sys.stdout.write(
        f"{line}   {mine[0] / theirs[0]:6.2f} {mine[1] / theirs[1]:6.2f}   {built:7.1f} {other_built:7.1f} {built / other_built:6.1f}   {size:6.1f}\n"
    )
    sys.stdout.flush()


def cold(arguments: list[str], home: str) -> float:
    """Return the median seconds of seven fresh Python processes."""
    times = []
    for _ in range(7):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, cwd=ROOT, env=os.environ | {"SOPU_HOME": home}, stdout=subprocess.DEVNULL)  # ours
        times.append(time.perf_counter() - start)
    return sorted(times)[3]


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="1000,10000", help="numbers of clauses beside the library's own, joined by commas")
    sizes = [int(size) for size in options.parse_args().sizes.split(",") if size]
    library = reader.survey()[0]
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write("20 hits with excerpts and all facet counts, milliseconds; FTS5 gives cut snippets where Sopu gives whole sentences\n")
        sys.stdout.write("clauses          Sopu warm p50 p95   first asked     FTS5 p50 p95     ratio p50 p95    build s    FTS5  ratio       MB\n")
        compare(library, f"library {len(library.clauses)}", questions({"en", "fi"}), Path(folder))
        for size in sizes:
            compare(multiplied(library, size), f"{size:,} en", questions({"en"}), Path(folder))
        home = str(Path(folder) / "home")
        command = ["-c", "from clauses.search.cli import search; search()", "where", "my", "boss", "sees", "me"]
        cold(command, home)
        search, bare, whole = cold(command, home), cold(["-c", "pass"], home), cold(["-m", "web.cli", "search", "where", "my", "boss", "sees", "me"], home)
        sys.stdout.write(f"cold start, seconds: search alone {search:.2f}, whole sopu command {whole:.2f}, bare Python {bare:.2f}\n")


if __name__ == "__main__":
    main()
