"""A house's own .docx: four plain looks are taken from it and nothing else, whatever the file holds."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from agreements import agreement
from openxml_audit import OpenXmlValidator

from drafting.changes import DraftError
from drafting.word.house import looks
from drafting.word.render import render
from drafting.word.sections import Finish

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(styles: str, name: str = "word/styles.xml") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, styles)
    return stream.getvalue()


def styled(look: str, name: str = "heading 1") -> bytes:
    return docx(f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="x"><w:name w:val="{name}"/><w:rPr>{look}</w:rPr></w:style></w:styles>')


def test_font_size_colour_and_weight_are_taken():
    look = '<w:rFonts w:ascii="Verdana"/><w:b w:val="0"/><w:color w:val="1A2B3C"/><w:sz w:val="40"/>'
    assert set(looks(styled(look))) == {
        ("heading 1", "font", "Verdana"),
        ("heading 1", "bold", "0"),
        ("heading 1", "colour", "1A2B3C"),
        ("heading 1", "size", "40"),
    }


@pytest.mark.parametrize(
    "look",
    [
        '<w:rFonts w:ascii="&quot;/&gt;&lt;w:evil/&gt;"/>',
        '<w:color w:val="auto"/>',
        '<w:sz w:val="9999"/>',
        '<w:sz w:val="0"/>',
        "<w:vanish/>",
    ],
)
def test_a_value_that_is_none_is_left_out(look):
    assert looks(styled(look)) == ()


def test_styles_our_documents_do_not_have_are_left_out():
    assert looks(styled('<w:sz w:val="40"/>', "Evil style")) == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a zip",
        docx("<w:styles", "word/styles.xml"),
        docx("<x/>", "word/other.xml"),
        docx('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
        docx("<x>" + " " * 4_000_000 + "</x>"),
    ],
    ids=["empty", "no zip", "broken", "no styles", "entities", "bomb"],
)
def test_a_file_that_is_no_house_style_is_refused_in_one_sentence(content):
    with pytest.raises(DraftError, match="The house style was not read"):
        looks(content)


def test_the_looks_reach_the_document_and_it_stays_valid(tmp_path):
    taken = looks(styled('<w:rFonts w:ascii="Verdana &amp; Co"/><w:i/><w:color w:val="1A2B3C"/><w:sz w:val="40"/>', "Title"))
    taken += looks(styled('<w:rFonts w:ascii="Georgia"/><w:sz w:val="24"/>', "Normal"))
    file = tmp_path / "agreement.docx"
    file.write_bytes(render(agreement(), finish=Finish(house=taken)))
    assert OpenXmlValidator().validate(str(file)).errors == []
    styles = zipfile.ZipFile(file).read("word/styles.xml").decode()
    title = re.search(r'<w:name w:val="Title"/>.*?</w:style>', styles).group(0)
    assert 'w:ascii="Verdana &amp; Co"' in title
    assert '<w:sz w:val="40"/>' in title
    assert 'w:ascii="Georgia"' in styles.split("</w:docDefaults>")[0]
