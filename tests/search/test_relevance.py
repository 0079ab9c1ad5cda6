"""The judged questions: a floor under how well they are answered."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clauses.search.query import Query

if TYPE_CHECKING:
    from types import ModuleType

    from clauses.library import Library
    from clauses.search.index import Index


@pytest.fixture(scope="module")
def relevance() -> ModuleType:
    path = Path(__file__).parents[1] / "benchmarks" / "relevance.py"
    spec = importlib.util.spec_from_file_location("relevance", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", ["fi", "en", "sv", "de", "fr", "es"])
def test_judged_questions_are_answered_well_in_every_language(index: Index, texts: Library, relevance: ModuleType, language: str) -> None:
    values = []
    for entry in relevance.judged(texts):
        if entry["lang"] == language:
            hits = index.search(Query(entry["q"], language if language in ("en", "fi") else "en", limit=10)).hits
            values.append(relevance.measures([hit.clause for hit in hits], entry["grades"])[0])
    assert sum(values) / len(values) >= 0.80


def test_every_judged_clause_is_in_the_catalogue_and_every_question_stands_once(texts: Library, relevance: ModuleType) -> None:
    import yaml

    entries = yaml.safe_load(relevance.JUDGED.read_text("utf-8"))
    assert {clause for entry in entries for clause in entry["grades"]} <= texts.vocabulary.catalogue.keys()
    assert len({entry["q"] for entry in entries}) == len(entries) >= 150
    assert all(grade in (1, 2, 3) for entry in entries for grade in entry["grades"].values())
