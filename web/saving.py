"""How a page changes a draft: begun on the revision the form carries, saved as the next one, told with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import abort, flash, request, session, url_for

from drafting import changes
from locales import LANGUAGES
from web.language import current
from web.language import gettext as _
from web.services import services

if TYPE_CHECKING:
    from drafting.draft import Draft


def opened(identity: str) -> Draft:
    """Return a draft to be looked at, and remember it as the one in hand; raises NoDraft."""
    draft = services().store.get(identity)
    session["draft"] = identity
    return draft


def begun(identity: str, *, required: bool = True) -> Draft:
    """Return a draft to be changed, with the revision the form was made on: saving it is refused when another has been saved since."""
    draft = services().store.get(identity)
    sent = request.form.get("revision", "")
    if not sent and not required:
        return draft
    if not (sent.isascii() and sent.isdecimal() and int(sent[:12]) > 0):
        abort(400)
    return draft if draft.revision == int(sent[:12]) else draft.changed(revision=int(sent[:12]))


def saved(draft: Draft, action: str, words: str = "", link: str = "", link_text: str = "") -> Draft:
    """Save a changed draft as its next revision and say so, with Undo; raises StaleDraft, NoDraft."""
    result = services().store.save(changes.keep_words(draft, services().library), action)
    session["draft"] = result.id
    if result.revision == draft.revision:
        tell(_("There was nothing to save: the draft is as it was."))
    elif words:
        undo = url_for("drafts.undo", identity=result.id)
        flash({"text": words, "undo": undo, "revision": result.revision, "link": link, "link_text": link_text}, "info")  # type: ignore[arg-type]  # what base.html shows
    return result


def tell(words: str, undo: str = "", category: str = "info", link: str = "", link_text: str = "") -> None:
    """Put a notice on the next page."""
    flash({"text": words, "undo": undo or None, "revision": None, "link": link, "link_text": link_text}, category)  # type: ignore[arg-type]  # what base.html shows


def came_from(*starts: str) -> str:
    """Return the page of this application a form was sent from, if its address begins with one of these; else ""."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host or not any(parts.path.startswith(start) for start in starts):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def text_language(draft: Draft) -> str:
    """Return the language a draft is shown in: the one asked for, else the reader's, else its first."""
    spoken = [language for language in draft.languages if language in LANGUAGES]
    asked = request.values.get("text", "")
    if asked in spoken:
        return asked
    return current() if current() in spoken else (spoken or list(LANGUAGES))[0]
