from datetime import date

import pytest
from drafts_built import draft
from hypothesis import given
from hypothesis import strategies as st

from drafting import changes, plaintext
from drafting.agreement import Article, BlankReference, CrossReference
from drafting.assembly import alphabetical, assemble
from drafting.draft import ChapterMark, Selection
from drafting.negotiation import Term
from drafting.values import value_of


def paragraph(agreement, clause, slot):
    article = next(article for article in agreement.articles if article.clause == clause)
    return next(entry for entry in article.paragraphs if entry.slot == slot)


def plain(words):
    """Return words with ordinary spaces: numbers hold fast to their signs."""
    return words.replace("\u00a0", " ")


def text(agreement, clause, slot):
    return "".join(part.text for part in paragraph(agreement, clause, slot).parts).replace("\u00a0", " ")


def test_the_same_draft_gives_the_same_agreement(library):
    made = draft("skl-scope", "mon-gps-geolocation", languages=("fi", "en"))

    assert assemble(made, library, "fi") == assemble(made, library, "fi")


def test_a_preamble_that_comes_first_has_no_number_and_the_next_clause_is_number_one(library):
    made = assemble(draft("skl-preamble", "skl-scope", "dat-dpia"), library, "en")

    assert made.preamble is not None
    assert [article.number for article in made.articles] == ["", "1", "2"]


@pytest.mark.parametrize(
    ("scheme", "language", "numbers", "paragraphs"),
    [
        ("paragraph-sign", "fi", ["1 §", "2 §"], ["1.", "2."]),
        ("decimal", "fi", ["1", "2"], ["2.1", "2.2"]),
        ("article", "en", ["Article 1", "Article 2"], ["1.", "2."]),
    ],
)
def test_articles_and_paragraphs_are_numbered_by_the_scheme(library, scheme, language, numbers, paragraphs):
    made = assemble(draft("skl-scope", "dat-dpia", languages=(language,), scheme=scheme), library, language)

    assert [plain(article.number) for article in made.articles] == numbers
    assert [entry.number for entry in list(made.articles)[1].paragraphs[:2]] == paragraphs


def test_a_slot_from_another_position_brings_that_positions_words_and_default(library):
    selection = Selection(id="mon-gps-geolocation", position="balanced", slots={"retention": "strong"})
    made = assemble(draft(selection), library, "en")

    assert "3 days" in text(made, "mon-gps-geolocation", "retention")
    assert "alarm" in text(made, "mon-gps-geolocation", "retention")


def test_a_value_of_none_stands_open_with_its_label(library):
    made = assemble(draft(Selection(id="mon-gps-geolocation", values={"retention": None})), library, "en")
    (blank,) = [part for part in paragraph(made, "mon-gps-geolocation", "retention").parts if isinstance(part, BlankReference)]

    assert (blank.open, blank.text) == (True, "how long location data is kept")


def test_a_value_asked_once_stands_wherever_the_quantity_does(library):
    made = draft("mon-gps-geolocation", values={"retention.location": 14})

    assert value_of(made, library, "mon-gps-geolocation", "retention") == 14
    assert "14 days" in text(assemble(made, library, "en"), "mon-gps-geolocation", "retention")


def test_a_day_stated_among_the_facts_stands_before_one_in_the_clause(library):
    own = Selection(id="skl-term", values={"start": date(2027, 3, 1)})
    apart, stated = draft(own), draft(own, term=Term(start=date(2027, 6, 1)))

    assert "1 March 2027" in plaintext.text(assemble(apart, library, "en"))
    assert "1 June 2027" in plaintext.text(assemble(stated, library, "en"))
    assert "1 March 2027" not in plaintext.text(assemble(stated, library, "en"))


def test_a_reference_to_a_clause_that_is_not_there_reads_as_its_title_in_brackets(library):
    parts = paragraph(assemble(draft("mon-gps-geolocation"), library, "en"), "mon-gps-geolocation", "introduction").parts
    missing = [part for part in parts if isinstance(part, CrossReference) and part.missing]

    assert [part.text for part in missing] == [f"[{library.title('dat-dpia', 'en')}]"]


def test_definitions_are_those_of_the_terms_really_used_in_alphabetical_order(library):
    made = assemble(draft("skl-definitions", "mon-gps-geolocation", languages=("fi",)), library, "fi")
    words = [entry.word for entry in made.definitions]

    assert "sijaintitieto" in words
    assert "digitaalinen työalusta" not in words
    assert words == sorted(words, key=lambda word: alphabetical(word, "fi"))


def test_finnish_sorts_its_own_letters_last():
    assert sorted(["äiti", "zeniitti", "auto", "öljy"], key=lambda word: alphabetical(word, "fi")) == ["auto", "zeniitti", "äiti", "öljy"]


def test_the_retention_annex_holds_each_period_once_with_its_clause(library):
    made = assemble(draft("dat-retention", "mon-gps-geolocation", "mon-visit-confirmation"), library, "en")
    annex = next(annex for annex in made.annexes if annex.id == "retention")
    rows = [["".join(part.text for part in cell.parts).replace("\u00a0", " ") for cell in row] for row in annex.rows]

    assert ["Location data", "30 days", "section 2"] in rows
    assert len(rows) == len({row[0] for row in rows})


def test_an_annex_is_there_exactly_when_a_clause_refers_to_it(library):
    assert [annex.id for annex in assemble(draft("skl-peace"), library, "en").annexes] == []
    assert "dpia" in [annex.id for annex in assemble(draft("dat-dpia"), library, "en").annexes]


def test_chapters_stand_between_the_articles_and_article_numbers_run_on(library):
    entries = (ChapterMark(chapter={"en": "One"}), Selection(id="skl-scope"), ChapterMark(chapter={"en": "Two"}), Selection(id="dat-dpia"))
    body = assemble(draft().changed(clauses=entries), library, "en").body

    assert [plain(block.number) for block in body] == ["Chapter 1", "1", "Chapter 2", "2"]


def test_own_wording_takes_blanks_and_references_and_leaves_the_rest_as_typed(library):
    own = '### retention\nKept {{ retention }} under {{ ref("dat-dpia") }}; {{ nonsense }} and {{ 9**9999999 }} stay, <script> too.'
    made = assemble(draft(Selection(id="mon-gps-geolocation", wording={"en": own}), "dat-dpia"), library, "en")

    assert text(made, "mon-gps-geolocation", "retention") == "Kept 30 days under section 2; {{ nonsense }} and {{ 9**9999999 }} stay, <script> too."
    assert [article.amended for article in made.articles] == [True, False]


def test_an_own_clause_numbers_its_paragraphs(library):
    made = assemble(
        changes.add_own(draft("skl-scope"), "en", "Bicycles", "The employer shall pay.\n\n### Helmets\nWorkers shall wear:\n- a helmet\n- a vest"),
        library,
        "en",
    )
    article = list(made.articles)[1]

    assert (article.title, article.own, [entry.lead_in for entry in article.paragraphs]) == ("Bicycles", True, ["", "Helmets"])
    assert [item.number for item in article.paragraphs[1].items] == ["(a)", "(b)"]


def test_the_words_of_a_draft_do_not_change_with_the_library(library):
    kept = changes.keep_words(draft("skl-peace"), library)
    old = kept.words["skl-peace"].words["en"]
    words = old.model_copy(update={"slots": {slot: entry.model_copy(update={"text": "Old words."}) for slot, entry in old.slots.items()}})
    aged = kept.changed(words={"skl-peace": kept.words["skl-peace"].model_copy(update={"words": {"en": words}})})

    assert "Old words." in plaintext.text(assemble(aged, library, "en"))


def test_every_clause_stands_in_every_position_and_language(library):
    for clause in library.clauses:
        for language in library.languages(clause):
            for position in library.positions(clause):
                made = assemble(draft(Selection(id=clause, position=position), languages=(language,)), library, language)
                (article,) = (block for block in made.articles if isinstance(block, Article))
                assert article.paragraphs, (clause, language, position)
                assert "{{" not in plaintext.text(made), (clause, language, position)


@pytest.mark.parametrize("level", ["european", "national-sector", "enterprise", "workplace"])
def test_every_condition_on_the_level_leaves_whole_sentences(library, level):
    clauses = [clause.id for clause in library.ordered() if level in clause.levels]
    for language in ("en", "fi"):
        told = plaintext.text(assemble(draft(*clauses, languages=(language,), level=level), library, language))
        assert " ." not in told
        assert " ," not in told
        assert ".." not in told.replace("...", "")


FORMS = st.sampled_from(["", "number", "nominative", "genitive", "inessive", "possessive", "inessive capital", "capital", "capital capital", "genitiv", "x"])
MARKS = st.one_of(
    st.builds("{{{{ {} | {} }}}}".format, st.sampled_from(["retention", "access_roles", "nothing"]), FORMS),
    st.builds('{{{{ ref("{}", "{}") }}}}'.format, st.sampled_from(["dat-dpia", "mon-gps-geolocation#data", "own-1", "skl-preamble", "x"]), FORMS),
    st.builds('{{{{ annex("{}", "{}") }}}}'.format, st.sampled_from(["register", "x"]), FORMS),
    st.builds('{{{{ this("{}") }}}}'.format, FORMS),
)


@given(MARKS, st.sampled_from(["en", "fi", "sv", "de", "fr", "es"]), st.sampled_from(["paragraph-sign", "decimal", "article"]))
def test_no_mark_in_own_words_keeps_a_draft_from_being_read(library, mark, language, scheme):
    clauses = (Selection(id="mon-gps-geolocation", wording={language: f"Words {mark}."}), "dat-dpia", "skl-preamble", "dat-retention")
    agreement = assemble(draft(*clauses, languages=(language,), scheme=scheme), library, language)
    assert "Words" in plaintext.text(agreement)
