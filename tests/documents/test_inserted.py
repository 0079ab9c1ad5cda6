"""What the product places after a paragraph: definitions, parties, the list of annexes and the places to sign, in every document that prints or compares it."""

from __future__ import annotations

import pytest
from tables import DAY, order, small, small_draft

from drafting import changes, starting
from drafting.documents.flat import flat
from drafting.documents.html import html
from drafting.documents.markdown import markdown
from drafting.documents.registry import build, layout
from drafting.documents.report import Grid, Heading, Line, lines_of
from drafting.draft import Selection
from drafting.negotiation import Party

BEFORE = Party(side="employer", name={"en": "Hoiva ry"}), Party(side="union", name={"en": "Liitto ry"})
AFTER = BEFORE[0], Party(side="union", name={"en": "Uusi liitto ry"})


@pytest.fixture
def draft(library):
    """A whole agreement with its parties, definitions, annexes and signatures as clauses."""
    made = starting.start(library, DAY, ("en",), "home-care", parties=BEFORE)
    return changes.keep_words(made, library)


def protocol(before, after, library):
    """The headings and lines of an amending protocol."""
    return [block for block in build(layout("amendment"), order(after, library, base=before)).blocks if isinstance(block, Heading | Line)]


def after_heading(blocks, start):
    """The texts under the first heading that begins with these words, up to the next."""
    first = next(place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.text.startswith(start))
    texts = []
    for block in blocks[first + 1 :]:
        if isinstance(block, Heading):
            break
        texts.append(block.text)
    return texts


def number(draft, library, clause):
    """How the amending protocol names the article of a clause."""
    agreement = order(draft, library).agreement()
    return f"Section\u00a0{agreement.article(clause).number.split()[-1].strip('§. ')}"


def test_a_party_of_another_name_is_an_amendment_of_the_paragraph_that_names_it(library, draft):
    blocks = protocol(draft, draft.changed(parties=AFTER), library)
    lines = after_heading(blocks, f"{number(draft, library, 'skl-parties')}(1) reads as follows")
    assert lines[1:] == ["employer party: Hoiva ry", "union party: Uusi liitto ry"]
    assert not any(block.text == "Nothing is changed." for block in blocks)


def test_a_party_of_another_name_is_told_where_only_the_head_of_the_agreement_names_it():
    blocks = protocol(small_draft(parties=BEFORE), small_draft(parties=AFTER), small())
    assert after_heading(blocks, "The parties to the agreement are") == ["employer party: Hoiva ry", "union party: Uusi liitto ry"]
    assert not any(block.text == "Nothing is changed." for block in blocks)


def test_who_signs_is_no_amendment_and_the_protocol_has_one_place_to_sign(library, draft):
    people = draft.changed(parties=(BEFORE[0], BEFORE[1].model_copy(update={"signatories": ("Liisa Laine",)})))
    blocks = protocol(draft, people, library)
    assert any(block.text == "Nothing is changed." for block in blocks)
    assert not any("____" in block.text for block in protocol(changes.remove(draft, "skl-signatures"), draft, library))


def definitions(draft, library):
    return [f"{entry.word} {entry.verb} {entry.text}" for entry in order(draft, library).agreement().definitions]


def annexes(draft, library):
    return [entry.title for entry in order(draft, library).agreement().annexes]


@pytest.mark.parametrize(("listed", "clause"), [(definitions, "skl-definitions"), (annexes, "skl-annexes")])
def test_a_definition_or_an_annex_that_goes_amends_the_list_it_stood_in(listed, clause, library, draft):
    whole = listed(draft, library)
    without = (changes.remove(draft, entry.id) for entry in draft.selections if not entry.id.startswith("skl-"))
    less = next(left for left in without if len(listed(left, library)) < len(whole))
    lines = after_heading(protocol(draft, less, library), f"{number(draft, library, clause)}(1) reads as follows")[1:]
    assert [line.rpartition(": ")[2] if listed is annexes else line for line in lines] == listed(less, library)


def test_a_provision_that_is_added_has_what_belongs_to_it(library, draft):
    blocks = protocol(changes.remove(draft, "skl-definitions"), draft, library)
    lines = after_heading(blocks, "A new provision is added")
    assert set(definitions(draft, library)) <= set(lines)


@pytest.mark.parametrize("name", ["synopsis", "positions", "bilingual"])
def test_tables_of_the_texts_have_definitions_parties_and_annexes(name, library, draft):
    draft = draft.changed(languages=("en", "fi"))
    agreement = order(draft, library).agreement()
    report = build(layout(name), order(draft, library, second="fi", side="union"))
    said = [line.text for grid in report.blocks if isinstance(grid, Grid) for row in grid.rows for cell in row for line in cell]
    assert set(definitions(draft, library)) <= set(said)
    assert {"employer party: Hoiva ry", "union party: Liitto ry"} <= set(said)
    assert {f"{entry.number}: {entry.title}" for entry in agreement.annexes} <= set(said)
    assert any("____" in text and text.startswith("Liitto ry") for text in said) == (name != "bilingual")


def test_the_synopsis_of_an_agreement_under_change_has_them_in_its_current_text_too(library, draft):
    report = build(layout("synopsis"), order(draft.changed(parties=AFTER), library, base=draft, theme="skl-parties"))
    cells = [[line.text for line in cell] for cell in report.blocks[-1].rows[0]]
    assert "union party: Liitto ry" in cells[1]
    assert "union party: Uusi liitto ry" in cells[2]


def test_the_fingerprint_of_a_settled_clause_changes_with_the_words_placed_in_it(library, draft):
    def prints(settled):
        clauses = (Selection(id="skl-parties", standing="agreed"),)
        report = build(layout("settled"), order(settled.changed(clauses=clauses), library))
        return report.blocks[-1].rows[0][2][0].text

    assert prints(draft) != prints(draft.changed(parties=AFTER))


def test_a_party_without_a_name_has_the_same_open_mark_wherever_it_stands():
    nameless = small_draft(parties=(Party(side="union"),))
    minutes = build(layout("minutes"), order(nameless, small(), "fi"))
    assert "**\\[ammattiliitto\\]**: \\_\\_" in markdown(minutes)
    assert "| **\\[ammattiliitto\\]** |" in markdown(minutes)
    assert "<p><mark>[ammattiliitto]</mark>: ____" in html(minutes)
    assert "<p><mark>[union party]</mark>: ____" in html(flat(order(nameless, small()).agreement()))


def test_a_list_of_annexes_that_is_empty_says_so(library):
    agreement = order(small_draft(Selection(id="skl-annexes")), library).agreement()
    said = [line.text for line in lines_of(agreement, agreement.article("skl-annexes").paragraphs[0])]
    assert said[1:] == [agreement.furniture.annex_list_none]
