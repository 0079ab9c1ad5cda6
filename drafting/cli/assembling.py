"""The `assemble` command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clauses import reader
from drafting import checks, plaintext
from drafting.assembly import assemble
from drafting.cli.opening import document_language, existing, interface_language, open_draft, worded
from drafting.documents import registry
from drafting.documents.order import Order

if TYPE_CHECKING:
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
@click.option("--base", type=_file, help="The current agreement as a draft file, for an amending protocol or a synopsis.")
@click.option("--side", type=click.Choice(["union", "employer"]), default=None, help="Whose text the draft is, in a joint draft or a synopsis.")
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
    base = open_draft(options["base"]) if options["base"] else None
    order = Order(draft, reader.read(), language, options["second"], base, options["side"] or "", options["theme"])
    output.write_bytes(_published(chosen, order, output, options))
    if chosen.name == "bilingual":
        _warn(draft, order)
    if chosen.audience == "internal":
        click.echo("This document holds our own notes or positions: it is not for the other side.", err=True)
    click.echo(f"Wrote {output}.")


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
