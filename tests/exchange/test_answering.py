"""Taking what came back into the draft: as a value, as own words, as a new clause; all of it together gives what they wrote."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from drafts_built import DAY, draft
from returned_files import with_body

from drafting import answering
from drafting.assembly import assemble
from drafting.changes import DraftError, keep_words
from drafting.edits import changes_between
from drafting.exchange import NewPart, ReturnedChange, ReturnedClause, compare_returned
from drafting.negotiation import Party
from drafting.plaintext import clause_words
from drafting.plan import plan_of
from drafting.returning import names_of
from drafting.starting import start
from drafting.word.incoming.reading import read
from drafting.word.render import render
from drafting.worded import wording_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from clauses.library import Library
    from drafting.draft import Draft
    from drafting.exchange import ReturnedComparison

GPS = "mon-gps-geolocation"


def answered(made: Draft, library: Library, edit: Callable[[str], str]) -> ReturnedComparison:
    """Return what comes back when the body of a draft's document is edited."""
    sent = render(assemble(made, library, made.languages[0]))
    return compare_returned(read(sent), read(with_body(sent, edit)), names_of(made))


@pytest.mark.parametrize("language", ["en", "fi"])
def test_the_words_of_each_clause_are_those_read_back_from_its_word_file(library: Library, language: str) -> None:
    every = [clause.id for clause in library.ordered() if library.positions(clause.id)]
    made = keep_words(
        draft(*every, languages=(language,), parties=(Party(side="employer"), Party(side="union", name={language: "JHL"}, signatories=("Ann",)))), library
    )
    agreement = assemble(made, library, language)
    document = read(render(agreement))
    found = {clause.clause: clause.before for clause in compare_returned(document, document, names_of(made)).clauses}
    assert {clause: clause_words(agreement, clause) for clause in every} == {clause: found[clause] for clause in every}


def part(comparison: ReturnedComparison, clause: str) -> ReturnedClause:
    """Return one clause of a comparison."""
    return next(entry for entry in comparison.clauses if entry.clause == clause)


def accepted(made: Draft, library: Library, comparison: ReturnedComparison) -> Draft:
    """Return a draft with every change of a comparison taken in."""
    for entry in comparison.clauses:
        if entry.changes:
            made = answering.accept(made, library, entry, [change.change for change in entry.changes], made.languages[0])
    return made


@pytest.mark.parametrize("language", ["en", "fi"])
@pytest.mark.parametrize("template", ["home-care", "location-protocol", "framework"])
def test_the_words_of_every_clause_are_those_of_the_document(template: str, language: str, library: Library) -> None:
    made = start(library, DAY, (language,), template)
    document = compare_returned(read(render(assemble(made, library, language))), read(render(assemble(made, library, language))), names_of(made))
    plan = plan_of(keep_words(made, library), library, language)
    for selection in made.selections:
        ours = wording_of(plan, selection.id).text.split("\n")
        # the product itself places definitions, parties and signatures between the words
        assert [line for line in part(document, selection.id).before.split("\n") if line in ours] == ours


@pytest.mark.parametrize("language", ["en", "fi"])
@pytest.mark.parametrize("template", ["home-care", "location-protocol"])
def test_the_markup_of_untouched_words_reads_as_before(template: str, language: str, library: Library) -> None:
    made = start(library, DAY, (language,), template)
    plan = plan_of(keep_words(made, library), library, language)
    for selection in made.selections:
        wording = wording_of(plan, selection.id)
        entries = tuple(e.model_copy(update={"wording": {language: wording.markup}}) if getattr(e, "id", "") == selection.id else e for e in made.clauses)
        again = plan_of(keep_words(made.changed(clauses=entries), library), library, language)
        assert wording_of(again, selection.id).text == wording.text


def test_a_change_of_nothing_but_a_value_becomes_the_value(library: Library) -> None:
    made = keep_words(draft(GPS, "dat-retention-schedule"), library)
    plan = plan_of(made, library, "en")
    wording = wording_of(plan, GPS)
    piece = next(p for line in wording.lines for p in line.pieces if p.blank and p.shown.split()[0].isdecimal())
    number = piece.shown.split()[0]
    other = str(int(number) - 1)
    comparison = answered(
        made, library, lambda body: body.replace(piece.shown.replace(" ", "\u00a0"), piece.shown.replace(" ", "\u00a0").replace(number, other))
    )
    assert comparison.changes
    done = accepted(made, library, comparison)
    selection = done.selection(GPS)
    assert selection is not None
    assert selection.values[piece.blank] == int(other)
    assert not selection.wording


def test_other_changes_become_own_words_and_keep_blanks_and_references(library: Library) -> None:
    made = keep_words(draft(GPS, "dat-retention-schedule"), library)
    comparison = answered(made, library, lambda body: body.replace("The employer ", "The employer promptly ", 1))
    done = accepted(made, library, comparison)
    selection = done.selection(GPS)
    assert selection is not None
    assert "promptly" in selection.wording["en"]
    assert "{{" in selection.wording["en"]
    text = wording_of(plan_of(keep_words(done, library), library, "en"), GPS).text
    assert text == part(comparison, GPS).after


def test_a_change_finds_its_place_after_another_was_taken(library: Library) -> None:
    made = keep_words(draft(GPS), library)
    first = part(answered(made, library, lambda body: body.replace("The employer ", "The employer promptly ", 1)), GPS)
    whole = wording_of(plan_of(made, library, "en"), GPS).text
    word = next(word for word in reversed(whole.split()) if word.isalpha() and whole.count(word) == 1)
    second = part(answered(made, library, lambda body: body.replace(word, "ZEBRA")), GPS)
    once = answering.accept(made, library, first, [change.change for change in first.changes], "en")
    twice = answering.accept(once, library, second, [change.change for change in second.changes], "en")
    text = wording_of(plan_of(keep_words(twice, library), library, "en"), GPS).text
    assert text == first.after.replace(word, "ZEBRA")
    with pytest.raises(DraftError, match="no longer those that were sent"):
        answering.accept(once, library, first, [change.change for change in first.changes], "en")


def test_what_is_no_clause_is_not_taken_in(library: Library) -> None:
    made = keep_words(draft(GPS, title={"en": "Protocol on places"}), library)
    comparison = answered(made, library, lambda body: body.replace("Protocol on places", "Protocol on paces"))
    with pytest.raises(DraftError, match="is no clause of this draft"):
        accepted(made, library, comparison)


@pytest.mark.parametrize(("length", "taken"), [(200, True), (201, False)])
def test_a_heading_of_theirs_is_taken_in_whole_or_refused(library: Library, length: int, taken: bool) -> None:
    made, heading = draft(GPS), ("word " * 50)[: length - 1] + "s"
    title = wording_of(plan_of(keep_words(made, library), library, "en"), GPS).title
    comparison = answered(made, library, lambda body: body.replace(f"{title}<", f"{heading}<"))
    new = NewPart(heading, f"{heading}\nTheir words.", GPS, "", "", tracked=False)
    if taken:
        assert accepted(made, library, comparison).selection(GPS).title == {"en": heading}  # type: ignore[union-attr]  # it is there
        assert answering.accept_new(made, new, "en").selections[-1].title == {"en": heading}
        return
    for take_in in (lambda: accepted(made, library, comparison), lambda: answering.accept_new(made, new, "en")):
        with pytest.raises(DraftError, match="more than 200 characters and was not taken in"):
            take_in()


def shuffled(dice: Random, lines: list[str]) -> list[str]:
    """Return lines after a few edits such as people make: words, whole lines, breaks."""
    lines = list(lines)
    for _ in range(dice.randint(1, 3)):
        place = dice.randrange(len(lines))
        words = lines[place].split(" ")
        match dice.choice(["word", "drop", "add", "part", "join", "cut"]):
            case "word":
                words[dice.randrange(len(words))] = "ZEBRA"
                lines[place] = " ".join(words)
            case "cut" if len(words) > 3:
                del words[dice.randrange(len(words))]
                lines[place] = " ".join(words)
            case "drop" if len(lines) > 2:
                del lines[place]
            case "add":
                lines.insert(place + 1, f"A new sentence {dice.randrange(1000)} that nobody sent.")
            case "part" if len(words) > 6:
                lines[place : place + 1] = [" ".join(words[:5]), " ".join(words[5:])]
            case "join" if place + 1 < len(lines):
                lines[place : place + 2] = [f"{lines[place]} {lines[place + 1]}"]
    return lines


@pytest.mark.parametrize("seed", range(60))
def test_all_changes_taken_in_give_the_words_that_came_back(seed: int, library: Library) -> None:
    dice = Random(seed)  # noqa: S311 -- edits, not secrets
    made = keep_words(start(library, DAY, ("en",), "home-care"), library)
    clause = dice.choice([entry.id for entry in made.selections if entry.id != "skl-preamble"])
    wording = wording_of(plan_of(made, library, "en"), clause)
    after = "\n".join([wording.title, *shuffled(dice, [line.text for line in wording.lines])])
    found = tuple(changes_between(wording.text, after))
    changes = tuple(ReturnedChange(clause, change.kind, change.before, change.after, "", "", True, change) for change in found)
    returned = ReturnedClause(clause, wording.title, wording.text, after, changes=changes)
    try:
        done = answering.accept(made, library, returned, found, "en")
    except DraftError as error:
        assert "by hand" in str(error)
        return
    assert sorted(wording_of(plan_of(keep_words(done, library), library, "en"), clause).text.split("\n")) == sorted(after.split("\n"))
