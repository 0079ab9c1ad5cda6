"""The amending protocol where the current agreement is a Word file, of Sopu's own making or anyone's."""

from __future__ import annotations

import io

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator
from tables import ONE, TWO, order, small, small_draft

from drafting.assembly import assemble
from drafting.documents.registry import build, layout
from drafting.documents.report import Heading, Line
from drafting.draft import Selection
from drafting.word.importing import current_file
from drafting.word.incoming.preflight import Refused
from drafting.word.publishing import publish
from drafting.word.render import render

OWN = Selection(id="own-1", title={"en": "Own", "fi": "Oma"}, wording={"en": "Words.", "fi": "Sanat."})


def protocol(file, after, language="en"):
    """The headings and lines of a protocol against a Word file."""
    current = current_file(file, after, small(), language)
    blocks = build(layout("amendment"), order(after, small(), language, current=current)).blocks
    return [block.text for block in blocks if isinstance(block, Heading | Line)]


def printed(draft, language="en"):
    """A draft as a Word file."""
    return render(assemble(draft, small(), language))


def typed(*lines):
    """A Word file by somebody else: no bookmarks, no styles, every number typed."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def texts(draft):
    """The paragraphs of a draft's clauses, with typed numbers that begin at 41."""
    for number, article in enumerate(assemble(draft, small(), "fi").articles, 41):
        yield f"{number} § {article.title}"
        for entry in article.paragraphs:
            lead = f"{entry.lead_in}. " if entry.lead_in else ""
            yield f"{entry.number} {lead}{''.join(part.text for part in entry.parts)}"
            yield from (f"{item.number} {''.join(part.text for part in item.parts)}" for item in entry.items)


@pytest.mark.parametrize("language", ["en", "fi"])
def test_the_same_agreement_changes_nothing(language):
    assert {"en": "Nothing is changed.", "fi": "Mitään ei muuteta."}[language] in protocol(printed(small_draft(), language), small_draft(), language)


def test_changes_are_stated_in_the_numbers_of_the_file():
    after = small_draft(Selection(id=ONE, position="balanced"), OWN, Selection(id=TWO))
    text = protocol(printed(small_draft(first_number=12)), after)
    assert "Section\u00a012(1) reads as follows" in text
    assert "A new provision is added: Section\u00a012a, Own" in text
    assert not any("Section\u00a013" in line for line in text)


def test_what_stands_elsewhere_than_in_the_file_is_moved():
    after = small_draft(Selection(id=TWO), Selection(id=ONE, position="baseline"))
    assert protocol(printed(small_draft(), "fi"), after, "fi")[1:3] == ["2\u00a0§ siirretään alkuun", "Voimaantulo"]
    assert protocol(typed("Vanha sopimus", *texts(small_draft())), after, "fi")[1] == "42\u00a0§ siirretään alkuun"


@pytest.mark.parametrize("language", ["en", "fi"])
def test_a_protocol_made_from_a_word_file_is_valid(language, tmp_path):
    after = small_draft(OWN, Selection(id=TWO), Selection(id=ONE, position="balanced"))
    for number, file in enumerate((printed(small_draft(), language), typed("Vanha <sopimus>", *texts(small_draft()), "43 § Kahvi & tee", "Maksutta."))):
        current = current_file(file, after, small(), language)
        path = tmp_path / f"{number}.docx"
        path.write_bytes(publish(build(layout("amendment"), order(after, small(), language, current=current)), "docx"))
        assert OpenXmlValidator().validate(str(path)).errors == []


def test_what_the_draft_does_not_hold_is_listed_and_not_repealed():
    text = protocol(printed(small_draft(Selection(id=ONE, position="baseline"), OWN)), small_draft(Selection(id=ONE, position="baseline")))
    assert "Parts of the current agreement to be settled" in text
    assert "Own: Words." in text
    assert not any("repealed" in line and "Own" in line for line in text)


def test_a_file_by_somebody_else_is_matched_by_its_typed_headings():
    file = typed("Vanha sopimus", *texts(small_draft()), "43 § Kahvi", "Kahvi on maksuton koko henkilöstölle.")
    text = protocol(file, small_draft(Selection(id=ONE, position="balanced"), OWN, Selection(id=TWO)), "fi")
    assert any("Vanha sopimus" in line for line in text[:1])
    assert "Lisätään uusi määräys: 41 a\u00a0§, Oma" in text
    assert any(line.startswith("41\u00a0§") for line in text)
    assert not any(line.startswith("42\u00a0§") for line in text)
    assert any(line.startswith("43 § Kahvi: Kahvi on maksuton") for line in text)


def test_a_file_without_anything_in_common_is_all_new_and_all_to_be_settled():
    text = protocol(typed("Something else altogether."), small_draft())
    assert "A new provision is added: “Clause two”, Clause two" not in text
    assert sum(line.startswith("A new provision is added") for line in text) == 2


def test_a_file_that_is_no_word_file_is_refused():
    with pytest.raises(Refused, match="not a Word file"):
        protocol(b"no file", small_draft())
