"""The `assemble` command."""

from __future__ import annotations

from pathlib import Path

import click

from clauses import reader
from drafting import plaintext
from drafting.assembly import assemble
from drafting.cli.opening import document_language, existing, open_draft


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
    agreement = assemble(opened, reader.read(), document_language(opened, language))
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
