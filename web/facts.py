"""The facts of an agreement, asked once: titles, parties, level, languages, numbering, term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from web.language import gettext as _
from web.present import facts as present_facts
from web.present import parties
from web.present.answers import row_of
from web.saving import begun, in_background, made_on, opened, refused, saved, told
from web.services import services

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as Redirect

    from drafting.draft import Draft


def show(identity: str) -> str | Redirect | Response | tuple[str | Response, int]:
    """Show the facts, or save those that were sent."""
    if request.method == "GET":
        return page(opened(identity))
    draft = begun(identity)
    sent = present_facts.read(draft, made_on(draft), request.form)
    result = saved(sent.draft, "facts stated", _("The facts were saved."), partly=bool(sent.errors))
    keys = sent.places.keys(result)
    if sent.errors:
        shown = present_facts.facts(result, services(), sent.places, request.form, sent.errors)
        return refused(result, shown.errors, shown.problems, keys, partly=True) if in_background() else (render_template("drafts/facts.html", page=shown), 422)
    if in_background():
        return told(result, keys)
    if "stay" in request.form:
        return redirect(url_for("drafts.facts", identity=identity, _anchor="parties"))
    return redirect(row_of(identity) or url_for("drafts.show", identity=identity))


def page(draft: Draft) -> str:
    """Return the page of facts as a draft has them; the parties of a form that was sent stand in their places."""
    places = parties.followed(made_on(draft), draft, request.form) if parties.sent(request.form) else parties.placed(draft)
    return render_template("drafts/facts.html", page=present_facts.facts(draft, services(), places))
