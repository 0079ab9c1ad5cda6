"""Tracked changes as other programs write them, accepted and rejected."""

from __future__ import annotations

import pytest
from lxml import etree
from opened_word import W

from drafting.word.revisions import accepted, rejected

BY = 'w:id="1" w:author="A" w:date="2027-01-01T00:00:00Z"'
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def t(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def ins(content):
    return f"<w:ins {BY}>{content}</w:ins>"


def gone(text):
    return f"<w:del {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def p(content, mark="", style=""):
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    marked = f"<w:rPr><w:{mark} {BY}/></w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{look}{marked}</w:pPr>{content}</w:p>"


def table(*rows):
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(content, mark=""):
    properties = f"<w:trPr><w:{mark} {BY}/></w:trPr>" if mark else ""
    return f"<w:tr>{properties}<w:tc>{content}</w:tc></w:tr>"


def read(xml, view):
    """The paragraphs of a body in a view, as style and words."""
    body = view(etree.fromstring(f"<w:body {NAMESPACE}>{xml}</w:body>"))
    assert not list(body.iter(*(W + name for name in ("ins", "del", "moveFrom", "moveTo", "delText", "rPrChange", "pPrChange", "moveFromRangeStart"))))
    styles = [entry.find(f"{W}pPr/{W}pStyle") for entry in body.iter(f"{W}p")]
    texts = ["".join(words.text for words in entry.iter(f"{W}t")) for entry in body.iter(f"{W}p")]
    return [f"{style.get(W + 'val')}: {text}" if style is not None else text for style, text in zip(styles, texts, strict=True)]


CASES = {
    "words": (p(t("a ") + gone("b") + ins(t("c")) + t(" d")), ["a c d"], ["a b d"]),
    "inserted paragraph": (p(t("a")) + p(ins(t("b")), "ins") + p(t("c")), ["a", "b", "c"], ["a", "c"]),
    "deleted paragraph": (p(t("a")) + p(gone("b"), "del") + p(t("c")), ["a", "c"], ["a", "b", "c"]),
    "two paragraphs made one, which looks like the second": (p(t("a"), "del", "X") + p(t("b"), style="Y"), ["Y: ab"], ["X: a", "Y: b"]),
    "one paragraph parted": (p(t("a"), "ins", "X") + p(t("b"), style="Y"), ["X: a", "Y: b"], ["Y: ab"]),
    "a chain of joined paragraphs": (p(t("a"), "del") + p(t("b"), "del") + p(t("c")), ["abc"], ["a", "b", "c"]),
    "the mark of the one before": (p(t("a"), "del", "X") + p(gone("b"), style="X") + p(t("c"), style="H"), ["X: a", "H: c"], ["X: a", "X: b", "H: c"]),
    "inserted and deleted again": (p(t("a") + ins(gone("b")) + t("c")), ["ac"], ["ac"]),
    "deleted before a table": (p(gone("a"), "del") + table(row(p(t("b")))), ["b"], ["a", "b"]),
    "rows": (table(row(p(t("a"))), row(p(gone("b"), "del"), "del"), row(p(ins(t("c")), "ins"), "ins")), ["a", "c"], ["a", "b"]),
    "a whole table": (p(t("a")) + table(row(p(gone("b"), "del"), "del")) + p(t("c")), ["a", "c"], ["a", "b", "c"]),
    "the last paragraph of a cell": (table(row(p(t("a")) + p(gone("b"), "del"))), ["a"], ["a", "b"]),
    "moved": (
        p(f'<w:moveFromRangeStart {BY} w:name="m"/><w:moveFrom {BY}>{t("a")}</w:moveFrom>', "moveFrom")
        + f'<w:moveFromRangeEnd w:id="1"/>{p(t("b"))}'
        + p(f"<w:moveTo {BY}>{t('a')}</w:moveTo>", "moveTo")
        + p(t("c")),
        ["b", "a", "c"],
        ["a", "b", "c"],
    ),
    "looks": (
        p(f"<w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>a</w:t></w:r>"),
        ["a"],
        ["a"],
    ),
    "fields": (p(f"<w:del {BY}><w:r><w:delInstrText> REF x </w:delInstrText></w:r></w:del>{t('a')}"), ["a"], ["a"]),
}


@pytest.mark.parametrize(("xml", "after", "before"), CASES.values(), ids=CASES)
def test_each_change_is_accepted_and_rejected(xml, after, before):
    assert read(xml, accepted) == after
    assert read(xml, rejected) == before


def test_a_bookmark_goes_with_the_words_it_stands_on_and_stays_where_one_end_stays():
    inside = p('<w:bookmarkStart w:id="7" w:name="gone"/>' + gone("a") + '<w:bookmarkEnd w:id="7"/>', "del")
    across = p('<w:bookmarkStart w:id="8" w:name="kept"/>' + gone("b"), "del")
    rest = p(t("c") + '<w:bookmarkEnd w:id="8"/>')
    body = accepted(etree.fromstring(f"<w:body {NAMESPACE}>{inside}{across}{rest}</w:body>"))

    assert [entry.get(f"{W}name") for entry in body.iter(f"{W}bookmarkStart")] == ["kept"]
    assert len(list(body.iter(f"{W}bookmarkEnd"))) == 1
