"""Table mode: one switch that keeps everything private off every page, for the projector and the shared screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, request, session, url_for

from web.language import gettext as _
from web.saving import came_from, tell

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Redirect

_KEY = "table"


def make_blueprint() -> Blueprint:
    """Return the switch."""
    blueprint = Blueprint("table", __name__)
    blueprint.add_url_rule("/table-mode", "switch", switch, methods=["POST"])
    return blueprint


def table_mode() -> bool:
    """Return whether this browser shows nothing private."""
    return bool(session.get(_KEY))


def switch() -> Redirect:
    """Turn table mode on or off and go back to the page it was asked on."""
    session[_KEY] = request.form.get("on") == "1"
    tell(
        _("Table mode is on: private notes and internal documents are on no page.")
        if table_mode()
        else _("Table mode is off: this screen shows your private notes.")
    )
    return redirect(came_from("/") or url_for("pages.home"))
