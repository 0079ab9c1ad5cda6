"""Query, Hit and Hits: what is asked and what comes back, free of any engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

FACETS = ("theme", "function", "technology", "legal_basis", "position", "sector", "level", "status")


@dataclass(frozen=True)
class Query:
    """What a person asks: words in any language, the language to read in, filters per facet (any of the values), order and page.

    ``only`` keeps to some clauses by their ids; in ``Hits.without`` that filter is called "only".
    """

    words: str = ""
    language: str = "en"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    statement: str = ""
    sort: Literal["relevance", "agreement"] = "relevance"
    start: int = 0
    limit: int = 20
    only: frozenset[str] | None = None


@dataclass(frozen=True)
class Fragment:
    """A stretch of an excerpt; ``marked`` where it matches the query. Plain text, not escaped."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Hit:
    """One clause that answers a query: its title in the reader's language, its words in ``language``, with the title over them there."""

    clause: str
    language: str
    title: tuple[Fragment, ...]
    title_language: str
    written_title: str
    summary: str
    theme: str
    score: float
    excerpt: tuple[Fragment, ...]


@dataclass(frozen=True)
class Hits:
    """The answer: hits of one page best first, how many in all, counts per facet value, and what was understood.

    ``corrected`` holds the words that were searched instead, when nothing was found for those typed;
    ``suggestion`` holds likelier words that were not searched; ``language`` is the language the words were taken to be in.
    When the filters leave nothing, ``without`` says per facet how many clauses there would be without its filter.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    language: str
    corrected: str = ""
    suggestion: str = ""
    without: Mapping[str, int] = field(default_factory=dict)
