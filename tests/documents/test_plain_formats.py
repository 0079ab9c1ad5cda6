"""Markdown and HTML: the same words, and no word of a person becomes markup."""

from __future__ import annotations

import html5lib
import pytest
from agreements import HOSTILE, agreement
from tables import order, small, small_draft

from drafting.documents.flat import flat
from drafting.documents.html import html
from drafting.documents.markdown import escaped, markdown
from drafting.documents.registry import LAYOUTS, build
from drafting.draft import Selection


def test_hostile_words_become_no_markup():
    whole = flat(agreement(hostile=HOSTILE))
    page = html(whole)
    assert "<script>" not in page
    assert "\u202e" not in page
    assert "\\<script\\>" in markdown(whole)
    parser = html5lib.HTMLParser()
    parser.parse(page)
    assert parser.errors == []


@pytest.mark.parametrize(
    "layout", [entry for entry in LAYOUTS if entry.name not in ("agreement", "joint", "calendar", "amendment")], ids=lambda entry: entry.name
)
def test_each_page_is_well_formed_html_in_its_language(layout):
    own = Selection(id="own-1", title={"en": HOSTILE}, wording={"en": HOSTILE})
    report = build(layout, order(small_draft(own, Selection(id="dat-two")), small(), second="fi"))
    parser = html5lib.HTMLParser()
    tree = parser.parse(html(report))
    assert parser.errors == []
    assert tree.get("lang") == "en"
    assert len([entry for entry in tree.iter() if str(entry.tag).endswith("}h1")]) == 1


def test_a_number_that_opens_a_line_is_not_counted_anew():
    assert "\n\n1\\. " in markdown(flat(agreement("fi")))


@pytest.mark.parametrize("words", ["*a*", "_a_", "[a](b)", "# a", "`a`", "| a |", "<b>", "~~a~~", "\\"])
def test_no_sign_means_anything_to_markdown(words):
    assert escaped(words).replace("\\\\", "").count("\\") + escaped(words).count("\\\\") == sum(sign in "\\`*_[]<>#|~" for sign in words)
