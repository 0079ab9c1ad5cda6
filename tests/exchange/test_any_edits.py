"""Whatever a person does to a file, silently or tracked: exactly the clauses touched are told, and both readings can be made from what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from care_agreement import ACCESS, GPS, KEPT, PEACE, RATING, care_file
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from returned_files import compared
from word_edits import Edits, W, edited

from drafting.edits import apply
from drafting.exchange import FURNITURE

if TYPE_CHECKING:
    from lxml import etree

TITLES = {
    GPS: "Geolocation of vehicles",
    KEPT: "Retention of data",
    ACCESS: "Access of workers",
    RATING: "Ratings by clients",
    PEACE: "Industrial peace",
}
NEW = ("moreover", "never", "within 14 days", "the works council")
ACTS = ("insert", "delete", "replace", "part", "join", "line", "gone", "shift", "remove", "copy")


def lines_of(body: Edits, clause: str) -> list[etree._Element]:
    """Return the lines of a clause under its heading, none of them with a field."""
    return [entry for entry in body.clause(TITLES[clause])[1:] if entry.find(f"{W}r/{W}fldChar") is None]


def act(body: Edits, clause: str, kind: str, dice: Any, *, tracked: bool) -> bool:
    """Do one thing to a clause; return whether anything was to be done."""
    body.tracking = tracked
    lines = lines_of(body, clause)
    line = dice.draw(st.sampled_from(lines))
    words = body.words(line).split(" ")
    place = dice.draw(st.integers(1, len(words) - 2)) if len(words) > 2 else 0
    word = words[place]
    around = " ".join(words[max(0, place - 1) : place + 1])
    if kind in ("insert", "delete", "replace") and place and body.paragraph(around) is line:
        new = dice.draw(st.sampled_from(NEW))
        body.put(f" {word}", {"insert": f" {word} {new}", "delete": "", "replace": f" {new}"}[kind]) if body.paragraph(f" {word}") is line else body.put(
            around, {"insert": f"{around} {new}", "delete": words[place - 1], "replace": f"{words[place - 1]} {new}"}[kind]
        )
    elif kind == "part" and place > 1 and body.paragraph(around) is line:
        body.part(around)
    elif kind == "join" and line is not lines[0]:
        body.joined(body.words(line))
    elif kind == "line":
        body.line(body.words(line), f"A line of its own on {dice.draw(st.sampled_from(NEW))}.")
    elif kind == "gone" and len(lines) > 1:
        body.take(body.words(line))
    elif kind == "shift" and len(lines) > 1 and not tracked:
        lines[0].addprevious(lines[-1])
    else:
        return False
    return True


EACH = st.lists(st.tuples(st.sampled_from(sorted(TITLES)), st.sampled_from(ACTS), st.booleans()), min_size=1, max_size=4, unique_by=lambda entry: entry[0])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(EACH, st.booleans(), st.data())
def test_the_clauses_touched_are_told_and_none_other(acts: list[tuple[str, str, bool]], bookmarks: bool, dice: Any) -> None:
    touched: dict[str, bool] = {}
    fresh = []

    def edit(body: Edits) -> None:
        for clause, kind, tracked in acts:
            if kind == "remove":
                body.tracking = tracked
                body.take_clause(TITLES[clause])
                touched[clause] = tracked
            elif kind == "copy":
                body.tracking = tracked
                body.copy_clause(TITLES[clause], TITLES[clause])
                fresh.append(tracked)
            elif act(body, clause, kind, dice, tracked=tracked):
                touched[clause] = tracked
        if not bookmarks:
            body.no_bookmarks()

    try:
        returned = edited(care_file(), edit)
    except AssertionError:
        return  # nothing was to be done
    comparison = compared(care_file(), returned)
    told = {clause.clause: {change.tracked for change in clause.changes} for clause in comparison.clauses if clause.touched}
    assert told == {clause: {tracked} for clause, tracked in touched.items()}
    assert [part.tracked for part in comparison.new] == fresh or sorted(part.tracked for part in comparison.new) == sorted(fresh)
    for clause in comparison.clauses:
        assert clause.clause != FURNITURE
        assert apply([change.change for change in clause.changes], clause.before) == clause.after
