"""What the home page, the position paper and the guide show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from clauses.said import nearest
from drafting.starting import templates
from web import language
from web.present.clause import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clauses.library import Library
    from clauses.vocabulary import Statement
    from drafting.store import Summary

RECENT = 3
EXAMPLES = {
    "en": ("GPS tracking", "lone work", "retention period", "GDPR 88"),
    "fi": ("paikannus", "yksintyöskentely", "säilytysaika", "GDPR 88"),
    "sv": ("GPS-spårning", "ensamarbete", "lagringstid", "GDPR 88"),
    "de": ("GPS-Ortung", "Alleinarbeit", "Aufbewahrung", "DSGVO 88"),
    "fr": ("géolocalisation", "travail isolé", "conservation des données", "RGPD 88"),
    "es": ("geolocalización", "trabajo en solitario", "conservación de datos", "RGPD 88"),
}


@dataclass(frozen=True)
class ThemeView:
    """A theme with the number of clauses that are written and those still planned."""

    id: str
    label: str
    summary: str
    written: int
    planned: int


@dataclass(frozen=True)
class TemplateView:
    """A starting point."""

    name: str
    title: str
    summary: str
    clauses: int


@dataclass(frozen=True)
class HomePage:
    """Everything the home page shows."""

    themes: tuple[ThemeView, ...]
    templates: tuple[TemplateView, ...]
    recent: tuple[Summary, ...]
    written: int
    planned: int
    examples: tuple[str, ...]


def home_page(library: Library, drafts: list[Summary]) -> HomePage:
    """Return the home page over the library and the drafts on this machine."""
    tag, catalogue = language.current(), library.vocabulary.catalogue
    counts = {theme: [0, 0] for theme in library.vocabulary.themes}
    for entry in catalogue.values():
        if entry.theme in counts:
            counts[entry.theme][entry.id not in library.clauses] += 1
    themes = tuple(
        ThemeView(theme.id, said(theme.label), said(theme.summary) if theme.summary else "", *counts[theme.id]) for theme in library.vocabulary.themes.values()
    )
    starts = tuple(
        TemplateView(name, template.named(tag), said(template.summary), sum(hasattr(entry, "position") for entry in template.clauses))
        for name, template in templates().items()
    )
    planned = sum(theme.planned for theme in themes)
    return HomePage(themes, starts, tuple(drafts[:RECENT]), len(library.clauses), planned, EXAMPLES.get(tag, EXAMPLES["en"]))


@dataclass(frozen=True)
class Answer:
    """A clause that answers a statement."""

    clause: str
    title: str
    written: bool


@dataclass(frozen=True)
class StatementView:
    """A statement of the position paper and its clauses, written ones first."""

    id: str
    text: str
    answers: tuple[Answer, ...]

    @property
    def answered(self) -> bool:
        """Whether a written clause answers it."""
        return any(answer.written for answer in self.answers)


@dataclass(frozen=True)
class Section:
    """A section of the position paper."""

    anchor: str
    title: str
    statements: tuple[StatementView, ...]

    @property
    def answered(self) -> int:
        """How many of its statements have a written clause."""
        return sum(statement.answered for statement in self.statements)


@dataclass(frozen=True)
class PaperPage:
    """The position paper, section by section."""

    sections: tuple[Section, ...]
    total: int
    answered: int


def paper_page(library: Library) -> PaperPage:
    """Return the position paper with the clauses that answer it."""
    grouped: dict[str, list[StatementView]] = {}
    for statement in library.vocabulary.statements.values():
        grouped.setdefault(said(statement.section), []).append(_statement(library, statement))
    sections = tuple(Section(f"section-{number}", title, tuple(found)) for number, (title, found) in enumerate(grouped.items(), 1))
    return PaperPage(sections, sum(len(section.statements) for section in sections), sum(section.answered for section in sections))


def _statement(library: Library, statement: Statement) -> StatementView:
    named = dict.fromkeys(statement.clauses) | dict.fromkeys(clause.id for clause in library.ordered() if statement.id in clause.statements)
    answers = [Answer(clause, library.title(clause, language.current()), clause in library.clauses) for clause in named]
    return StatementView(statement.id, said(statement.text), tuple(sorted(answers, key=lambda answer: not answer.written)))


@dataclass(frozen=True)
class Origin:
    """The clause a reader came from to look up a term."""

    term: str
    address: str
    title: str


@dataclass(frozen=True)
class GuidePage:
    """The defined terms in the reader's language, and the glossary in all its languages."""

    terms: tuple[tuple[str, str, str], ...]
    tongues: tuple[str, ...]
    glossary: tuple[tuple[str, tuple[str, ...]], ...]
    origin: Origin | None


def guide_page(library: Library, asked: Mapping[str, str]) -> GuidePage:
    """Return the guide's terms and glossary, each in the order of the alphabet; ``asked`` names the term looked up and the clause it stands in."""
    tag = language.current()
    terms = []
    for term in library.vocabulary.terms.values():
        words, definitions = ({spoken: getattr(entry, part) for spoken, entry in term.words.items()} for part in ("word", "definition"))
        terms.append((term.id, nearest(words, tag), nearest(definitions, tag)))
    tongues = (tag, *(other for other in GLOSSARY_TONGUES if other != tag))
    rows = [(entry.id, tuple(entry.words.get(tongue, "") for tongue in tongues)) for entry in library.vocabulary.glossary.values()]
    by_word, by_name = sorted(terms, key=lambda entry: entry[1].casefold()), sorted(rows, key=lambda row: row[1][0].casefold())
    return GuidePage(tuple(by_word), tongues, tuple(by_name), _origin(library, asked))


def _origin(library: Library, asked: Mapping[str, str]) -> Origin | None:
    clause = asked.get("clause", "")
    if clause not in library.clauses:
        return None
    address = url_for("library.clause", clause=clause, position=asked.get("position"), text=asked.get("text"))
    return Origin(asked.get("term", ""), address, library.title(clause, language.current()))


GLOSSARY_TONGUES = ("en", "fi", "sv", "de", "fr", "es")
