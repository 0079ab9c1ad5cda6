"""What was agreed stands as long as its words do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from drafts_built import DAY

from drafting import answering, changes, starting
from drafting.agreed import reopened
from drafting.documents.order import Order
from drafting.documents.registry import build, layout
from drafting.negotiation import Party

if TYPE_CHECKING:
    from collections.abc import Callable

    from clauses.library import Library
    from drafting.draft import Draft

GPS = "mon-gps-geolocation"


@pytest.fixture
def agreed(library: Library) -> Draft:
    """A protocol of which every clause is agreed."""
    draft = changes.keep_words(starting.start(library, DAY, ("en", "fi"), "location-protocol"), library)
    for selection in draft.selections:
        draft = answering.stand(draft, selection.id, "agreed")
    return draft


def standing(draft: Draft, clause: str) -> str:
    """Return where a clause stands."""
    selection = draft.selection(clause)
    assert selection is not None
    return selection.standing


ALTERS: dict[str, tuple[Callable[[Draft, Library], Draft], str]] = {
    "position": (lambda draft, library: changes.choose(draft, library, GPS, "strong"), GPS),
    "value": (lambda draft, library: changes.fill(draft, GPS, {"retention": 3}), GPS),
    "wording": (lambda draft, library: changes.amend(draft, GPS, "fi", "### purposes\nToisin."), GPS),
    "title": (lambda draft, library: answering._titled(draft, GPS, "en", "Where people are"), GPS),
    "term": (lambda draft, library: draft.changed(term=draft.term.model_copy(update={"start": date(2027, 3, 1)})), "skl-term"),
    "party": (lambda draft, library: draft.changed(parties=(Party(side="union", name={"en": "Tehy"}),)), "skl-signatures"),
}


@pytest.mark.parametrize("act", ALTERS)
def test_a_clause_whose_words_change_is_proposed_again_and_no_other(act: str, agreed: Draft, library: Library) -> None:
    alter, clause = ALTERS[act]
    result, again = reopened(agreed, changes.keep_words(alter(agreed, library), library), library)
    assert clause in again
    assert standing(result, clause) == "proposed"
    assert len(again) < 4
    assert all(standing(result, entry.id) == "agreed" for entry in result.selections if entry.id not in again)


KEEPS: dict[str, Callable[[Draft, Library], Draft]] = {
    "order": lambda draft, library: changes.move(draft, 1, 4),
    "another clause": lambda draft, library: changes.choose(draft, library, "eq-connectivity"),
    "taken out": lambda draft, library: changes.remove(draft, "skl-term"),
    "numbering": lambda draft, library: draft.changed(scheme="decimal", first_number=20),
    "a language": lambda draft, library: draft.changed(languages=("en", "fi", "sv")),
    "the suggestion taken": lambda draft, library: changes.fill(draft, GPS, {"retention": library.clauses[GPS].blanks["retention"].default["balanced"]}),
}


@pytest.mark.parametrize("act", KEEPS)
def test_what_changes_no_word_of_it_leaves_a_clause_agreed(act: str, agreed: Draft, library: Library) -> None:
    altered = KEEPS[act](agreed, library)
    assert altered != agreed
    assert reopened(agreed, changes.keep_words(altered, library), library)[1] == ()


def test_a_standing_that_the_change_itself_gives_stays(agreed: Draft, library: Library) -> None:
    countered = answering.stand(changes.choose(agreed, library, GPS, "strong"), GPS, "countered")
    result, again = reopened(agreed, changes.keep_words(countered, library), library)
    assert (standing(result, GPS), again) == ("countered", ())


def test_what_is_open_again_is_no_longer_on_the_log_of_what_is_settled(agreed: Draft, library: Library) -> None:
    def logged(draft: Draft) -> bool:
        return agreed.words[GPS].words["en"].title in str(build(layout("settled"), Order(draft, library, "en")))

    result, _again = reopened(agreed, changes.keep_words(changes.choose(agreed, library, GPS, "strong"), library), library)
    assert logged(agreed)
    assert not logged(result)
