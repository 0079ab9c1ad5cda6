"""The top-level `sopu` command: adds the commands of clauses and drafting, and `serve`."""

from __future__ import annotations

import sys

import click

import clauses.cli
from clauses.yamlfile import SourceError
from drafting import samples


@click.group()
def sopu() -> None:
    """Model clauses for bargaining on digitalisation in social services: search, draft, assemble."""


clauses.cli.library.add_command(clauses.cli.check_command((samples.check,)))
sopu.add_command(clauses.cli.library)


def main() -> None:
    """Run the command; unreadable input is one line on stderr and exit code 2."""
    try:
        sopu()
    except SourceError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
