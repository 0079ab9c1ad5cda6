"""`sopu serve`: the web application on an embedded database."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from web.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; only this machine's own, as there are no accounts yet.")
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="The port to listen on; PORT is honoured too.")
def serve(host: str, port: int) -> None:
    """Start the web application.

    Example: sopu serve --port 8000
    """
    if host not in LOOPBACK:
        raise click.UsageError(f"Sopu has no accounts yet, so it listens on this machine alone; use 127.0.0.1 instead of {host}")
    from waitress.server import create_server

    from web.settings import SettingsError, from_environment

    try:
        settings = from_environment()
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    app = wired(settings, click.echo)
    try:
        server = create_server(app, host=host, port=port, threads=8, ident="")
    except OSError as error:
        raise click.UsageError(f"port {port} cannot be used ({error.strerror}); choose another with --port or PORT") from None
    click.echo(f"Your data is in {settings.home}. Stop with Ctrl+C.")
    click.echo(f"Sopu is at http://{'[::1]' if host == '::1' else host}:{server.effective_port}/")
    sys.stdout.flush()
    server.run()


def wired(settings: Settings, progress: Callable[[str], None]) -> Flask:
    """Return the application over the library, the drafts and the index that settings name, made ready for many; ``progress`` is told each step.

    Several processes may call this at once: one makes the index and the tables, the others wait for it.
    """
    from clauses import reader
    from clauses.search.index import open_index
    from clauses.search.storage import locked
    from drafting.store import open_store
    from web import create_app
    from web.services import Services

    library = reader.read()
    progress(f"Read {len(library.clauses)} clauses.")
    index = open_index(library, settings.index, progress=progress)
    with locked(settings.home):
        store = open_store(settings.database_url)
    _prepare_for_many()
    return create_app(settings, Services(settings, library, store, index))


def _prepare_for_many() -> None:
    """Keep one person's large page from holding up the others: fairer turns, and fewer walks through what stays in memory.

    The library and the drafts in hand are some million objects; a full collection of them takes up to a fifth of a second.
    """
    sys.setswitchinterval(0.001)
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
