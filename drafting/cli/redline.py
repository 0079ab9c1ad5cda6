"""The `redline` command."""

from __future__ import annotations

import json
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from clauses import reader
from clauses.clause import POSITIONS
from clauses.finding import filled
from drafting.assembly import assemble
from drafting.cli.opening import as_json, document_language, interface_language, open_draft
from drafting.comparison import compare
from drafting.documents.sides import at_position
from locales import translations

if TYPE_CHECKING:
    from datetime import date, datetime

    from drafting.word.incoming.preflight import Refused
    from drafting.word.redline import Change

_LONGEST_PASSAGE = 160
_POSITIONS = {f"position:{position}": position for position in POSITIONS}


@dataclass(frozen=True)
class _Side:
    """A draft or a document as Word bytes, with its own date where it has one."""

    docx: bytes
    dated: date | None


@click.command("redline")
@click.argument("base", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--base", "named", metavar="BASE", help=f"What a draft alone is compared with: a file, or {', '.join(_POSITIONS)}.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The .docx to write.")
@click.option("--author", default="Sopu", show_default=True, help="Whose changes they are.")
@click.option("--date", "dated", type=click.DateTime(["%Y-%m-%d"]), help="The date of the changes; that of NEW when left out.")
@click.option("--lang", "language", help="The language of drafts; each draft's first when left out.")
@click.option("--base-as", type=click.Choice(["accepted", "rejected"]), default="accepted", help="How to take tracked changes that BASE holds already.")
@as_json
def redline_(
    base: Path,
    new: Path | None,
    named: str | None,
    output: Path,
    author: str,
    dated: datetime | None,
    language: str | None,
    base_as: Literal["accepted", "rejected"],
    as_json: bool,
) -> None:
    """Write NEW as a Word document with tracked changes against BASE; each is a draft file or a .docx.

    \b
    Example: sopu redline sent.docx offer.yaml -o answer.docx --author "Union side"
             sopu redline offer.yaml --base position:strong -o given.docx
    """
    from drafting.word.incoming.child import redline_apart
    from drafting.word.incoming.preflight import Refused

    first, new = _named(base, new, named)
    before = _opened(first, language) if isinstance(first, Path) else _model(first, new, language)
    after = _opened(new, language)
    day = dated.date() if dated else after.dated or before.dated
    if day is None:
        raise click.UsageError("neither document says when it was written; give the date of the changes with --date 2027-05-12")
    try:
        result = redline_apart(before.docx, after.docx, author, day, base_as)
    except Refused as error:
        raise click.ClickException(f"{first}, {new}: {_said(error)}") from None
    output.write_bytes(result.document)
    if as_json:
        changes = [asdict(change) for change in result.changes]
        click.echo(json.dumps({"changes": changes, "compared": result.compared, "not_compared": result.not_compared}, ensure_ascii=False, indent=1))
        return
    for change in result.changes:
        click.echo(_line(change))
    click.echo(f"Wrote {output} with {len(result.changes)} {'change' if len(result.changes) == 1 else 'changes'}.")
    click.echo(f"Compared: {', '.join(result.compared)}. Not compared: {', '.join(result.not_compared)}.")


def _named(base: Path, new: Path | None, named: str | None) -> tuple[Path | str, Path]:
    """Return what is compared, base first: the library's position by its name, or a file."""
    if (new is None) == (named is None):
        raise click.UsageError("name two files, BASE and NEW, or one draft and its base with --base position:strong")
    if new is not None:
        return base, new
    assert named is not None
    if named in _POSITIONS:
        return named, base
    if not Path(named).is_file():
        raise click.UsageError(f"there is no file “{named}”; --base takes a file or {', '.join(_POSITIONS)}")
    return Path(named), base


def _model(named: str, path: Path, language: str | None) -> _Side:
    """Return the library's text for the clauses of a draft file, in the position that is named."""
    if zipfile.is_zipfile(path):
        raise click.UsageError(f"{path} is a Word file; only a draft can be compared with a position")
    from drafting.word.render import render

    draft, library = open_draft(path), reader.read()
    model = at_position(draft, library, _POSITIONS[named])
    return _Side(render(assemble(model, library, document_language(draft, language))), draft.dated)


def _opened(path: Path, language: str | None) -> _Side:
    if zipfile.is_zipfile(path) or path.suffix.lower() in (".docx", ".docm", ".doc", ".dotx"):
        from drafting.word import opening
        from drafting.word.incoming.preflight import Refused

        data = path.read_bytes()
        try:
            return _Side(data, opening.written_on(data))
        except Refused as error:
            raise click.ClickException(f"{path}: {_said(error)}") from None
    from drafting.word.render import render

    opened = open_draft(path)
    return _Side(render(assemble(opened, reader.read(), document_language(opened, language))), opened.dated)


def _said(error: Refused) -> str:
    return filled(translations("interface", interface_language()).gettext(error.reason), error.values)


def _line(change: Change) -> str:
    if change.kind == "replaced":  # only what differs: long passages are alike at their beginnings
        marks = {"deleted": "[-{}-]", "inserted": "{{+{}+}}"}
        words = " ".join(marks[part.kind].format(_shortened(part.text)) if part.kind in marks else "…" for part in compare(change.before, change.after))
    else:
        words = _shortened(change.after or change.before)
    return f"{change.kind} in {change.clause or 'the front matter'}: {words}"


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_PASSAGE else line[: _LONGEST_PASSAGE - 1] + "…"
