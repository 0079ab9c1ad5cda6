"""The `draft` and `assemble` commands."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clauses import reader
from clauses.finding import filled
from clauses.yamlfile import SourceError
from drafting import checks, coverage, plaintext, starting
from drafting import draft as drafts
from drafting.assembly import assemble
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


def _language(draft: Draft, language: str | None) -> str:
    chosen = language or draft.languages[0]
    if chosen not in LANGUAGES:
        raise click.UsageError(f"“{chosen}” is not a language Sopu assembles in; the languages are {', '.join(LANGUAGES)}")
    return chosen


@click.group()
def draft() -> None:
    """Drafts as files: start, check and export them."""


@draft.command("templates")
@as_json
def templates(as_json: bool) -> None:
    """List the starting points.

    Example: sopu draft templates --json
    """
    rows = [{"name": name, "title": t.title, "languages": list(t.languages)} for name, t in starting.templates().items()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for name, template in starting.templates().items():
        click.echo(f"{name:20} {template.title.get(interface_language(), template.title['en'])}")


@draft.command("new")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--template", default="", help="A starting point; see `sopu draft templates`.")
@click.option("--lang", "languages", multiple=True, help="Language of the agreement; give it twice for two, the first is authentic.")
def new(file: Path, template: str, languages: tuple[str, ...]) -> None:
    """Write a new draft file.

    Example: sopu draft new offer.yaml --template home-care --lang fi
    """
    for language in languages:
        if language not in LANGUAGES:
            raise click.UsageError(f"“{language}” is not a language Sopu drafts in; the languages are {', '.join(LANGUAGES)}")
    if file.exists():
        raise click.UsageError(f"{file} exists already; choose another name or remove it first")
    made = starting.start(reader.read(), date.today(), languages or ("en",), template)
    file.write_text(drafts.dumps(made), encoding="utf-8")
    click.echo(f"Wrote {file} with {len(made.selections)} clauses.")


@draft.command("check")
@existing
@as_json
def check(file: Path, as_json: bool) -> None:
    """Check a draft file; exit code 1 when something must be fixed.

    Example: sopu draft check offer.yaml
    """
    library, opened = reader.read(), open_draft(file)
    findings = checks.check(opened, library)
    rows = [{"rule": f.rule, "severity": f.severity, "where": f.place, "message": worded(f, interface_language())} for f in findings]
    if as_json:
        covered = coverage.statements(opened, library)
        click.echo(json.dumps({"findings": rows, "coverage": covered}, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            click.echo(f"{row['severity']}: {row['message']} ({row['where']}) [{row['rule']}]")
        click.echo(f"{len(opened.selections)} clauses, {len(rows)} findings.")
    if any(found.severity == "fix" for found in findings):
        raise SystemExit(1)


@draft.command("export")
@existing
@click.option("--shared", is_flag=True, help="Leave out the private layer.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write; standard output when left out.")
def export(file: Path, shared: bool, output: Path | None) -> None:
    """Write a draft file again in full, with the words as chosen.

    Example: sopu draft export offer.yaml --shared -o for-the-other-side.yaml
    """
    from drafting.changes import keep_words

    opened = keep_words(open_draft(file), reader.read())
    text = drafts.dumps(opened.shared() if shared else opened)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


@click.command("assemble")
@existing
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The .docx to write.")
@click.option("--lang", "language", help="The agreement's language; the draft's first when left out.")
@click.option("--audience", type=click.Choice(["shared"]), default="shared", help="Who the document is for.")
@click.option("--layout", type=click.Choice(["agreement"]), default="agreement", help="The kind of document.")
@click.option("--page-numbers", is_flag=True, help="Count the pages of the contents with LibreOffice, where the machine has it.")
@click.option("--text", "as_text", is_flag=True, help="Print the agreement as numbered plain text instead.")
def assemble_(file: Path, output: Path | None, language: str | None, audience: str, layout: str, page_numbers: bool, as_text: bool) -> None:
    """Assemble a draft into a Word agreement.

    Example: sopu assemble offer.yaml -o offer.docx --lang fi
    """
    if as_text == (output is not None):
        raise click.UsageError("give either -o OUT.docx or --text")
    opened = open_draft(file)
    agreement = assemble(opened, reader.read(), _language(opened, language))
    if output is None:
        click.echo(plaintext.text(agreement), nl=False)
        return
    from drafting.word import pages, render

    document = render.render(agreement)
    if page_numbers:
        counted = pages.page_numbers(document)
        if counted is None:
            raise click.ClickException("LibreOffice could not count the pages; leave out --page-numbers, and Word counts them when it updates the contents")
        document = render.render(agreement, counted)
    output.write_bytes(document)
    click.echo(f"Wrote {output}.")


def attach(group: click.Group) -> None:
    """Add the commands of this package to a group."""
    group.add_command(draft)
    group.add_command(assemble_)
