"""Taking what came back into the draft: as a value, as own words, as a new clause; all of it together gives what they wrote."""

from __future__ import annotations

import re
from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest
from drafts_built import DAY, draft
from returned_files import with_body

from drafting import answering, renaming
from drafting.assembly import assemble
from drafting.changes import DraftError, keep_words
from drafting.checks import check
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


def test_days_and_names_that_they_wrote_become_facts(library: Library) -> None:
    made = keep_words(start(library, DAY, ("en", "fi"), "location-protocol"), library)
    written = {"[day of entry into force]": "1 March 2027", "[last day of the term]": "28 February 2029", "[union party]": "Care Union"}
    written |= {"Protocol on location data": "Protocol on location", ">[employer party]": ">Home Care Ltd"}

    def edit(body: str) -> str:
        for before, after in written.items():
            assert before in body
            body = body.replace(before, after)
        return body

    comparison = answered(made, library, edit)
    for named in ("front", "skl-parties", "skl-signatures"):
        result = answering.accept(made, library, part(comparison, named), [change.change for change in part(comparison, named).changes], "en")
        assert [party.name for party in result.parties] == [{"en": "Home Care Ltd"}, {"en": "Care Union"}]
        assert result.clauses == made.clauses
    result = accepted(made, library, comparison)

    assert (result.term.start, result.term.end) == (date(2027, 3, 1), date(2029, 2, 28))
    assert result.title == {"en": "Protocol on location", "fi": made.title["fi"]}
    assert [entry.wording for entry in result.selections] == [{} for _ in result.selections]
    assert all(
        renaming.stands(assemble(result, library, "en"), part(comparison, "front").before, change.change.edits) for change in part(comparison, "front").changes
    )
    assert not any(
        renaming.stands(assemble(made, library, "en"), part(comparison, "front").before, change.change.edits) for change in part(comparison, "front").changes
    )


def test_a_name_beside_other_words_is_taken_with_them_and_two_parties_without_a_name_are_kept_apart(library: Library) -> None:
    parties = (Party(side="union"), Party(side="union"), Party(side="employer", name={"en": "Home Care Ltd"}))
    made = keep_words(draft("skl-parties", "skl-signatures", languages=("en",), parties=parties), library)

    def edit(body: str) -> str:
        first = body.index("[union party]") + 13
        second = body.index("[union party]", first)
        body = f"{body[:second]}Care Union{body[second + 13 :]}"
        return body.replace("Home Care Ltd", "Home Care Group Ltd").replace("shall show its mandate", "shall show its written mandate")

    comparison = answered(made, library, edit)
    result = answering.accept(made, library, part(comparison, "skl-parties"), [c.change for c in part(comparison, "skl-parties").changes], "en")
    front = answering.accept(made, library, part(comparison, "front"), [c.change for c in part(comparison, "front").changes], "en")

    assert [party.name.get("en") for party in result.parties] == [None, None, "Home Care Group Ltd"]
    assert [party.name.get("en") for party in front.parties] == [None, "Care Union", "Home Care Group Ltd"]
    assert "written mandate" in result.selection("skl-parties").wording["en"]  # type: ignore[union-attr]  # it is in the draft


def after_the_first_list(body: str) -> str:
    """Return the body of a document with a numbered paragraph and its two items put in after the first list of the clause on location."""
    start = body.index("cl_mon_gps_geolocation")
    paragraphs = [(found.start(), found[0]) for found in re.finditer(r"<w:p>.*?</w:p>|<w:p .*?</w:p>", body[start:], re.DOTALL)]
    kinds = [re.search(r'w:pStyle w:val="(\w+)"', words)[1] for _, words in paragraphs]  # type: ignore[index]  # each has a style
    item = next(place for place, kind in enumerate(kinds) if "Item" in kind)
    place = next(place for place, kind in enumerate(kinds) if place > item and "Item" not in kind)
    new = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{kind}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
        for kind, words in [(kinds[place], "The employer shall tell the worker"), (kinds[item], "who saw the location, and"), (kinds[item], "why it was seen.")]
    )
    return body[: start + paragraphs[place][0]] + new + body[start + paragraphs[place][0] :]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_new_paragraph_with_a_list_has_a_number_of_its_own_and_keeps_its_items(library: Library, *, at_once: bool) -> None:
    made = keep_words(draft(GPS, languages=("en",)), library)
    before = next(iter(assemble(made, library, "en").articles)).paragraphs
    returned = part(answered(made, library, after_the_first_list), GPS)
    changes = [change.change for change in returned.changes]
    for some in [changes] if at_once else [[change] for change in changes]:
        made = answering.accept(made, library, returned, some, "en")
    after = next(iter(assemble(made, library, "en").articles)).paragraphs

    assert [entry.number for entry in after[: len(before)]] == [entry.number for entry in before]
    assert after[-1].number not in {"", *(entry.number for entry in before)}
    assert clause_words(assemble(made, library, "en"), GPS) == returned.after
    assert [len(entry.items) for entry in after] == [len(before[0].items), 2, *(len(entry.items) for entry in before[1:])]
    assert [entry.lead_in for entry in after] == [before[0].lead_in, "", *(entry.lead_in for entry in before[1:])]
    assert "{{ retention" in made.selection(GPS).wording["en"]  # type: ignore[union-attr]  # it is in the draft


def heading(made: Draft, library: Library, language: str) -> str:
    """Return the title of the first clause of an agreement."""
    return next(iter(assemble(made, library, language).articles)).title


def test_a_heading_that_they_wrote_stands_in_their_language_alone(library: Library) -> None:
    made = keep_words(draft("skl-peace", languages=("en", "fi")), library)
    title = heading(made, library, "en")
    comparison = answered(made, library, lambda body: body.replace(title, "Industrial peace at work"))

    result = accepted(made, library, comparison)

    assert heading(result, library, "en") == "Industrial peace at work"
    assert heading(result, library, "fi") == heading(made, library, "fi")
    assert "one-language-amended" in {finding.rule for finding in check(result, library)}


def test_what_is_no_clause_is_not_taken_in(library: Library) -> None:
    made = keep_words(draft(GPS, title={"en": "Protocol on places"}), library)
    comparison = answered(made, library, lambda body: body.replace("Draft, not agreed", "Draft, agreed"))
    with pytest.raises(DraftError, match="is no clause of this draft"):
        accepted(made, library, comparison)


def test_what_the_document_places_in_a_clause_is_not_taken_in(library: Library) -> None:
    made = keep_words(draft(GPS, "dat-retention-schedule", "skl-annexes", languages=("en",)), library)
    agreement = assemble(made, library, "en")
    comparison = answered(made, library, lambda body: body.replace("to this agreement", "of this agreement", 1))
    assert answering.acceptable(made, agreement, part(comparison, "skl-annexes")) == [True]
    comparison = answered(made, library, lambda body: body.replace(agreement.annexes[0].title, "List of it all"))
    returned = part(comparison, "skl-annexes")
    assert answering.acceptable(made, agreement, returned) == [False]
    with pytest.raises(DraftError, match="places these words here by itself"):
        answering.accept(made, library, returned, [change.change for change in returned.changes], "en")


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
