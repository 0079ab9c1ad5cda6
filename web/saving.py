"""How a page changes a draft: begun on the revision the form carries, saved as the next one, told with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import abort, flash, g, jsonify, request, session, url_for

from clauses.said import Said
from drafting import changes, checks
from drafting.agreed import reopened
from drafting.plan import title_of
from drafting.store import NoDraft, StaleDraft
from locales import LANGUAGES
from web.language import current, ngettext
from web.language import gettext as _
from web.present.drafts import state
from web.present.workspace import open_count
from web.services import services

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from drafting.draft import Draft


def opened(identity: str) -> Draft:
    """Return a draft to be looked at, and remember it as the one in hand; raises NoDraft."""
    draft = services().store.get(identity)
    session["draft"] = identity
    return draft


def begun(identity: str, clause: str = "", *, required: bool = True) -> Draft:
    """Return a draft to be changed, with the revision the form was made on: saving it is refused when another has been saved since.

    A form about a clause that was taken out since is refused at once (StaleDraft): what it says is kept.
    """
    draft = services().store.get(identity)
    sent = request.form.get("revision", "")
    if not sent and not required:
        return draft
    if not (sent.isascii() and sent.isdecimal() and int(sent[:12]) > 0):
        abort(400)
    made_on = int(sent[:12])
    if clause and draft.selection(clause) is None:
        if made_on < draft.revision:
            raise StaleDraft(draft)
        abort(404)
    return draft if draft.revision == made_on else draft.changed(revision=made_on)


def made_on(current: Draft) -> Draft:
    """Return the draft as it stood when the form that was sent was made; the present one when nobody knows."""
    try:
        return services().store.version(current.id, int(request.form["revision"]))
    except (NoDraft, ValueError):
        return current


def saved(draft: Draft, action: str, words: str = "", link: str = "", link_text: str = "", *, partly: bool = False) -> Draft:
    """Save a changed draft as its next revision and say so, with Undo; raises StaleDraft, NoDraft.

    ``partly`` says that the page names fields of the form that could not be read: all others are saved. A clause that was agreed and whose
    words the change alters stands as proposed again in the same revision, and the reader is told.
    """
    kept, again = reopened(services().store.get(draft.id), changes.keep_words(draft, services().library), services().library)
    result = services().store.save(kept, action)
    session["draft"] = result.id
    g.reopened = _reopened_words(result, again)
    if in_background() and again:
        tell(g.reopened)
    if in_background() or (partly and result.revision == draft.revision):
        return result
    if partly:
        words = _("What is named below was not saved. Everything else on the page was.")
    if result.revision == draft.revision:
        tell(_("There was nothing to save: the draft is as it was."))
    elif words := " ".join(filter(None, (words, g.reopened))):
        undo = url_for("drafts.undo", identity=result.id)
        tell(words, undo, revision=result.revision, link=link, link_text=link_text)
    return result


def _reopened_words(draft: Draft, clauses: Sequence[str]) -> str:
    """Return what is said of clauses that were agreed and whose words were changed; "" for none."""
    titles = [title_of(draft, services().library, clause, current()) for clause in clauses]
    if len(titles) < 2:
        return _("“%(clause)s” was agreed. Its words changed, so it stands as proposed again.", clause=titles[0]) if titles else ""
    names = "; ".join(titles)
    return _("%(number)s clauses were agreed: %(clauses)s. Their words changed, so they stand as proposed again.", number=len(titles), clauses=names)


def in_background() -> bool:
    """Return whether the page saves a form by itself and wants a short answer instead of a page."""
    return request.accept_mimetypes.best == "application/json"


def told(draft: Draft, fields: dict[str, str | bool] | None = None) -> Response:
    """Answer a page that saves by itself: the new revision, the state in words, and fields that stand otherwise than they were sent."""
    words = " ".join(filter(None, (state(draft.revision, services().store.saved(draft.id)), g.get("reopened"))))
    return jsonify(revision=draft.revision, state=words, fields=fields or {}, open=_open(draft))


def refused(draft: Draft, errors: dict[str, str], problems: dict[str, str], fields: dict[str, str | bool] | None = None, *, partly: bool = False) -> Response:
    """Answer a page that saves by itself that fields cannot be saved: why, at each field and, with the field named, in the state.

    The status is that of any answer: nobody did anything wrong in typing half a value, and a browser would log an error.
    ``partly`` says that all other fields of the form are saved; ``fields`` are those that stand otherwise than they were sent.
    """
    problem = " ".join(problems.values())
    state = _("Not saved: %(problem)s Everything else on the page is saved.", problem=problem) if partly else not_saved(problem)
    words = " ".join(filter(None, (state, g.get("reopened"))))
    return jsonify(revision=draft.revision, state=words, errors=errors, fields=fields or {}, open=_open(draft))


def _open(draft: Draft) -> str:
    """Return how many values are open, as the bar of the draft says it; "" for none."""
    number = open_count(checks.check(draft, services().library))
    return ngettext("%(number)s open", "%(number)s open", number) if number else ""


def not_saved(problem: str) -> str:
    """Return the state of a page whose words are not saved."""
    return _("Not saved: %(problem)s", problem=problem)


def tell(words: str, undo: str = "", category: str = "info", link: str = "", link_text: str = "", revision: int | None = None) -> None:
    """Put a notice on the next page; with Undo, ``revision`` is the one that is undone."""
    parts = words.parts if isinstance(words, Said) else ((words, ""),)
    flash({"parts": parts, "undo": undo or None, "revision": revision, "link": link, "link_text": link_text}, category)  # type: ignore[arg-type]  # what base.html shows


def came_from(*starts: str) -> str:
    """Return the page of this application a form was sent from, if its address begins with one of these; else ""."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc not in (request.host, urlsplit(services().settings.address).netloc) or not any(parts.path.startswith(start) for start in starts):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def text_language(draft: Draft) -> str:
    """Return the language a draft is shown in: the one asked for, else the reader's, else its first."""
    spoken = [language for language in draft.languages if language in LANGUAGES]
    asked = request.values.get("text", "")
    if asked in spoken:
        return asked
    return current() if current() in spoken else (spoken or list(LANGUAGES))[0]
