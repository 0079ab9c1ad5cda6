"""Readers of a language a clause is begun in read its words in it, beside a text in the language it is written in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pages import Visitor

from clauses.clause import Begun
from drafting import changes, starting
from drafting.assembly import assemble
from drafting.sheet import clause_agreement
from locales import LANGUAGES
from web import create_app
from web.services import Services
from web.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from clauses.clause import FrontMatter
    from clauses.library import Library
    from clauses.search.index import Index
    from drafting.store import Store

CLAUSE = "mon-gps-geolocation"


@pytest.fixture(scope="module")
def begun(library: Library) -> Library:
    """The library with one clause begun in German, its words those of the English with a mark before them, and no questions."""

    def words() -> FrontMatter:
        front = library.wordings[CLAUSE, "en"].words
        blanks = {name: blank.model_copy(update={"label": f"DE {blank.label}"}) for name, blank in front.blanks.items()}
        slots, plain = ({name: f"DE {text}" for name, text in texts.items()} for texts in (front.slots, front.plain))
        changed = {"summary": f"DE {front.summary}", "slots": slots, "plain": plain, "blanks": blanks, "asks": (), "gives": {}, "duties": {}}
        return front.model_copy(update=changed)

    return replace(library, begun={(CLAUSE, "de"): Begun(CLAUSE, "de", f"{CLAUSE}/de.md", words)}, digest=f"{library.digest}-begun")


@pytest.fixture
def visitor(begun: Library, index: Index, store: Store, tmp_path: Path) -> Visitor:
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'sopu.db'}", "k" * 48, tuple(LANGUAGES), testing=True)
    return Visitor(create_app(settings, Services(settings, begun, store, index)))


def test_the_page_of_a_clause_has_begun_words_and_the_written_text(visitor: Visitor, begun: Library) -> None:
    front = begun.wordings[CLAUSE, "en"].words
    html = visitor.get(f"/de/clauses/{CLAUSE}").html

    assert f'<p class="lead" lang="de">DE {front.summary}</p>' in html
    assert f"DE {front.plain['balanced']}" in html
    assert f"<h3>DE {front.slots['purpose']}</h3>" in html
    assert f'<b class="lead-in">{front.slots["purpose"]}.</b>' in html
    assert f'<span lang="en">{front.gives["balanced"]}</span>' in html
    assert f'<li lang="en">{front.asks[0]}</li>' in html
    assert "<h3>DE how long location data is kept</h3>" in html


def test_the_page_of_a_clause_of_a_draft_asks_in_begun_words(visitor: Visitor, begun: Library, store: Store) -> None:
    draft = store.create(starting.start(begun, date(2027, 5, 12), ("en",), "location-protocol"))
    front = begun.wordings[CLAUSE, "en"].words
    html = visitor.get(f"/de/drafts/{draft.id}/clauses/{CLAUSE}").html

    assert f'<p class="lead">DE {front.summary}</p>' in html
    assert "DE how long location data is kept" in html
    assert f'<b class="lead-in">{front.slots["purpose"]}.</b>' in html


def test_begun_words_stand_in_an_agreement_only_with_words_of_that_language(begun: Library) -> None:
    (article,) = clause_agreement(begun, CLAUSE, "balanced", "de").articles
    draft = starting.start(begun, date(2027, 5, 12), ("en", "de"), "location-protocol")
    draft = changes.amend(draft, CLAUSE, "de", "### purpose\nNur zum Schutz.\n### data\nKeine Spur.")
    found = {tag: next(entry for entry in assemble(draft, begun, tag).articles if entry.clause == CLAUSE) for tag in ("en", "de")}

    assert article.paragraphs == ()
    assert [str(entry.lead_in) for entry in found["de"].paragraphs] == ["DE Purpose", "DE Data"]
    assert not [entry.lead_in for entry in found["en"].paragraphs if entry.lead_in.startswith("DE")]
