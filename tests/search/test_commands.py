"""`sopu search` and `sopu index`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from clauses.search import cli

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def runner(home: Path) -> CliRunner:
    return CliRunner(env={"SOPU_HOME": str(home)})


def test_the_index_is_built_with_its_progress_shown_and_then_reported(runner: CliRunner) -> None:
    before = json.loads(runner.invoke(cli.index, ["status", "--json"]).stdout)
    built = runner.invoke(cli.index, ["build"])
    after = json.loads(runner.invoke(cli.index, ["status", "--json"]).stdout)
    assert (before["fresh"], after["fresh"]) == (False, True)
    assert "fi:" in built.stderr
    assert str(after["clauses"]) in built.stdout


def test_search_prints_one_json_list_of_hits(runner: CliRunner) -> None:
    result = runner.invoke(cli.search, ["boss", "sees", "where", "I", "am", "--json", "--lang", "fi", "--limit", "3"])
    rows = json.loads(result.stdout)
    assert result.exit_code == 0
    assert 1 <= len(rows) <= 3
    assert all(row.keys() == {"id", "title", "lang", "theme", "score", "excerpt"} and row["lang"] == "fi" for row in rows)


def test_filters_narrow_and_may_be_repeated(runner: CliRunner) -> None:
    arguments = ["data", "--json", "--limit", "500", "--theme", "cpd", "--theme", "monitoring"]
    assert {row["theme"] for row in json.loads(runner.invoke(cli.search, arguments).stdout)} == {"cpd", "monitoring"}


def test_a_correction_is_said(runner: CliRunner) -> None:
    assert "kameravalvonta" in runner.invoke(cli.search, ["kamervalvonta", "--lang", "fi"]).stdout


def test_no_hit_is_said_plainly(runner: CliRunner) -> None:
    assert "Nothing found." in runner.invoke(cli.search, ['"qqq www"']).stdout
