"""The `draft` commands."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from clauses import reader
from drafting import checks, coverage, starting
from drafting import draft as drafts
from drafting.cli.opening import as_json, existing, interface_language, open_draft, worded
from locales import LANGUAGES


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
        click.echo(f"{name:20} {template.named(interface_language())}")


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
