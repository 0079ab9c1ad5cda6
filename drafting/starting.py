"""Starting points: templates as YAML, and a new draft made from one."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from clauses.blank import Strict
from clauses.yamlfile import SourceError, load, model
from drafting import changes
from drafting import draft as drafts
from drafting.draft import ChapterMark, Draft, Selection
from drafting.negotiation import Level, Party, Words

if TYPE_CHECKING:
    from datetime import date

    from clauses.library import Library

HOME = Path(__file__).parent / "templates"
LABEL = {"en": "Draft 1", "fi": "Luonnos 1", "sv": "Utkast 1", "de": "Entwurf 1", "fr": "Projet 1", "es": "Borrador 1"}


class Template(Strict):
    """A starting point: level and clauses in order with sensible positions; the texts come from the library when a draft is made.

    ``name`` is what people choose it by, where that is not the ``title`` its agreements get; ``place`` is its place in the list.
    """

    template: Literal[1]
    place: int
    name: Words = Field(default_factory=dict)
    title: Words
    summary: Words
    level: Level
    jurisdiction: str
    scheme: Literal["paragraph-sign", "decimal", "article"]
    languages: tuple[str, ...]
    parties: tuple[Party, ...]
    clauses: tuple[Selection | ChapterMark, ...]

    def named(self, language: str) -> str:
        """Return what people choose it by, in a language or in English."""
        words = self.name or self.title
        return words.get(language, words["en"])


@lru_cache
def templates(home: Path = HOME) -> dict[str, Template]:
    """Return the templates by name, in the order they are shown; raises SourceError for a file that is not one."""
    result = {}
    for path in sorted(home.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        result[path.stem] = model(Template, load(text, path.name), text, path.name)
    return dict(sorted(result.items(), key=lambda entry: entry[1].place))


def start(library: Library, dated: date, languages: tuple[str, ...], template: str = "", **fields: Any) -> Draft:
    """Return a new draft, empty or from a template, its words kept; raises SourceError for an unknown template."""
    label = {language: LABEL.get(language, LABEL["en"]) for language in languages}
    if not template:
        parties = (Party(side="employer"), Party(side="union"))
        return drafts.new(dated, languages, **{"label": label, "parties": parties, **fields})
    known = templates()
    if template not in known:
        raise SourceError(template, 1, f"there is no such template; the templates are {', '.join(known)}", "template")
    chosen = known[template]
    frame = {
        "label": label,
        "title": {language: chosen.title.get(language, chosen.title["en"]) for language in languages},
        "parties": chosen.parties,
        "level": chosen.level,
        "jurisdiction": chosen.jurisdiction,
        "scheme": chosen.scheme,
        "clauses": chosen.clauses,
    }
    return changes.keep_words(drafts.new(dated, languages, **{**frame, **fields}), library)


def translated(draft: Draft, before: tuple[str, ...]) -> Draft:
    """Return a draft that was in the languages ``before`` with its title and label in those added since, where they are still a template's and ours."""
    added = [tag for tag in draft.languages if tag not in before]
    titles = [entry.title for entry in templates().values() if any(entry.title.get(tag) == draft.title.get(tag, "") for tag in before)]
    numbers = [draft.label[tag].removeprefix(LABEL[tag][:-1]) for tag in before if draft.label.get(tag, "").startswith(LABEL.get(tag, "\n")[:-1])]
    title = {tag: titles[0][tag] for tag in added if titles and tag in titles[0]}
    label = {tag: LABEL[tag][:-1] + numbers[0] for tag in added if numbers and numbers[0].isdecimal() and tag in LABEL}
    return draft.changed(title={**title, **draft.title}, label={**label, **draft.label}) if title or label else draft
