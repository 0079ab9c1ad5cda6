"""What the page “Check your answers” shows: every fact and every value of a draft, what is still open, and where each is changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request, url_for

from drafting import checks
from locales import LANGUAGES
from web import language
from web.language import format_date
from web.language import gettext as _
from web.present.blanks import blanks, is_open
from web.present.drafts import Bar, bar, options, tongue_name
from web.present.facts import sides
from web.present.workspace import Download, Remark, download, open_count, remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from clauses.finding import Finding
    from drafting.draft import Draft
    from web.present.questions import Question
    from web.services import Services

_ROW = re.compile(r"[a-z0-9_.-]{1,120}")


@dataclass(frozen=True)
class Answer:
    """One answer: what was asked, what was answered ("" while open), whether it is still the library's suggestion, and where it is changed.

    ``id`` is its row, to which the form that changes it leads back.
    """

    id: str
    label: str
    value: str
    link: str
    suggested: bool = False


@dataclass(frozen=True)
class Group:
    """The answers of one clause, or the facts asked once."""

    id: str
    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Answers:
    """The page of all answers."""

    bar: Bar
    groups: tuple[Group, ...]
    fixes: tuple[Remark, ...]
    downloads: tuple[Download, ...]

    @property
    def open(self) -> tuple[tuple[Group, Answer], ...]:
        """The answers that are missing, with the group each belongs to."""
        return tuple((group, answer) for group in self.groups for answer in group.answers if not answer.value)


def answers(draft: Draft, wired: Services) -> Answers:
    """Return the page of a draft's answers."""
    findings = checks.check(draft, wired.library, language.current())
    remarks = [remark(draft, wired.library, finding) for finding in findings if finding.severity == "fix"]
    facts = Group("facts", _("Facts of the agreement"), tuple(_facts(draft, wired, findings)))
    clauses = [
        Group(group.clause, group.title, tuple(_answer(draft, group.clause, entry) for entry in group.questions)) for group in blanks(draft, wired).groups
    ]
    return Answers(
        bar=bar(draft, wired, open_count(findings)),
        groups=(facts, *clauses),
        fixes=tuple(remarks),
        downloads=tuple(download(draft, tag) for tag in draft.languages if tag in LANGUAGES),
    )


def _facts(draft: Draft, wired: Services, findings: Iterable[Finding]) -> Iterator[Answer]:
    for place, (label, value, anchor) in enumerate(_stated(draft, wired, findings)):
        row = f"fact-{place}"
        yield Answer(row, label, value, url_for("drafts.facts", identity=draft.id, back=row, _anchor=anchor))


def _stated(draft: Draft, wired: Services, findings: Iterable[Finding]) -> Iterator[tuple[str, str, str]]:
    """Yield each fact: what it is called, what is stated, and where on the page of facts."""
    several = len(draft.languages) > 1
    for tag in draft.languages:
        title = _("Title of the agreement, in %(language)s", language=tongue_name(tag)) if several else _("Title of the agreement")
        yield title, draft.title.get(tag, ""), "title"
    yield _("Date of the draft"), format_date(draft.dated), "title"
    labels = dict(sides())
    for party in draft.parties:
        yield labels[party.side], party.named(draft.languages[0]), "parties"
        yield _("Who signs for it"), ", ".join(party.signatories), "parties"
    yield _("Holds from"), format_date(draft.term.start) if draft.term.start else "", "term"
    yield _("Holds until"), _until(draft, wired, findings), "term"
    lists = wired.library.vocabulary
    yield _("Level of the agreement"), dict(options(lists.levels)).get(draft.level, draft.level), "level"
    yield _("Country whose law applies"), dict(options(lists.jurisdictions)).get(draft.jurisdiction, draft.jurisdiction), "jurisdiction"
    yield _("The agreement is written in"), ", ".join(tongue_name(tag) for tag in draft.languages), "language"


def _until(draft: Draft, wired: Services, findings: Iterable[Finding]) -> str:
    """Return until when the agreement is to hold; "" where its text names a last day that is not decided."""
    if draft.term.end:
        return format_date(draft.term.end)
    open_dates = [finding.place.partition(".") for finding in findings if finding.rule == "open-date"]
    named = any((blank := wired.library.blank(clause, name)) and blank.fact == "term.to" for clause, _dot, name in open_dates)
    return "" if named else _("until further notice")


def _answer(draft: Draft, clause: str, entry: Question) -> Answer:
    link = entry.elsewhere or url_for("filling.clause", identity=draft.id, clause=clause, back=entry.id, _anchor=entry.id)
    return Answer(entry.id, entry.label, "" if is_open(entry) else entry.value, link, entry.suggested)


def row_of(identity: str) -> str:
    """Return the address of the row of answers that a form was opened from, as the form or its address says it; else ""."""
    row = request.values.get("back", "")
    return url_for("drafts.answers", identity=identity, _anchor=row) if _ROW.fullmatch(row) else ""
