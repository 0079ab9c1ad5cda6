"""The assemble command: every layout, every format that needs nothing else, and one sentence for what is wrong."""

from __future__ import annotations

import zipfile

import pytest
from tables import SECRET, full_draft

from drafting import changes
from drafting.assembly import assemble
from drafting.documents.registry import NAMES
from drafting.draft import dumps
from drafting.word.render import render
from web.cli import main


@pytest.fixture
def run(capsys, monkeypatch, tmp_path, library):
    """Run the sopu command beside a draft file and return exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    draft = full_draft(library)
    (tmp_path / "offer.yaml").write_text(dumps(draft), encoding="utf-8")
    (tmp_path / "current.yaml").write_text(dumps(draft.changed(clauses=draft.clauses[:-4])), encoding="utf-8")
    (tmp_path / "current.docx").write_bytes(render(assemble(draft.changed(clauses=draft.clauses[:-4]), library, "fi")))
    (tmp_path / "broken.docx").write_text("no file", encoding="utf-8")
    (tmp_path / "amended.yaml").write_text(dumps(changes.amend(draft, "skl-peace", "fi", "Omat sanat.")), encoding="utf-8")

    def call(*arguments):
        code = main(["assemble", "offer.yaml", *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.mark.parametrize("name", NAMES)
def test_each_layout_is_written_twice_alike(name, run, tmp_path):
    ending = "ics" if name == "calendar" else "docx"
    more = ("--base", "current.yaml") if name == "amendment" else ("--second-lang", "en") if name == "bilingual" else ()
    for file in ("one", "two"):
        code, out, err = run("-o", f"{file}.{ending}", "--layout", name, *more)
        assert (code, out) == (0, f"Wrote {file}.{ending}.\n"), err
    assert (tmp_path / f"one.{ending}").read_bytes() == (tmp_path / f"two.{ending}").read_bytes()


def test_the_current_agreement_may_be_a_word_file(run, tmp_path):
    assert run("-o", "file.md", "--layout", "amendment", "--base", "current.docx")[0] == 0
    assert run("-o", "draft.md", "--layout", "amendment", "--base", "current.yaml")[0] == 0
    told, known = ([line for line in (tmp_path / name).read_text("utf-8").splitlines() if line.startswith("#")] for name in ("file.md", "draft.md"))
    assert told == known


def test_the_internal_agreement_is_made_only_when_asked_for(run, tmp_path):
    assert run("-o", "shared.docx")[0] == 0
    code, _, err = run("-o", "ours.docx", "--audience", "internal")
    assert code == 0
    assert "not for the other side" in err
    assert "word/comments.xml" not in zipfile.ZipFile(tmp_path / "shared.docx").namelist()
    assert SECRET.encode() in zipfile.ZipFile(tmp_path / "ours.docx").read("word/comments.xml")


def test_the_text_of_the_other_side_says_whose_it_is_not(run, tmp_path):
    assert run("-o", "theirs.md", "--side", "employer")[0] == 0
    assert "Työnantajapuolen teksti" in (tmp_path / "theirs.md").read_text("utf-8")


def test_sources_stand_in_footnotes_when_they_are_asked_for(run, tmp_path):
    assert run("-o", "ours.docx", "--audience", "internal", "--sources")[0] == 0
    assert "Lakirekisteri: gdpr-35-36." in zipfile.ZipFile(tmp_path / "ours.docx").read("word/footnotes.xml").decode()


def test_the_format_follows_the_name_of_the_file(run, tmp_path):
    assert run("-o", "synopsis.html", "--layout", "synopsis", "--only", "dat-dpia")[0] == 0
    assert (tmp_path / "synopsis.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run("-o", "list.txt", "--layout", "open-issues", "--format", "md")[0] == 0
    assert (tmp_path / "list.txt").read_text(encoding="utf-8").startswith("# ")


def test_a_bilingual_document_warns_of_words_amended_in_one_language(capsys, run):
    assert main(["assemble", "amended.yaml", "-o", "two.docx", "--layout", "bilingual", "--second-lang", "en"]) == 0
    assert "amended in one language only (Finnish)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--layout", "bilingual"), "needs a second language; the languages of this draft are suomi, English."),
        (("--layout", "bilingual", "--second-lang", "sv"), "no text in “svenska”"),
        (("--layout", "amendment"), "say which draft, version or Word file"),
        (("--layout", "amendment", "--base", "nowhere.yaml"), "nowhere.yaml"),
        (("--layout", "amendment", "--base", "broken.docx"), "broken.docx: This is not a Word file"),
        (("--layout", "synopsis", "--base", "current.docx"), "Only an amending protocol takes"),
        (("--layout", "joint", "--audience", "internal"), "has no internal form"),
        (("--layout", "positions", "--audience", "shared"), "for your own side only"),
        (("--layout", "synopsis", "--only", "nothing"), "no clause and no theme “nothing”"),
        (("--audience", "internal", "--format", "md"), "a Word document with comments"),
        (("--sources",), "ask for the agreement as internal"),
        (("--side", "union", "--audience", "internal"), "Only the agreement to share"),
        (("--house", "offer.yaml"), "The house style was not read"),
    ],
)
def test_what_is_wrong_is_one_sentence(run, tmp_path, arguments, told):
    code, out, err = run("-o", "out.docx", *arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1
    assert not (tmp_path / "out.docx").exists()
