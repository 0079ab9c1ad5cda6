"""Two sides' texts as one, and as rows beside each other."""

from __future__ import annotations

import re

import pytest
from tables import ONE, TWO, order, small, small_draft

from drafting import plaintext
from drafting.agreement import Disputed, words
from drafting.changes import DraftError
from drafting.documents.registry import build, layout
from drafting.documents.report import Line, Span, facing
from drafting.documents.sides import sides_of
from drafting.draft import Selection

GPS = "mon-gps-geolocation"


def joint_text(draft, library, language="en", side="union"):
    """The joint draft as plain text."""
    return plaintext.text(build(layout("joint"), order(draft, library, language, side=side)))


def sentences(text):
    return [" ".join(line.split()) for line in text.splitlines()]


def test_words_both_sides_have_stand_plain_and_the_others_in_their_brackets():
    text = joint_text(small_draft(Selection(id=ONE, position="balanced"), Selection(id=TWO)), small())
    assert "(1) Data. The employer shall record [Union: nothing else.] [Employer: location data only]" in sentences(text)
    assert "(2) Retention. The employer shall delete it within 30 days. Section 2 applies." in sentences(text)


def test_a_settled_clause_is_disputed_by_nobody():
    text = joint_text(small_draft(Selection(id=ONE, position="balanced", standing="agreed"), Selection(id=TWO)), small())
    assert "[Union:" not in text
    assert "[Employer:" not in text


def test_a_clause_of_one_side_alone_is_that_sides():
    own = Selection(id="own-1", title={"en": "Coffee"}, wording={"en": "Coffee is free."})
    assert "(1) [Union: Coffee is free.]" in sentences(joint_text(small_draft(own), small()))
    assert "(1) [Employer: Coffee is free.]" in sentences(joint_text(small_draft(own), small(), side="employer"))


@pytest.mark.parametrize("language", ["en", "fi"])
def test_each_side_can_be_read_out_of_the_joint_draft_of_a_whole_agreement(library, language):
    from tables import full_draft

    whole = order(full_draft(library), library, language)
    joined = build(layout("joint"), whole)
    counted = {entry.anchor: entry.number for article in joined.articles for entry in article.paragraphs}
    wishes = sides_of(whole)
    for wish in (wishes.union, wishes.employer):
        for article in wish.articles:
            assert {entry.anchor for entry in article.paragraphs} <= counted.keys()
    assert [article.number for article in joined.articles] == [article.number for article in wishes.draft.articles]


def test_items_that_are_alike_are_one_item_and_no_bracket_touches_a_word(library):
    from tables import full_draft

    text = joint_text(full_draft(library), library)
    assert any(line.endswith("[Union: to confirm where a visit began and ended,] [Employer: to plan and confirm visits,]") for line in sentences(text))
    assert "home care [Employer:" in text
    assert not re.search(r"\w\[(Union|Employer):", text)


def read_as(paragraph, side):
    """The words of a paragraph of the joint draft as one side reads them."""
    kept = (entry.text[entry.text.index(": ") + 2 : -1] if isinstance(entry, Disputed) else entry.text for entry in paragraph.parts if side in whose(entry))
    return " ".join("".join(kept).split())


def whose(entry):
    return (entry.side,) if isinstance(entry, Disputed) else ("union", "employer")


@pytest.mark.parametrize(("side", "other"), [("union", "employer"), ("employer", "union")])
def test_the_text_of_the_other_side_is_what_its_brackets_in_the_joint_draft_hold(library, side, other):
    from tables import full_draft

    draft = full_draft(library)
    joined = build(layout("joint"), order(draft, library, side=side))
    alone = build(layout("agreement"), order(draft, library, wish=other))
    brackets = {entry.anchor: read_as(entry, other) for article in joined.articles for entry in article.paragraphs}
    texts = {entry.anchor: " ".join(words(entry.parts).split()) for article in alone.articles for entry in article.paragraphs}
    apart = {anchor for anchor, text in texts.items() if spoken(brackets[anchor]) != spoken(text)}
    assert not apart
    assert "not its own words" in alone.furniture.status


def spoken(text):
    """Words without blanks, the marks of what is open, and the numbers of references, which the joint draft counts in its own way."""
    return re.sub(r"\d+", "0", re.sub(r"[\s\[\]]", "", text))


def test_what_is_settled_or_one_sides_own_is_no_wish_of_the_other():
    own = Selection(id="own-1", title={"en": "Coffee"}, wording={"en": "Coffee is free."})
    draft = small_draft(Selection(id=ONE, position="balanced", standing="agreed"), own)
    text = plaintext.text(build(layout("agreement"), order(draft, small(), wish="employer")))
    assert "The employer shall record nothing else." in text
    assert "Coffee is free." not in text


def test_no_other_document_is_made_in_the_text_of_one_side():
    for chosen in (layout("agreement", "internal"), layout("minutes")):
        with pytest.raises(DraftError, match="Only the agreement to share"):
            build(chosen, order(small_draft(), small(), wish="union"))


def test_the_text_of_the_other_side_is_never_called_its_own():
    report = build(layout("synopsis"), order(small_draft(), small(), side="union"))
    grid = report.blocks[-1]
    assert grid.columns[2:4] == ("Union text (this draft)", "Employer text (not its own: the library’s baseline position)")


def test_the_synopsis_compares_with_the_current_agreement_when_there_is_one():
    base = small_draft()
    report = build(layout("synopsis"), order(small_draft(Selection(id=ONE, position="balanced")), small(), base=base))
    grid = report.blocks[-1]
    assert grid.columns[1] == "Current agreement"
    assert "when a visit begins" in " ".join(line.text for line in grid.rows[0][1])


def test_a_column_of_the_synopsis_that_no_row_fills_is_left_out():
    def heads(standing, base):
        report = build(layout("synopsis"), order(small_draft(Selection(id=ONE, standing=standing)), small(), side="union", base=base))
        assert all(len(row) == len(report.blocks[-1].columns) == len(report.blocks[-1].shares) for row in report.blocks[-1].rows)
        return report.blocks[-1].columns

    assert heads("open", small_draft(Selection(id=TWO)))[-1:] == ("Status",)
    assert not {"Compromise", "Current agreement"} & set(heads("open", small_draft(Selection(id=TWO))))
    assert {"Compromise", "Current agreement"} <= set(heads("agreed", small_draft(Selection(id=ONE))))


def test_a_synopsis_of_one_theme_keeps_to_it_and_an_unknown_one_is_refused():
    report = build(layout("synopsis"), order(small_draft(), small(), theme=TWO))
    assert [row[0][0].text for row in report.blocks[-1].rows] == ["2  Clause two"]
    with pytest.raises(DraftError, match="no clause and no theme “nothing”"):
        build(layout("synopsis"), order(small_draft(), small(), theme="nothing"))


def test_only_the_words_that_differ_are_marked_and_never_the_number_or_lead_in():
    line = Line((Span("(1) "), Span("Data. ", "strong"), Span("Kept for 30 days.")))
    other = Line((Span("(2) "), Span("Data. ", "strong"), Span("Kept for 60 days.")))
    marked = facing((line,), (other,))[0][0].spans
    assert [(span.text, span.mark) for span in marked] == [
        ("(1) ", ""),
        ("Data. ", "strong"),
        ("Kept for ", ""),
        ("30", "differs"),
        (" days.", ""),
    ]
