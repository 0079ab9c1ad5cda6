"""A guided example: a real draft with made-up parties, and six things to try on it in two minutes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, session, url_for

from drafting import starting
from drafting.negotiation import Party, Term
from drafting.store.drafts import NoDraft
from web.language import current
from web.language import gettext as _
from web.services import services

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Redirect

TEMPLATE = "location-protocol"
CLAUSE = "mon-gps-geolocation"
KEY = "example"  # where the session keeps which draft the example is; its pages lead back to the steps


def make_blueprint() -> Blueprint:
    """Return the guided example."""
    blueprint = Blueprint("example", __name__, url_prefix="/example")
    blueprint.add_url_rule("/", "show", show)
    blueprint.add_url_rule("/", "begin", begin, methods=["POST"])
    return blueprint


def show() -> str:
    """Show what there is to try; with a draft, where to try it."""
    identity = request.args.get("draft", "")
    try:
        draft = services().store.get(identity) if identity else None
    except NoDraft:
        draft = None
    return render_template("pages/example.html", draft=draft, clause=CLAUSE)


def begin() -> Redirect:
    """Make the example draft and show the steps on it."""
    library = services().library
    tongue = current() if current() in starting.templates()[TEMPLATE].languages else "en"
    parties = (
        Party(side="employer", name={tongue: _("Riverside Home Care (example)")}),
        Party(side="union", name={tongue: _("Care Workers’ Union (example)")}),
    )
    term = Term.model_validate({"from": date(date.today().year + 1, 1, 1)})
    title = _("Example: %(title)s", title=starting.templates()[TEMPLATE].named(tongue))
    draft = services().store.create(starting.start(library, date.today(), (tongue,), TEMPLATE, parties=parties, term=term, title={tongue: title}))
    session[KEY] = draft.id
    return redirect(url_for("example.show", draft=draft.id))
