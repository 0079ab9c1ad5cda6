"""A language a clause is begun in: its words are used wherever words are shown, its text is nowhere taken for written."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clauses import checks, reader, style
from clauses.search.index import open_index
from clauses.search.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterator

FIXTURES = Path(__file__).parent.parent / "fixtures"
WORDS = """---
title: Klausel eins
summary: Standortdaten werden rechtzeitig gelöscht.
also_known_as: [Fahrzeugortung]
slots:
  data: Daten
  retention: Aufbewahrung
blanks:
  retention: {label: Dauer der Aufbewahrung, row: Standortdaten}
plain:
  baseline: Sie werden gelöscht.
  balanced: Sie werden früher gelöscht.
---
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The small library, with one clause begun in German."""
    home = Path(shutil.copytree(FIXTURES / "library", tmp_path / "clauses"))
    catalogue = home / "vocabulary" / "catalogue.yaml"
    catalogue.write_text(catalogue.read_text("utf-8").replace("fi: Yksi}", "fi: Yksi, de: Klausel eins}"), "utf-8")
    german(home).write_text(WORDS, "utf-8")
    return home


def german(home: Path) -> Path:
    return home / "library" / "monitoring" / "mon-one" / "de.md"


def told(home: Path) -> Iterator[str]:
    """Yield everything the check of a library says."""
    library, problems = reader.survey(home)
    yield from map(str, problems)
    for check in style.CHECKS:
        yield from (checks.message(found) for found in check(library, Counter()))


def test_a_begun_language_passes_the_check_and_is_not_written(home: Path) -> None:
    library = reader.survey(home)[0]

    assert list(told(home)) == []
    assert (library.languages("mon-one"), library.begun_languages("mon-one"), library.wording("mon-one", "de")) == (["en", "fi"], ["de"], None)
    assert library.nearest_wording("mon-one", "de").language == "en"
    assert library.positions("mon-one") == ["baseline", "balanced"]


def test_its_words_are_given_and_what_it_lacks_is_in_the_nearest_language(home: Path) -> None:
    library = reader.survey(home)[0]
    words, blank = library.words("mon-one", "de"), library.blank_words("mon-one", "retention", "de")

    assert [(said, said.language) for said in (words.summary, words.plain["baseline"], blank.label, library.lead_in("mon-one", "data", "de"))] == [
        ("Standortdaten werden rechtzeitig gelöscht.", "de"),
        ("Sie werden gelöscht.", "de"),
        ("Dauer der Aufbewahrung", "de"),
        ("Daten", "de"),
    ]
    assert [(said, said.language) for said in (*words.asks, words.gives["balanced"], words.duties["show"])] == [
        ("How long?", "en"),
        ("Nothing to speak of.", "en"),
        ("The employer shows it", "en"),
    ]
    assert library.words("mon-one", "fi").summary.language == "fi"
    assert library.words("mon-one", "sv").summary.language == "en"


def test_words_of_a_begun_language_are_read_only_when_asked_for(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    read = reader.read_wording
    monkeypatch.setattr(reader, "read_wording", lambda text, clause, language, place: asked.append(language) or read(text, clause, language, place))
    library = reader.read(home)

    assert "de" not in asked
    assert library.words("mon-one", "de").slots["data"] == "Daten"
    assert library.words("mon-one", "de").slots["retention"] == "Aufbewahrung"
    assert asked.count("de") == 1


@pytest.mark.parametrize(
    ("find", "put", "says"),
    [
        ("title: Klausel eins", "title: Klausel zwei", "title: the catalogue has “Klausel eins” in “de”"),
        ("  data: Daten\n", "", "slots: data is missing"),
        ("row: Standortdaten", "hint: Tage", "what the retention annex calls the data is missing"),
        ("  balanced: Sie werden früher gelöscht.\n", "", "plain: balanced is missing"),
        ("---\n", "---\ngives: {strong: Nichts}\n", "gives: strong has nothing to stand for"),
        ("Sie werden gelöscht.", "Sie werden “gelöscht”.", "is not this language's"),
        ("Sie werden gelöscht.", "TODO", "TODO stands where words belong"),
        ("summary: ", "sumary: ", "summary: this field is required and missing"),
        ("früher gelöscht.\n---\n", "früher gelöscht.\n---\nText.\n", "words stand outside a slot"),
    ],
)
def test_a_fault_in_a_begun_language_is_told_with_its_file(home: Path, find: str, put: str, says: str) -> None:
    assert find in WORDS
    german(home).write_text(WORDS.replace(find, put, 1), "utf-8")

    assert [line for line in told(home) if says in line and "mon-one/de.md:" in line], list(told(home))


def test_a_begun_language_alone_is_no_clause(home: Path) -> None:
    for language in ("en", "fi"):
        (german(home).parent / f"{language}.md").unlink()

    assert "no language file with a text" in str(reader.survey(home)[1][0])


def test_a_clause_is_found_and_shown_by_the_words_of_a_begun_language(home: Path, tmp_path: Path) -> None:
    index = open_index(reader.survey(home)[0], tmp_path / "index")

    for words in ("Fahrzeugortung", "rechtzeitig", "Aufbewahrung"):
        (hit,) = index.search(Query(words, "de")).hits
        assert (hit.clause, hit.language, hit.summary) == ("mon-one", "de", "Standortdaten werden rechtzeitig gelöscht.")
    assert index.search(Query("Fahrzeugortung", "fi")).hits[0].language == "fi"
    assert set(index.status()["documents"]) == {"en", "fi"}
