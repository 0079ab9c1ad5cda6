"""Prints how well the judged questions are answered, beside Whoosh's own analyzers and SQLite FTS5 on the same texts, in one run."""

from __future__ import annotations

import argparse
import hashlib
import math
import re
import sqlite3
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from whoosh.analysis import LanguageAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.qparser import MultifieldParser, OrGroup

from clauses import reader
from clauses.search.documents import document, in_order, without_text
from clauses.search.index import open_index
from clauses.search.query import Query
from locales import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from clauses.library import Library

JUDGED = Path(__file__).parents[1] / "library" / "judged.yaml"
Search = "Callable[[str, str], list[str]]"


def half(words: str) -> str:
    """Return the half a question belongs to, by its digest: weights are set on the one and reported on the other."""
    return "tuning" if hashlib.sha256(words.encode()).digest()[0] % 2 == 0 else "held out"


def judged(library: Library) -> list[dict[str, Any]]:
    """Return the judged questions whose best answer is written; grades of clauses that are not written yet are left out."""
    result = []
    for entry in yaml.safe_load(JUDGED.read_text("utf-8")):
        grades = {clause: grade for clause, grade in entry["grades"].items() if clause in library.clauses}
        if max(grades.values(), default=0) == 3:
            result.append(entry | {"grades": grades})
    return result


def texts(library: Library) -> Iterator[tuple[str, str, str, str]]:
    """Yield clause, language, title and all other text of every document, the same for every engine."""
    for clause in in_order(library):
        for language in LANGUAGES:
            wording = library.wording(clause.id, language)
            entry = document(library, clause, wording) if wording else without_text(library, clause, language)
            if entry is not None:
                yield clause.id, language, entry.title, "\n".join(piece for zone, piece in entry.pieces if zone != "title")


def whoosh_as_shipped(library: Library, folder: Path) -> Callable[[str, str], list[str]]:
    """Return a search by Whoosh's LanguageAnalyzer, any word, title twice as heavy, exhaustive (its ``limit`` loses hits)."""
    indexes = {}
    by_language = defaultdict(list)
    for clause, language, title, body in texts(library):
        by_language[language].append((clause, title, body))
    for language, rows in by_language.items():
        analyzer = LanguageAnalyzer(language)
        (folder / language).mkdir(parents=True)
        schema = Schema(clause=ID(stored=True), title=TEXT(analyzer, field_boost=2.0), body=TEXT(analyzer))
        index = FileStorage(str(folder / language)).create_index(schema)
        writer = index.writer()
        for clause, title, body in rows:
            writer.add_document(clause=clause, title=title, body=body)
        writer.commit()
        indexes[language] = (index.searcher(), MultifieldParser(["title", "body"], schema, group=OrGroup))

    def search(words: str, language: str) -> list[str]:
        searcher, parser = indexes[language if language in indexes else "en"]
        return [hit["clause"] for hit in searcher.search(parser.parse(words), limit=None)][:10]

    return search


def fts5(library: Library) -> Callable[[str, str], list[str]]:
    """Return a search by SQLite FTS5 (unicode61, bm25), any word, title twice as heavy."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table text using fts5(clause unindexed, language unindexed, title, body, tokenize='unicode61')")
    base.executemany("insert into text values (?, ?, ?, ?)", texts(library))

    def search(words: str, language: str) -> list[str]:
        match = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", words))
        sql = "select clause from text where text match ? and language = ? order by bm25(text, 0, 0, 2.0, 1.0) limit 10"
        return [row[0] for row in base.execute(sql, (match, language))]

    return search


def ours(library: Library, folder: Path) -> Callable[[str, str], list[str]]:
    """Return Sopu's search, for a reader of the question's language."""
    index = open_index(library, folder)

    def search(words: str, language: str) -> list[str]:
        return [hit.clause for hit in index.search(Query(words, language, limit=10)).hits]

    return search


def measures(found: list[str], grades: dict[str, int]) -> tuple[float, float, float]:
    """Return nDCG@10 (gain 2^grade - 1), recall@5 and the reciprocal rank of the first clause of grade 2 or more."""

    def gain(row: list[int]) -> float:
        return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(row))

    wanted = {clause for clause, grade in grades.items() if grade >= 2}
    best = gain(sorted(grades.values(), reverse=True)[:10])
    recall = len(wanted & set(found[:5])) / min(5, len(wanted))
    rank = next((1 / place for place, clause in enumerate(found, 1) if clause in wanted), 0.0)
    return gain([grades.get(clause, 0) for clause in found[:10]]) / best, recall, rank


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--worst", type=int, default=0, help="also print so many of the worst questions of the tuning half")
    worst = options.parse_args().worst
    library = reader.survey()[0]
    with tempfile.TemporaryDirectory() as folder:
        engines = {
            "Sopu": ours(library, Path(folder) / "sopu"),
            "Whoosh as shipped": whoosh_as_shipped(library, Path(folder) / "whoosh"),
            "SQLite FTS5": fts5(library),
        }
        questions = judged(library)
        rows: dict[tuple[str, str, str], list[tuple[float, float, float]]] = defaultdict(list)
        poor = []
        for entry in questions:
            for name, search in engines.items():
                found = search(entry["q"], entry["lang"])
                values = measures(found, entry["grades"])
                for language in (entry["lang"], "all"):
                    rows[half(entry["q"]), language, name].append(values)
                if name == "Sopu" and half(entry["q"]) == "tuning":
                    poor.append((values[0], entry["q"], found[:5], entry["grades"]))
    print(f"{len(questions)} judged questions over {len(library.clauses)} clauses; nDCG@10 / recall@5 / MRR")
    for part in ("tuning", "held out"):
        print(f"\n{part:10}" + "".join(f"{name:>24}" for name in engines))
        for language in ("all", "fi", "en", "sv", "de", "fr", "es"):
            if count := len(rows[part, language, "Sopu"]):
                means = [[sum(column) / count for column in zip(*rows[part, language, name], strict=True)] for name in engines]
                print(f"{language:4}{count:4}  " + "".join(f"{'  ' + ' / '.join(f'{value:.2f}' for value in mean):>24}" for mean in means))
    for value, words, found, grades in sorted(poor)[:worst]:
        print(f"{value:.2f} {words!r}: {found} wanted {grades}")


if __name__ == "__main__":
    main()
