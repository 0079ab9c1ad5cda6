"""The `library` and `search` commands."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from clauses import checks, reader, style
from clauses.finding import SEVERITIES
from clauses.scaffold import scaffold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from clauses.checks import Looked
    from clauses.finding import Finding
    from clauses.library import Library

as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")
in_language = click.option("--lang", "language", default="en", show_default=True, help="The language of the texts.")


def show(data: Any) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1, default=str))


@click.group()
def library() -> None:
    """The model clauses: list, show and check them."""


@library.command("list")
@in_language
@as_json
def list_(language: str, as_json: bool) -> None:
    """List the clauses of the catalogue in order.

    Example: sopu library list --json
    """
    texts = reader.read()
    rows = [_row(texts, entry.id) for entry in texts.vocabulary.catalogue.values()]
    if as_json:
        show(rows)
        return
    width = max((len(_tongues(row)) for row in rows), default=0)
    for row in rows:
        click.echo(f"{row['id']:32} {row['status']:9} {_tongues(row):{width}} {texts.title(row['id'], language)}")


def _tongues(row: dict[str, Any]) -> str:
    """Return the languages of a clause, those with words and no text yet in brackets."""
    return " ".join((*row["languages"], *(f"({language})" for language in row["begun"])))


def _row(texts: Library, identity: str) -> dict[str, Any]:
    entry, clause = texts.vocabulary.catalogue[identity], texts.clauses.get(identity)
    return {
        "id": identity,
        "theme": entry.theme,
        "languages": texts.languages(identity),
        "begun": texts.begun_languages(identity),
        "positions": texts.positions(identity),
        "status": clause.status if clause else "planned",
        "version": clause.version if clause else 0,
        "statements": list(clause.statements if clause else entry.statements),
        "legal_bases": list(clause.legal_bases if clause else entry.legal_bases),
    }


@library.command("show")
@click.argument("identity", metavar="ID")
@in_language
@as_json
def show_(identity: str, language: str, as_json: bool) -> None:
    """Show a clause in every position.

    Example: sopu library show mon-gps-geolocation --lang fi
    """
    texts = reader.read()
    wording = texts.wording(identity, language)
    if wording is None:
        raise click.UsageError(_unknown(texts, identity, language))
    if as_json:
        show(
            _row(texts, identity)
            | {
                "lang": language,
                "title": wording.title,
                "summary": wording.words.summary,
                "slots": wording.words.slots,
                "texts": {position: {slot: text.source for slot, text in slots.items()} for position, slots in wording.positions.items()},
                "plain": wording.words.plain,
                "notes": {name: text.source for name, text in wording.notes.items()},
            }
        )
        return
    click.echo(f"{wording.title}\n{wording.words.summary}")
    for position, slots in wording.positions.items():
        click.echo(f"\n== {position} ==")
        for slot, text in slots.items():
            click.echo(f"{wording.words.slots[slot]}. {text.source}")


def _unknown(texts: Library, identity: str, language: str) -> str:
    if identity in texts.clauses:
        begun = ", though its title, summary and labels are" if (identity, language) in texts.begun else ""
        return f"{identity} is not written in “{language}”{begun}; it is in {', '.join(texts.languages(identity))}"
    if identity in texts.vocabulary.catalogue:
        return f"{identity} is planned and not written yet; sopu library list shows what is"
    near = [entry for entry in texts.clauses if identity.split("-")[0] == entry.split("-")[0]]
    return f"there is no clause “{identity}”; " + (f"the ids nearest to it are {', '.join(near[:5])}" if near else "sopu library list shows the ids")


@library.command("coverage")
@as_json
def coverage(as_json: bool) -> None:
    """Show which clauses answer each statement of the position paper.

    Example: sopu library coverage --json
    """
    texts = reader.read()
    by_statement: dict[str, list[str]] = {identity: [] for identity in texts.vocabulary.statements}
    for clause in texts.ordered():
        for statement in clause.statements:
            by_statement[statement].append(clause.id)
    uncovered = [identity for identity, holders in by_statement.items() if not holders]
    if as_json:
        show({"statements": by_statement, "uncovered": uncovered})
        return
    for identity, holders in by_statement.items():
        click.echo(f"{identity:4} {', '.join(holders) or '—'}")
    click.echo(f"{len(by_statement) - len(uncovered)} of {len(by_statement)} statements are answered by a written clause.")


@library.command("new")
@click.argument("identity", metavar="ID")
@click.option("--lang", "languages", multiple=True, default=("en", "fi"), show_default=True, help="A language to write it in; give it once for each.")
def new(identity: str, languages: tuple[str, ...]) -> None:
    """Write the folder of a new clause, with TODO where its words belong.

    The catalogue (clauses/vocabulary/catalogue.yaml) must name the clause first: its id, theme, titles, statements and legal bases.

    Example: sopu library new mon-smart-glasses --lang en --lang fi
    """
    entry = reader.read().vocabulary.catalogue.get(identity)
    if entry is None:
        raise click.UsageError(
            f"there is no “{identity}” in clauses/vocabulary/catalogue.yaml; add its id, theme, titles, statements and legal bases there first"
        )
    try:
        folder = scaffold(reader.HOME, entry, languages, date.today())
    except FileExistsError:
        raise click.UsageError(f"{identity} is written already; change it in clauses/library/{entry.theme}/{identity}") from None
    click.echo(f"Wrote {folder}. Write its words, then run: sopu library check {identity}")


def check_command(more: tuple[Callable[[Library, Looked], Iterator[Finding]], ...] = ()) -> click.Command:
    """Return the `library check` command; ``more`` are checks from packages above this one."""

    @click.command("check")
    @click.argument("identity", metavar="[ID]", required=False)
    @as_json
    def check(identity: str | None, as_json: bool) -> None:
        """Check everything that must hold across the library; with an ID only what concerns that clause.

        Example: sopu library check mon-gps-geolocation
        """
        texts, problems = reader.survey()
        looked: Looked = Counter()
        lines = [("fix", problem.rule, f"{problem} [{problem.rule}]") for problem in problems]
        for rule in (*style.CHECKS, *more):
            lines += [(found.severity, found.rule, checks.message(found)) for found in rule(texts, looked)]
        if identity:
            lines = [line for line in lines if identity in line[2]]
        lines.sort(key=lambda line: SEVERITIES.index(line[0]))
        if as_json:
            show({"findings": [{"severity": s, "rule": r, "message": m} for s, r, m in lines], "looked_at": dict(looked)})
        else:
            for severity, _, text in lines:
                click.echo(f"{severity}: {text}")
            click.echo(f"Looked at {sum(looked.values()):,} places in {len(texts.clauses)} clauses: {len(lines)} findings.")
        if any(severity == "fix" for severity, _, _ in lines):
            raise SystemExit(1)

    return check
