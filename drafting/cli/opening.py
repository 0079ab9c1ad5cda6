"""What every command needs: a draft file opened, the language of messages, findings as sentences."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clauses.finding import filled
from clauses.yamlfile import SourceError
from drafting import checks
from drafting import draft as drafts
from locales import LANGUAGES, translations

if TYPE_CHECKING:
    from clauses.finding import Finding
    from drafting.draft import Draft

existing = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")


def open_draft(path: Path) -> Draft:
    """Return the draft of a file; raises SourceError."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(str(path), 1, f"byte {error.start} is not UTF-8; a draft file is UTF-8 text", "encoding") from None
    return drafts.loads(text, str(path))


def worded(found: Finding, language: str) -> str:
    """Return a draft finding as one sentence in an interface language."""
    return filled(translations("interface", language).gettext(checks.RULES[found.rule][1]), found.values)


def interface_language() -> str:
    """Return the language of messages: what --ui said, else English."""
    context = click.get_current_context(silent=True)
    found = context.find_object(dict) if context else None
    return str(found.get("ui", "en")) if found else "en"


def document_language(draft: Draft, language: str | None) -> str:
    """Return the language of a document: the one asked for, else the draft's first; raises UsageError for one Sopu does not assemble in."""
    chosen = language or draft.languages[0]
    if chosen not in LANGUAGES:
        raise click.UsageError(f"“{chosen}” is not a language Sopu assembles in; the languages are {', '.join(LANGUAGES)}")
    return chosen
