"""The calendar of an agreement: when it begins and ends, notice, what has to be done and when data fall due for deletion (RFC 5545)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from drafting.filling import phrase
from drafting.values import label_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafting.documents.order import Order

_EVERY = {"yearly": 12, "half-yearly": 6, "quarterly": 3, "monthly": 1}  # months
_NOTICE = ("skl-term", "notice")
_LINE = 75  # octets: RFC 5545 asks for longer lines to be folded


@dataclass(frozen=True)
class Day:
    """An all-day event; one with ``months`` comes again after so many."""

    key: str
    day: date
    words: str
    where: str
    months: int = 0


@dataclass(frozen=True)
class Calendar:
    """The days of an agreement, with what its file says about itself."""

    draft: str
    dated: date
    title: str
    last: date | None
    days: tuple[Day, ...]


def calendar(order: Order) -> Calendar:
    """Return the days of an agreement; only those the draft's own dates and values give. Empty without a day of entry into force."""
    draft = order.draft
    ended = draft.term.end or date.max
    days = [found for found in _days(order) if not (found.months and found.day > ended)] if draft.term.start else []
    days.sort(key=lambda found: (found.day, found.key))
    return Calendar(draft.id, draft.dated, draft.titled(order.language), draft.term.end, tuple(days))


def _days(order: Order) -> Iterator[Day]:
    _ = order.say
    term = order.draft.term
    assert term.start is not None
    yield Day("start", term.start, _("The agreement takes effect"), "")
    if term.end:
        yield Day("end", term.end, _("Last day of the agreement"), "")
        notice = value_of(order.draft, order.library, *_NOTICE)
        if isinstance(notice, int) and not isinstance(notice, bool):
            yield Day("notice", later(term.end, -notice), _("Last day to give notice to end the agreement"), order.title(_NOTICE[0]))
    for selection in order.chosen():
        yield from _duties(order, selection.id, selection.position, term.start)
        yield from _periods(order, selection.id, term.start)


def _duties(order: Order, clause: str, position: str, start: date) -> Iterator[Day]:
    facts, words = order.library.clauses.get(clause), order.library.words(clause, order.language)
    for name, duty in facts.duties.items() if facts else ():
        months = _EVERY.get(duty.when)
        if months and words and (not duty.positions or position in duty.positions):
            yield Day(f"{clause}.{name}", later(start, months), words.duties.get(name, name), order.title(clause), months)


def _periods(order: Order, clause: str, start: date) -> Iterator[Day]:
    _ = order.say
    facts = order.library.clauses.get(clause)
    for name, blank in facts.blanks.items() if facts else ():
        value = value_of(order.draft, order.library, clause, name)
        if isinstance(value, bool) or not isinstance(value, int):
            continue
        due = _after(start, value, blank.unit)
        said = phrase(order.library, clause, name, value, order.language)
        if due and blank.quantity.startswith("retention."):
            words = order.library.blank_words(clause, name, order.language)
            what = words.row or words.label if words else name
            yield Day(f"{clause}.{name}", due, _("First deletion falls due: {what} ({period})").format(what=what, period=said), order.title(clause))
        elif due and (name.startswith("transition") or blank.quantity.startswith(("transition.", "implementation."))):
            label = label_of(order.library, clause, name, order.language)
            yield Day(f"{clause}.{name}", due, _("Time runs out: {what} ({period})").format(what=label, period=said), order.title(clause))


def _after(start: date, number: int, unit: str) -> date | None:
    if unit in ("day", "week"):
        return start + timedelta(days=number * (7 if unit == "week" else 1))
    if unit in ("month", "year"):
        return later(start, number * (12 if unit == "year" else 1))
    return None


def later(day: date, months: int) -> date:
    """Return the day so many months later (or earlier), the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))


def written(found: Calendar) -> str:
    """Return a calendar as an .ics file; the same calendar gives the same text."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sopu//Agreement calendar//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    if found.title:
        lines.append(f"X-WR-CALNAME:{_text(found.title)}")
    for day in found.days:
        identity = hashlib.sha256(f"{found.draft} {day.key}".encode()).hexdigest()[:32]
        lines += ["BEGIN:VEVENT", f"UID:{identity}@sopu", f"DTSTAMP:{found.dated:%Y%m%d}T000000Z"]
        lines += [f"DTSTART;VALUE=DATE:{day.day:%Y%m%d}", f"DTEND;VALUE=DATE:{day.day + timedelta(days=1):%Y%m%d}"]
        if day.months:
            until = f";UNTIL={found.last:%Y%m%d}" if found.last else ""
            lines.append(f"RRULE:FREQ=MONTHLY;INTERVAL={day.months}{until}")
        lines.append(f"SUMMARY:{_text(day.words)}")
        if day.where:
            lines.append(f"DESCRIPTION:{_text(day.where)}")
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    return "".join(_folded(line) + "\r\n" for line in [*lines, "END:VCALENDAR"])


def _text(words: str) -> str:
    bare = "".join(sign for sign in words.replace("\N{NO-BREAK SPACE}", " ").replace("\n", " ") if sign.isprintable())
    return bare.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Return a line folded at 75 octets, never inside a character."""
    pieces, size = [""], 0
    for sign in line:
        width = len(sign.encode())
        if size + width > _LINE:
            pieces.append(" ")
            size = 1
        pieces[-1] += sign
        size += width
    return "\r\n".join(pieces)
