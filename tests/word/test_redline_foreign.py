"""Redlines of documents that other programs wrote."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from opened_word import Opened, W, value
from redlined import marked, story

from drafting.word.redline import redline

DAY = date(2027, 5, 20)
LINK = '<w:hyperlink w:anchor="x"><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:hyperlink>'
CONTROL = '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
PICTURE = '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="s"/></w:pict></w:r>'
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def document(*blocks):
    """A document of python-docx's own template with the given blocks of XML as its body."""
    stream, made = io.BytesIO(), io.BytesIO()
    Document().save(stream)
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            if name.endswith(".jpeg"):  # the thumbnail
                continue
            data = source.read(name)
            if name == "word/document.xml":
                data = re.sub(rb"(<w:body>).*?(<w:sectPr)", lambda found: found[1] + "".join(blocks).encode() + found[2], data, flags=re.DOTALL)
            target.writestr(name, data)
    return made.getvalue()


def p(content, style="Normal"):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content if content.startswith("<") else t(content)}</w:p>'


def t(text, look=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows):
    cells = ["".join(f"<w:tc><w:tcPr/>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def compared(base, new):
    """The redline, once it is sure that it leads to the new text and back."""
    made = redline(base, new, "A", DAY)
    assert story(made.document, "accepted") == story(new)
    assert story(made.document, "rejected") == story(base)
    return made


def test_words_keep_their_look_and_their_link():
    base = document(p(t("The ") + t("employer", "<w:b/>") + t(" shall consult the union ") + LINK.format("in good time") + t(".")))
    new = document(p(t("The ") + t("employer", "<w:b/>") + t(" shall hear the union ") + LINK.format("in good time") + t(".")))
    made = compared(base, new)
    body = Opened(made.document).body

    assert marked(made.document) == ["The employer shall {-consult-}{+hear+} the union in good time."]
    assert ["".join(run.itertext()) for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None] == ["employer"]
    assert ["".join(link.itertext()) for link in body.iter(f"{W}hyperlink")] == ["in good time"]


def test_another_look_alone_is_no_change():
    assert compared(document(p(t("a") + t("b", "<w:b/>") + t("c"))), document(p(t("abc", "<w:i/>")))).changes == ()


def test_a_clause_is_named_by_its_heading_where_no_bookmark_names_it():
    base = document(p("Hours", "Heading1"), p("Thirty-eight hours a week."), p("Pay", "Heading1"), p("Paid monthly."))
    new = document(p("Hours", "Heading1"), p("Thirty-six hours a week."), p("Pay", "Heading1"), p("Paid monthly."))

    assert [(change.clause, change.kind) for change in compared(base, new).changes] == [("Hours", "replaced")]


def test_a_section_that_moved_is_found_by_its_words():
    pay = (p("Pay", "Heading1"), p("The employer shall pay on the last working day of each month."))
    hours = (p("Hours", "Heading1"), p("A working week has thirty-eight hours and ends on Friday."))
    rest = (p("Rest", "Heading1"), p("Between two shifts there are at least eleven hours of rest."))
    end = (p("Signatures", "Heading1"), p("Signed today."))
    made = compared(document(*pay, *hours, *rest, *end), document(*hours, *rest, *pay, *end))

    assert [change.kind for change in made.changes] == ["moved"]
    assert made.changes[0].after.startswith("Pay\n")


def test_what_cannot_be_carried_over_is_said_and_does_no_harm():
    base = document(p(t("One ") + PICTURE + t("two three four") + NOTE), p("Gone with " + "words"), p(PICTURE + t("gone")), p("end"))
    new = document(p(t("One ") + PICTURE + t("two three five") + NOTE), p("end"))
    made = compared(base, new)

    assert {"images and text boxes", "footnotes and endnotes"} <= set(made.not_compared)
    assert len(Opened(made.document).all("pict")) == 1
    assert len(Opened(made.document).all("footnoteReference")) == 1


def test_content_controls_are_looked_through():
    base = document(CONTROL.format(p("In a control.")), p(CONTROL.format(t("Also here.")) + t(" And not.")), p("end"))
    new = document(CONTROL.format(p("In one control.")), p(CONTROL.format(t("Also there.")) + t(" And not.")), p("end"))
    made = redline(base, new, "A", DAY)

    assert marked(made.document) == ["In {-a-}{+one+} control.", "Also {-here-}{+there+}. And not."]
    assert "content controls" in made.not_compared


def test_tables_change_by_cell_by_row_and_by_number_of_columns():
    base = document(p("before"), table(("a", "1"), ("b", "2"), ("c d e", "3")), p("after"))
    new = document(p("before"), table(("a", "1"), ("b", "2", "x"), ("c d f", "3"), ("g", "4")), p("after"))
    made = compared(base, new)

    assert [(change.kind, change.before, change.after) for change in made.changes] == [
        ("replaced", "b | 2", "b | 2 | x"),
        ("replaced", "c d e | 3", "c d f | 3"),
        ("inserted", "", "g | 4"),
    ]


def test_a_table_inside_a_cell_is_compared_too():
    inner = [table(("x", text)) + p("below") for text in ("1", "2")]
    made = compared(*(document(p("before"), table(("a", content)), p("after")) for content in inner))

    assert marked(made.document) == ["{-1-}{+2+}"]


def test_a_field_over_several_paragraphs_stands_as_in_the_new_document():
    def contents(*entries):
        return (p(FIELD.format("begin") + FIELD.format("separate") + t(entries[0])), *map(p, entries[1:]), p(FIELD.format("end")))

    base, new = document(*contents("One 1", "Two 2"), p("Text.")), document(*contents("One 1", "Three 2"), p("Text."))

    assert redline(base, new, "A", DAY).changes == ()


def test_bookmarks_of_the_base_come_along_under_numbers_of_their_own():
    mark = '<w:bookmarkStart w:id="1" w:name="{0}"/>{1}<w:bookmarkEnd w:id="1"/>'
    base = document(p(mark.format("old", t("Some words here."))), p(mark.format("gone", t("All of this goes.")).replace('"1"', '"2"')), p("end"))
    new = document(p(mark.format("new", t("Some other words here."))), p("end"))
    opened = Opened(compared(base, new).document)

    assert sorted(opened.bookmarks()) == ["gone", "new", "old"]
    ids = [value(entry, "id") for entry in opened.body.iter(f"{W}bookmarkStart", f"{W}ins", f"{W}del")]
    assert len(ids) == len(set(ids))


_BLOCKS = st.recursive(
    st.sampled_from(("", "a", "a b", "the employer shall consult the union", "the union shall consult", "x < y & z", "\u00a0", "a  b ")).map(
        lambda words: p(words.replace("&", "&amp;").replace("<", "&lt;"))
    )
    | st.sampled_from(("Pay", "Hours")).map(lambda words: p(words, "Heading1")),
    lambda cell: st.lists(
        st.lists(cell.map(lambda block: block if block.endswith("</w:p>") else block + p("")), min_size=1, max_size=3), min_size=1, max_size=3
    ).map(lambda rows: table(*rows)),
    max_leaves=8,
)


def apart(blocks):
    """Blocks as a body can hold them: two tables never touch, and a paragraph ends it."""
    result = []
    for block in blocks:
        if result and result[-1].startswith("<w:tbl>") and block.startswith("<w:tbl>"):
            result.append(p("between"))
        result.append(block)
    return [*result, p("end")]


@given(st.lists(_BLOCKS, max_size=7).map(apart), st.lists(_BLOCKS, max_size=7).map(apart))
@settings(deadline=None, max_examples=40)
def test_any_two_documents_lead_to_each_other(base, new):
    made = redline(document(*base), document(*new), "A", DAY).document

    assert texts(story(made, "accepted")) == texts(story(document(*new)))
    assert texts(story(made, "rejected")) == texts(story(document(*base)))


def texts(blocks):
    """Blocks without the styles of paragraphs, for a paragraph that only got another style shows no change."""
    return [(style if style in ("tbl", "tr", "tc") else "p", words) for style, words in blocks]
