"""What many tests lean on: the library read once, and the application over a home of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from clauses import reader
from drafting.store import open_store
from locales import LANGUAGES
from web import create_app
from web.services import Services
from web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

    from clauses.library import Library
    from clauses.search.index import Index
    from drafting.store import Store


@pytest.fixture(scope="session")
def library() -> Library:
    """The library of the repository, as far as it can be read."""
    return reader.survey()[0]


@pytest.fixture(scope="session")
def index(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The search index over the library, built once."""
    from clauses.search.index import open_index

    return open_index(library, tmp_path_factory.mktemp("index"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store of drafts."""
    opened = open_store(f"sqlite:///{tmp_path / 'sopu.db'}")
    yield opened
    opened.close()


PLANNED = "eq-connectivity"


@pytest.fixture(scope="session")
def unfinished(library: Library) -> Library:
    """The library with one clause that is planned and not written yet."""
    clauses = {identity: clause for identity, clause in library.clauses.items() if identity != PLANNED}
    wordings = {key: wording for key, wording in library.wordings.items() if key[0] != PLANNED}
    return replace(library, clauses=clauses, wordings=wordings, digest=f"{library.digest}-without-{PLANNED}")


@pytest.fixture
def unfinished_app(tmp_path: Path, unfinished: Library, store: Store) -> Flask:
    """The application over the unfinished library."""
    from clauses.search.index import open_index

    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'sopu.db'}", "k" * 48, tuple(LANGUAGES), testing=True)
    return create_app(settings, Services(settings, unfinished, store, open_index(unfinished, tmp_path / "index")))


@pytest.fixture
def app(tmp_path: Path, library: Library, store: Store, index: Index) -> Flask:
    """The application, in English and Finnish, over an empty store."""
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'sopu.db'}", "k" * 48, tuple(LANGUAGES), testing=True)
    return create_app(settings, Services(settings, library, store, index))
