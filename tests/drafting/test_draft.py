from datetime import date

import pytest
from drafts_built import draft
from hypothesis import given
from hypothesis import strategies as st

from clauses.yamlfile import SourceError
from drafting import changes
from drafting.changes import DraftError
from drafting.draft import PrivateNote, Selection, dumps, loads
from drafting.starting import start, templates, translated

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


def test_a_draft_file_reads_back_as_the_same_draft(library):
    made = start(library, date(2027, 5, 12), ("fi", "en"), "home-care").changed(private={"dat-dpia": PrivateNote(note="walk away", target={"comment": 4})})

    assert loads(dumps(made)) == made


@given(title=WORDS, wording=WORDS, value=st.one_of(st.none(), st.integers(0, 10**6), st.floats(0, 1e6), WORDS))
def test_any_words_and_values_survive_the_file(title, wording, value):
    made = draft(Selection(id="own-1", title={"en": title}, wording={"en": wording}, values={"x": value}))
    read = loads(dumps(made))

    assert dumps(read) == dumps(made)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "field: value"),
        ("title: x", "“sopu: 1” is missing"),
        ("sopu: 2", "reads format 1"),
        ("sopu: 1\nid: x\n", "id"),
        ("sopu: 1\nsopu: 1\n", "stands twice"),
        ("sopu: 1\nid: 0000000000000000000000000000000a\ndated: soon\n", "dated"),
        ("sopu: 1\nid: 0000000000000000000000000000000a\ndated: 2027-01-01\nlevel: galactic\n", "level"),
        ("sopu: 1\nid: 0000000000000000000000000000000a\ndated: 2027-01-01\nclauses: [{id: a}, {id: a}]\n", "stands twice"),
        ("sopu: 1\nid: 0000000000000000000000000000000a\ndated: 2027-01-01\nsurprise: 1\n", "surprise"),
        ("a: &x [1]\nb: *x\n", "aliases"),
        ("a: !!python/object/apply:os.system [x]\n", "YAML"),
        ("a: [" * 2000, "YAML"),
        ("x" * 2_100_000, "at most"),
    ],
)
def test_a_file_that_is_no_draft_gets_one_sentence_with_its_line(text, told):
    with pytest.raises(SourceError) as caught:
        loads(text, "offer.yaml")

    assert str(caught.value).startswith("offer.yaml:")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_shared_draft_holds_nothing_private():
    made = draft("dat-dpia").changed(private={"dat-dpia": PrivateNote(note="SECRET")}, dismissed={"open-blank": "SECRET"})

    assert "SECRET" in dumps(made)
    assert "SECRET" not in dumps(made.shared())


def test_a_clause_is_added_after_its_theme_and_before_the_closing_clauses(library):
    made = draft("skl-scope", "mon-lateness", "skl-term", "skl-signatures")
    made = changes.choose(made, library, "mon-user-ratings")
    made = changes.choose(made, library, "skl-peace")
    made = changes.choose(made, library, "skl-preamble")

    assert [entry.id for entry in made.selections] == [
        "skl-preamble",
        "skl-scope",
        "mon-lateness",
        "mon-user-ratings",
        "skl-peace",
        "skl-term",
        "skl-signatures",
    ]


def test_choosing_a_clause_again_changes_its_position_and_keeps_its_place(library):
    made = changes.choose(draft("dat-dpia", "skl-term"), library, "dat-dpia", "strong")

    assert [(entry.id, entry.position) for entry in made.selections] == [("dat-dpia", "strong"), ("skl-term", "balanced")]


def test_moving_removing_and_filling_give_new_drafts_and_leave_the_old_one(library):
    old = draft("dat-dpia", "skl-term")
    moved, removed = changes.move(old, 0, 1), changes.remove(old, "skl-term")

    assert [entry.id for entry in moved.selections] == ["skl-term", "dat-dpia"]
    assert [entry.id for entry in removed.selections] == ["dat-dpia"]
    assert [entry.id for entry in old.selections] == ["dat-dpia", "skl-term"]


def test_what_cannot_be_done_is_said(library):
    with pytest.raises(DraftError, match="no clause"):
        changes.choose(draft(), library, "nope-nope")
    with pytest.raises(DraftError, match="not in this draft"):
        changes.fill(draft(), "dat-dpia", {})
    with pytest.raises(DraftError, match="needs words"):
        changes.amend(changes.add_own(draft(), "en", "T", "W"), "own-1", "en", " ")


def test_changing_a_slot_takes_new_words_and_other_clauses_keep_theirs(library):
    kept = changes.keep_words(draft("mon-gps-geolocation", "dat-dpia"), library)
    changed = changes.keep_words(changes.choose_slot(kept, library, "mon-gps-geolocation", "retention", "strong"), library)

    assert changed.words["dat-dpia"] == kept.words["dat-dpia"]
    assert changed.words["mon-gps-geolocation"].words["en"].slots["retention"].position == "strong"


@pytest.mark.parametrize("name", templates())
def test_each_template_passes_its_checks_but_for_names_and_dates(library, name):
    from drafting.checks import check

    made = start(library, date(2027, 5, 12), ("fi", "en"), name)
    grave = {finding.rule for finding in check(made, library) if finding.severity == "fix"}

    assert grave <= {"open-employer", "open-union", "open-date", "open-blank"}
    assert [f.place for f in check(made, library) if f.rule == "open-blank"] in ([], ["skl-hierarchy.main_agreement"])


def test_a_language_added_brings_the_title_of_the_template_and_our_label_and_nothing_that_was_written(library):
    made = start(library, date(2027, 5, 12), ("en",), "location-protocol").changed(languages=("en", "fi"))
    later = made.changed(label={"en": "Draft 3"})
    own = made.changed(title={"en": "Our protocol"}, label={"en": "Our text"})

    assert translated(made, ("en",)).title["fi"] == templates()["location-protocol"].title["fi"]
    assert translated(later, ("en",)).label == {"en": "Draft 3", "fi": "Luonnos 3"}
    assert translated(own, ("en",)) == own
    assert translated(made, ("en", "fi")) == made
