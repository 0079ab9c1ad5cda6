"""What the list of drafts and the page of a new draft show, and the bar that stands over every page of a draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from babel import Locale
from flask import url_for

from clauses.said import nearest
from clauses.yamlfile import SourceError
from drafting import starting
from drafting.negotiation import Party
from locales import LANGUAGES
from web import language
from web.language import gettext as _
from web.lengths import TITLE, too_long
from web.services import services

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from clauses.library import Library
    from drafting.draft import Draft
    from drafting.store import Level, Store, Summary
    from web.services import Services

SCHEMES = ("paragraph-sign", "decimal", "article")
LEVELS = ("european", "national-sector", "enterprise", "workplace")
COUNTRIES = {"fi": "fi", "sv": "se", "de": "de", "fr": "fr", "es": "es"}  # whose law readers of a language are likely to bargain under
_FACTS = {"term.from": "term-from", "term.to": "term-to", "language.authentic": "language"}


@dataclass(frozen=True)
class Bar:
    """What stands over every page of a draft: its name, the way to its other pages, and that it is saved."""

    identity: str
    title: str
    revision: int
    moment: datetime | None
    open: int
    undoable: bool

    @property
    def state(self) -> str:
        """That the draft is saved, when and as which version."""
        return state(self.revision, self.moment) if self.moment else ""


@dataclass(frozen=True)
class Card:
    """A draft in the list."""

    identity: str
    title: str
    parties: str
    revision: int
    moment: datetime
    may: Level
    copied: bool


@dataclass(frozen=True)
class Shelf:
    """The page of all drafts."""

    drafts: tuple[Card, ...]
    deleted: tuple[Card, ...]
    problem: str = ""


@dataclass(frozen=True)
class Start:
    """A starting point: a template, or nothing."""

    name: str
    title: str
    summary: str
    clauses: int
    chosen: bool


@dataclass(frozen=True)
class NewDraft:
    """The page that asks for a starting point and the first facts; what was typed, and what is wrong with it."""

    starts: tuple[Start, ...]
    template: str
    title: str
    employer: str
    union: str
    authentic: str
    second: str
    level: str
    jurisdiction: str
    scheme: str
    clause: str
    position: str
    clause_title: str
    tongues: tuple[tuple[str, str], ...]
    levels: tuple[tuple[str, str], ...]
    jurisdictions: tuple[tuple[str, str], ...]
    schemes: tuple[tuple[str, str], ...]
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the agreement, the authentic one first."""
        return (self.authentic,) if self.second in ("", self.authentic) else (self.authentic, self.second)

    def frame(self) -> dict[str, Any]:
        """Return the facts that were chosen instead of the template's."""
        chosen = {"level": self.level, "jurisdiction": self.jurisdiction, "scheme": self.scheme}
        return {name: value for name, value in chosen.items() if value}

    def named(self, draft: Draft) -> Draft:
        """Return the new draft with the title and the parties' names that were typed."""
        tongue = self.authentic
        parties = tuple(Party(side=p.side, name={tongue: name} if name else {}) for p in draft.parties if (name := self._party(p.side)) is not None)
        return draft.changed(title={**draft.title, tongue: self.title} if self.title else draft.title, parties=parties)

    def _party(self, side: str) -> str:
        return self.employer if side == "employer" else self.union


def name_of(draft: Draft, tongue: str = "") -> str:
    """Return a draft's title, or what to call it while it has none."""
    return draft.titled(tongue or language.current()) or _("Draft without a title")


def parties_of(summary: Summary) -> str:
    """Return the parties of a draft in a list, or that there are none yet."""
    return summary.parties or _("no parties yet")


def told_apart(summary: Summary) -> str:
    """Return what a select calls a draft: its title, its parties and the day it was last changed."""
    day = language.format_date(language.local_day(summary.changed))
    return f"{summary.title or _('Draft without a title')} ({parties_of(summary)}, {day})"


def state(revision: int, moment: datetime) -> str:
    """Return the words that say when a draft was saved."""
    return _("Saved %(moment)s · version %(number)s", moment=language.format_moment(moment), number=revision)


def bar(draft: Draft, wired: Services, open_: int) -> Bar:
    """Return the bar of a draft's pages; ``open_`` is how many blanks are open."""
    moment = wired.store.saved(draft.id)
    return Bar(draft.id, name_of(draft), draft.revision, moment, open_, wired.store.undoable(draft.id))


def shelf(store: Store, problem: str = "") -> Shelf:
    """Return the page of all drafts."""
    untitled = _("Draft without a title")
    cards, deleted = (
        tuple(
            Card(summary.id, summary.title or untitled, parties_of(summary), summary.revision, summary.changed, summary.may, summary.copied)
            for summary in summaries
        )
        for summaries in (store.summaries(), store.deleted())
    )
    return Shelf(cards, deleted, problem)


def source_problem(error: SourceError) -> str:
    """Return what is wrong with a file as one sentence with its line."""
    problem = language.worded(error.reason, error.values)
    return problem if error.line < 1 else _("Line %(line)s of the file: %(problem)s.", line=error.line, problem=problem.rstrip("."))


def question_link(library: Library, identity: str, clause: str, blank: str) -> str:
    """Return where a blank's question stands: among the facts where it is asked once, else beside its clause."""
    owner = library.clauses.get(clause)
    fact = owner.blanks[blank].fact if owner and blank in owner.blanks else ""
    if fact:
        return url_for("drafts.facts", identity=identity, _anchor=_FACTS[fact])
    return url_for("filling.clause", identity=identity, clause=clause, _anchor=f"blank-{clause}-{blank}")


def options(entries: Mapping[str, Any], tongue: str = "") -> tuple[tuple[str, str], ...]:
    """Return the entries of a closed list as options of a select, in the reader's language."""
    tongue = tongue or language.current()
    return tuple((name, nearest(entry.label, tongue)) for name, entry in entries.items())


def schemes() -> tuple[tuple[str, str], ...]:
    """Return the numbering schemes as options, each by what it looks like."""
    words = {"paragraph-sign": _("§ 4, paragraph 2"), "decimal": _("4.2"), "article": _("Article 4, paragraph 2")}
    return tuple((name, words[name]) for name in SCHEMES)


def written(library: Library) -> set[str]:
    """Return the languages the library has clause texts in."""
    return {tag for _clause, tag in library.wordings}


def tongues(library: Library) -> tuple[tuple[str, str], ...]:
    """Return the languages an agreement can be written in, by their own names; those the library has no texts in say so."""
    texts = written(library)
    return tuple((tag, known.name if tag in texts else _("%(language)s (your own words only)", language=known.name)) for tag, known in LANGUAGES.items())


def tongue_name(tag: str) -> str:
    """Return what the reader calls a language: Finnish, suomi."""
    return str(Locale.parse(language.current()).languages.get(tag, tag))


def new_draft(form: Mapping[str, str]) -> NewDraft:
    """Return the page of a new draft, with what was typed and what is wrong with it."""
    library = services().library
    typed = {name: " ".join(form.get(name, "").split()) for name in ("template", "title", "employer", "union", "clause", "position", "second")}
    chosen = {name: form.get(name, "") for name in ("level", "scheme")}
    template = starting.templates().get(typed["template"])
    country = "" if template and template.level == "european" else COUNTRIES.get(language.current(), "")
    chosen["jurisdiction"] = form.get("jurisdiction", country if country in library.vocabulary.jurisdictions else "")
    usual = language.current() if language.current() in written(library) else "en"
    authentic = form.get("language", usual)
    lists = library.vocabulary
    errors: dict[str, str] = {}
    known: dict[str, tuple[str, ...]] = {"level": LEVELS, "jurisdiction": tuple(lists.jurisdictions), "scheme": SCHEMES}
    if typed["template"] and typed["template"] not in starting.templates():
        errors["start-empty"] = _("Choose one of the starting points.")
    if authentic not in LANGUAGES or typed["second"] not in ("", *LANGUAGES):
        errors["language"] = _("Choose one of the languages.")
        authentic = usual
    errors |= {name: _("Choose one of the entries.") for name, value in chosen.items() if value and value not in known[name]}
    errors |= {name: problem for name in ("title", "employer", "union") if (problem := too_long(typed[name], TITLE))}
    return NewDraft(
        starts=_starts(library, typed["template"]),
        authentic=authentic,
        clause_title=library.title(typed["clause"], language.current()) if typed["clause"] in library.clauses else "",
        tongues=tongues(library),
        levels=options(lists.levels),
        jurisdictions=options(lists.jurisdictions),
        schemes=schemes(),
        errors=errors,
        **typed,
        **chosen,
    )


def _starts(library: Library, chosen: str) -> tuple[Start, ...]:
    """Return the starting points; a template counts the clauses that the library has."""
    tongue = language.current()
    found = []
    for name, template in starting.templates().items():
        number = sum(getattr(entry, "id", "") in library.clauses for entry in template.clauses)
        title, summary = template.named(tongue), template.summary.get(tongue, template.summary["en"])
        found.append(Start(name, title, summary, number, name == chosen))
    return tuple(found)
