"""A redline leads from the base to the new text and back, and says what changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from agreements import HOSTILE, agreement, article, numbered, paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opened_word import Opened, W, value
from openxml_audit import OpenXmlValidator
from redlined import edited, marked, short, story

from drafting.agreement import Annex, Article, Cell, CrossReference, Text
from drafting.word.redline import redline
from drafting.word.render import render

DAY = date(2027, 5, 20)
AT_LENGTH = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def compared(base, new):
    """The redline between two agreements, or two documents."""
    documents = [entry if isinstance(entry, bytes) else render(entry) for entry in (base, new)]
    return redline(*documents, author="Tehy ry", dated=DAY)


def changed_article(whole, clause, change):
    body = tuple(change(block) if isinstance(block, Article) and block.clause == clause else block for block in whole.body)
    return replace(whole, body=body)


def check_marks(docx):
    """Every mark of a tracked change is complete, and every number and name is used once."""
    body = Opened(docx).body
    kinds = ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart")
    tracked = list(body.iter(*(W + kind for kind in kinds)))
    assert {(value(entry, "author"), value(entry, "date")) for entry in tracked} <= {("Tehy ry", "2027-05-20T00:00:00Z")}
    ids = [value(entry, "id") for entry in (*tracked, *body.iter(f"{W}bookmarkStart"))]
    assert max(Counter(ids).values(), default=1) == 1
    names = [name.lower() for name in Opened(docx).bookmarks()]
    assert len(names) == len(set(names))
    for kind in ("bookmark", "moveFromRange", "moveToRange"):
        starts, ends = ([value(entry, "id") for entry in body.iter(f"{W}{kind}{end}")] for end in ("Start", "End"))
        assert Counter(starts) == Counter(ends)
    for gone in body.iter(f"{W}del"):
        assert gone.find(f".//{W}t") is None
        assert gone.find(f".//{W}instrText") is None
    assert not body.findall(f".//{W}ins//{W}del")
    assert not body.findall(f".//{W}del//{W}ins")


@given(st.data())
@AT_LENGTH
def test_accepting_gives_the_new_text_and_rejecting_the_base(data):
    base = short(chaptered=data.draw(st.booleans()), hostile=data.draw(st.sampled_from(("", HOSTILE))))
    documents = render(base), render(data.draw(edited(base)))
    made = compared(*documents).document

    assert story(made, "accepted") == story(documents[1])
    assert story(made, "rejected") == story(documents[0])
    check_marks(made)


@pytest.mark.parametrize("turn", [1, -1])
def test_pages_turned_for_a_wide_table_come_and_go_with_it(turn):
    whole = short()
    wide = Annex("register", "an_register", "Liite 1", "Luettelo", "Johdanto.", columns=("Henkilötietojenkäsittelyperuste",) * 6)
    documents = [render(entry) for entry in (whole, replace(whole, annexes=(*whole.annexes, wide)))][::turn]
    made = compared(*documents).document
    for view, document in (("accepted", documents[1]), ("rejected", documents[0])):
        # a break between sections outlives the refusal of what follows it, as a line of one point without words
        assert [entry for entry in story(made, view) if entry != ("Table end", "")] == [entry for entry in story(document) if entry != ("Table end", "")]
    check_marks(made)


def test_the_same_documents_give_the_same_bytes_and_no_change_gives_no_mark():
    base, new = agreement(), replace(agreement(), label="Luonnos 4")

    assert compared(base, new).document == compared(base, new).document
    assert compared(base, base).changes == ()
    assert marked(compared(base, base).document) == []


def test_words_are_marked_and_what_surrounds_them_is_not():
    base = changed_article(agreement("en"), "dat-retention", lambda a: with_words(a, 0, "The employer shall eventually consult the union within 38,5 hours."))
    new = changed_article(agreement("en"), "dat-retention", lambda a: with_words(a, 0, "The employer shall promptly consult the union within 40 hours."))
    made = compared(base, new)

    assert marked(made.document) == ["The employer shall {-eventually-}{+promptly+} consult the union within {-38,5-}{+40+} hours."]
    assert [(change.clause, change.kind) for change in made.changes] == [("dat-retention", "replaced")]
    assert made.changes[0].before.startswith("The employer shall eventually")


def with_words(entry, place, *texts):
    paragraphs = list(entry.paragraphs)
    paragraphs[place] = replace(paragraphs[place], parts=tuple(Text(text) for text in texts))
    return replace(entry, paragraphs=tuple(paragraphs))


def test_numbers_that_follow_are_no_change():
    """A new clause moves every number after it and every reference to them: only the clause itself is marked."""
    base = agreement("en")
    inserted = numbered(article("own-1", "Drones", paragraph("own-1", "use", Text("No drones."))), 1, base.scheme)
    renumbered = [numbered(entry, number, base.scheme) for number, entry in enumerate((inserted, *base.body), 1)]
    retention = next(place for place, entry in enumerate(renumbered) if entry.clause == "mon-gps-geolocation")
    told = renumbered[retention].paragraphs[2]
    parts = tuple(renumbered_reference(part) if isinstance(part, CrossReference) else part for part in told.parts)
    renumbered[retention] = replace(
        renumbered[retention], paragraphs=(*renumbered[retention].paragraphs[:2], replace(told, parts=parts), *renumbered[retention].paragraphs[3:])
    )
    new = replace(base, body=tuple(renumbered))
    made = compared(base, new)

    assert any(code.startswith("REF cl_dat_retention") and "5" in shown for code, shown in Opened(made.document).fields())
    assert marked(made.document) == ["{+Drones+}", "{+No drones.+}"]
    assert [(change.clause, change.kind, change.after) for change in made.changes] == [("own-1", "inserted", "Drones\nNo drones.")]


def renumbered_reference(part):
    pieces = tuple(
        replace(piece, text=re.sub(r"\d+", lambda n: str(int(n.group()) + 1), piece.text, count=1)) if piece.anchor else piece for piece in part.pieces
    )
    return replace(part, pieces=pieces)


def test_a_clause_that_moved_whole_is_marked_as_moved_and_keeps_its_bookmark_where_it_is():
    base = agreement("en")
    body = list(base.body)
    body.insert(2, body.pop(3))
    made = compared(base, replace(base, body=tuple(body)))
    opened = Opened(made.document)

    assert [(change.clause, change.kind) for change in made.changes] == [("dat-retention", "moved")]
    assert {kind for line in marked(made.document) for kind in re.findall(r"\{([<>+-])", line)} == {"<", ">"}
    names = [value(entry, "name") for kind in ("moveFrom", "moveTo") for entry in opened.body.iter(f"{W}{kind}RangeStart")]
    assert names == ["move1", "move1"]
    heading = next(entry for entry in opened.body.iter(f"{W}bookmarkStart") if value(entry, "name") == "cl_dat_retention").getparent()
    assert heading.find(f"{W}moveTo") is not None


def test_a_clause_that_moved_and_changed_is_reported_as_moved_with_its_words_before_and_after():
    base = agreement("en")
    body = list(base.body)
    body.insert(1, with_words(body.pop(3), 0, "Data is deleted."))
    made = compared(base, replace(base, body=tuple(body)))
    moved = [change for change in made.changes if change.kind == "moved"]

    assert [change.clause for change in moved] == ["dat-retention"]
    assert "Data is deleted." in moved[0].after
    assert "Data is deleted." not in moved[0].before


def test_a_deleted_clause_keeps_its_bookmark_for_those_who_reject_the_deletion():
    base = agreement("en")
    new = replace(base, body=tuple(entry for entry in base.body if entry.clause != "dat-retention"))
    made = compared(base, new)

    assert [(change.clause, change.kind) for change in made.changes][-1:] == [("dat-retention", "deleted")]
    assert "cl_dat_retention" in Opened(made.document).bookmarks()


def test_rows_come_and_go_as_rows_and_a_changed_cell_changes_alone():
    base = agreement("en")
    rows = list(base.annexes[0].rows)
    rows[4] = (*rows[4][:1], Cell((Text("5 weeks"),)), *rows[4][2:])
    del rows[10]
    rows.insert(20, tuple(Cell((Text(f"badge {n}"),)) for n in range(3)))
    made = compared(base, replace(base, annexes=(replace(base.annexes[0], rows=tuple(rows)), base.annexes[1])))
    opened = Opened(made.document)

    assert [change.kind for change in made.changes] == ["replaced", "deleted", "inserted"]
    assert made.changes[2].after == "badge 0 | badge 1 | badge 2"
    assert [len(opened.all(f"trPr/{kind}")) for kind in ("del", "ins")] == [1, 1]
    assert "5 {-kk-}{+weeks+}" in marked(made.document)


def test_a_clause_whose_heading_lost_its_bookmark_is_known_by_its_words():
    base, new = render(agreement("en")), render(changed_article(agreement("en"), "dat-retention", lambda a: with_words(a, 0, "Data is deleted.")))
    made = compared(base, without_bookmarks(new))

    assert [change.clause for change in made.changes] == ["dat-retention"] * len(made.changes)
    assert story(made.document, "rejected") == story(base)


def without_bookmarks(docx):
    return edited_xml(docx, lambda xml: re.sub(rb'<w:bookmark(?:Start|End) w:id="\d+"(?: w:name="cl_\w+")?/>', b"", xml))


def edited_xml(docx, change, part="word/document.xml"):
    """A document with the XML of one part changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(name, change(source.read(name)) if name == part else source.read(name))
    return stream.getvalue()


def test_the_report_says_what_was_not_looked_at():
    made = compared(agreement("en"), replace(agreement("en"), label="Draft 4"))

    assert made.compared == ("headings", "paragraphs", "tables")
    assert made.not_compared == ("formatting", "automatic numbers", "table of contents", "headers and footers")


def test_the_author_is_words_and_nothing_else():
    made = redline(render(agreement()), render(replace(agreement(), label="x")), HOSTILE, DAY)

    assert value(next(Opened(made.document).body.iter(f"{W}ins")), "author").startswith("<script>alert(1)</script> {{")


@pytest.mark.parametrize("hostile", ["", HOSTILE])
def test_a_second_opinion_finds_nothing_wrong(hostile, tmp_path):
    base = agreement("en", hostile=hostile)
    body = list(base.body)
    body.insert(0, body.pop(3))
    body[2] = with_words(body[2], 0, "New words" + hostile)
    rows = (*base.annexes[0].rows[5:], tuple(Cell((Text("x"),)) for _ in range(3)))
    made = compared(base, replace(base, body=tuple(body[:-2]), annexes=(replace(base.annexes[0], rows=rows),)))
    (tmp_path / "redline.docx").write_bytes(made.document)
    errors = OpenXmlValidator().validate(str(tmp_path / "redline.docx")).errors

    assert [error for error in errors if "trPr" not in str(error)] == []
    check_marks(made.document)


def test_tracked_changes_of_the_base_are_accepted_first_or_rejected_when_told_so():
    first = agreement("en")
    second = changed_article(first, "dat-retention", lambda a: with_words(a, 0, "Data is deleted at once."))
    third = changed_article(first, "dat-retention", lambda a: with_words(a, 0, "Data is deleted after a year."))
    between = compared(first, second).document

    assert story(compared(between, third).document, "rejected") == story(render(second))
    assert story(redline(between, render(third), "Tehy ry", DAY, "rejected").document, "rejected") == story(render(first))
    assert marked(compared(between, third).document) == ["Data is deleted {-at once-}{+after a year+}."]


def test_tracked_changes_of_the_new_document_are_accepted_first():
    first = agreement("en")
    second = changed_article(first, "dat-retention", lambda a: with_words(a, 0, "Data is deleted at once."))
    made = compared(first, compared(first, second).document)

    assert made.document == compared(first, second).document
