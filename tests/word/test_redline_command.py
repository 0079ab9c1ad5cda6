"""The redline command: drafts and Word files in, a Word file and a report out."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from agreements import agreement
from drafts_built import draft
from opened_word import Opened, W, value

from drafting import draft as drafts
from drafting.draft import Selection
from drafting.word.render import render
from web.cli import main


@pytest.fixture
def folder(tmp_path):
    """A folder with a draft of two clauses, the same with one more, and an agreement in two versions as Word files."""
    first = draft("mon-gps-geolocation", "dat-retention")
    for name, made in {"first": first, "second": first.changed(clauses=(*first.clauses, Selection(id="dat-dpia")), dated=date(2027, 6, 1))}.items():
        (tmp_path / f"{name}.yaml").write_text(drafts.dumps(made), encoding="utf-8")
    for name, whole in {"sent": agreement("en"), "returned": replace(agreement("en"), label="Draft 4")}.items():
        (tmp_path / f"{name}.docx").write_bytes(render(whole))
    return tmp_path


def run(folder, base, new, *options):
    return main(["redline", str(folder / base), str(folder / new), "-o", str(folder / "out.docx"), *options])


def mark(folder):
    return next(Opened((folder / "out.docx").read_bytes()).body.iter(f"{W}ins"))


def test_two_drafts_are_compared_on_the_date_of_the_newer(folder, capsys):
    assert run(folder, "first.yaml", "second.yaml", "--author", "Tehy ry", "--json") == 0
    report = json.loads(capsys.readouterr().out)

    assert ("dat-dpia", "inserted") in [(change["clause"], change["kind"]) for change in report["changes"]]
    assert set(report) == {"changes", "compared", "not_compared"}
    assert set(report["changes"][0]) == {"clause", "kind", "before", "after"}
    assert (value(mark(folder), "author"), value(mark(folder), "date")) == ("Tehy ry", "2027-06-01T00:00:00Z")


def test_two_word_files_are_compared_and_the_changes_told_in_lines(folder, capsys):
    assert run(folder, "sent.docx", "returned.docx", "--date", "2027-05-20") == 0
    told = capsys.readouterr().out

    assert "replaced in the front matter: [-Luonnos 3-] {+Draft 4+} …" in told
    assert "Not compared: formatting, automatic numbers, table of contents, headers and footers." in told
    assert value(mark(folder), "date") == "2027-05-20T00:00:00Z"


def test_a_word_file_is_compared_with_a_draft(folder, capsys):
    assert run(folder, "sent.docx", "first.yaml", "--json") == 0
    assert json.loads(capsys.readouterr().out)["changes"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04 no zip at all", "The file is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old .doc", "an old .doc file"),
        ({"a.txt": b"x"}, "This is not a Word document"),
        ({"_rels/.rels": b"<Relationships/>"}, "has no text of its own"),
        ({"word/document.xml": b"<!DOCTYPE d [<!ENTITY e 'x'>]><w:document/>"}, "document type"),
        ({"word/document.xml": b"<w:document>"}, "cannot be read"),
        ({"word/document.xml": b"<a>" + b"<b/>" * 2_000_001 + b"</a>"}, "unpacks to far more"),
        ({"word/media/image1.png": b"\0" * 100_000_001}, "unpacks to far more"),
        ({"word/document.xml": b"<document xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'><body/></document>"}, "in the usual form"),
    ],
    ids=["broken", "old format", "other zip", "no text", "entities", "broken part", "too many marks", "bomb", "strict"],
)
def test_a_file_that_is_no_word_document_is_refused_in_one_line(folder, capsys, content, reason):
    (folder / "odd.docx").write_bytes(content if isinstance(content, bytes) else changed((folder / "sent.docx").read_bytes(), content))

    assert run(folder, "odd.docx", "sent.docx") == 2
    said = capsys.readouterr().err
    assert said.startswith("sopu: ")
    assert said.count("\n") == 1
    assert reason in said


def changed(docx, parts):
    """The document with parts in place of its own; a zip of only one part when that is no part of a document."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist() if "a.txt" not in parts else ():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, data in parts.items():
            target.writestr(name, data)
    return stream.getvalue()


def test_nothing_that_runs_or_reaches_out_comes_along(folder):
    docx = (folder / "returned.docx").read_bytes()
    relations = Opened(docx).parts["word/_rels/document.xml.rels"]
    for number, (kind, target) in enumerate({"attachedTemplate": "http://evil.example/t.dotm", "image": "http://evil.example/i.png"}.items()):
        entry = relations.makeelement("{http://schemas.openxmlformats.org/package/2006/relationships}Relationship", {})
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        entry.attrib.update({"Id": f"rX{number}", "Type": f"{office}/{kind}", "Target": target, "TargetMode": "External"})
        relations.append(entry)
    from lxml import etree

    parts = {"word/activeX/activeX1.bin": b"macro", "word/embeddings/x.bin": b"ole", "word/_rels/document.xml.rels": etree.tostring(relations)}
    (folder / "odd.docx").write_bytes(changed(docx, parts))

    assert run(folder, "sent.docx", "odd.docx") == 0
    with zipfile.ZipFile(folder / "out.docx") as made:
        assert not [name for name in made.namelist() if name.endswith(".bin")]
        assert b"evil.example" not in b"".join(made.read(name) for name in made.namelist())


def draft_of(folder):
    made = draft("mon-gps-geolocation", "dat-retention")
    own = Selection(id="own-1", title={"en": "Coffee", "fi": "Kahvi"}, wording={"en": "Coffee is free.", "fi": "Kahvi on maksuton."})
    made = made.changed(clauses=(*(entry.model_copy(update={"position": "balanced"}) for entry in made.selections), own))
    (folder / "balanced.yaml").write_text(drafts.dumps(made), encoding="utf-8")


def test_a_draft_is_compared_with_the_position_of_the_library(folder, capsys):
    draft_of(folder)
    told = {}
    for position in ("strong", "balanced", "baseline"):
        options = ["--base", f"position:{position}", "-o", str(folder / "out.docx"), "--json"]
        assert main(["redline", str(folder / "balanced.yaml"), *options]) == 0
        told[position] = {change["clause"] for change in json.loads(capsys.readouterr().out)["changes"]}
    for position in ("strong", "baseline"):
        assert {"mon-gps-geolocation", "dat-retention", "own-1"} <= told[position]
    assert told["balanced"] == {"own-1"}


def test_a_draft_is_compared_with_a_file_named_as_its_base(folder, capsys):
    assert main(["redline", str(folder / "second.yaml"), "--base", str(folder / "first.yaml"), "-o", str(folder / "out.docx")]) == 0
    assert "inserted in dat-dpia" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("first.yaml",), "name two files"),
        (("first.yaml", "second.yaml", "--base", "position:strong"), "name two files"),
        (("first.yaml", "--base", "position:weak"), "there is no file “position:weak”; --base takes a file or position:baseline, "),
        (("first.yaml", "--base", "nowhere.docx"), "no file “nowhere.docx”"),
        (("sent.docx", "--base", "position:strong"), "only a draft can be compared with a position"),
    ],
)
def test_a_base_that_is_none_is_told_in_one_sentence(folder, capsys, monkeypatch, arguments, told):
    monkeypatch.chdir(folder)
    assert main(["redline", *arguments, "-o", "out.docx"]) == 2
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1
    assert not (folder / "out.docx").exists()
