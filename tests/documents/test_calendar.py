"""The calendar: days that follow from the draft's own values, in a file every calendar program reads."""

from __future__ import annotations

from datetime import date

import pytest
from tables import ONE, order, small, small_draft

from drafting.changes import DraftError
from drafting.documents.calendar import Calendar, Day, calendar, later, written
from drafting.documents.registry import build, layout
from drafting.draft import Selection
from drafting.negotiation import Term


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2029, 5, 31), -2, date(2029, 3, 31)),
        (date(2027, 6, 1), 12, date(2028, 6, 1)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last(day, months, expected):
    assert later(day, months) == expected


def test_a_longer_retention_period_moves_the_deletion():
    draft = small_draft(Selection(id=ONE, position="baseline", values={"retention": 45}))
    days = {found.key: found.day for found in calendar(order(draft, small())).days}
    assert days["mon-one.retention"] == date(2027, 7, 16)


def test_a_report_never_falls_after_the_agreement():
    short = small_draft(term=Term.model_validate({"from": date(2027, 6, 1), "to": date(2027, 12, 31)}))
    assert "mon-one.show" not in {found.key for found in calendar(order(short, small())).days}


def test_lines_are_folded_at_75_octets_and_words_escaped():
    words = "Työnantaja näyttää; poistot, ja \\ katselut " * 4
    text = written(Calendar("d", date(2027, 5, 12), words, None, (Day("k", date(2027, 6, 1), words, ""),)))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:" + words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") in unfolded


def test_identities_stay_when_the_draft_changes():
    one, other = (written(calendar(order(small_draft(revision=number), small()))) for number in (1, 2))
    assert [line for line in one.splitlines() if line.startswith("UID")] == [line for line in other.splitlines() if line.startswith("UID")]


def test_without_a_day_of_entry_into_force_there_is_no_calendar():
    with pytest.raises(DraftError, match="day of entry into force"):
        build(layout("calendar"), order(small_draft(term=Term()), small()))
