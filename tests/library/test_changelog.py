"""The changelog of the texts tells every raised version."""

from __future__ import annotations

import re

from clauses import reader


def untold(versions, changelog):
    """Return the raised versions (clause, version) that a changelog does not tell."""
    told = {(clause, int(version)) for clause, version in re.findall(r"^- `([a-z0-9-]+)` (\d+): \S", changelog, re.MULTILINE)}
    return {(clause, raised) for clause, version in versions.items() for raised in range(2, version + 1)} - told


def test_every_raised_version_of_a_clause_is_told():
    library = reader.survey()[0]

    assert untold({clause.id: clause.version for clause in library.clauses.values()}, (reader.HOME / "CHANGELOG.md").read_text(encoding="utf-8")) == set()


def test_a_version_nobody_tells_of_is_found():
    assert untold({"dat-one": 3, "dat-two": 1}, "- `dat-one` 2: a shorter time\n") == {("dat-one", 3)}
