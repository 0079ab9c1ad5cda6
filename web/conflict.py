"""A form made on a version that is not the present one: what its reader changed is laid over the present version, and what both changed is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import current_app, json, render_template, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import NotFound

from drafting.store import StaleDraft
from web import access, facts, filling, saving, table
from web.language import gettext as _
from web.present import conflict as present_conflict
from web.present import fields
from web.services import services

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask, Response

    from drafting.draft import Draft
    from web.present.fields import Field

FORMS: dict[str, Callable[..., str]] = {
    "filling.clause": filling.clause_page,
    "filling.words": filling.words_page,
    "filling.blanks": filling.blanks_page,
    "filling.own": filling.own_page,
    "drafts.facts": facts.page,
}
NOT_KEPT = ("csrf", "revision", "chosen")
_TEXT = re.compile(r"(mine|theirs)-(\d+)\.(.+)", re.DOTALL)


def install(app: Flask) -> None:
    """Let the form of a conflict be read like the form it was made of."""
    app.before_request(choose)


def choose() -> None:
    """Put what was chosen on the page of a conflict in the place of both texts."""
    if request.method != "POST" or "chosen" not in request.form:
        return
    pairs = []
    for name, value in request.form.items(multi=True):
        text = _TEXT.fullmatch(name)
        if text is None:
            pairs += [] if name.startswith("keep-") or name == "chosen" else [(name, value)]
        elif text[1] == request.form.get(f"keep-{text[2]}", "mine"):
            pairs.append((text[3], value))
    request.form = ImmutableMultiDict(pairs)


def sent() -> tuple[tuple[str, str], ...]:
    """Return what a person typed into the form that was sent."""
    return tuple((name, value) for name, value in request.form.items(multi=True) if name not in NOT_KEPT)


def laid_over(current: Draft) -> Response | None:
    """Answer a page that saves by itself by laying what its reader changed over the present version; None where there is something to ask.

    Nobody need be asked when another form was saved meanwhile, often the reader's own page before this one.
    """
    found = _found(current)
    if found is None or found.followed is None or not found.settled:
        return None
    request.form = ImmutableMultiDict([*found.kept, ("revision", str(current.revision))])
    try:
        view = current_app.view_functions[str(request.endpoint)]
        answer = current_app.make_response(view(**(request.view_args or {})))  # type: ignore[arg-type]  # the views of forms are not asynchronous
    except StaleDraft:  # another was quicker once more
        return None
    told = answer.get_json()
    answer.set_data(json.dumps(told | {"fields": found.followed | told.get("fields", {})}))
    return answer


def _found(current: Draft) -> present_conflict.Conflict | None:
    """Return what a form and the present version say of each other; None for a form that has no page of its own."""
    if request.endpoint not in FORMS:
        return None
    return present_conflict.conflict(_fields(saving.made_on(current)), _fields(current), request.form, table.withheld)


def page(current: Draft) -> str:
    """Return the page that asks what is to become of a form, now that another version stands."""
    found = _found(current) or present_conflict.Conflict(sent(), private=table.carries_private())
    if found.private:
        return table.held_back()
    action, known = request.full_path.removesuffix("?"), request.endpoint in FORMS
    return render_template("errors/conflict.html", page=found, current=current, quicker=quicker(current), action=action, known=known)


def quicker(current: Draft) -> str:
    """Return who saved the present version meanwhile, as a sentence: a colleague by name, where several people work on the draft."""
    by = services().store.versions(current.id)[0].by
    if not by and access.here() is not None:
        return _("Version %(number)s was saved meanwhile by the owner.", number=current.revision)
    if by:
        return _("Version %(number)s was saved meanwhile by %(name)s.", number=current.revision, name=by)
    return _("Version %(number)s was saved meanwhile, in another window or by a colleague.", number=current.revision)


def _fields(draft: Draft) -> dict[str, Field]:
    """Return the form's fields as a page shows them for a version of the draft; none where it has no such page."""
    arguments = {name: value for name, value in (request.view_args or {}).items() if name != "identity"}
    try:
        with table.seeing_all():
            return fields.read(FORMS[request.endpoint or ""](draft, **arguments))
    except NotFound:
        return {}
