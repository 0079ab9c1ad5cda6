"""Every rule of the library against a file broken on purpose: the words of the finding are under test."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from clauses import checks, reader, style
from drafting import samples

FIXTURES = Path(__file__).parent.parent / "fixtures"
CASES = yaml.safe_load((FIXTURES / "broken.yaml").read_text(encoding="utf-8"))
FOLDERS = {"one": "library/monitoring/mon-one", "two": "library/data-protection/dat-two", "vocabulary": "vocabulary"}


def findings(home):
    """Return rule and message of everything the check says about a library."""
    library, problems = reader.survey(home)
    found = [(problem.rule, str(problem)) for problem in problems]
    if not problems:
        for check in (*style.CHECKS, samples.check):
            found += [(finding.rule, checks.message(finding)) for finding in check(library, Counter())]
    return found


def put(path, case):
    """Break a file on purpose."""
    text = path.read_text(encoding="utf-8")
    assert case["find"] in text
    path.write_text(text.replace(case["find"], case["put"], 1), encoding="utf-8")


@pytest.fixture
def small_library(tmp_path):
    """A copy of the small library that passes every check."""
    return Path(shutil.copytree(FIXTURES / "library", tmp_path / "clauses"))


def test_the_small_library_passes_every_check(small_library):
    assert findings(small_library) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['told']}")
def test_a_broken_file_gets_one_sentence_with_file_line_and_what_would_be_right(small_library, case):
    folder, name = case["file"].split("/")
    path = small_library / FOLDERS[folder] / name
    if case.get("remove"):
        path.unlink()
    elif "bytes" in case:
        path.write_bytes(bytes.fromhex(case["bytes"]) + path.read_bytes())
    else:
        put(path, case)
    if "also" in case:
        other, its_name = case["also"]["file"].split("/")
        put(small_library / FOLDERS[other] / its_name, case["also"])

    told = [message for rule, message in findings(small_library) if rule == case["rule"] and case["told"] in message]

    assert told, findings(small_library)
    assert re.match(r"\S+:\d+: \S", told[0]), told[0]
    assert "\n" not in told[0]


def test_eight_words_in_a_row_in_four_entries_are_reported(small_library):
    library, _ = reader.survey(small_library)
    wording = library.wordings["dat-two", "en"]
    words = "The employer shall give every worker a written copy of it."
    text = wording.positions["balanced"]["all"].__class__(words, 12)
    clauses = {f"dat-{number}": library.clauses["dat-two"].model_copy(update={"id": f"dat-{number}"}) for number in range(4)}
    wordings = {(name, "en"): wording.__class__(name, "en", wording.place, wording.words, {"balanced": {"all": text}}, {}) for name in clauses}
    many = library.__class__(clauses, wordings, {}, library.vocabulary, "")

    (found, *_) = style.shared(many, Counter())

    assert "stand in 4 entries" in checks.message(found)


def test_every_rule_has_a_broken_file():
    tested = {case["rule"] for case in CASES} | {"shared"}

    assert set(checks.RULES) - tested == set()
