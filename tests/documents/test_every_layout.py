"""What each document must be, whatever it says: valid, the same each time, accessible, and silent about the private layer."""

from __future__ import annotations

import io
import re
import shutil
import zipfile

import pytest
from opened_word import Opened, W, value
from openxml_audit import OpenXmlValidator
from tables import SECRET, full_draft, order, small, small_draft

from drafting.documents.registry import LAYOUTS, build
from drafting.word.publishing import publish
from drafting.word.sections import Finish

LANGUAGES = ("en", "fi")
WORD = [entry for entry in LAYOUTS if entry.name != "calendar"]
SHARED = [entry for entry in LAYOUTS if entry.audience == "shared"]
DRESSED = Finish(watermark="Luonnos <&>", line_numbers=True, cover=True, house=(("Title", "font", "Arial"), ("Normal", "size", "24")))


def name(layout):
    return f"{layout.name}-{layout.audience}"


def made(library, layout, language, kind="docx", finish=None, draft=None):
    draft = draft or full_draft(library)
    other = "fi" if language == "en" else "en"
    base = draft.changed(clauses=draft.clauses[:-3]) if layout.name == "amendment" else None
    return publish(build(layout, order(draft, library, language, second=other, base=base)), kind, finish)


@pytest.fixture(scope="module")
def tiny():
    """The library of the fixtures."""
    return small()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layout", WORD, ids=name)
def test_a_second_opinion_finds_nothing_wrong(layout, language, library, tmp_path):
    file = tmp_path / "document.docx"
    file.write_bytes(made(library, layout, language))
    assert OpenXmlValidator().validate(str(file)).errors == []


@pytest.mark.parametrize("layout", WORD, ids=name)
def test_a_dressed_document_is_as_valid_as_a_plain_one(layout, tiny, tmp_path):
    file = tmp_path / "document.docx"
    file.write_bytes(made(tiny, layout, "en", finish=DRESSED, draft=small_draft()))
    assert OpenXmlValidator().validate(str(file)).errors == []
    parts = {found: zipfile.ZipFile(file).read(found).decode() for found in ("word/header.xml", "word/document.xml", "word/styles.xml")}
    assert 'string="Luonnos &lt;&amp;&gt;"' in parts["word/header.xml"]
    assert "<w:lnNumType" in parts["word/document.xml"]
    assert '<w:pStyle w:val="CoverTitle"/>' in parts["word/document.xml"]
    assert 'w:ascii="Arial"' in parts["word/styles.xml"]


@pytest.mark.parametrize("layout", LAYOUTS, ids=name)
def test_the_same_draft_gives_the_same_bytes(layout, tiny):
    assert made(tiny, layout, "fi", draft=small_draft()) == made(tiny, layout, "fi", draft=small_draft())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["docx", "md", "html"])
@pytest.mark.parametrize("layout", SHARED, ids=name)
def test_no_secret_of_the_private_layer_is_in_a_shared_file(layout, kind, language, library):
    content = made(library, layout, language, kind)
    texts = [content]
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            texts = [*(archive.read(found) for found in archive.namelist()), *(found.encode() for found in archive.namelist())]
    assert not any(SECRET.encode() in text for text in texts)


@pytest.mark.parametrize(("language", "word"), [("en", "INTERNAL"), ("fi", "SISÄINEN")])
def test_the_internal_agreement_holds_what_the_shared_one_must_not(library, language, word):
    layout = next(entry for entry in LAYOUTS if name(entry) == "agreement-internal")
    with zipfile.ZipFile(io.BytesIO(made(library, layout, language))) as archive:
        comments, header, custom = (archive.read(part).decode() for part in ("word/comments.xml", "word/header.xml", "docProps/custom.xml"))
    assert {f"{SECRET} note", f"{SECRET} opening"} <= set(re.findall(rf"{SECRET} \w+", comments))
    assert word in header
    assert "internal" in custom


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layout", WORD, ids=name)
def test_a_reader_who_cannot_see_it_finds_the_way(layout, language, library):
    document = Opened(made(library, layout, language))
    tag = {"en": "en-GB", "fi": "fi-FI"}[language]
    core = {entry.tag.split("}")[1]: entry.text for entry in document.parts["docProps/core.xml"]}
    assert core["language"] == tag
    assert core["title"]
    assert len(document.texts("Title")) == 1
    for table in document.body.iter(f"{W}tbl"):
        if value(table.find(f"{W}tblPr/{W}tblStyle")) == "AgreementTable":
            assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
            assert value(table.find(f"{W}tblPr/{W}tblCaption"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layout", [entry for entry in WORD if entry.name not in ("agreement", "joint")], ids=name)  # their annexes lie on upright pages
def test_no_column_is_too_narrow_for_the_longest_word_of_a_heading_or_label(layout, language, library):
    document = Opened(made(library, layout, language))
    for row in document.body.iter(f"{W}tr"):
        cells = list(row.iter(f"{W}tc"))
        for cell in cells if row.find(f"{W}trPr/{W}tblHeader") is not None else cells[:1]:
            words = " ".join(entry.text or "" for entry in cell.iter(f"{W}t", f"{W}p"))
            letters = max(len(word) for word in re.split(r"[\s-]+", words))
            assert int(value(cell.find(f"{W}tcPr/{W}tcW"), "w")) >= letters * 95 + 200, "".join(cell.itertext())


@pytest.mark.parametrize(("title", "lines"), [("Agreement", 1), ("A much longer name of an agreement on tools", 2)])
def test_a_title_breaks_after_the_kind_of_document_unless_a_wide_page_holds_it(title, lines, tiny):
    layout = next(entry for entry in LAYOUTS if entry.name == "settled")
    document = Opened(made(tiny, layout, "en", draft=small_draft(title={"en": title})))
    assert len(document.all("p/r/br")) == lines - 1
    assert document.texts("Title") == [f"Log of tentative agreements: {title}"]


@pytest.mark.parametrize("layout", WORD, ids=name)
def test_headings_form_a_tree_without_gaps(layout, library):
    document = Opened(made(library, layout, "en"))
    outline = {value(style, "styleId"): style.find(f"{W}pPr/{W}outlineLvl") for style in document.parts["word/styles.xml"].iter(f"{W}style")}
    marks = [outline[value(entry.find(f"{W}pPr/{W}pStyle"))] for entry in document.body.iter(f"{W}p")]
    levels = [int(value(mark)) for mark in marks if mark is not None]
    assert all(after - before <= 1 for before, after in zip([-1, *levels], levels, strict=False))


@pytest.mark.parametrize("layout", WORD, ids=name)
def test_every_style_in_use_is_defined_and_no_bookmark_is_given_twice(layout, library):
    document = Opened(made(library, layout, "en"))
    for tag in ("pStyle", "rStyle", "tblStyle"):
        assert {value(entry) for entry in document.body.iter(W + tag)} <= set(document.style_names)
    names = [mark.lower() for mark in document.bookmarks()]
    assert len(names) == len(set(names))


@pytest.mark.office
@pytest.mark.parametrize("name_", ["synopsis", "bilingual", "amendment", "positions"])
def test_libreoffice_prints_it(name_, tiny):
    if shutil.which("soffice") is None:
        pytest.skip("soffice is not installed")
    layout = next(entry for entry in LAYOUTS if entry.name == name_)
    printed = made(tiny, layout, "fi", "pdf", DRESSED, small_draft())
    assert printed.startswith(b"%PDF-")
    assert all(mark in printed for mark in (b"/MarkInfo<</Marked true>>", b"/StructTreeRoot ", b"/Lang(fi-FI)"))


@pytest.mark.office
def test_libreoffice_makes_an_open_document(tiny):
    if shutil.which("soffice") is None:
        pytest.skip("soffice is not installed")
    content = made(tiny, LAYOUTS[0], "en", "odt", draft=small_draft())
    assert zipfile.ZipFile(io.BytesIO(content)).read("mimetype") == b"application/vnd.oasis.opendocument.text"
