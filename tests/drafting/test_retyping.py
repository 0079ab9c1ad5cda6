"""Words retyped as they read: the clause then reads just so, or the change is refused; values, references and terms stay alive."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting import changes, starting
from drafting.assembly import assemble
from drafting.changes import DraftError
from drafting.retyping import folded, reading, retyped

if TYPE_CHECKING:
    from clauses.library import Library
    from drafting.draft import Draft

GPS = "mon-gps-geolocation"


@pytest.fixture(scope="module")
def draft(library: Library) -> Draft:
    return changes.keep_words(starting.start(library, date(2026, 11, 24), ("en", "fi"), "location-protocol"), library)


def markup(draft: Draft, clause: str, language: str) -> str:
    selection = draft.selection(clause)
    assert selection is not None
    return selection.wording.get(language, "")


def test_what_is_not_touched_stays_alive(library: Library, draft: Draft) -> None:
    text = reading(draft, library, GPS, "en")
    assert "### " not in text
    assert "{{" not in text
    changed = retyped(draft, library, GPS, "en", text.replace("shall delete location data", "shall promptly delete location data"))
    assert "shall promptly delete" in markup(changed, GPS, "en")
    assert "{{ retention" in markup(changed, GPS, "en")
    filled = changes.fill(changed, GPS, {"retention": 77})
    assert "77 days" in reading(filled, library, GPS, "en")
    assert not markup(retyped(changed, library, GPS, "en", text), GPS, "en")


def test_paragraphs_and_items_come_and_go(library: Library, draft: Draft) -> None:
    lines = reading(draft, library, GPS, "fi").split("\n")
    item = next(index for index, line in enumerate(lines) if line.startswith("- "))
    for wanted in (
        [*lines, "Aivan uusi kohta."],
        [*lines, "Aivan uusi kohta:", "- sen luetelma ja", "- toinen."],
        [*lines[:1], "Uusi kohta keskellä:", "- sen luetelma.", *lines[1:]],
        [*lines[: item + 1], "- uusi luetelman kohta;", *lines[item + 1 :]],
        lines[:-1],
        [*lines[:item], *lines[item + 1 :]],
    ):
        assert reading(retyped(draft, library, GPS, "fi", "\r\n\r\n".join(wanted)), library, GPS, "fi") == "\n".join(wanted)


@pytest.mark.parametrize("clause", ["mon-gps-geolocation", "skl-hierarchy"])
def test_a_new_paragraph_has_a_number_of_its_own(library: Library, draft: Draft, clause: str) -> None:
    before = next(article for article in assemble(draft, library, "en").articles if article.clause == clause).paragraphs
    lines = reading(draft, library, clause, "en").split("\n")
    place = next(place for place, line in enumerate(lines) if place and not line.startswith("- "))
    changed = retyped(draft, library, clause, "en", "\n".join([*lines[:place], "A new paragraph.", *lines[place:]]))
    after = next(article for article in assemble(changed, library, "en").articles if article.clause == clause).paragraphs

    assert len(after) == len(before) + 1
    assert "".join(part.text for part in after[1].parts) == "A new paragraph."
    assert [entry.number for entry in after[: len(before)]] == [entry.number for entry in before]
    assert retyped(changed, library, clause, "en", "\n".join(lines)) == draft


@pytest.mark.parametrize("typed", ["", "  \n - \n", "Pay {{ retention }} now.", "Nobody [knows](term:location-data)."])
def test_what_cannot_be_had_to_the_letter_is_refused(library: Library, draft: Draft, typed: str) -> None:
    with pytest.raises(DraftError):
        retyped(draft, library, GPS, "en", typed)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_edit_reads_as_it_was_typed_or_is_refused(library: Library, draft: Draft, data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(["en", "fi"]))
    clause = data.draw(st.sampled_from([selection.id for selection in draft.selections]))
    text = reading(draft, library, clause, language)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.sampled_from([0, 0, 1, 5, 40, 300])))
        words = data.draw(st.sampled_from(["", " ", "x", "\n", "\n- ", " new words ", "\nA new line.\n", "- ", "{{ a }}", "### b", "*"]))
        text = text[:start] + words + text[end:]
    try:
        changed = retyped(draft, library, clause, language, text)
    except DraftError:
        return
    assert reading(changed, library, clause, language) == folded(text)
