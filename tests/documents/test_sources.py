"""The law of each clause as footnotes: real ones, in the internal agreement alone, and no words of the agreement."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace

import pytest
from opened_word import Opened, W, value, words
from openxml_audit import OpenXmlValidator
from returned_files import compared, inserted, split_at, told, with_body, with_parts
from tables import full_draft, order, small, small_draft

from drafting.changes import DraftError
from drafting.documents.registry import LAYOUTS, build, layout
from drafting.word.publishing import publish
from drafting.word.runs import NAMESPACES

INTERNAL = layout("agreement", "internal")


@pytest.fixture(scope="module")
def files(library):
    """The internal agreement of a whole draft in Finnish, without its sources and with them."""
    plain = order(full_draft(library), library, "fi")
    return publish(build(INTERNAL, plain), "docx"), publish(build(INTERNAL, replace(plain, sourced=True)), "docx")


def noted(document):
    """The lines of the footnotes at the heading of each clause; the lines of two in one heading follow one another."""
    notes = {value(note, "id"): [words(entry).strip() for entry in note.iter(f"{W}p")] for note in document.parts["word/footnotes.xml"]}
    found = {}
    for paragraph in document.body.iter(f"{W}p"):
        numbers = [value(sign, "id") for sign in paragraph.iter(f"{W}footnoteReference")]
        names = [value(mark, "name") for mark in paragraph.iter(f"{W}bookmarkStart") if value(mark, "name").startswith("cl_")]
        found |= {name: [line for number in numbers for line in notes[number]] for name in names[:1] if numbers}
    return found


def test_each_clause_that_rests_on_law_has_its_footnote_at_its_heading(files, library):
    draft, document = full_draft(library), Opened(files[1])
    given = order(draft, library, "fi")
    expected = {f"cl_{entry.id.replace('-', '_')}": given.sources(entry.id) for entry in draft.selections if library.clauses[entry.id].legal_bases}
    assert noted(document) == expected
    assert any(line.endswith("Lakirekisteri: gdpr-35-36.") and "(vahvistettu)" in line for line in expected["cl_dat_dpia"])
    assert len(document.all("footnoteReference")) == len(expected)


def test_a_document_with_sources_is_valid_and_the_same_each_time(files, library, tmp_path):
    file = tmp_path / "document.docx"
    file.write_bytes(files[1])
    assert OpenXmlValidator().validate(str(file)).errors == []
    assert publish(build(INTERNAL, order(full_draft(library), library, "fi", sourced=True)), "docx") == files[1]


def test_without_being_asked_for_there_is_no_footnote(files):
    assert "word/footnotes.xml" not in Opened(files[0]).names


@pytest.mark.parametrize("chosen", [entry for entry in LAYOUTS if entry != INTERNAL], ids=lambda entry: f"{entry.name}-{entry.audience}")
def test_no_other_document_takes_sources(chosen):
    with pytest.raises(DraftError, match="for your own side only; ask for the agreement as internal"):
        build(chosen, order(small_draft(), small(), second="fi", base=small_draft(), sourced=True))


def changes(sent, returned):
    """What a returned file changed, in words and in order; the remarks of our own side are comments and no change."""
    return told(compared(sent, with_parts(returned, lambda parts: parts.update({"word/comments.xml": f"<w:comments {NAMESPACES}/>"}))))


def test_sources_are_no_change_to_the_agreement(files):
    assert changes(*files) == []


def test_what_is_changed_beside_a_footnote_is_still_read(files):
    edited = with_body(files[1], lambda body: split_at(body, "cl_skl_peace", "työ", inserted("uusi")))
    assert [line.split(":")[0] for line in changes(files[0], edited)] == ["skl-peace"]


@pytest.mark.office
def test_sources_that_libreoffice_saved_are_no_change_either(files, tmp_path):
    if shutil.which("soffice") is None:
        pytest.skip("soffice is not installed")
    (tmp_path / "internal.docx").write_bytes(files[1])
    profile, result = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", tmp_path / "saved"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(result), str(tmp_path / "internal.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = (result / "internal.docx").read_bytes()
    assert noted(Opened(saved)) == noted(Opened(files[1]))
    assert changes(files[0], saved) == []
