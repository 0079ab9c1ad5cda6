"""The `search` and `index` commands."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clauses.search.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from clauses.search.index import Index
    from clauses.search.query import Fragment, Hits

as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")
OPTIONS = {"theme": "--theme", "position": "--position", "technology": "--technology", "function": "--function", "legal_basis": "--legal-basis"}


def directory() -> Path:
    """Return the folder of the index: under SOPU_HOME, else where the system keeps a user's data."""
    home = os.environ.get("SOPU_HOME")
    if home:
        return Path(home) / "index"
    from platformdirs import user_data_path

    return user_data_path("sopu") / "index"


def ready(folder: Path, progress: Callable[[str], None] | None = None) -> Index:
    """Return the index in a folder, built first where the library has changed since; the library is read only then."""
    from clauses.search import index, storage

    opened = index.open_built(folder)
    if opened is None:
        from clauses import reader

        mark = storage.stamp()
        opened = index.open_index(reader.survey()[0], folder, progress)
        index.mark(opened, mark)
    return opened


@click.command()
@click.argument("words", nargs=-1)
@click.option(
    "--lang",
    "language",
    default="en",
    show_default=True,
    help="The language to read titles in, and the texts where they are written in it; the words may be in any.",
)
@click.option("--theme", multiple=True, help="Only of this theme; may be given again for another.")
@click.option("--position", multiple=True, help="Only with a text of this position.")
@click.option("--technology", multiple=True, help="Only about this technology.")
@click.option("--function", multiple=True, help="Only with this function.")
@click.option("--legal-basis", multiple=True, help="Only with this legal basis, by its id.")
@click.option("--statement", default="", help="Only answering this statement of the position paper, such as S64.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000), help="At most so many clauses.")
@as_json
def search(words: tuple[str, ...], language: str, statement: str, limit: int, as_json: bool, **filters: tuple[str, ...]) -> None:
    """Search the model clauses, best first.

    Put exact phrases in quotation marks, a minus before what to leave out (after --), and try “GDPR 88”, “§ 87”, “S64” or “mon-gps”.

    Example: sopu search boss sees where I am --lang fi
    """
    query = Query(" ".join(words), language, {facet: values for facet, values in filters.items() if values}, statement, limit=limit)
    hits = ready(directory(), lambda line: click.echo(line, err=True)).search(query)
    if as_json:
        click.echo(json.dumps(_rows(hits), ensure_ascii=False, indent=1))
        return
    if hits.corrected:
        click.echo(f"Searched for: {hits.corrected}")
    for hit in hits.hits:
        click.echo(f"{hit.clause:32} {_shown(hit.title)}\n    {_shown(hit.excerpt)}")
    click.echo(f"{hits.total} clauses." if hits.total else "Nothing found." + (f" Try: {hits.suggestion}" if hits.suggestion else ""))


def _rows(hits: Hits) -> list[dict[str, object]]:
    """Return the hits as data; ``lang`` holds for all words of a hit, so that its title is the one over its text."""
    return [
        {
            "id": hit.clause,
            "title": hit.written_title,
            "lang": hit.language,
            "theme": hit.theme,
            "score": hit.score,
            "excerpt": _plain(hit.excerpt),
        }
        for hit in hits.hits
    ]


def _plain(fragments: Iterable[Fragment]) -> str:
    return "".join(fragment.text for fragment in fragments)


def _shown(fragments: Iterable[Fragment]) -> str:
    return "".join(click.style(fragment.text, bold=True) if fragment.marked else fragment.text for fragment in fragments)


@click.group()
def index() -> None:
    """The search index, which builds itself when it is needed: build it now, or see how it is."""


@index.command()
def build() -> None:
    """Build the search index now, if the library has changed since the last time.

    Example: sopu index build
    """
    click.echo("Looking at the library …", err=True)
    opened = ready(directory(), lambda line: click.echo(line, err=True))
    click.echo(_line(opened))


@index.command()
@as_json
def status(as_json: bool) -> None:
    """Show where the search index is, what it holds and whether it is up to date.

    Example: sopu index status --json
    """
    from clauses.search import index as built

    opened = built.open_built(directory())
    if as_json:
        click.echo(json.dumps({"fresh": opened is not None, "folder": str(directory()), **(opened.status() if opened else {})}, indent=1))
    else:
        click.echo(_line(opened) if opened else f"There is no up-to-date index in {directory()}; the next search builds it.")


def _line(opened: Index) -> str:
    facts = opened.status()
    documents = ", ".join(f"{count} in {language}" for language, count in facts["documents"].items())
    return f"The index holds {facts['clauses']} clauses ({documents}); it is in {facts['folder']}."
