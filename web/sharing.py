"""Sharing a draft: who may read or change it, links that let them in, and copies that are the other side's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, request, session, url_for

from clauses.finding import N_
from drafting.assembly import assemble
from drafting.word.render import render
from locales import LANGUAGES
from web import access
from web.downloads import file_name
from web.language import gettext as _
from web.lengths import NAME, NOTHING, NotTaken, too_long
from web.present import sharing as present_sharing
from web.saving import opened, tell
from web.services import services
from web.table import table_mode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkzeug.wrappers import Response as Redirect

    from drafting.draft import Draft
    from drafting.store import Level, Person

    Answer = Redirect | tuple[str, int]

GIVEN: tuple[Level, ...] = ("read", "edit")
_KEY = "shared"  # where the session keeps a link until it was shown once, with the draft and the name it was made for
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


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
    kept = session.get(_KEY, ("", "", ""))
    _draft, name, made = session.pop(_KEY) if kept[0] == draft.id and not table_mode() else ("", "", "")
    page = present_sharing.sharing(draft, services(), name, made)
    return render_template("sharing/show.html", page=page, refused=refused)


def give(identity: str) -> Answer:
    """Let someone read or change a draft: a person who is known already, or a new one, for whom a link is made."""
    draft, people = opened(identity), services().store.people
    level = next((level for level in GIVEN if level == request.form.get("level")), None)
    if level is None:
        abort(400)
    among = [*people.known(access.here()), *(given.person for given in people.who(identity))]
    known = next((person for person in among if str(person.id) == request.form.get("person")), None)
    name, problem = _name("name", among) if known is None else (known.name, "")
    if problem:
        return _page(draft, NotTaken("name", name, problem, level)), 422
    person = known or _let_in(draft, name)
    people.give(draft.id, person.id, level, private="private" in request.form)
    if known:
        tell(_("%(name)s can open this draft with the link they have.", name=name))
    return _back(draft)


def _name(field: str, known: Iterable[Person] = ()) -> tuple[str, str]:
    """Return the name that was typed, without signs that nobody sees, and what is wrong with it."""
    name = " ".join(_UNSEEN.sub(" ", request.form.get(field, "")).split())
    if not name:
        return name, _("Write a name, so that the list says who it is.")
    if name.casefold() in {person.name.casefold() for person in known}:
        return name, _("There is somebody of this name already. Choose them from the list, or write a name that tells the two apart.")
    return name, too_long(name, NAME)


def _let_in(draft: Draft, name: str) -> Person:
    """Add a person and keep their link for the next page of the draft."""
    person, code = services().store.people.add(name)
    session[_KEY] = (draft.id, name, access.link(code))
    return person


def withdraw(identity: str) -> Redirect:
    """Keep a person out of a draft, or the one whose own a copy is out of the server."""
    draft, person = opened(identity), _person(identity)
    people = services().store.people
    if person in [given.person for given in people.who(identity)]:
        people.withdraw(draft.id, person.id)
        tell(_("%(name)s can no longer open this draft. What they downloaded or copied before stays with them.", name=person.name))
    else:
        people.close(person.id)
        tell(_("The link of %(name)s opens nothing any more. Drafts of their own stay here, and nobody sees them.", name=person.name))
    return _back(draft)


def renew(identity: str) -> Redirect:
    """Make another link for a person who lost theirs; where only they know it, only the owner of the house can."""
    draft, person = opened(identity), _person(identity)
    if person.alone and access.here() is not None:
        raise access.NotTheirs
    session[_KEY] = (draft.id, person.name, access.link(services().store.people.renew(person.id)))
    return _back(draft)


def copy(identity: str) -> Answer:
    """Make a copy without private notes and earlier versions that is someone else's own; it counts as sent, so that their file is compared with it."""
    draft, store = opened(identity), services().store
    name, problem = _name("other", [person for person, _made in store.people.copies(identity)])
    if problem:
        return _page(draft, NotTaken("other", name, problem)), 422
    theirs = store.copy_for(draft.shared(), _let_in(draft, name).id)
    for tongue in [tag for tag in draft.languages if tag in LANGUAGES]:
        document = render(assemble(theirs, services().library, tongue))
        store.ledger.record(identity, "sent", document, file_name(draft, tongue, "docx", N_("A copy for the other side")), revision=draft.revision)
    return _back(draft)


def _person(identity: str) -> Person:
    """Return the person that a form is about, who may come into the draft or has a copy of it; aborts with 404 for others."""
    people = services().store.people
    among = [*(given.person for given in people.who(identity)), *(person for person, _made in people.copies(identity))]
    return next((person for person in among if str(person.id) == request.form.get("person")), None) or abort(404)


def _back(draft: Draft) -> Redirect:
    return redirect(url_for("sharing.show", identity=draft.id))
