"""Who is here and what they may do: on this machine alone its owner, on a network those who came in with a code."""

from __future__ import annotations

import base64
import hmac
from typing import TYPE_CHECKING

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, session, url_for
from werkzeug.exceptions import Forbidden

from drafting.store import NoDraft
from web import table
from web.language import gettext as _
from web.saving import in_background, tell
from web.security import SECRET
from web.services import NOBODY, granted, services

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from werkzeug.wrappers import Response as Redirect

    from drafting.store import Person
    from web.settings import Settings

_KEY = "person"  # where the session keeps who came in, and the mark of the code they came in with
_OWNER = 0
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
FOR_ALL = ("root", "static", "access.enter", "access.leave", "table.switch")  # besides the library and the pages around it
FORMS = ("filling.clause", "filling.words", "filling.blanks", "filling.own", "drafts.facts")  # pages that are nothing but a form
FOR_READERS = ("drafts.make_document", "drafts.copy")  # forms that change nothing in the draft
FOR_OWNERS = ("drafts.delete", "drafts.restore", "drafts.erase", "sharing.give", "sharing.withdraw", "sharing.renew", "sharing.copy")


class NotIn(Forbidden):
    """Someone who has not come in, or no longer may, sends a form."""


class NotTheirs(Forbidden):
    """Someone sends a form that their access to the draft does not allow."""


def make_blueprint() -> Blueprint:
    """Return the door."""
    blueprint = Blueprint("access", __name__)
    blueprint.add_url_rule("/enter", "enter", enter, methods=["GET", "POST"])
    blueprint.add_url_rule("/leave", "leave", leave, methods=["POST"])
    blueprint.add_url_rule("/own-link", "own_link", own_link, methods=["POST"])
    blueprint.add_url_rule("/close-link", "close", close, methods=["POST"])
    return blueprint


def install(app: Flask) -> None:
    """Put the gate before every request and tell the templates who is here."""
    app.before_request(gate)
    app.add_template_global(may_change)
    app.add_template_global(owns)
    app.add_template_global(here_words)
    app.add_template_global(lambda: services().settings.address, "address")


def here() -> int | None:
    """Return the person who is here; None is the owner of the house."""
    person: int | None = g.get("person")
    return person


def here_words() -> str:
    """Return the sentence that says who is here, "" where nobody is asked or has come in."""
    return str(g.get("here", ""))


def owner_code(settings: Settings) -> str:
    """Return the code that the owner of the house comes in with; it changes with the secret key."""
    made = hmac.digest(settings.secret_key.encode(), b"the owner of the house", "sha256")
    return base64.urlsafe_b64encode(made[:24]).decode()


def owner_link(settings: Settings) -> str:
    """Return the link that the owner of the house comes in by."""
    return f"{settings.address}/{settings.languages[0]}/enter#{owner_code(settings)}"


def gate() -> Redirect | None:
    """Let through what the person who is here may do; raises NoDraft for a draft that is not for them, NotIn, NotTheirs."""
    g.person, g.here, g.may = None, "", ("own", True)
    wired, endpoint = current_app.extensions["sopu"], request.endpoint or ""
    if not wired.settings.address:
        return None
    g.person, g.here = _who(wired.settings, wired.store.people.here)
    if not endpoint or endpoint in FOR_ALL or endpoint.startswith(("library.", "pages.")):
        return None
    if g.person == NOBODY:
        if request.method not in UNSAFE and not in_background():
            return redirect(url_for("access.enter", next=request.full_path.removesuffix("?")))
        raise NotIn
    return _inside(endpoint)


def _inside(endpoint: str) -> Redirect | None:
    """Look at what a person may do in the draft that a request is about."""
    identity = (request.view_args or {}).get("identity")
    if endpoint == "drafts.put" and request.form.get("draft") not in (None, "", "new"):
        identity = request.form["draft"]
    if identity is None:
        return None
    may = services().store.people.may(identity, g.person)
    if may is None:
        raise NoDraft(identity)
    g.may = may
    changes = request.method in UNSAFE
    if (endpoint in FOR_OWNERS and not owns()) or (changes and not may_change() and endpoint not in FOR_READERS):
        raise NotTheirs
    if changes and table.without_private() and table.carries_private():
        raise NotTheirs
    if endpoint in FORMS and not may_change():
        return redirect(url_for("drafts.answers", identity=identity))
    return None


def _who(settings: Settings, here: Callable[[int, str], Person | None]) -> tuple[int | None, str]:
    """Return the person of this session, None for the owner of the house, and what is said of who they are."""
    identity, mark = session.get(_KEY) or (NOBODY, "")
    if identity == _OWNER and hmac.compare_digest(mark, owner_code(settings)[:8]):
        return None, _("You are here as the owner.")
    found = here(identity, mark) if identity > _OWNER else None
    return (found.id, _("You are here as %(name)s.", name=found.name)) if found else (NOBODY, "")


def may_change() -> bool:
    """Return whether the person who is here may change the draft of this page."""
    return granted()[0] != "read"


def owns() -> bool:
    """Return whether the draft of this page is that of the person who is here."""
    return granted()[0] == "own"


def enter() -> str | Redirect | tuple[str, int]:
    """Ask for the code, which a script takes from the part of the link that is sent to no server, and let its person in."""
    wired, asked = services(), request.values.get("next", "")
    following = asked if asked.startswith(tuple(f"/{tag}/" for tag in wired.settings.languages)) else ""
    if request.method == "GET":
        guest = wired.store.people.by_id(g.person) if g.person not in (None, NOBODY) else None
        everyone = wired.store.people.everyone() if g.person is None else ()
        return render_template("access/enter.html", next=following, guest=guest, everyone=everyone, link=session.pop("link", ""))
    code = request.form.get("code", "").rpartition("#")[2].strip()
    person = _OWNER if hmac.compare_digest(code.encode(), owner_code(wired.settings).encode()) else None
    found = None if person == _OWNER else wired.store.people.by_code(code)
    if person is None and found is None:
        problem = _("This code opens nothing here. It may have been withdrawn or replaced; ask for a new link.")
        return render_template("access/enter.html", next=following, problem=problem), 422
    guard = session.get(SECRET)  # forms that wait in other windows can still be sent
    session.clear()
    session.permanent = True
    session.update({SECRET: guard} if guard else {})
    session[_KEY] = (found.id, found.mark) if found else (_OWNER, owner_code(wired.settings)[:8])
    if found and not found.alone and wired.store.people.owns(found.id):
        return redirect(url_for("access.enter", next=following))  # what is theirs alone asks for a link that only they know
    return redirect(following or url_for("drafts.list_"))


def leave() -> Redirect:
    """Forget who is here."""
    session.clear()
    tell(_("You have left. Your link lets you in again."))
    return redirect(url_for("access.enter"))


def own_link() -> Redirect:
    """Give the person who is here a link that only they know; the one they were sent opens nothing any more."""
    if g.person is None:
        raise NotTheirs
    people = services().store.people
    code = people.renew(g.person, alone=True)
    session[_KEY] = (g.person, people.mark(code))
    session["link"] = link(code)
    return redirect(url_for("access.enter"))


def close() -> Redirect:
    """Keep a person out of the server, whatever they may do where; for the owner of the house."""
    if g.person is not None:
        raise NotTheirs
    people = services().store.people
    person = next((person for person in people.everyone() if str(person.id) == request.form.get("person")), None) or abort(404)
    people.close(person.id)
    tell(_("The link of %(name)s opens nothing any more. Drafts of their own stay here, and nobody sees them.", name=person.name))
    return redirect(url_for("access.enter"))


def link(code: str) -> str:
    """Return the link that a code opens; what stands after the # is sent to no server and stands in no log."""
    return f"{services().settings.address}{url_for('access.enter')}#{code}"
