"""The `assemble` command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clauses import reader
from clauses.finding import filled
from drafting import checks, plaintext
from drafting.assembly import assemble
from drafting.cli.opening import document_language, existing, interface_language, open_draft, worded
from drafting.documents import registry
from drafting.documents.order import Order
from locales import translations

if TYPE_CHECKING:
    from clauses.library import Library
    from drafting.documents.current import CurrentFile
    from drafting.draft import Draft

_FORMATS = ("docx", "odt", "pdf", "md", "html")
_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("assemble")
@existing
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@click.option("--lang", "language", help="The document's language; the draft's first when left out.")
@click.option("--layout", type=click.Choice(registry.NAMES), default="agreement", help="The kind of document.")
@click.option("--audience", type=click.Choice(["shared", "internal"]), help="Who the document is for: both sides, or our own side with its private notes.")
@click.option("--second-lang", "second", default="", help="The second language of a bilingual document.")
@click.option("--base", type=_file, help="The current agreement, for an amending protocol (a draft file or a .docx) or a synopsis (a draft file).")
@click.option(
    "--side",
    type=click.Choice(["union", "employer"]),
    default=None,
    help="Whose text the draft is, in a joint draft or a synopsis; in an agreement, the other side whose text is made.",
)
@click.option("--sources", "sourced", is_flag=True, help="Name the law of each clause in footnotes; only with --audience internal.")
@click.option("--only", "theme", default="", metavar="ID", help="Keep to one clause or one theme.")
@click.option("--format", "kind", type=click.Choice(_FORMATS), help="The format; else by the name of OUT, else docx. odt and pdf need LibreOffice.")
@click.option("--watermark", default="", metavar="WORDS", help="Words across each page, such as Draft.")
@click.option("--line-numbers", is_flag=True, help="Number every fifth line in the margin.")
@click.option("--cover", is_flag=True, help="Give the title a page of its own.")
@click.option("--house", type=_file, help="A .docx of your house; its fonts, sizes and colours of styles are taken over.")
@click.option("--page-numbers", is_flag=True, help="Count the pages of the contents with LibreOffice, where the machine has it.")
@click.option("--text", "as_text", is_flag=True, help="Print the agreement as numbered plain text instead.")
def assemble_(file: Path, output: Path | None, language: str | None, as_text: bool, layout: str, audience: str | None, **options: Any) -> None:
    """Make the agreement, or another document, from a draft.

    Example: sopu assemble offer.yaml -o offer.docx --lang fi --layout synopsis
    """
    if as_text == (output is not None):
        raise click.UsageError("give either -o OUT.docx or --text")
    draft = open_draft(file)
    language = document_language(draft, language)
    if output is None:
        click.echo(plaintext.text(assemble(draft, reader.read(), language)), nl=False)
        return
    chosen = registry.layout(layout, audience or "")
    library = reader.read()
    named: Path | None = options["base"]
    current = _current(named, draft, library, language) if named and named.suffix.lower() == ".docx" else None
    base = open_draft(named) if named and current is None else None
    side = options["side"] or ""
    wish = side if chosen.name == "agreement" else ""
    order = Order(draft, library, language, options["second"], base, side, options["theme"], current, options["sourced"], wish)
    output.write_bytes(_published(chosen, order, output, options))
    if chosen.name == "bilingual":
        _warn(draft, order)
    if chosen.audience == "internal":
        click.echo("This document holds our own notes or positions: it is not for the other side.", err=True)
    click.echo(f"Wrote {output}.")


def _current(file: Path, draft: Draft, library: Library, language: str) -> CurrentFile:
    from drafting.word.importing import current_file
    from drafting.word.incoming.preflight import Refused

    try:
        return current_file(file.read_bytes(), draft, library, language)
    except Refused as error:
        words = filled(translations("interface", interface_language()).gettext(error.reason), error.values)
        raise click.UsageError(f"{file}: {words}") from None


def _published(chosen: registry.Layout, order: Order, output: Path, options: dict[str, Any]) -> bytes:
    from drafting.word import house
    from drafting.word.publishing import publish
    from drafting.word.sections import Finish

    looks = house.looks(options["house"].read_bytes()) if options["house"] else ()
    finish = Finish(options["watermark"], options["line_numbers"], options["cover"], looks)
    ending = output.suffix[1:].lower()
    kind = options["kind"] or (ending if ending in _FORMATS else "docx")
    return publish(registry.build(chosen, order), kind, finish, counted=options["page_numbers"])


def _warn(draft: Draft, order: Order) -> None:
    """Say on stderr which clauses were amended in one language only."""
    for found in checks.check(draft, order.library, interface_language()):
        if found.rule == "one-language-amended":
            click.echo(worded(found, interface_language()), err=True)
