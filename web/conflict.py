"""A form made on a version that is not the present one: what its reader changed is laid over the present version, and what both changed is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import render_template, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import NotFound

from drafting.store import NoDraft
from web import facts, filling, table
from web.present import conflict as present_conflict
from web.present import fields
from web.services import services

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

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


def page(current: Draft) -> str:
    """Return the page that asks what is to become of a form, now that another version stands."""
    found = present_conflict.Conflict(sent(), private=table.carries_private())
    if request.endpoint in FORMS:
        found = present_conflict.conflict(_fields(_opened(current)), _fields(current), request.form, table.withheld)
    if found.private:
        return table.held_back()
    return render_template("errors/conflict.html", page=found, current=current, action=request.full_path.removesuffix("?"), known=request.endpoint in FORMS)


def _opened(current: Draft) -> Draft:
    """Return the draft as it stood when the form was made; the present one when nobody knows."""
    try:
        return services().store.version(current.id, int(request.form["revision"]))
    except (NoDraft, ValueError):
        return current


def _fields(draft: Draft) -> dict[str, Field]:
    """Return the form's fields as a page shows them for a version of the draft; none where it has no such page."""
    arguments = {name: value for name, value in (request.view_args or {}).items() if name != "identity"}
    try:
        with table.seeing_all():
            return fields.read(FORMS[request.endpoint or ""](draft, **arguments))
    except NotFound:
        return {}
