"""Table mode: one switch that keeps everything private off every page, for the projector and the shared screen."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import Blueprint, g, redirect, render_template, request, session, url_for

from web.language import gettext as _
from web.saving import came_from, tell
from web.services import granted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.wrappers import Response as Redirect

_KEY = "table"
# The fields that only our side sees, by the endpoint their form is sent to; a name that ends in “-” begins several.
PRIVATE = {
    "filling.clause": ("note", "opening", "target-", "fallback-"),
    "drafts.dismiss": ("reason",),
    "drafts.name_version": ("name",),
    "drafts.make_document": ("watermark",),
    "exchange.answer": ("note",),
}


class Guarded(str):
    """Words that may be private, such as those in a list; ``at_table`` are said in their place in table mode and by a window that is told of it."""

    at_table: str

    def __new__(cls, words: str, at_table: str) -> Guarded:
        """Take both."""
        said = super().__new__(cls, at_table if table_mode() else words)
        said.at_table = at_table
        return said


def make_blueprint() -> Blueprint:
    """Return the switch."""
    blueprint = Blueprint("table", __name__)
    blueprint.add_url_rule("/table-mode", "switch", switch, methods=["POST"])
    return blueprint


def table_mode() -> bool:
    """Return whether this browser shows nothing private: it is switched so, or the draft was shared without its private notes."""
    return (bool(session.get(_KEY)) and not g.get("sees_all")) or without_private()


def without_private() -> bool:
    """Return whether the draft of this page was shared with the reader without its private notes."""
    return not granted()[1]


@contextmanager
def seeing_all() -> Iterator[None]:
    """Make pages that are read and not shown as if table mode were off."""
    g.sees_all = True
    try:
        yield
    finally:
        g.sees_all = False


def withheld(name: str) -> bool:
    """Return whether a field of the form that was sent is private and therefore on no page now."""
    return table_mode() and any(name.startswith(known) if known.endswith("-") else name == known for known in PRIVATE.get(request.endpoint or "", ()))


def carries_private() -> bool:
    """Return whether the form that was sent has private words that are on no page now."""
    return any(withheld(name) and value.strip() for name, value in request.form.items(multi=True))


def held_back() -> str:
    """Return the page that says that a form carries something private, without showing it: the browser still has it."""
    return render_template("errors/private.html")


def switch() -> Redirect:
    """Turn table mode on or off and go back to the page it was asked on."""
    session[_KEY] = request.form.get("on") == "1"
    tell(
        _("Table mode is on: private notes and internal documents are on no page.")
        if table_mode()
        else _("Table mode is off: this screen shows your private notes.")
    )
    return redirect(came_from("/") or url_for("pages.home"))
