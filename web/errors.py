"""Error pages: each says what happened and what to do; no traceback reaches a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, jsonify, render_template, request, url_for
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from drafting.changes import DraftError
from drafting.store import NoDraft, NoExchange, NotAllowed, StaleDraft
from web import access, conflict, language, table
from web.language import gettext as _
from web.saving import came_from, in_background, not_saved
from web.security import OldForm

if TYPE_CHECKING:
    from flask import Flask, Response

    from drafting.draft import Draft

    Answer = tuple[str | Response, int]


def install(app: Flask, languages: tuple[str, ...]) -> None:
    """Give an application its error pages in every language."""

    def speak() -> None:
        if not hasattr(g, "language"):
            first = request.path.split("/")[1] if request.path.count("/") else ""
            g.language = first if first in languages else language.negotiate(languages)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Answer:
        speak()
        return _error(error.code or 500, *_words(error.code or 500))

    @app.errorhandler(SecurityError)
    def another_host(error: SecurityError) -> tuple[str, int, dict[str, str]]:
        speak()
        # no page of ours: under a strange name there are no addresses to link to
        words = _("Sopu does not answer under this name. Use the address it printed when it started, or set SOPU_ADDRESS to this one.")
        return words, 400, {"Content-Type": "text/plain; charset=utf-8"}

    @app.errorhandler(OldForm)
    def old_form(error: OldForm) -> Answer:
        speak()
        if in_background():
            return _short(403, _("The session it was opened in has ended. What you wrote is kept in this form; send it again."), _("Send it again"))
        if table.carries_private():
            return table.held_back(), 403
        chosen = any(upload.filename for upload in request.files.values())
        back = (came_from("/") or url_for("drafts.list_")) if chosen else ""
        return render_template("errors/again.html", kept=conflict.sent(), revision=request.form.get("revision"), action=request.full_path, back=back), 403

    @app.errorhandler(access.NotIn)
    def not_in(error: access.NotIn) -> Answer:
        speak()
        words = _("You are no longer in, so nothing was saved. Come in again by your link in a new window; then send this form again.")
        if in_background():
            return _short(403, words, _("Send it again"))
        return render_template("errors/again.html", kept=conflict.sent(), revision=request.form.get("revision"), action=request.full_path, words=words), 403

    @app.errorhandler(NotAllowed)
    @app.errorhandler(access.NotTheirs)
    def not_theirs(error: Exception) -> Answer:
        speak()
        advice = _("The draft was shared with you to be read, or without this. Ask its owner, or make a copy of your own and change that.")
        return _error(403, _("You may not change this"), advice)

    @app.errorhandler(NoExchange)
    @app.errorhandler(NoDraft)
    def no_draft(error: LookupError) -> Answer:
        speak()
        return _error(404, *_words(404))

    @app.errorhandler(DraftError)
    def impossible(error: DraftError) -> Answer | Response:
        speak()
        return _impossible(error)

    @app.errorhandler(StaleDraft)
    def stale(error: StaleDraft) -> Answer | Response:
        speak()
        return _stale(error.current)

    @app.errorhandler(Exception)
    def broken(error: Exception) -> Answer:
        app.logger.error("%s %s failed", request.method, request.endpoint, exc_info=error)
        return http(InternalServerError())


def _impossible(error: DraftError) -> Answer | Response:
    """Return why a change cannot be made; a page that saves by itself hears it as of a value that cannot be read, and goes on saving."""
    title, advice = _("This change cannot be made"), language.worded(error.reason, error.values)
    if in_background():
        return jsonify(state=not_saved(f"{title}. {advice}"), errors={})
    return _error(422, title, advice)


def _stale(current: Draft) -> Answer | Response:
    """Return what is said of a form when the draft has gone on; a page that saves by itself asks only where there is something to ask."""
    if not in_background():
        return conflict.page(current), 409
    if (answer := conflict.laid_over(current)) is not None:
        return answer
    words = _("Version %(number)s was saved meanwhile, in another window or by a colleague. What you wrote stays here.", number=current.revision)
    return _short(409, words, _("Look at both and decide"))


def _error(code: int, title: str, advice: str) -> Answer:
    """Return the page of an error, or its words alone to a page that saves by itself."""
    if in_background():
        return _short(code, f"{title}. {advice}")
    return render_template("errors/error.html", title=title, advice=advice, code=code), code


def _short(code: int, problem: str, button: str = "") -> Answer:
    """Answer a page that saves by itself that it could not; the button sends its form the ordinary way, which keeps the words and asks."""
    return jsonify(state=not_saved(problem), button=button), code


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
