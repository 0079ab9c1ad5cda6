"""What the workspace shows: the outline with its marks, the agreement, the checks with their remedies, what can be downloaded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from clauses.said import respelt
from drafting import checks
from drafting.assembly import assemble
from drafting.draft import SETTLED, ChapterMark
from locales import LANGUAGES
from web import language
from web.language import gettext as _
from web.present.drafts import Bar, bar, name_of, question_link, tongue_name
from web.present.preview import Preview, preview
from web.present.standings import Part, standing_words, standings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clauses.finding import Finding
    from clauses.library import Library
    from drafting.agreement import Agreement
    from drafting.draft import Draft
    from web.services import Services


@dataclass(frozen=True)
class OutlineEntry:
    """A line of the outline: a chapter heading or a clause, with what is notable about it; ``standing`` is told where the talks have reached it."""

    place: int
    clause: str
    number: str
    title: str
    anchor: str = ""
    open: int = 0
    amended: bool = False
    own: bool = False
    arranged: bool = False
    standing: str = ""
    standing_words: str = ""

    @property
    def key(self) -> str:
        """What names the entry in a form: the clause, or the place of a heading."""
        return self.clause or str(self.place)

    @property
    def numbered(self) -> str:
        """The title with its number, in the title's language."""
        return respelt(self.title, lambda words: f"{self.number} {words}".strip())


@dataclass(frozen=True)
class Remedy:
    """One click that does what a remark asks for."""

    action: str
    clause: str
    words: str


@dataclass(frozen=True)
class Remark:
    """A finding in words, with the place it is about, a remedy where there is one, and the reason it was put aside, if it was."""

    key: str
    severity: str
    words: str
    link: str
    link_words: str
    remedy: Remedy | None
    reason: str | None = None

    @property
    def field(self) -> str:
        """The id of the field for the reason to put it aside."""
        return reason_field(self.key)


@dataclass(frozen=True)
class Download:
    """The agreement in one language: its tag, its own name and what the reader calls it."""

    language: str
    name: str
    called: str
    document: str
    text: str


@dataclass(frozen=True)
class Workspace:
    """The page of one draft."""

    bar: Bar
    title: str
    outline: tuple[OutlineEntry, ...]
    agreement: Agreement
    remarks: dict[str, tuple[Remark, ...]]
    aside: tuple[Remark, ...]
    downloads: tuple[Download, ...]
    private: bool
    text_language: str
    preview: Preview
    standings: tuple[Part, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The clauses that others need and that are not in the draft."""
        add = url_for("drafts.add", identity=self.bar.identity)
        return tuple(dict.fromkeys(entry.remedy.clause for entry in self.remarks["fix"] if entry.remedy and entry.remedy.action == add))

    @property
    def places(self) -> list[tuple[str, str]]:
        """Before which entry a heading can be put, as options of a select."""
        return [(str(entry.place), entry.numbered) for entry in self.outline]


TOLD = (*SETTLED, "countered")  # the standings that the outline tells
OPEN = ("open-blank", "open-date")
SEVERITIES = ("fix", "consider", "information")
COMPANIONS = {"no-scope": "skl-scope", "no-signatures": "skl-signatures", "no-definitions": "skl-definitions"}


def reason_field(key: str) -> str:
    """Return the id of the field for the reason to put a remark aside."""
    return "reason-" + re.sub("[:.#]", "-", key)


def workspace(draft: Draft, services: Services, text: str, asked: Mapping[str, str], at: int | None = None) -> Workspace:
    """Return the workspace of a draft, read in a language; ``asked`` names the part of the agreement, ``at`` the entry whose tools stand open."""
    library = services.library
    agreement = assemble(draft, library, text)
    findings = checks.check(draft, library, language.current())
    remarks = [remark(draft, library, finding) for finding in findings]
    standing = {severity: tuple(r for r in remarks if r.severity == severity and r.reason is None) for severity in SEVERITIES}
    return Workspace(
        bar=bar(draft, services, open_=open_count(findings)),
        title=name_of(draft, language.current()),
        outline=outline(draft, agreement, findings, at),
        agreement=agreement,
        remarks=standing,
        aside=tuple(r for r in remarks if r.reason is not None),
        downloads=tuple(download(draft, tag) for tag in draft.languages if tag in LANGUAGES),
        private=bool(draft.private),
        text_language=text,
        preview=preview(draft, agreement, library, asked),
        standings=standings(draft),
    )


def download(draft: Draft, tag: str) -> Download:
    """Return the addresses of the agreement in a language."""
    words, text = (url_for(endpoint, identity=draft.id, text=tag) for endpoint in ("drafts.document", "drafts.text"))
    return Download(tag, LANGUAGES[tag].name, tongue_name(tag), words, text)


def open_count(findings: tuple[Finding, ...]) -> int:
    """Return how many blanks are open."""
    return sum(finding.rule in OPEN for finding in findings)


def outline(draft: Draft, agreement: Agreement, findings: tuple[Finding, ...], at: int | None = None) -> tuple[OutlineEntry, ...]:
    """Return the outline of a draft as its agreement numbers it."""
    articles = {article.clause: article for article in agreement.articles}
    chapters = iter([block for block in agreement.body if not hasattr(block, "clause")])
    entries = []
    for place, entry in enumerate(draft.clauses):
        if isinstance(entry, ChapterMark):
            block = next(chapters)
            entries.append(OutlineEntry(place, "", block.number, block.title, block.anchor, arranged=place == at))
            continue
        article = articles[entry.id]
        missing = sum(found.rule in OPEN and found.place.startswith(f"{entry.id}.") for found in findings)
        standing = entry.standing if entry.standing in TOLD else ""
        marks = (missing, article.amended, article.own, place == at, standing, standing_words(standing) if standing else "")
        entries.append(OutlineEntry(place, entry.id, article.number, article.title, article.anchor, *marks))
    return tuple(entries)


def remark(draft: Draft, library: Library, finding: Finding) -> Remark:
    """Return a finding in words, with its place and remedy."""
    key = f"{finding.rule}:{finding.place}:{finding.values.get('id', '')}".rstrip(":")
    values = dict(finding.values)
    if finding.rule == "no-words":
        values["language"] = tongue_name(values["language"])
    words = language.worded(checks.RULES[finding.rule][1], values)
    link, link_words = _place(draft, library, finding)
    reason = draft.dismissed.get(key) if finding.severity != "fix" else None
    return Remark(key, finding.severity, words, link, link_words, _remedy(draft, library, finding), reason)


def _place(draft: Draft, library: Library, finding: Finding) -> tuple[str, str]:
    """Return where a finding is about, and the words of the link."""
    facts = {"draft.parties": "parties", "draft.title": "title", "draft.term": "term"}
    if finding.place in facts:
        return url_for("drafts.facts", identity=draft.id, _anchor=facts[finding.place]), _("State it")
    if finding.place == "draft.values":
        return url_for("filling.blanks", identity=draft.id), _("Look at the values")
    if finding.place.startswith("draft."):
        return url_for("library.search"), _("Search the clauses")
    clause, _dot, blank = finding.place.partition("#")[0].partition(".")
    words = _("Answer") if finding.rule.startswith("open-") else _("Go to the clause")
    return (question_link(library, draft.id, clause, blank) if blank else url_for("filling.clause", identity=draft.id, clause=clause)), words


def _remedy(draft: Draft, library: Library, finding: Finding) -> Remedy | None:
    add = url_for("drafts.add", identity=draft.id)
    other = finding.values.get("id", "") or COMPANIONS.get(finding.rule, "")
    if finding.rule == "missing-required" and other in library.clauses:
        return Remedy(add, other, _("Add the missing clause"))
    if finding.rule in COMPANIONS and other in library.clauses:
        return Remedy(add, other, _("Add “%(clause)s”", clause=library.title(other, language.current())))
    if finding.rule == "newer-library":
        return Remedy(url_for("drafts.renew", identity=draft.id), finding.place, _("Take the new words"))
    return None
