"""Words hidden by the style they stand in and not by their own look: as invisible, and told."""

from __future__ import annotations

import pytest
from care_agreement import care_file
from returned_files import compared, split_at, told, with_parts

HIDING = ["<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>', "<w:strike/>"]
HIDDEN = ["dat-access: {{-every quarter-}}{{+every quarter+}} silent"]


def with_style(kind: str, look: str, run: str) -> bytes:
    """Return the agreement with a style of the file's own and words that may stand in it."""

    def change(parts: dict[str, str]) -> None:
        made = f'<w:style w:type="{kind}" w:styleId="Base9"><w:name w:val="Base 9"/><w:rPr>{look}</w:rPr></w:style>'
        made += f'<w:style w:type="{kind}" w:styleId="Own9"><w:name w:val="Own 9"/><w:basedOn w:val="Base9"/></w:style>'
        parts["word/styles.xml"] = parts["word/styles.xml"].replace("</w:styles>", f"{made}</w:styles>")
        words = f"<w:r><w:rPr>{run}</w:rPr><w:t>every quarter</w:t></w:r>"
        parts["word/document.xml"] = split_at(parts["word/document.xml"], "cl_dat_access", "every quarter", words)

    return with_parts(care_file(), change)


@pytest.mark.parametrize("look", HIDING)
def test_words_in_a_style_that_rests_on_one_that_hides_are_told(look: str) -> None:
    assert told(compared(care_file(), with_style("character", look, '<w:rStyle w:val="Own9"/>'))) == HIDDEN


def test_words_shown_in_spite_of_their_style_are_not_told() -> None:
    assert told(compared(care_file(), with_style("character", "<w:vanish/>", '<w:rStyle w:val="Own9"/><w:vanish w:val="0"/>'))) == []


def test_a_style_changed_so_that_it_hides_every_line_in_it_is_told_line_by_line() -> None:
    def change(parts: dict[str, str]) -> None:
        start = parts["word/styles.xml"].index('w:styleId="ClauseItem"')
        end = parts["word/styles.xml"].index("</w:style>", start)
        parts["word/styles.xml"] = parts["word/styles.xml"][:end] + "<w:rPr><w:vanish/></w:rPr>" + parts["word/styles.xml"][end:]

    lines = ("to confirm visits,", "to answer an alarm, and", "to reimburse journeys.")
    assert told(compared(care_file(), with_parts(care_file(), change))) == [f"mon-gps: {{{{-{line}-}}}}{{{{+{line}+}}}} silent" for line in lines]


def numbered(before: str, after: str) -> bytes:
    """Return the agreement with other words where its numbers are defined."""

    def change(parts: dict[str, str]) -> None:
        assert before in parts["word/numbering.xml"]
        parts["word/numbering.xml"] = parts["word/numbering.xml"].replace(before, after)

    return with_parts(care_file(), change)


def test_words_that_a_number_prints_are_told_and_another_number_is_not() -> None:
    article, whole = numbered('w:val="%1"', 'w:val="Article %1"'), numbered('w:val="(%2)"', 'w:val="Unless we object (%2)"')
    assert told(compared(care_file(), whole)) == ["furniture: {{+Unless we object+}} silent"]
    assert told(compared(article, article)) == []
    assert told(compared(article, care_file())) == []
    assert told(compared(care_file(), numbered('<w:start w:val="1"/>', '<w:start w:val="4"/>'))) == []
    assert told(compared(care_file(), numbered('w:val="decimal"', 'w:val="upperRoman"'))) == []
