"""The library's pages: search, a clause with its positions side by side, and one clause as a Word file."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, render_template, request, send_file, session

from drafting.sheet import clause_sheet
from drafting.store import NoDraft
from drafting.word.publishing import TYPES
from drafting.word.render import render_sheet
from web import favourites, language
from web.language import gettext as _
from web.present.clause import clause_page, review_words, said
from web.present.drafts import told_apart
from web.present.search import read_query, search_page
from web.services import services

if TYPE_CHECKING:
    from clauses.search.index import Index
    from drafting.draft import Draft

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
COMPLETIONS = 8
SIMILAR = 6


def make_blueprint() -> Blueprint:
    """Return the pages of the library."""
    blueprint = Blueprint("library", __name__)
    blueprint.add_url_rule("/clauses", "search", search)
    blueprint.add_url_rule("/clauses/complete", "complete", complete)
    blueprint.add_url_rule("/clauses/<clause>.docx", "sheet", sheet)
    blueprint.add_url_rule("/clauses/<clause>", "clause", clause)
    blueprint.add_app_template_global(said)
    return blueprint


def search() -> str:
    """Show the clauses that answer what is asked."""
    library = services().library
    kept = favourites.favourites()
    query = read_query(request.args, library, kept)
    hits = services().index.search(query)
    if query.start >= hits.total:  # a page that is no longer there
        query = replace(query, start=0)
        hits = services().index.search(query)
    draft = current_draft()
    in_draft = frozenset(selection.id for selection in draft.selections) if draft else frozenset()
    page = search_page(library, query, hits, in_draft, kept or frozenset())
    shelf = None if request.args else favourites.at_hand()
    return render_template("library/search.html", page=page, draft=draft, vocabulary=library.vocabulary, shelf=shelf)


def complete() -> str:
    """Return words that continue what is typed, as options of the search box."""
    typed = request.args.get("q", "")[:60]
    found = services().index.complete(typed, language.current(), COMPLETIONS) if len(typed) > 1 else []
    return render_template("library/complete.html", found=found)


def clause(clause: str) -> str:
    """Show a clause."""
    library = services().library
    position, text = _chosen(clause)
    page = clause_page(library, clause, position, text, _similar(services().index, clause, language.current()))
    draft, kept = current_draft(), favourites.favourites()
    favourites.used(clause)
    return render_template(
        "library/clause.html",
        kept=kept is not None and clause in kept,
        page=page,
        vocabulary=library.vocabulary,
        review=review_words(page.clause, page.language),
        draft=draft,
        selection=draft.selection(clause) if draft else None,
        steps=[(step, said(library.vocabulary.positions[step].label)) for step in page.positions],
        drafts=_drafts(draft),
        written=library.clauses,
    )


@lru_cache(maxsize=1024)  # an index stays as it was opened
def _similar(index: Index, clause: str, tongue: str) -> tuple[str, ...]:
    """Return the clauses nearest to one."""
    return tuple(hit.clause for hit in index.similar(clause, tongue, SIMILAR))


def _drafts(draft: Draft | None) -> list[tuple[str, str]]:
    """Return the drafts a clause can be added to: the one in hand first, a new one last."""
    found = [(summary.id, told_apart(summary)) for summary in services().store.summaries() if summary.may != "read"]
    found.sort(key=lambda entry: draft is None or entry[0] != draft.id)
    return [*found, ("new", _("A new draft"))]


def sheet(clause: str) -> Response:
    """Give one clause as a Word file."""
    library = services().library
    position, text = _chosen(clause)
    made = clause_sheet(library, clause, position, text, reasons=request.args.get("reasons") == "1")
    label = library.vocabulary.positions[position].label
    return attachment(render_sheet(made), f"{made.title} – {label.get(text, label['en'])}.docx", TYPES["docx"])


def _chosen(clause: str) -> tuple[str, str]:
    """Return the position and the language an address asks for, else the usual ones; 404 for a clause that is not written."""
    library = services().library
    positions, tags = library.positions(clause), library.languages(clause)
    if clause not in library.clauses or not positions:
        abort(404)
    usual = library.nearest_wording(clause, language.current())
    position, text = request.args.get("position", ""), request.args.get("text", "")
    if position not in positions:
        position = "balanced" if "balanced" in positions else positions[0]
    return position, text if text in tags else usual.language if usual else tags[0]


def current_draft() -> Draft | None:
    """Return the draft this reader worked on last, if it is still there."""
    try:
        return services().store.get(str(session["draft"]))
    except (KeyError, NoDraft):
        return None


def attachment(content: bytes, name: str, kind: str) -> Response:
    """Return a file to be kept under a readable name, whatever its letters."""
    return send_file(io.BytesIO(content), mimetype=kind, as_attachment=True, download_name=_NOT_IN_FILE_NAMES.sub(" ", name))
