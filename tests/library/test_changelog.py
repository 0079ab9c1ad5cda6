"""The changelog of the texts tells every raised version, and each version of a clause with its release."""

from __future__ import annotations

from tables import small

from clauses import reader
from clauses.changelog import Change, parse


def untold(versions, changelog):
    """Return the raised versions (clause, version) that a changelog does not tell."""
    return {(clause, raised) for clause, version in versions.items() for raised in range(2, version + 1)} - changelog.raised.keys()


def test_every_raised_version_of_a_clause_is_told():
    library = reader.survey()[0]

    assert untold({clause.id: clause.version for clause in library.clauses.values()}, library.changelog) == set()


def test_a_version_nobody_tells_of_is_found():
    assert untold({"dat-one": 3, "dat-two": 1}, parse("- `dat-one` 2: a shorter time\n")) == {("dat-one", 3)}


def test_a_raised_version_is_told_with_its_release_and_the_first_one_with_the_oldest():
    changelog = small().changelog

    assert changelog.history("dat-two", 2) == (Change(2, "0.2.0", "the worker may see the data, because the law gives that right."), Change(1, "0.1.0"))
    assert changelog.history("mon-one", 1) == (Change(1, "0.1.0"),)


def test_a_clause_that_is_new_in_a_later_release_can_say_so():
    assert parse("## 0.2.0\n\n- `dat-new` 1: new\n\n## 0.1.0\n").history("dat-new", 1) == (Change(1, "0.2.0", "new"),)


def test_a_library_without_a_changelog_has_versions_all_the_same():
    assert parse("").history("dat-two", 2) == (Change(2, ""), Change(1, ""))
