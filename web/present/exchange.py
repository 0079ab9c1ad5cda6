"""What the page of the exchange shows: the ledger of files, and what the next offer can be marked against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import session

from clauses.said import nearest
from drafting import checks
from locales import LANGUAGES
from web import language
from web.language import gettext as _
from web.present.drafts import Bar, bar, tongue_name
from web.present.facts import sides
from web.present.timeline import Timeline, timeline
from web.present.versions import listed, side_name
from web.present.workspace import OPEN, Remark, open_count, remark

if TYPE_CHECKING:
    from datetime import datetime

    from drafting.draft import Draft
    from drafting.store import Exchange
    from web.services import Services

LATEST = 8


@dataclass(frozen=True)
class LedgerLine:
    """A file of the ledger."""

    number: int
    direction: str
    name: str
    side: str
    made: datetime
    revision: int
    digest: str


@dataclass(frozen=True)
class Ledger:
    """The page of files sent and returned; ``download`` is the file that was just recorded as sent.

    ``fixes`` are what the checks say must be fixed beside values that are open, ``drifted`` the texts amended in one language only.
    """

    bar: Bar
    lines: tuple[LedgerLine, ...]
    timeline: Timeline | None
    sides: tuple[tuple[str, str], ...]
    tongues: tuple[tuple[str, str], ...]
    problems: dict[str, str]
    bases: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]
    author: str
    download: LedgerLine | None
    fixes: tuple[Remark, ...]
    drifted: tuple[Remark, ...]


def ledger(draft: Draft, wired: Services, problems: dict[str, str], download: str = "") -> Ledger:
    """Return the page of a draft's files; ``problems`` say by field why something was not done, ``download`` is the number of the file just recorded."""
    named = dict(sides())
    entries = wired.store.ledger.exchanges(draft.id)
    lines = tuple(_line(entry, named.get(entry.side, "")) for entry in entries)
    tongues = tuple((tag, tongue_name(tag)) for tag in draft.languages if tag in LANGUAGES)
    findings = checks.check(draft, wired.library, language.current())
    stand = bar(draft, wired, open_count(findings))
    remarks = [remark(draft, wired.library, finding) for finding in findings if finding.rule not in OPEN]
    fixes = tuple(entry for entry in remarks if entry.severity == "fix")
    drifted = tuple(entry for entry in remarks if entry.key.startswith("one-language-amended:") and entry.reason is None)
    files = tuple((str(line.number), file_words(line)) for line in lines)
    recorded = next((line for line in lines if str(line.number) == download and line.direction == "sent"), None)
    return Ledger(
        stand,
        lines,
        timeline(lines),
        (("", _("not said")), *sides()),
        tongues,
        problems,
        bases(draft, wired),
        files,
        author(draft),
        recorded,
        fixes,
        drifted,
    )


def bases(draft: Draft, wired: Services, first: int | None = None) -> tuple[tuple[str, str], ...]:
    """Return what the changes of the next offer can be marked against: the file ``first``, what came back, what was sent, versions, the library.

    Of the versions, those that were named or sent and the latest ones: each change of a draft makes one.
    """
    entries = sorted(wired.store.ledger.exchanges(draft.id), key=lambda entry: (entry.id != first, entry.direction != "returned"))
    files = [(f"file-{entry.id}", file_words(entry)) for entry in entries]
    kept = wired.store.versions(draft.id)
    sent = {entry.revision for entry in entries}
    offered = [version for place, version in enumerate(kept) if version.name or version.revision in sent or place < LATEST]
    versions = [(f"version-{version.revision}", listed(version)) for version in offered]
    tongue = language.current()
    steps = {step: nearest(entry.label, tongue) for step, entry in wired.library.vocabulary.positions.items()}
    return (*files, *versions, *((f"position-{step}", _("The library’s text: %(position)s", position=words)) for step, words in steps.items()))


def author(draft: Draft) -> str:
    """Return whose name tracked changes carry: the one given last, else our draft's first party."""
    return str(session.get("author") or side_name(draft, draft.languages[0]))


def file_words(file: Exchange | LedgerLine) -> str:
    """Return what a recorded file is called in a list: which way it went, when, its name; of a sent one, whose name does not tell, the version."""
    words = {"name": file.name, "date": language.format_date(language.local_day(file.made))}
    if file.direction == "returned":
        return _("Returned %(date)s: %(name)s", **words)
    return " · ".join((_("Sent %(date)s: %(name)s", **words), _("version %(number)s", number=file.revision)))


def _line(entry: Exchange, side: str) -> LedgerLine:
    return LedgerLine(entry.id, entry.direction, entry.name, side, entry.made, entry.revision, entry.digest[:12])
