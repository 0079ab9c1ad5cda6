"""What the search page shows: the hits, the ways to narrow them, and ways on when there are none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from clauses.said import joined, nearest
from clauses.said import said as spoken
from clauses.search.query import Query
from web import language
from web.language import gettext as _
from web.present.clause import nearby, said

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from clauses.library import Library
    from clauses.said import Said
    from clauses.search.query import Hit, Hits

FACETS = ("theme", "function", "technology", "legal_basis", "position")
FAVOURITES = "favourites"
PAGE = 20
# how many values of a facet stand open before the rest is folded away
SHOWN = 8
LONGEST = 400
# how many legal bases a hit names; the rest it counts
CHIEF = 3


@dataclass(frozen=True)
class Choice:
    """A value of a facet with the number of clauses it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A way to narrow the hits: its values, the first few open."""

    name: str
    shown: tuple[Choice, ...]
    folded: tuple[Choice, ...]

    @property
    def open(self) -> bool:
        """Whether a value is chosen, so that the facet stands open."""
        return any(choice.chosen for choice in (*self.shown, *self.folded))


@dataclass(frozen=True)
class Chip:
    """A chosen filter and the address without it."""

    label: str
    without: dict[str, object]


@dataclass(frozen=True)
class Drop:
    """A filter that leaves nothing: how many clauses there are without it, and the address of those."""

    label: str
    count: int
    without: dict[str, object]


@dataclass(frozen=True)
class HitView:
    """A clause in the list; ``law`` names its chief legal bases and ``more_law`` counts the others."""

    hit: Hit
    theme: str
    positions: tuple[str, ...]
    in_draft: bool
    kept: bool
    statements: tuple[str, ...]
    law: str
    more_law: int

    @property
    def title(self) -> Said:
        """The title in plain words."""
        return spoken("".join(fragment.text for fragment in self.hit.title), self.hit.title_language)


@dataclass(frozen=True)
class SearchPage:
    """Everything the search page shows; ``address`` holds what its links keep."""

    words: str
    sort: str
    hits: tuple[HitView, ...]
    total: int
    first: int
    page: int
    pages: int
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    address: dict[str, object]
    corrected: str
    suggestion: str
    drops: tuple[Drop, ...]
    planned: tuple[str, ...]
    favourites: int
    favourites_only: bool


def read_query(arguments: MultiDict[str, str], library: Library, favourites: frozenset[str] | None = None) -> Query:
    """Return what an address asks; unknown filters, pages and orders are left out, and so are favourites where there can be none."""
    known = vocabularies(library)
    filters = {}
    for facet in FACETS:
        values = tuple(dict.fromkeys(value for value in arguments.getlist(facet) if value in known[facet]))
        if values:
            filters[facet] = values
    page = arguments.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and 0 < int(page[:6]) < 1000 else 1
    words, only = " ".join(arguments.get("q", "").split())[:LONGEST], favourites if arguments.get(FAVOURITES) == "1" else None
    query = Query(words, language.current(), filters, start=(number - 1) * PAGE, limit=PAGE, only=only)
    return replace(query, sort="agreement") if arguments.get("sort") == "agreement" else query


def vocabularies(library: Library) -> dict[str, dict[str, Said]]:
    """Return the values of each facet with their labels in the reader's language; not to be changed."""
    return _labels(library, language.current())


@lru_cache(maxsize=64)
def _labels(library: Library, tag: str) -> dict[str, dict[str, Said]]:
    lists = library.vocabulary
    entries = {"theme": lists.themes, "function": lists.functions, "technology": lists.technologies, "position": lists.positions}
    laws = {basis.id: nearest(basis.provision, tag) for basis in lists.legal_bases.values()}
    return {facet: {entry.id: nearest(entry.label, tag) for entry in values.values()} for facet, values in entries.items()} | {"legal_basis": laws}


def search_page(library: Library, query: Query, hits: Hits, in_draft: frozenset[str], favourites: frozenset[str] = frozenset()) -> SearchPage:
    """Return the page for a query and its hits."""
    labels = vocabularies(library)
    address = address_of(query)
    return SearchPage(
        words=query.words,
        sort=query.sort,
        hits=tuple(_hit(library, hit, labels, hit.clause in in_draft, hit.clause in favourites) for hit in hits.hits),
        total=hits.total,
        first=query.start + 1,
        page=query.start // PAGE + 1,
        pages=-(-hits.total // PAGE),
        facets=tuple(facet for name in FACETS if (facet := _facet(name, labels[name], query, hits)).shown),
        chips=_chips(query, labels, address),
        address=address,
        corrected=hits.corrected,
        suggestion=hits.suggestion,
        drops=_drops(query, hits, labels, address),
        planned=_planned(library, query.words) if query.start == 0 else (),
        favourites=len(favourites),
        favourites_only=query.only is not None,
    )


def _chips(query: Query, labels: dict[str, dict[str, Said]], address: dict[str, object]) -> tuple[Chip, ...]:
    chosen = [(facet, value, [other for other in values if other != value]) for facet, values in query.filters.items() for value in values]
    chips = [Chip(labels[facet][value], address | {facet: others}) for facet, value, others in chosen]
    if query.only is not None:
        chips.append(Chip(_("Favourites only"), address | {FAVOURITES: None}))
    return tuple(chips)


def _drops(query: Query, hits: Hits, labels: dict[str, dict[str, Said]], address: dict[str, object]) -> tuple[Drop, ...]:
    drops = []
    for facet, count in sorted(hits.without.items(), key=lambda entry: -entry[1]):
        label = _("Favourites only") if facet == "only" else joined((labels[facet][value] for value in query.filters[facet]), ", ")
        drops.append(Drop(label, count, address | {FAVOURITES if facet == "only" else facet: None}))
    return tuple(drops)


def _hit(library: Library, hit: Hit, labels: dict[str, dict[str, Said]], in_draft: bool, kept: bool) -> HitView:
    statements, law, more = _origin(library, hit.clause, hit.language, language.current())
    return HitView(hit, labels["theme"].get(hit.theme, hit.theme), tuple(library.positions(hit.clause)), in_draft, kept, statements, law, more)


@lru_cache(maxsize=4096)
def _origin(library: Library, clause: str, text: str, tag: str) -> tuple[tuple[str, ...], str, int]:
    """Return the statements a clause answers, its chief legal bases in a line, and how many it has beside them."""
    facts = library.clauses[clause]
    near, far = nearby(library, facts, text)
    bases = near + far
    law = joined((basis.short(tag) for basis in bases[:CHIEF]), "; ")
    return tuple(name for name in facts.statements if name in library.vocabulary.statements), law, len(bases[CHIEF:])


def address_of(query: Query) -> dict[str, object]:
    """Return the parameters that lead to a query's first page."""
    address: dict[str, object] = {"q": query.words} if query.words else {}
    address |= {facet: list(values) for facet, values in query.filters.items()}
    address |= {FAVOURITES: "1"} if query.only is not None else {}
    return address | ({"sort": query.sort} if query.sort != "relevance" else {})


def _facet(name: str, labels: dict[str, Said], query: Query, hits: Hits) -> Facet:
    counts, chosen = hits.facets.get(name, {}), query.filters.get(name, ())
    choices = [Choice(value, label, counts.get(value, 0), value in chosen) for value, label in labels.items() if counts.get(value) or value in chosen]
    if name not in ("theme", "position"):
        choices.sort(key=lambda choice: (not choice.chosen, -choice.count))
    limit = len(choices) if len(choices) <= SHOWN + 2 or name == "theme" else SHOWN
    return Facet(name, tuple(choices[:limit]), tuple(choices[limit:]))


def _planned(library: Library, words: str) -> tuple[str, ...]:
    """Return titles of planned clauses that hold the words, so that a reader knows what is still to come."""
    wanted = words.casefold()
    if len(wanted) < 3:
        return ()
    return tuple(title for entry in library.planned() if wanted in (title := said(entry.title)).casefold())[:5]
