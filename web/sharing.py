"""Sharing a draft: who may read or change it, links that let them in, and copies that are the other side's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, request, session, url_for

from web import access
from web.language import gettext as _
from web.lengths import NAME, NOTHING, NotTaken, too_long
from web.present import sharing as present_sharing
from web.saving import opened, tell
from web.services import services

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Redirect

    from drafting.draft import Draft
    from drafting.store import Level, Person

    Answer = Redirect | tuple[str, int]

GIVEN: tuple[Level, ...] = ("read", "edit")
_KEY = "shared"  # where the session keeps a link until it was shown once


def make_blueprint() -> Blueprint:
    """Return the page on which a draft is shared."""
    blueprint = Blueprint("sharing", __name__, url_prefix="/drafts/<identity>/share")
    blueprint.add_url_rule("", "show", show)
    blueprint.add_url_rule("", "give", give, methods=["POST"])
    blueprint.add_url_rule("/withdraw", "withdraw", withdraw, methods=["POST"])
    blueprint.add_url_rule("/link", "renew", renew, methods=["POST"])
    blueprint.add_url_rule("/copy", "copy", copy, methods=["POST"])
    return blueprint


def show(identity: str) -> str:
    """Show who may come into a draft, and the link that was made last, once."""
    return _page(opened(identity))


def _page(draft: Draft, refused: NotTaken = NOTHING) -> str:
    name, made = session.pop(_KEY, ("", ""))
    page = present_sharing.sharing(draft, services(), name, made)
    return render_template("sharing/show.html", page=page, refused=refused)


def give(identity: str) -> Answer:
    """Let someone read or change a draft: a person who is known already, or a new one, for whom a link is made."""
    draft, people = opened(identity), services().store.people
    level = next((level for level in GIVEN if level == request.form.get("level")), None)
    if level is None:
        abort(400)
    known = next((person for person in people.known(access.here()) if str(person.id) == request.form.get("person")), None)
    name, problem = _name("name") if known is None else (known.name, "")
    if problem:
        return _page(draft, NotTaken("name", name, problem, level)), 422
    person = known or _let_in(name)
    people.give(draft.id, person.id, level, private="private" in request.form)
    if known:
        tell(_("%(name)s can open this draft with the link they have.", name=name))
    return _back(draft)


def _name(field: str) -> tuple[str, str]:
    """Return the name that was typed, and what is wrong with it."""
    name = " ".join(request.form.get(field, "").split())
    return name, too_long(name, NAME) if name else _("Write a name, so that the list says who it is.")


def _let_in(name: str) -> Person:
    """Add a person and keep their link for the next page."""
    person, code = services().store.people.add(name)
    session[_KEY] = (name, access.link(code))
    return person


def withdraw(identity: str) -> Redirect:
    """Keep a person out of a draft."""
    draft, person = opened(identity), _person(identity)
    services().store.people.withdraw(draft.id, person.id)
    tell(_("%(name)s can no longer open this draft. What they downloaded before stays with them.", name=person.name))
    return _back(draft)


def renew(identity: str) -> Redirect:
    """Make another link for a person who lost theirs; for one with drafts of their own only they can."""
    draft, person = opened(identity), _person(identity)
    people = services().store.people
    if people.owns(person.id):
        abort(403)
    session[_KEY] = (person.name, access.link(people.renew(person.id)))
    return _back(draft)


def copy(identity: str) -> Answer:
    """Make a copy without private notes and earlier versions that is someone else's own."""
    draft = opened(identity)
    name, problem = _name("other")
    if problem:
        return _page(draft, NotTaken("other", name, problem)), 422
    services().store.copy_for(draft.shared(), _let_in(name).id)
    return _back(draft)


def _person(identity: str) -> Person:
    """Return the person that a form is about, who may come into the draft; aborts with 404 for others."""
    found = (given.person for given in services().store.people.who(identity) if str(given.person.id) == request.form.get("person"))
    return next(found, None) or abort(404)


def _back(draft: Draft) -> Redirect:
    return redirect(url_for("sharing.show", identity=draft.id))
