"""What a rendered agreement must be: valid, complete, restyleable, and the same each time."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest
from agreements import HOSTILE, agreement, sheet
from opened_word import Opened, W, value, words
from openxml_audit import OpenXmlValidator

from drafting.agreement import Annex
from drafting.numbering import NAMES
from drafting.word.render import render, render_sheet

VARIANTS = list(product(("fi", "en"), NAMES, (False, True), ("", HOSTILE)))
DOCUMENTS = [
    *(
        pytest.param(
            lambda v=v: render(agreement(v[0], v[1], chaptered=v[2], hostile=v[3])),
            id="-".join((*v[:2], "chapters" * v[2], "hostile" * bool(v[3]))),
        )
        for v in VARIANTS
    ),
    pytest.param(lambda: render(agreement(signed=False)), id="unsigned"),
    pytest.param(lambda: render(agreement(), pages={"cl_dat_retention": 2}), id="with pages"),
    pytest.param(lambda: render(bare()), id="bare"),
    pytest.param(lambda: render(agreement(hostile="x & y " * 17_000)), id="100 kB in each place"),
    pytest.param(lambda: render_sheet(sheet()), id="sheet"),
    pytest.param(lambda: render_sheet(sheet(hostile=HOSTILE)), id="hostile sheet"),
]


def bare():
    """An agreement with next to nothing in it."""
    return replace(agreement(), parties=(), preamble=None, body=(), definitions=(), annexes=(Annex("empty", "an_empty", "Liite 1", "Tyhjä", ""),))


@pytest.fixture(params=DOCUMENTS)
def document(request):
    return Opened(request.param())


@pytest.mark.parametrize("make", DOCUMENTS)
def test_a_second_opinion_finds_nothing_wrong(make, tmp_path):
    file = tmp_path / "agreement.docx"
    file.write_bytes(make())
    assert OpenXmlValidator().validate(str(file)).errors == []


def test_bookmarks_and_ids_are_used_once_and_end_where_they_should(document):
    names = [name.lower() for name in document.bookmarks()]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[^\W\d]\w{0,39}", name) for name in names)
    starts = [value(mark, "id") for mark in document.body.iter(f"{W}bookmarkStart")]
    assert sorted(starts) == sorted({value(mark, "id") for mark in document.body.iter(f"{W}bookmarkEnd")})


def test_every_reference_leads_to_a_bookmark(document):
    for code, shown in document.fields():
        kind, *rest = code.split()
        assert shown or kind == "TOC"
        if kind in ("REF", "PAGEREF"):
            assert rest[0] in document.bookmarks()
    for link in document.body.iter(f"{W}hyperlink"):
        assert value(link, "anchor") in document.bookmarks()


def test_every_style_and_list_in_use_is_defined(document):
    numbers = {value(number, "numId") for number in document.parts["word/numbering.xml"].iter(f"{W}num")} | {"0"}
    for story in (*document.stories, document.parts["word/styles.xml"]):
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
            assert {value(entry) for entry in story.iter(W + tag)} <= set(document.style_names)
        assert {value(entry) for entry in story.iter(f"{W}numId")} <= numbers


def test_the_look_comes_from_styles_alone(document):
    for story in document.stories:
        assert {entry.tag for look in story.iter(f"{W}rPr") for entry in look} <= {f"{W}rStyle"}
        assert {entry.tag for look in story.iter(f"{W}pPr") for entry in look} <= {W + tag for tag in ("pStyle", "keepNext", "numPr")}


def test_no_paragraph_outside_a_table_is_empty_but_the_one_word_wants_at_the_end(document):
    body = document.body[0]
    empty = [document.style(entry) for entry in body.findall(f"{W}p") if not words(entry)]
    assert empty in ([], ["Table end"])
    assert body[-1].tag == f"{W}sectPr"
    assert all(entry.getnext().tag != f"{W}tbl" for entry in body.findall(f"{W}tbl"))


def test_headings_form_a_tree_without_gaps(document):
    outline = {value(style, "styleId"): style.find(f"{W}pPr/{W}outlineLvl") for style in document.parts["word/styles.xml"].iter(f"{W}style")}
    levels = [int(value(mark)) for entry in document.body.iter(f"{W}p") if (mark := outline[value(entry.find(f"{W}pPr/{W}pStyle"))]) is not None]
    assert all(after - before <= 1 for before, after in zip([-1, *levels], levels, strict=False))


def test_header_rows_repeat_and_rows_stay_whole(document):
    for table in document.body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        if value(table.find(f"{W}tblPr/{W}tblStyle")) == "AgreementTable":
            assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
            assert value(table.find(f"{W}tblPr/{W}tblCaption"))


@pytest.mark.parametrize(("language", "tag"), [("fi", "fi-FI"), ("en", "en-GB")])
def test_the_language_is_set_everywhere(language, tag):
    document = Opened(render(agreement(language)))
    assert value(document.parts["word/styles.xml"].find(f".//{W}lang")) == tag
    assert value(document.parts["word/settings.xml"].find(f"{W}themeFontLang")) == tag
    assert properties(document, "docProps/core.xml")["language"] == tag


def test_properties_name_the_draft_and_nobody_else():
    document = Opened(render(agreement()))
    assert properties(document, "docProps/core.xml") == {
        "title": "Työehtosopimus digitaalisista järjestelmistä hoiva-alalla",
        "creator": "Sopu",
        "lastModifiedBy": "Sopu",
        "keywords": "Luonnos 3, national-sector, fi",
        "description": "Mallilausekkeet: CC BY 4.0.",
        "language": "fi-FI",
        "revision": "1",
        "created": "2027-05-12T00:00:00Z",
        "modified": "2027-05-12T00:00:00Z",
    }
    custom = {entry.get("name"): entry[0].text for entry in document.parts["docProps/custom.xml"]}
    assert custom == {"SopuDraft": agreement().draft, "SopuRevision": "3", "SopuAudience": "shared", "SopuLayout": "agreement"}


def properties(document, part):
    return {entry.tag.split("}")[1]: entry.text for entry in document.parts[part]}


@pytest.mark.parametrize("make", DOCUMENTS)
def test_the_same_input_gives_the_same_bytes(make):
    assert make() == make()


def test_each_heading_carries_its_bookmark():
    whole = agreement(chaptered=True)
    names = Opened(render(whole)).bookmarks()
    anchors = {entry.anchor for entry in (*whole.articles, *whole.body, *whole.annexes)}
    assert anchors | {"hd_contents"} <= set(names)


def test_a_paragraph_carries_a_bookmark_only_when_something_refers_to_it():
    names = Opened(render(agreement())).bookmarks()
    assert [name for name in names if name.startswith("cl_") and "__" in name] == ["cl_dat_retention__periods"]


def test_signatures_keep_the_paragraph_before_them():
    document = Opened(render(agreement()))
    table = next(entry for entry in document.body.iter(f"{W}tbl") if value(entry.find(f"{W}tblPr/{W}tblStyle")) == "SignatureTable")
    assert table.getprevious().find(f"{W}pPr/{W}keepNext") is not None


def test_words_that_open_a_list_stay_with_its_first_item():
    document = Opened(render(agreement()))
    items = [entry for entry in document.body.iter(f"{W}p") if document.style(entry) == "Clause item"]
    openers = [entry.getprevious() for entry in items if document.style(entry.getprevious()) != "Clause item"]
    assert len(openers) == 3
    assert all(entry.find(f"{W}pPr/{W}keepNext") is not None for entry in openers)


def test_an_agreement_without_a_signature_clause_is_signed_under_a_heading_of_its_own():
    document = Opened(render(agreement(signed=False)))
    assert "hd_signatures" in document.bookmarks()
    assert "Allekirjoitus" in document.texts("Heading unnumbered")
    assert "hd_signatures" not in Opened(render(agreement())).bookmarks()


def test_open_blanks_are_marked_and_filled_ones_are_not():
    document = Opened(render(agreement()))
    marked = {words(run) for run in document.body.iter(f"{W}r") if value(run.find(f"{W}rPr/{W}rStyle")) == "OpenBlank"}
    assert marked == {"[retention]", "[ammattiliiton nimi]"}


def test_contents_show_pages_only_when_they_are_known():
    assert not any(code.startswith("PAGEREF") for code, _ in Opened(render(agreement())).fields())
    known = Opened(render(agreement(), pages={"cl_dat_retention": 2}))
    assert [shown for code, shown in known.fields() if code.startswith("PAGEREF")] == ["2"]
    assert "4\u00a0§ Säilytysajat ja poistaminen 2" in known.texts("toc 1")


def test_hostile_words_stay_words():
    document = Opened(render(agreement(hostile=HOSTILE)))
    title = document.texts("Title")[0]
    assert title.endswith("<script>alert(1)</script> {{ 9**9999999 }} & \"'RTL\u200f ]]>   %1 \\h")
    assert not any(str(entry.tag).endswith("}script") for part in document.parts.values() for entry in part.iter())


def test_a_sheet_shows_the_clause_then_its_reasons_and_tables():
    document = Opened(render_sheet(sheet()))
    assert document.texts("heading 1") == ["Työntekijöiden ja ajoneuvojen paikantaminen"]
    assert document.texts("Heading unnumbered") == ["Why", "Law"]
    assert "docProps/custom.xml" not in document.names
    assert not any(code.startswith("REF") for code, _ in document.fields())


def test_headings_too_wide_for_their_columns_stand_in_narrower_letters_and_no_others():
    whole = agreement()
    wide = Annex("register", "an_register", "Liite 1", "Luettelo", "Johdanto.", columns=("Henkilötietojenkäsittelyperuste",) * 6)
    narrow = replace(wide, anchor="an_times", columns=("Tiedot", "Aika"))
    body = Opened(render(replace(whole, annexes=(wide, narrow)))).body
    scales = [[int(value(scale)) for scale in table.iter(f"{W}w")] for table in body.iter(f"{W}tbl") if "".join(table.itertext()).startswith(("Henk", "Tied"))]
    assert len(scales[0]) == 6
    assert all(40 < scale < 100 for scale in scales[0])
    assert scales[1] == []
