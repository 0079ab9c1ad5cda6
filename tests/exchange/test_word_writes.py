"""Files as Word writes them: split runs, moves, nested changes, frames, fields, notes, and what others may hide in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from care_agreement import care_file
from returned_files import BY, compared, deleted, inserted, run, split_at, told, with_body, with_parts

from drafting.returning import origin_of
from drafting.word.incoming.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable

    Edit = Callable[[str], str]


def between(clause: str, words: str, middle: str) -> Edit:
    """Return an edit that puts XML in the place of words of a clause."""
    return lambda body: split_at(body, f"cl_{clause}", words, middle)


def replaced(before: str, after: str) -> Edit:
    """Return an edit of the XML itself."""
    return lambda body: body.replace(before, after, 1)


def every_word_its_own_run(body: str) -> str:
    """Return the body as Word leaves it after years of typing: runs end inside words, with rsids and marks of the spelling check."""
    return re.sub(
        r'<w:r><w:t xml:space="preserve">(\w{3})([^<]+)</w:t></w:r>',
        lambda found: run(found[1]) + '<w:proofErr w:type="spellStart"/><w:lastRenderedPageBreak/>' + run(found[2]) + '<w:proofErr w:type="spellEnd"/>',
        body,
    )


def without_bookmarks(body: str) -> str:
    """Return the body as a program saves it that knows no bookmarks."""
    return re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", body)


def paragraph_of(body: str, words: str) -> tuple[int, int]:
    """Return where the paragraph with some words begins and ends."""
    place = body.rindex(words)
    return body.rindex("<w:p>", 0, place), body.index("</w:p>", place) + len("</w:p>")


def moved_by_word(body: str) -> str:
    """Return the body with the paragraph on exceptions moved before the one on the period, as Word marks moves."""
    start, end = paragraph_of(body, "A longer period")
    paragraph = body[start:end]
    runs = paragraph[paragraph.index("</w:pPr>") + 8 : -len("</w:p>")]
    head = paragraph[: paragraph.index("</w:pPr>")]
    away = f'{head}<w:rPr><w:moveFrom {BY.format(number=70)}/></w:rPr></w:pPr><w:moveFromRangeStart w:name="move1" ' + f"{BY.format(number=71)}/>"
    away += f'<w:moveFrom {BY.format(number=72)}>{runs}</w:moveFrom><w:moveFromRangeEnd w:id="71"/></w:p>'
    come = f'{head}<w:rPr><w:moveTo {BY.format(number=73)}/></w:rPr></w:pPr><w:moveToRangeStart w:name="move1" ' + f"{BY.format(number=74)}/>"
    come += f'<w:moveTo {BY.format(number=75)}>{runs}</w:moveTo><w:moveToRangeEnd w:id="74"/></w:p>'
    body = body[:start] + away + body[end:]
    before, _ = paragraph_of(body, "Location data is kept")
    return body[:before] + come + body[before:]


def new_paragraph(body: str) -> str:
    """Return the body with a whole paragraph inserted, its end marked as inserted too."""
    _, end = paragraph_of(body, "every quarter")
    mark = f'<w:pPr><w:pStyle w:val="ClauseParagraph"/><w:rPr><w:ins {BY.format(number=80)}/></w:rPr></w:pPr>'
    return body[:end] + f"<w:p>{mark}{inserted('The summary names nobody.', 81)}</w:p>" + body[end:]


def row_inserted(body: str) -> str:
    """Return the body with a row inserted into the annex table."""
    cell = f"<w:tc><w:p>{inserted('Alarms at night', 90)}</w:p></w:tc>"
    row = f"<w:tr><w:trPr><w:ins {BY.format(number=91)}/></w:trPr>{cell}{cell.replace('Alarms at night', 'never')}</w:tr>"
    place = body.index("</w:tr>", body.rindex("one year")) + len("</w:tr>")
    return body[:place] + row + body[place:]


def swapped_bookmarks(body: str) -> str:
    """Return the body with the bookmarks of two headings exchanged."""
    return body.replace("cl_dat_access", "XX").replace("cl_mon_ratings", "cl_dat_access").replace("XX", "cl_mon_ratings")


FRAME = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing/></mc:Choice>'
    "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>The employer may end this at will.</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
CASES: dict[str, tuple[Edit, list[str]]] = {
    "runs that end inside words": (every_word_its_own_run, []),
    "a content control around words": (
        between("dat_access", "shop steward", f'<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>{run("shop steward")}</w:sdtContent></w:sdt>'),
        [],
    ),
    "a link around words": (between("dat_access", "shop steward", f"<w:hyperlink>{run('shop steward')}</w:hyperlink>"), []),
    "smart tags": (between("dat_access", "shop steward", f'<w:smartTag w:element="x">{run("shop steward")}</w:smartTag>'), []),
    "quotation marks straightened": (lambda body: body.replace("“", '"').replace("”", '"').replace("’", "'"), []),
    "soft hyphens and hard hyphens": (between("dat_access", "steward", "<w:r><w:t>ste</w:t><w:softHyphen/><w:t>ward</w:t></w:r>"), []),
    "a page break": (between("dat_access", "summary", f'<w:r><w:br w:type="page"/></w:r>{run("summary")}'), []),
    "signs nobody sees": (between("dat_access", "summary", run("sum\u200bmary")), []),
    "decomposed letters": (lambda body: body.replace("ö", "o\u0308").replace("ä", "a\u0308"), []),
    "no bookmark left": (without_bookmarks, []),
    "no bookmark left and a change": (
        lambda body: without_bookmarks(between("dat_access", "summary", run("list"))(body)),
        ["dat-access: {{-summary-}}{{+list+}} silent"],
    ),
    "bookmarks over each other's headings": (swapped_bookmarks, []),
    "a number counted anew": (lambda body: re.sub(r"(REF cl_skl_peace.*?<w:t[^>]*>)5(</w:t>)", r"\g<1>7\2", body, count=1), []),
    "words inside a counted number": (
        lambda body: re.sub(r"(REF cl_skl_peace.*?<w:t[^>]*>)5(</w:t>)", r"\g<1>5, which is void\2", body, count=1),
        ["dat-retention: {{+, which is void+}} silent"],
    ),
    "a tracked replacement": (
        between("dat_access", "quarter", deleted("quarter") + inserted("month")),
        ["dat-access: {{-quarter-}}{{+month+}} (Maija)"],
    ),
    "a change inside a word": (
        between("dat_access", "two weeks", run("t") + deleted("wo") + inserted("hree") + run(" weeks")),
        ["dat-access: {{-two-}}{{+three+}} (Maija)"],
    ),
    "inserted and deleted again": (
        between("dat_access", "summary", f"<w:ins {BY.format(number=5)}>{deleted('secret ')}</w:ins>{run('summary')}"),
        [],
    ),
    "inserted within what was deleted": (
        between("dat_access", "summary", f"<w:del {BY.format(number=5)}>{inserted('x')}<w:r><w:delText>summary</w:delText></w:r></w:del>{inserted('list', 6)}"),
        ["dat-access: {{-summary-}}{{+list+}} (Maija)"],
    ),
    "a paragraph moved by Word": (moved_by_word, ["dat-retention: {{>A longer period is agreed in the joint c<}} (Maija)"]),
    "a paragraph inserted by Word": (new_paragraph, ["dat-access: {{+The summary names nobody.+}} (Maija)"]),
    "a row inserted by Word": (row_inserted, ["hd_annex_periods: {{+Alarms at night+}} (Maija)", "hd_annex_periods: {{+never+}} (Maija)"]),
    "hidden words": (
        between("dat_access", "summary", '<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve">censored </w:t></w:r>' + run("summary")),
        ["dat-access: {{+censored +}} silent"],
    ),
    "a text frame": (
        between("dat_access", "summary", FRAME + run("summary")),
        ["dat-access: {{+The employer may end this at will.+}} silent"],
    ),
    "a code that never ends": (
        between("dat_access", "summary", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("summary")),
        ["dat-access: {{- summary of all records every quarter.-}} silent"],
    ),
    "words among the contents": (
        replaced("Contents</w:t></w:r>", "Contents</w:t></w:r>" + run(" The employer decides alone.")),
        ["front: {{+Contents The employer decides alone.+}} silent"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_word_wrote_is_told(name: str) -> None:
    edit, expected = CASES[name]
    assert sorted(told(compared(care_file(), with_body(care_file(), edit)))) == sorted(expected)


def test_words_at_the_head_of_the_pages_are_compared_too() -> None:
    def change(parts: dict[str, str]) -> None:
        parts["word/header.xml"] = parts["word/header.xml"].replace("not agreed", "agreed")

    assert told(compared(care_file(), with_parts(care_file(), change))) == ["furniture: {{-not -}} silent"]


HEAD, FOOT = "Draft 3 · 12 May 2027 · not agreed", "0b6f4a52-3 Page 1 of 1"
BREAK = '<w:p><w:pPr><w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p><w:tbl>'


def another_head(parts: dict[str, str], words: str) -> None:
    """Give the file one more head of pages, which no page shows yet."""
    relation = 'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header9.xml"'
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace("</Rel", f'<Relationship Id="rId90" {relation}/></Rel', 1)
    parts["word/header9.xml"] = parts["word/header.xml"].replace(HEAD, words)


def with_section(parts: dict[str, str], references: str, *, head: str = "") -> None:
    """Give the file a first section with heads of its own."""
    another_head(parts, head)
    parts["word/document.xml"] = parts["word/document.xml"].replace("<w:tbl>", BREAK.format(references=references), 1)


def without(parts: dict[str, str], *names: str) -> None:
    """Take away references to heads or feet of pages; the parts stay in the file."""
    for name in names:
        parts["word/document.xml"] = re.sub(f"<w:{name}Reference[^>]*/>", "", parts["word/document.xml"])


def titled(parts: dict[str, str], head: str) -> None:
    """Give the first page another head."""
    another_head(parts, head)
    reference = '<w:headerReference w:type="first" r:id="rId90"/><w:footerReference w:type="first" r:id="rId5"/>'
    parts["word/document.xml"] = (
        parts["word/document.xml"].replace("<w:sectPr><w:header", f"<w:sectPr>{reference}<w:header").replace('w:gutter="0"/>', 'w:gutter="0"/><w:titlePg/>')
    )


OURS = '<w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
EDGES: dict[str, tuple[Callable[[dict[str, str]], None], list[str]]] = {
    "the head deleted": (lambda parts: without(parts, "header"), [f"furniture: {{{{-{HEAD}-}}}} silent"]),
    "head and foot deleted": (lambda parts: without(parts, "header", "footer"), [f"furniture: {{{{-{FOOT} / {HEAD}-}}}} silent"]),
    "no section left": (
        lambda parts: parts.update({"word/document.xml": re.sub("<w:sectPr>.*?</w:sectPr>", "", parts["word/document.xml"])}),
        [f"furniture: {{{{-{FOOT} / {HEAD}-}}}} silent"],
    ),
    "the head deleted in the first section": (
        lambda parts: with_section(parts, OURS.replace("rId4", "rId90")),
        [f"furniture: {{{{-{HEAD}-}}}} silent"],
    ),
    "another head in the first section": (
        lambda parts: with_section(parts, OURS.replace("rId4", "rId90"), head="Agreed"),
        [f"furniture: {{{{-{HEAD}-}}}}{{{{+Agreed+}}}} silent"],
    ),
    "a section more": (lambda parts: with_section(parts, OURS), []),
    "a first page without the head": (lambda parts: titled(parts, ""), [f"furniture: {{{{-{HEAD}-}}}} silent"]),
    "a first page with the same head": (lambda parts: titled(parts, HEAD), []),
}


@pytest.mark.parametrize("name", EDGES)
def test_a_head_that_pages_no_longer_show_is_told(name: str) -> None:
    edit, expected = EDGES[name]
    assert told(compared(care_file(), with_parts(care_file(), edit))) == expected


def test_a_footnote_is_read_with_its_clause() -> None:
    W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def change(parts: dict[str, str]) -> None:
        parts["word/document.xml"] = split_at(
            parts["word/document.xml"], "cl_dat_access", "summary", run("summary") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        )
        parts["word/footnotes.xml"] = (
            f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run("Only on request.")}</w:p></w:footnote></w:footnotes>'
        )

    assert told(compared(care_file(), with_parts(care_file(), change))) == ["dat-access: {{+Only on request.+}} silent"]


def test_the_answers_to_a_comment_and_that_it_is_resolved_are_read() -> None:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'

    def comment(number: int, author: str, words: str) -> str:
        return f'<w:comment w:id="{number}" w:author="{author}" w:date="0-00-00T00:00:00Z"><w:p w14:paraId="0000000{number}">{run(words)}</w:p></w:comment>'

    def change(parts: dict[str, str]) -> None:
        hung = '<w:commentRangeStart w:id="1"/>' + run("summary") + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
        parts["word/document.xml"] = split_at(parts["word/document.xml"], "cl_dat_access", "summary", hung)
        parts["word/comments.xml"] = f"<w:comments {names}>{comment(1, 'Maija', 'Why?')}{comment(2, 'Matti', 'Because.')}</w:comments>"
        lines = '<w15:commentEx w15:paraId="00000001" w15:done="1"/><w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="1"/>'
        parts["word/commentsExtended.xml"] = f'<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">{lines}</w15:commentsEx>'

    comparison = compared(care_file(), with_parts(care_file(), change))
    first, second = next(clause for clause in comparison.clauses if clause.clause == "dat-access").comments
    assert (first.author, first.words, first.text, first.resolved) == ("Maija", "summary", "Why?", True)
    assert (second.author, second.answers) == ("Matti", "1")


def test_a_file_without_properties_says_at_its_foot_where_it_came_from() -> None:
    bare = with_parts(care_file(), lambda parts: parts.pop("docProps/custom.xml") and None)
    assert origin_of(read(bare)) == ("0b6f4a52", 3)
    assert origin_of(read(care_file()))[1] == 3
