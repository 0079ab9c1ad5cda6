"""Clauses at hand: those a reader keeps as favourites and those used last. In table mode there are none, and for those who have not come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, request, url_for

from web.access import here
from web.language import gettext as _
from web.present.favourites import Shelf, named, shelf
from web.saving import came_from, tell
from web.services import NOBODY, services
from web.table import table_mode

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Redirect


def make_blueprint() -> Blueprint:
    """Return the ways to keep a clause at hand and to forget what was used."""
    blueprint = Blueprint("favourites", __name__)
    blueprint.add_url_rule("/favourites", "keep", keep, methods=["POST"])
    blueprint.add_url_rule("/favourites/forget", "forget", forget, methods=["POST"])
    return blueprint


def favourites() -> frozenset[str] | None:
    """Return the clauses kept as favourites that the library still has; None in table mode."""
    return None if _none() else frozenset(services().store.bookmarks.favourites()) & services().library.clauses.keys()


def _none() -> bool:
    return table_mode() or here() == NOBODY


def at_hand() -> Shelf | None:
    """Return the favourites and the clauses used last, if there are any to show."""
    if _none():
        return None
    bookmarks = services().store.bookmarks
    found = shelf(services().library, bookmarks.favourites(), bookmarks.recent())
    return found if found.favourites or found.recent else None


def used(clause: str) -> None:
    """Note that a clause was opened or put into a draft."""
    if not _none():
        services().store.bookmarks.use(clause)


def keep() -> Redirect | str:
    """Make a clause a favourite or no longer one, and go back to its star; a page with a script takes the star alone."""
    clause = request.form.get("keep") or request.form.get("drop", "")
    if clause not in services().library.clauses:
        abort(404)
    bookmarks = services().store.bookmarks
    if "keep" in request.form:
        bookmarks.keep(clause)
    else:
        bookmarks.drop(clause)
    if request.headers.get("HX-Request"):
        return render_template("favourites/one.html", clause=named(services().library, clause), kept="keep" in request.form)
    return redirect(f"{came_from('/') or url_for('library.clause', clause=clause)}#star-{clause}")


def forget() -> Redirect:
    """Forget which clauses were used."""
    services().store.bookmarks.forget()
    tell(_("The list of clauses used last is empty."))
    return redirect(came_from("/") or url_for("pages.home"))
