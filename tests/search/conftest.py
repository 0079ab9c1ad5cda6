"""One index over the library's texts for all tests of the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from clauses import reader
from clauses.search.index import Index, open_index

if TYPE_CHECKING:
    from clauses.library import Library


@pytest.fixture(scope="session")
def texts() -> Library:
    return reader.survey()[0]


@pytest.fixture(scope="session")
def index(texts: Library, tmp_path_factory: pytest.TempPathFactory) -> Index:
    return open_index(texts, tmp_path_factory.mktemp("search") / "index")
