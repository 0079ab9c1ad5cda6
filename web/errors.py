"""Error pages: each says what happened and what to do; no traceback reaches a reader."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from flask import Response, current_app, g, jsonify, render_template, request, url_for
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from drafting.changes import DraftError
from drafting.store import NoDraft, NoExchange, NotAllowed, StaleDraft
from web import access, conflict, language, table
from web.language import gettext as _
from web.saving import came_from, in_background, not_saved
from web.security import OldForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    Answer = tuple[str | Response, int]

SHORT = 32  # signs; an id has as many, and what is typed and shorter is soon typed again


def install(app: Flask, languages: tuple[str, ...]) -> None:
    """Give an application its error pages in every language."""

    def spoken(answer: Callable[[Any], Answer | Response]) -> Callable[[Any], Answer | Response]:
        @wraps(answer)
        def speaking(error: Exception) -> Answer | Response:
            if not hasattr(g, "language"):
                first = request.path.split("/")[1] if request.path.count("/") else ""
                g.language = first if first in languages else language.negotiate(languages)
            return answer(error)

        return speaking

    for kind, answer in ANSWERS.items():
        app.register_error_handler(kind, spoken(answer))


def _http(error: HTTPException) -> Answer:
    return _error(error.code or 500, *_words(error.code or 500))


def _another_host(error: SecurityError) -> Answer:
    """Answer under a strange name in one sentence: there are no addresses of ours to link to."""
    words = _("Sopu does not answer under this name. Use the address it printed when it started, or set SOPU_ADDRESS to this one.")
    return Response(words, mimetype="text/plain"), 400


def _old_form(error: OldForm) -> Answer:
    return _kept(_("The session it was opened in has ended. What you wrote is kept in this form; send it again."), _("This form is too old"))


def _not_in(error: access.NotIn) -> Answer:
    words = _("You are no longer in, so nothing was saved. Come in again by your link in a new window; then send this form again.")
    return _kept(words, _("You are no longer in"), door=url_for("access.enter"))


def _typed() -> bool:
    """Return whether the form that was sent holds words that someone typed, and not only what a button says."""
    return any(len(value) > SHORT or "\n" in value for _name, value in conflict.sent())


def _kept(words: str, title: str, door: str = "", code: int = 403) -> Answer:
    """Return a form with what was written in it, to be sent again, where need be after its reader came in by the door."""
    if in_background():
        return _short(code, words, _("Send it again"))
    if table.carries_private() and not table.without_private():
        return table.held_back(), code
    chosen = any(upload.filename for upload in request.files.values())
    back = (came_from("/") or url_for("drafts.list_")) if chosen else ""
    form = {"kept": conflict.sent(), "revision": request.form.get("revision"), "action": request.full_path}
    return render_template("errors/again.html", title=title, words=words, door=door, back=back, **form), code


def _not_theirs(error: Exception) -> Answer:
    if _typed() and not in_background():
        return _kept(
            _("You may no longer change this draft, so nothing was saved. What you wrote is kept in this form: copy it from here."),
            _("You may not change this"),
        )
    advice = _("The draft was shared with you to be read, or without this. Ask its owner, or make a copy of your own and change that.")
    return _error(403, _("You may not change this"), advice)


def _nothing(error: LookupError) -> Answer:
    if _typed() and not in_background():
        return _kept(
            _("This draft is not here for you any more, so nothing was saved. What you wrote is kept in this form: copy it from here."),
            _words(404)[0],
            code=404,
        )
    return _error(404, *_words(404))


def _broken(error: Exception) -> Answer:
    current_app.logger.error("%s %s failed", request.method, request.endpoint, exc_info=error)
    return _http(InternalServerError())


def _impossible(error: DraftError) -> Answer | Response:
    """Return why a change cannot be made; a page that saves by itself hears it as of a value that cannot be read, and goes on saving."""
    title, advice = _("This change cannot be made"), language.worded(error.reason, error.values)
    if in_background():
        return jsonify(state=not_saved(f"{title}. {advice}"), errors={})
    return _error(422, title, advice)


def _stale(error: StaleDraft) -> Answer | Response:
    """Return what is said of a form when the draft has gone on; a page that saves by itself asks only where there is something to ask."""
    current = error.current
    if not in_background():
        return conflict.page(current), 409
    if (answer := conflict.laid_over(current)) is not None:
        return answer
    words = " ".join((conflict.quicker(current), _("What you wrote stays here.")))
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


ANSWERS: dict[type[Exception], Callable[[Any], Answer | Response]] = {
    HTTPException: _http,
    SecurityError: _another_host,
    OldForm: _old_form,
    access.NotIn: _not_in,
    access.NotTheirs: _not_theirs,
    NotAllowed: _not_theirs,
    NoDraft: _nothing,
    NoExchange: _nothing,
    DraftError: _impossible,
    StaleDraft: _stale,
    Exception: _broken,
}
