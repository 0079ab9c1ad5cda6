"""The agreement in two languages that came back: each change in its clause and its language, and the alarm when only one was changed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from returned_files import deleted, inserted, split_at, told, with_body
from tables import ONE, TWO, order, small, small_draft
from word_edits import Edits, W, xml

from drafting import answering
from drafting.assembly import assemble
from drafting.changes import DraftError, keep_words
from drafting.documents.registry import build, layout
from drafting.draft import dumps
from drafting.edits import changes_between
from drafting.exchange import ReturnedChange
from drafting.plaintext import clause_words
from drafting.returned import Comment
from drafting.returning import compare, compare_with_draft
from drafting.word.incoming.reading import read
from drafting.word.publishing import publish
from drafting.word.render import render
from web.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml import etree

    from drafting.draft import Draft
    from drafting.exchange import ReturnedClause, ReturnedComparison

LIBRARY = small()
DRAFT = keep_words(small_draft(), LIBRARY)
SENT = publish(build(layout("bilingual"), order(DRAFT, LIBRARY, second="fi")), "docx", None)


def compared(edit: Callable[[str], str]) -> ReturnedComparison:
    """Return what an edit of the sent file changed of it."""
    return compare(read(SENT), read(with_body(SENT, edit)), DRAFT, LIBRARY)


def finnish(body: str) -> str:
    return split_at(body, "cl2_mon_one", "kuluessa", deleted("kuluessa") + inserted("aikana"))


def touched(found: ReturnedComparison) -> list[tuple[str, str]]:
    return [(clause.clause, clause.language) for clause in found.clauses if clause.touched]


def test_what_was_not_touched_gives_no_change() -> None:
    assert compare(read(SENT), read(SENT), DRAFT, LIBRARY).empty


def test_a_tracked_change_of_the_second_column_is_of_that_clause_in_that_language() -> None:
    found = compared(finnish)
    assert told(found) == ["mon-one: {{-kuluessa-}}{{+aikana+}} (Maija)"]
    assert touched(found) == [(ONE, "fi")]


def test_a_silent_change_of_the_first_column_is_told_as_silent() -> None:
    found = compared(lambda body: body.replace("shall meet", "may meet"))
    assert told(found) == ["dat-two: {{-shall-}}{{+may+}} silent"]
    assert touched(found) == [(TWO, "en")]


def test_a_clause_changed_in_one_language_only_raises_the_alarm_and_one_changed_in_both_does_not() -> None:
    found = compared(finnish)
    assert [(clause.clause, clause.language) for clause in found.drifted] == [(ONE, "fi")]
    both = compared(lambda body: finnish(body).replace("when it ends", "when it has ended"))
    assert touched(both) == [(ONE, "en"), (ONE, "fi")]
    assert both.drifted == []


def test_accepting_a_change_sets_own_words_in_its_language_only() -> None:
    clause = next(clause for clause in compared(finnish).clauses if clause.touched)
    result = answering.accept(DRAFT, LIBRARY, clause, [change.change for change in clause.changes], clause.language)
    selection = result.selection(ONE)
    assert selection is not None
    assert list(selection.wording) == ["fi"]
    assert "aikana" in selection.wording["fi"]
    assert "2." not in selection.wording["fi"]


def test_accepting_a_value_fills_the_blank() -> None:
    found = compared(lambda body: body.replace("30\u00a0päivän", "60\u00a0päivän").replace("30\u00a0days", "60\u00a0days"))
    clause = next(clause for clause in found.clauses if clause.touched)
    selection = answering.accept(DRAFT, LIBRARY, clause, [change.change for change in clause.changes], clause.language).selection(ONE)
    assert selection is not None
    assert selection.wording == {}
    assert selection.values != DRAFT.selection(ONE).values  # type: ignore[union-attr]  # it is in the draft


def changed_lines(edit: Callable[[list[str]], list[str]], language: str = "en") -> ReturnedClause:
    """Return the clause of two paragraphs as it comes back with its lines edited."""
    clause = next(entry for entry in compare(read(SENT), read(SENT), DRAFT, LIBRARY).clauses if (entry.clause, entry.language) == (ONE, language))
    after = "\n".join(edit(clause.before.split("\n")))
    found = changes_between(clause.before, after)
    return replace(
        clause,
        after=after,
        changes=tuple(ReturnedChange(ONE, change.kind, change.before, change.after, "", "", tracked=True, change=change) for change in found),
    )


def test_a_number_that_is_counted_is_not_to_be_taken_in_and_says_so() -> None:
    agreement = assemble(DRAFT, LIBRARY, "en")
    for line, number, other in ((0, "1", "7"), (1, "1", "12")):
        clause = changed_lines(lambda lines, line=line, number=number, other=other: [*lines[:line], lines[line].replace(number, other, 1), *lines[line + 1 :]])
        assert answering.acceptable(DRAFT, agreement, clause) == [False]
        assert answering.taken(agreement, clause) == [False]
        with pytest.raises(DraftError, match="counts this number"):
            answering.accept(DRAFT, LIBRARY, clause, [change.change for change in clause.changes], "en")


@pytest.mark.parametrize("language", ["en", "fi"])
def test_whole_lines_come_and_go_without_their_typed_numbers(language: str) -> None:
    words = clause_words(assemble(DRAFT, LIBRARY, language), ONE).split("\n")
    for edit, wanted in (
        (lambda lines: [*lines[:2], *lines[3:]], [*words[:2], *words[3:]]),
        (lambda lines: [*lines, f"{len(lines)}. Theirs."], [*words, "Theirs."]),
        (lambda lines: [*lines[:-1], f"{' '.join(lines[-1].split()[:2])} Other words."], [*words[:-1], f"{words[-1].split()[0]} Other words."]),
    ):
        clause = changed_lines(edit, language)
        assert all(answering.acceptable(DRAFT, assemble(DRAFT, LIBRARY, language), clause))
        result = answering.accept(DRAFT, LIBRARY, clause, [change.change for change in clause.changes], language)
        assert clause_words(assemble(result, LIBRARY, language), ONE).split("\n") == wanted
        assert all(answering.taken(assemble(result, LIBRARY, language), clause))


def deletion(found: ReturnedComparison, language: str) -> Draft:
    """Return the draft with the deletion of a clause in one of the two columns taken in."""
    clause = next(clause for clause in found.clauses if clause.clause == TWO and clause.language == language)
    return answering.accept(DRAFT, LIBRARY, clause, [change.change for change in clause.changes], language)


def test_a_row_deleted_whole_is_the_clause_deleted_in_both_languages_and_can_be_accepted_in_either() -> None:
    def without(body: str) -> str:
        start = body.rindex("<w:tr>", 0, body.index('w:name="cl_dat_two"'))
        return body[:start] + body[body.index("</w:tbl>", start) :]

    found = compared(without)
    assert [(clause.clause, clause.language, clause.structure) for clause in found.clauses if clause.touched] == [
        (TWO, "en", ("clause deleted",)),
        (TWO, "fi", ("clause deleted",)),
    ]
    for language in ("en", "fi"):
        assert [entry.id for entry in deletion(found, language).selections] == [entry.id for entry in DRAFT.selections if entry.id != TWO]


def test_a_clause_deleted_in_one_column_is_not_accepted() -> None:
    def emptied(body: str) -> str:
        place = body.index("cl2_dat_two")
        return body[:place] + re.sub(r">([^<]*kaksi|1\.\s|Osapuolten[^<]*)</w:t>", "></w:t>", body[place:])

    found = compared(emptied)
    with pytest.raises(DraftError, match="was deleted in one language only"):
        deletion(found, "fi")


def in_rows(change: Callable[[list[etree._Element], etree._Element], object]) -> Callable[[str], str]:
    """Return an edit of every row with two cells."""

    def edit(body: str) -> str:
        found = Edits(body)
        for row in found.root.iter(f"{W}tr"):
            if len(cells := row.findall(f"{W}tc")) == 2 and "ignature" not in found.style(cells[0]):
                change(cells, row)
        return found.text

    return edit


def test_columns_exchanged_or_one_added_before_them_change_no_words() -> None:
    assert compared(in_rows(lambda cells, row: row.append(cells[0]))).empty
    assert compared(in_rows(lambda cells, row: row.insert(1, xml("<w:tc><w:p/></w:tc>")[0]))).empty


def test_a_comment_is_of_the_language_it_hangs_in_and_its_answer_too_and_none_is_lost() -> None:
    sent = read(SENT)
    place = next(index for index, paragraph in enumerate(sent.paragraphs) if "Osapuolten" in "".join(span.text for span in paragraph.spans))
    said = (
        Comment("1", "Maija", "", "Miksi?", "Osapuolten", place),
        Comment("2", "Liisa", "", "Siksi.", answers="1"),
        Comment("3", "Maija", "", "Hello."),
        Comment("4", "Maija", "", "Bye.", paragraph=len(sent.paragraphs)),
    )
    found = compare(sent, replace(sent, comments=said), DRAFT, LIBRARY)
    assert [(clause.clause, clause.language, [entry.id for entry in clause.comments]) for clause in found.clauses if clause.touched] == [
        (TWO, "fi", ["1", "2"])
    ]
    assert [entry.id for entry in found.loose] == ["3", "4"]
    assert found.drifted == []


def test_without_the_sent_file_the_draft_says_what_was_sent() -> None:
    found = compare_with_draft(read(with_body(SENT, finnish)), DRAFT, LIBRARY)
    assert told(found) == ["mon-one: {{-kuluessa-}}{{+aikana+}} (Maija)"]


def test_a_bilingual_file_is_not_compared_with_the_agreement_in_one_language() -> None:
    agreement = read(render(assemble(DRAFT, LIBRARY, "en")))
    with pytest.raises(DraftError, match="in two languages side by side and the other is not"):
        compare(agreement, read(SENT), DRAFT, LIBRARY)


def test_a_program_that_drops_the_bookmarks_still_gives_back_two_languages() -> None:
    found = compared(lambda body: re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", finnish(body)))
    assert told(found) == ["mon-one: {{-kuluessa-}}{{+aikana+}} (Maija)"]
    assert touched(found) == [(ONE, "fi")]


def test_the_return_command_names_the_language_and_raises_the_alarm(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name, content in (("sent.docx", SENT), ("answer.docx", with_body(SENT, finnish))):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "offer.yaml").write_text(dumps(DRAFT), encoding="utf-8")
    command = ["return", str(tmp_path / "answer.docx"), "--draft", str(tmp_path / "offer.yaml"), "--sent", str(tmp_path / "sent.docx")]
    assert main(command) == 0
    out = capsys.readouterr().out
    assert "mon-one [fi]: replaced [-kuluessa-] {+aikana+} (Maija)" in out
    assert "mon-one: CHANGED IN ONE LANGUAGE ONLY (fi)" in out
    assert main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["one_language"] == [{"clause": ONE, "language": "fi"}]


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_saving_the_file_changes_nothing_and_hides_nothing(tmp_path: Path) -> None:
    for name, content in (("same", SENT), ("answer", with_body(SENT, finnish))):
        (tmp_path / f"{name}.docx").write_bytes(content)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*command, str(tmp_path / "same.docx"), str(tmp_path / "answer.docx")], capture_output=True, check=True, timeout=120)
    same, answer = (read((tmp_path / "saved" / f"{name}.docx").read_bytes()) for name in ("same", "answer"))
    assert compare(read(SENT), same, DRAFT, LIBRARY).empty
    found = compare(read(SENT), answer, DRAFT, LIBRARY)
    assert told(found) == ["mon-one: {{-kuluessa-}}{{+aikana+}} (Maija)"]
    assert touched(found) == [(ONE, "fi")]
