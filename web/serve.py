"""`sopu serve`: the web application on an embedded database."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from web.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; with another than this machine's own, people come in by links.")
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="The port to listen on; PORT is honoured too.")
@click.option("--address", envvar="SOPU_ADDRESS", default="", help="Where people reach it, such as https://sopu.example.org; SOPU_ADDRESS is honoured too.")
def serve(host: str, port: int, address: str) -> None:
    """Start the web application.

    Example: sopu serve --port 8000
    """
    from waitress.server import create_server

    from web.settings import SettingsError, from_environment

    try:
        settings = from_environment(os.environ | {"SOPU_ADDRESS": _reached_at(host, port, address)})
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    app = wired(settings, click.echo)
    try:
        server = create_server(app, host=host, port=port, threads=8, ident="")
    except OSError as error:
        raise click.UsageError(f"port {port} of {host} cannot be used ({error.strerror}); choose another with --port or PORT") from None
    click.echo(f"Your data is in {settings.home}. Stop with Ctrl+C.")
    if settings.address:
        _tell_owner(settings)
    click.echo(f"Sopu is at {settings.address or f'http://{_bracketed(host)}:{server.effective_port}'}/")
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


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _reached_at(host: str, port: int, address: str) -> str:
    """Return where people on a network reach the server, "" for this machine alone."""
    if address or host in LOOPBACK:
        return address
    if host in ("0.0.0.0", "::"):  # noqa: S104  # what is compared with, not listened on
        raise click.UsageError(f"{host} listens everywhere; say with --address where people reach it, such as --address http://192.168.1.20:{port}")
    return f"http://{_bracketed(host)}:{port}"


def _tell_owner(settings: Settings) -> None:
    """Print the link that the owner comes in by, and a warning where others could read along."""
    from web.access import owner_link

    if settings.address.startswith("http:"):
        click.echo("What goes over the network is not encrypted: use this only in a network you trust, or put a server with HTTPS before it.", err=True)
    click.echo(f"Its owner comes in at {owner_link(settings)}")


@click.command("owner-link")
def owner_link_() -> None:
    """Print the link by which the owner of a server comes in.

    Example: sopu owner-link

    SOPU_ADDRESS and SOPU_HOME are those of the server.
    """
    from web.access import owner_link
    from web.settings import SettingsError, from_environment

    try:
        settings = from_environment()
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    if not settings.address:
        raise click.UsageError("SOPU_ADDRESS is not set: on this machine alone its owner needs no link")
    click.echo(owner_link(settings))


def _prepare_for_many() -> None:
    """Keep one person's large page from holding up the others: fairer turns, and fewer walks through what stays in memory.

    The library and the drafts in hand are some million objects; a full collection of them takes up to a fifth of a second.
    """
    sys.setswitchinterval(0.001)
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
