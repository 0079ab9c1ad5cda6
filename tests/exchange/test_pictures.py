"""Pictures, shapes and embedded files: their words are read; what cannot be read is told when it comes, goes or becomes another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from care_agreement import care, care_file
from drafts_built import DAY
from returned_files import compared, run, split_at, told, with_parts

from drafting.assembly import assemble
from drafting.returning import compare_with_draft
from drafting.starting import start
from drafting.word.incoming.preflight import preflight
from drafting.word.incoming.reading import read
from drafting.word.render import render
from drafting.word.sections import Finish

if TYPE_CHECKING:
    from clauses.library import Library

RELATION = '<Relationship Id="rId80" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image1.svg"/>'
A, V = "http://schemas.openxmlformats.org/drawingml/2006/main", "urn:schemas-microsoft-com:vml"
BLIP = f'<w:r><w:drawing><a:blip xmlns:a="{A}" r:embed="rId80"/></w:drawing></w:r>'
IMAGEDATA = f'<w:r><w:pict><v:shape xmlns:v="{V}"><v:imagedata r:id="rId80"/></v:shape></w:pict></w:r>'
OBJECT = f'<w:r><w:object><v:shape xmlns:v="{V}"><v:imagedata r:id="rId80"/></v:shape></w:object></w:r>'
BOX = f'<w:r><w:pict><v:rect xmlns:v="{V}" fillcolor="white"/></w:pict></w:r>'
FRAMED = f'<w:r><w:pict><v:rect xmlns:v="{V}"><v:textbox><w:txbxContent><w:p>{run("At will.")}</w:p></w:txbxContent></v:textbox></v:rect></w:pict></w:r>'
INK = '<w:r><w:contentPart r:id="rId80"/></w:r>'
TWICE = f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{BLIP[5:-6]}</mc:Choice><mc:Fallback>{IMAGEDATA[5:-6]}</mc:Fallback></mc:AlternateContent></w:r>'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '


def pictured(drawn: str, content: str = "<svg/>") -> bytes:
    """Return the agreement with something drawn in a clause."""

    def change(parts: dict[str, str]) -> None:
        parts["word/document.xml"] = split_at(parts["word/document.xml"], "cl_dat_access", "every quarter", run("every quarter") + drawn)
        parts["word/document.xml"] = parts["word/document.xml"].replace("<w:document ", f"<w:document {MC}")
        parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace("</Rel", f"{RELATION}</Rel", 1)
        parts["word/media/image1.svg"] = content

    return with_parts(care_file(), change)


@pytest.mark.parametrize("drawn", [BLIP, IMAGEDATA, OBJECT, BOX, INK, TWICE])
def test_what_was_drawn_is_told_once_when_it_comes_and_when_it_goes(drawn: str) -> None:
    preflight(pictured(drawn))
    assert told(compared(care_file(), pictured(drawn))) == ["dat-access: {{+\ufffc+}} silent"]
    assert told(compared(pictured(drawn), care_file())) == ["dat-access: {{-\ufffc-}} silent"]
    assert told(compared(pictured(drawn), pictured(drawn))) == []


@pytest.mark.parametrize("drawn", [BLIP, IMAGEDATA, OBJECT, TWICE])
def test_another_picture_in_its_place_is_told(drawn: str) -> None:
    assert told(compared(pictured(drawn), pictured(drawn, "<svg></svg>"))) == ["dat-access: {{-\ufffc-}}{{+\ufffc+}} silent"]


def test_the_words_of_a_frame_are_told_and_not_that_there_is_one() -> None:
    assert told(compared(care_file(), pictured(FRAMED))) == ["dat-access: {{+At will.+}} silent"]


def test_words_across_the_page_that_are_gone_are_told() -> None:
    sent = render(care(), finish=Finish(watermark="NOT AGREED"))

    def change(parts: dict[str, str]) -> None:
        parts["word/header.xml"] = re.sub("<w:pict.*</w:pict>", "", parts["word/header.xml"])

    assert told(compared(sent, sent)) == []
    assert told(compared(sent, with_parts(sent, change))) == ["furniture: {{-NOT AGREED-}} silent"]


def test_words_across_the_page_that_the_draft_does_not_know_are_ours(library: Library) -> None:
    draft = start(library, DAY, ("en",), "framework")
    marked = read(render(assemble(draft, library, "en"), finish=Finish(watermark="NOT AGREED")))
    assert compare_with_draft(marked, draft, library).empty
