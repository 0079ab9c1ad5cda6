from datetime import date

import pytest
from drafts_built import draft

from drafting import changes
from drafting.checks import RULES, check
from drafting.draft import Package, Selection
from drafting.negotiation import Party, Term


def rules(made, library):
    return [(finding.rule, finding.place) for finding in check(made, library)]


@pytest.mark.parametrize(
    ("rule", "place", "made"),
    [
        ("open-union", "draft.parties", draft("skl-scope", parties=(Party(side="union"),))),
        ("open-employer", "draft.parties", draft("skl-scope", parties=(Party(side="employer"),))),
        ("open-title", "draft.title", draft("skl-scope", title={})),
        ("untitled-language", "draft.title", draft("skl-scope", title={"en": "Protocol"}, languages=("en", "fi"))),
        ("one-language-amended", "skl-peace", draft(Selection(id="skl-peace", title={"fi": "Rauha"}), languages=("fi", "en"))),
        ("open-blank", "dat-dpia.comment_time", draft(Selection(id="dat-dpia", values={"comment_time": None}))),
        ("open-date", "skl-term.end", draft("skl-term")),
        ("missing-required", "mon-gps-geolocation", draft("mon-gps-geolocation")),
        ("dangling-reference", "mon-gps-geolocation#introduction", draft("mon-gps-geolocation")),
        ("unfit-value", "mon-gps-geolocation.retention", draft(Selection(id="mon-gps-geolocation", values={"retention": 9999}))),
        ("outside-band", "mon-gps-geolocation.retention", draft(Selection(id="mon-gps-geolocation", values={"retention": 300}))),
        ("below-floor", "dat-retention.ai_logs", draft(Selection(id="dat-retention", values={"ai_logs": 3}))),
        ("above-ceiling", "dat-worker-access.reply_time", draft(Selection(id="dat-worker-access", position="baseline", values={"reply_time": 45}))),
        (
            "two-values",
            "mon-gps-geolocation.retention",
            draft(Selection(id="mon-gps-geolocation", values={"retention": 10}), values={"retention.location": 20}),
        ),
        ("no-definitions", "draft.clauses", draft("mon-gps-geolocation")),
        ("no-words", "dat-dpia", draft(Selection(id="dat-dpia", wording={"en": " "}))),
        ("one-language-amended", "skl-peace", draft(Selection(id="skl-peace", wording={"fi": "Omat sanat."}), languages=("fi", "en"))),
        ("unknown-clause", "old-clause", draft("old-clause")),
        ("unknown-position", "skl-parties", draft(Selection(id="skl-parties", position="strong"))),
        ("unused-value", "dat-dpia", draft(Selection(id="dat-dpia", values={"gone": 1}))),
        ("term-order", "draft.term", draft("skl-term", term=Term(start=date(2028, 1, 1), end=date(2027, 1, 1)))),
        ("empty", "draft.clauses", draft()),
        ("no-scope", "draft.clauses", draft("skl-term")),
        ("no-signatures", "draft.clauses", draft("skl-term")),
        ("undefined-term", "own-1", draft(Selection(id="own-1", title={"en": "T"}, wording={"en": "[x](term:location-data)"}), languages=("en",))),
        ("unknown-markup", "own-1", draft(Selection(id="own-1", title={"en": "T"}, wording={"en": "Pay {{ much }}."}))),
        (
            "parted-package",
            "skl-peace",
            draft(Selection(id="skl-peace", standing="tentatively agreed"), "skl-term", packages=(Package(name="Peace", clauses=("skl-term", "skl-peace")),)),
        ),
        ("not-at-level", "mon-gps-geolocation", draft("mon-gps-geolocation", level="european")),
        ("suggested-values", "draft.values", draft("mon-gps-geolocation")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_rule_finds_what_it_is_for_and_says_where(library, rule, place, made):
    if rule == "undefined-term":
        terms = {key: term for key, term in library.vocabulary.terms.items() if key != "location-data"}
        library = _with_terms(library, terms)

    assert (rule, place) in rules(made, library)


@pytest.mark.parametrize("reader", ["en", "fi", "de"])
def test_what_is_open_is_found_whatever_language_the_reader_has(library, reader):
    made = changes.keep_words(draft(Selection(id="dat-dpia", values={"comment_time": None})), library)
    assert "dat-dpia.comment_time" in {found.place for found in check(made, library, reader) if found.rule == "open-blank"}


def _with_terms(library, terms):
    from dataclasses import replace

    # own words keep only terms the library knows, so the term stays known but loses its words
    known = library.vocabulary.terms["location-data"].model_copy(update={"words": {}})
    return replace(library, vocabulary=replace(library.vocabulary, terms={**terms, "location-data": known}))


def test_newer_words_in_the_library_are_told_and_taken_only_when_asked(library):
    kept = changes.keep_words(draft("skl-peace"), library)
    aged = kept.changed(words={"skl-peace": kept.words["skl-peace"].model_copy(update={"digest": "old"})})

    assert ("newer-library", "skl-peace") in rules(aged, library)
    assert ("newer-library", "skl-peace") not in rules(changes.take_library(aged, library, "skl-peace"), library)


def test_a_limit_of_another_country_does_not_bind(library):
    found = [
        (clause.id, name, blank.ceiling)
        for clause in library.clauses.values()
        for name, blank in clause.blanks.items()
        if blank.ceiling and blank.ceiling.jurisdiction == "fi" and blank.limits.maximum and blank.limits.maximum > blank.ceiling.value
    ]
    assert found
    clause, name, ceiling = found[0]
    beyond = Selection(id=clause, values={name: ceiling.value + 1}, position=next(iter(library.clauses[clause].blanks[name].default)))

    assert ("above-ceiling", f"{clause}.{name}") in rules(draft(beyond, jurisdiction="fi"), library)
    assert ("above-ceiling", f"{clause}.{name}") not in rules(draft(beyond, jurisdiction="se"), library)


def test_clauses_that_exclude_each_other_are_found(library):
    from dataclasses import replace

    excluding = library.clauses["skl-peace"].model_copy(update={"excludes": ("skl-term@strong",)})
    altered = replace(library, clauses={**library.clauses, "skl-peace": excluding})

    assert ("excluded", "skl-peace") in rules(draft("skl-peace", Selection(id="skl-term", position="strong")), altered)
    assert ("excluded", "skl-peace") not in rules(draft("skl-peace", "skl-term"), altered)


def test_every_rule_has_a_case_here():
    import pathlib

    told = pathlib.Path(__file__).read_text(encoding="utf-8")

    assert [rule for rule in RULES if f'"{rule}"' not in told] == []
