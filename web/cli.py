"""The top-level `sopu` command: gathers the commands of clauses and drafting, and `serve`. Each is imported only when called."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

COMMANDS = {
    "search": ("clauses.search.cli", "search"),
    "index": ("clauses.search.cli", "index"),
    "library": ("web.cli", "library"),
    "draft": ("drafting.cli.drafts", "draft"),
    "assemble": ("drafting.cli.assembling", "assemble_"),
    "redline": ("drafting.cli.redline", "redline_"),
    "return": ("drafting.cli.returned", "return_"),
    "serve": ("web.serve", "serve"),
    "owner-link": ("web.serve", "owner_link_"),
}


class Lazy(click.Group):
    """A group whose commands are imported when they are needed, so that a search does not wait for Word."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command = getattr(importlib.import_module(module), name)
        return command() if cmd_name == "library" else command  # type: ignore[no-any-return]  # each name is a command


def library() -> click.Group:
    """Return the library commands with the checks of the packages above the library."""
    from clauses import cli
    from drafting import samples

    cli.library.add_command(cli.check_command((samples.check,)))
    return cli.library


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--ui", "interface", metavar="LANG", help="The language of messages; else that of the environment.")
@click.version_option(package_name="sopu")
@click.pass_context
def sopu(context: click.Context, interface: str | None) -> None:
    """Model clauses for bargaining on digitalisation in social services: search, draft, assemble.

    Example: sopu search GPS tracking
    """
    context.obj = {"ui": interface or _environment_language()}


def _environment_language() -> str:
    """Return the language the environment asks for where Sopu speaks it, else English."""
    from locales import LANGUAGES

    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        tag = os.environ.get(name, "").split("_")[0].split(".")[0]
        if tag in LANGUAGES:
            return tag
    return "en"


def main(arguments: list[str] | None = None) -> Any:
    """Run the command; wrong use or unreadable input is one line on stderr and exit code 2."""
    from clauses.yamlfile import SourceError

    try:
        return sopu.main(args=arguments, prog_name="sopu", standalone_mode=False) or 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        click.echo(f"sopu: {error.format_message()}", err=True)
    except SystemExit as stop:
        return stop.code
    except click.Abort:
        click.echo("sopu: stopped", err=True)
    except (SourceError, OSError, ValueError) as error:
        click.echo(f"sopu: {error}".replace("\n", " "), err=True)
    return 2


def run() -> None:
    """Entry point of the `sopu` command."""
    sys.exit(main())


if __name__ == "__main__":
    run()
