"""A redline leads from the base to the new text and back, and says what changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from agreements import HOSTILE, agreement
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from opened_word import Opened, W, value
from redlined import edited, marked, short, story

from drafting.agreement import Article, Text
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
    tracked = [entry for entry in body.iter(*(W + kind for kind in ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart")))]
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
