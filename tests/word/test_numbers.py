"""The numbers in the document are those of the tree, whoever counts them."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from itertools import product

import pytest
from agreements import agreement, article, numbered, paragraph, reference
from opened_word import Opened
from tables import small, small_draft

from drafting.agreement import Annex, Article, CrossReference, Item, Paragraph, ReferencePiece, Text
from drafting.assembly import assemble
from drafting.numbering import NAMES, scheme
from drafting.word.pages import page_numbers
from drafting.word.render import render

VARIANTS = list(product(("fi", "en"), NAMES, (False, True)))


def plain(text):
    return " ".join(text.split())


def printed(whole):
    """The numbers of a tree with the beginning of the words they stand before, in order."""
    blocks = ([whole.preamble] if whole.preamble else []) + list(whole.body)
    for block in blocks:
        if block.number:
            yield block.number, block.title
        for entry in block.paragraphs if isinstance(block, Article) else ():
            if entry.number:
                yield entry.number, (f"{entry.lead_in}. " if entry.lead_in else "") + entry.parts[0].text
            for item in entry.items:
                yield item.number, item.parts[0].text


def program(*names):
    """Skip, or fail where everything must be installed, when none of the programs is."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        reason = f"{names[0]} is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def converted(docx, kind, folder):
    """The text of a document as LibreOffice converts it."""
    office = program("soffice", "libreoffice")
    (folder / "agreement.docx").write_bytes(docx)
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "agreement.docx")], check=True, capture_output=True, timeout=120)
    return folder / f"agreement.{kind.split(':')[0]}"


@pytest.mark.parametrize(("language", "name", "chaptered"), VARIANTS)
def test_word_counts_what_the_tree_says(language, name, chaptered):
    whole = agreement(language, name, chaptered=chaptered)
    expected, counted = list(printed(whole)), Opened(render(whole)).numbers()
    assert [plain(number) for number, _ in counted] == [plain(number) for number, _ in expected]
    assert all(plain(shown).startswith(plain(text)) for (_, shown), (_, text) in zip(counted, expected, strict=True))


@pytest.mark.parametrize(("language", "name"), list(product(("fi", "en"), NAMES)))
def test_an_agreement_that_continues_another_is_counted_on_in_tree_and_word_alike(language, name):
    whole = assemble(small_draft(first_number=12, scheme=name), small(), language)
    expected, counted = list(printed(whole)), Opened(render(whole)).numbers()
    assert "12" in expected[0][0]
    assert [plain(number) for number, _ in counted] == [plain(number) for number, _ in expected]
    assert any("13" in part.text for block in whole.articles for entry in block.paragraphs for part in entry.parts if isinstance(part, CrossReference))


def test_items_start_afresh_in_each_paragraph_also_where_paragraphs_have_no_number():
    items = (Item("a)", (Text("one"),)), Item("b)", (Text("two"),)))
    preamble = Article("skl-preamble", "cl_skl_preamble", "", "Why", tuple(Paragraph("why", "", "", "", (Text("x"),), items) for _ in range(2)))
    first = numbered(article("own-1", "Own", paragraph("own-1", "p", Text("x"), items=items)), 1, scheme("decimal", "fi"))
    whole = replace(agreement("fi", "decimal"), preamble=preamble, body=(first,), annexes=())
    assert [number for number, _ in Opened(render(whole)).numbers()] == ["a)", "b)", "a)", "b)", "1", "1.1", "a)", "b)"]


def test_letters_go_on_after_z():
    items = tuple(Item("", (Text("x"),)) for _ in range(28))
    entry = numbered(article("own-1", "Own", paragraph("own-1", "p", Text("x"), items=items)), 1, scheme("decimal", "fi"))
    counted = Opened(render(replace(agreement(), preamble=None, body=(entry,)))).numbers()
    assert [number for number, _ in counted[-2:]] == ["aa)", "bb)"]


@pytest.mark.parametrize(("language", "name"), list(product(("fi", "en"), NAMES)))
def test_contents_and_annexes_print_the_numbers_of_the_tree(language, name):
    whole = agreement(language, name)
    document = Opened(render(whole))
    headed = [*whole.articles, *whole.annexes]
    assert document.texts("toc 1") == [f"{entry.number} {entry.title}".strip() for entry in headed]
    assert document.texts("Annex heading") == [f"{annex.number} {annex.title}" for annex in whole.annexes]
    assert document.texts("Annex entry") == [f"{annex.number}: {annex.title}" for annex in whole.annexes]


def test_the_sign_of_an_article_goes_into_the_field_because_every_program_prints_it():
    fields = Opened(render(agreement("fi", "paragraph-sign"))).fields()
    assert ("REF cl_dat_retention \\n \\h", "4\u00a0§") in fields
    assert ("REF cl_dat_retention__periods \\n \\h", "2") in fields
    assert ("REF no_1 \\h", "1") in fields


def test_a_number_that_stands_without_its_sign_is_asked_for_bare():
    pieces = (ReferencePiece("section\u00a0"), ReferencePiece("1", "cl_own_1"))
    entry = numbered(article("own-1", "Own", paragraph("own-1", "p", CrossReference(pieces, "own-1"))), 1, scheme("article", "en"))
    document = Opened(render(replace(agreement("en"), scheme=scheme("article", "en"), preamble=None, body=(entry,), annexes=())))
    assert ("REF cl_own_1 \\n \\t \\h", "1") in document.fields()
    assert "section\u00a01" in document.texts("Clause paragraph")


def test_the_words_of_a_reference_are_those_of_the_tree():
    pattern = scheme("article", "fi")
    told = reference(pattern, 1, "own-1", before="katso ", after="n mukaan")
    entry = numbered(article("own-1", "Own", paragraph("own-1", "p", told)), 1, pattern)
    document = Opened(render(replace(agreement("fi", "article"), preamble=None, body=(entry,), annexes=())))
    assert document.texts("Clause paragraph") == [told.text]


def test_a_reference_to_what_is_not_there_is_plain_words():
    pieces = (ReferencePiece("kohta "), ReferencePiece("9", "cl_gone"))
    entry = numbered(article("own-1", "Own", paragraph("own-1", "p", CrossReference(pieces, "gone"))), 1, scheme("decimal", "fi"))
    document = Opened(render(replace(agreement("fi", "decimal"), preamble=None, body=(entry,), annexes=())))
    assert document.texts("Clause paragraph") == ["kohta 9"]
    assert not any("cl_gone" in code for code, _ in document.fields())


@pytest.mark.office
@pytest.mark.parametrize(("language", "name", "chaptered"), [("fi", "paragraph-sign", True), ("en", "decimal", False)])
def test_libreoffice_counts_what_the_tree_says(language, name, chaptered, tmp_path):
    whole = agreement(language, name, chaptered=chaptered)
    text = plain(converted(render(whole), "txt:Text (encoded):UTF8", tmp_path).read_text("utf-8-sig"))
    place = text.index(whole.preamble.title, text.index(whole.annexes[-1].title))  # past the contents
    for number, words in printed(whole):
        place = text.index(plain(f"{number} {words}"), place)


@pytest.mark.office
@pytest.mark.parametrize(("language", "name"), [("fi", "paragraph-sign"), ("fi", "article"), ("fi", "decimal"), ("en", "paragraph-sign")])
def test_references_counted_by_libreoffice_read_as_in_the_tree(language, name, tmp_path):
    reader = program("pdftotext")
    whole = agreement(language, name)
    pdf = converted(render(whole), "pdf", tmp_path)
    text = plain(subprocess.run([reader, str(pdf), "-"], check=True, capture_output=True, timeout=60).stdout.decode())
    told = [part.text for block in whole.articles for entry in block.paragraphs for part in entry.parts if isinstance(part, CrossReference)]
    assert told
    assert all(plain(words) in text for words in told)


@pytest.mark.office
def test_libreoffice_tells_the_page_of_every_heading():
    program("soffice", "libreoffice")
    whole = agreement(chaptered=True)
    pages = page_numbers(render(whole))
    assert list(pages) == [whole.preamble.anchor, *(block.anchor for block in whole.body), *(annex.anchor for annex in whole.annexes)]
    assert list(pages.values()) == sorted(pages.values())
    assert pages["an_request"] > pages["an_retention"] > 1
    assert page_numbers(render(whole, pages)) == pages


@pytest.mark.office
@pytest.mark.parametrize("language", ["en", "fi"])
def test_the_form_of_a_data_protection_impact_assessment_stands_on_one_page(language, library):
    program("soffice", "libreoffice")
    words = library.vocabulary.annexes["dpia"].words[language]
    form = Annex("dpia", "an_dpia", "1", words.title, words.introduction, fields=words.fields)
    pages = page_numbers(render(replace(agreement(language), annexes=(form, replace(form, id="after", anchor="an_after")))))
    assert pages["an_after"] == pages["an_dpia"] + 1


def test_no_office_means_no_page_numbers(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert page_numbers(render(agreement())) is None
