"""Error pages: each says what happened and what to do; no traceback reaches a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from drafting.changes import DraftError
from drafting.store import NoDraft, NoExchange, StaleDraft
from web import language
from web.language import gettext as _
from web.security import OldForm

if TYPE_CHECKING:
    from flask import Flask

FORM_FIELDS_NOT_KEPT = ("csrf", "revision")


def install(app: Flask, languages: tuple[str, ...]) -> None:
    """Give an application its error pages in every language."""

    def speak() -> None:
        if not hasattr(g, "language"):
            first = request.path.split("/")[1] if request.path.count("/") else ""
            g.language = first if first in languages else language.negotiate(languages)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> tuple[str, int]:
        speak()
        title, advice = _words(error.code or 500)
        return render_template("errors/error.html", title=title, advice=advice, code=error.code), error.code or 500

    @app.errorhandler(OldForm)
    def old_form(_: OldForm) -> tuple[str, int]:
        speak()
        return render_template("errors/again.html", kept=_kept(), revision=request.form.get("revision"), action=request.full_path), 403

    @app.errorhandler(NoExchange)
    @app.errorhandler(NoDraft)
    def no_draft(_: LookupError) -> tuple[str, int]:
        speak()
        title, advice = _words(404)
        return render_template("errors/error.html", title=title, advice=advice, code=404), 404

    @app.errorhandler(DraftError)
    def impossible(error: DraftError) -> tuple[str, int]:
        speak()
        return render_template(
            "errors/error.html", title=_text("This change cannot be made"), advice=language.worded(error.reason, error.values), code=422
        ), 422

    @app.errorhandler(StaleDraft)
    def stale(error: StaleDraft) -> tuple[str, int]:
        speak()
        return render_template("errors/conflict.html", current=error.current, kept=_kept(), action=request.path), 409

    @app.errorhandler(Exception)
    def broken(error: Exception) -> tuple[str, int]:
        app.logger.error("%s %s failed", request.method, request.endpoint, exc_info=error)
        return http(InternalServerError())


def _kept() -> list[tuple[str, str]]:
    """Return what a person typed into the form that was sent."""
    return [(name, value) for name, value in request.form.items(multi=True) if name not in FORM_FIELDS_NOT_KEPT]


def _text(message: str) -> str:
    return _(message)


def _words(code: int) -> tuple[str, str]:
    """Return title and advice for a status code."""
    known = {
        400: (_("This address was not understood"), _("Check the address, or begin again from the home page.")),
        403: (_("This request did not come from a page of Sopu"), _("Open the page here and do it again from there.")),
        404: (_("There is no such page"), _("It may have been removed, or the address has a typing mistake. Search, or look among your drafts.")),
        405: (_("This address takes no such request"), _("Begin again from the home page.")),
        413: (_("The file or text is too large"), _("A draft file has at most 2 MB, a Word file 10 MB. Check that you chose the right file.")),
    }
    return known.get(
        code, (_("Something went wrong on our side"), _("Nothing you saved is lost. Try again; if it happens again, note what you did and report it."))
    )
