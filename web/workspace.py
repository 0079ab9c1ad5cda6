"""Inside one draft: the outline, the agreement as it will read, its checks; adding, moving, removing, undoing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, redirect, render_template, request, url_for

from drafting import changes
from drafting.draft import ChapterMark, Selection
from drafting.plan import title_of
from web.favourites import used
from web.language import current, ngettext
from web.language import gettext as _
from web.lengths import NOTHING, REASON, TITLE, NotTaken, too_long
from web.present import answers as present_answers
from web.present import workspace as present_workspace
from web.saving import begun, came_from, opened, saved, tell, text_language
from web.services import services
from web.table import table_mode

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Redirect

    from drafting.draft import Draft


def show(identity: str) -> str:
    """Show the workspace: outline, agreement, checks."""
    return _page(opened(identity))


def _page(draft: Draft, refused: NotTaken = NOTHING) -> str:
    at = request.args.get("at", "")
    place = int(at) if at.isascii() and at.isdecimal() and len(at) < 6 else None
    page = present_workspace.workspace(draft, services(), text_language(draft), request.args, place)
    return render_template("drafts/show.html", page=page, refused=refused)


def answers(identity: str) -> str:
    """Show every answer of a draft for a last look before it is downloaded."""
    return render_template("drafts/answers.html", page=present_answers.answers(opened(identity), services()))


def put() -> Redirect:
    """Add a clause to the draft chosen in the form, or begin a new one with it."""
    chosen = request.form.get("draft", "")
    if chosen in ("", "new"):
        return redirect(url_for("drafts.create", clause=request.form.get("clause"), position=request.form.get("position")))
    return _add(begun(chosen, required=False))


def add(identity: str) -> Redirect:
    """Add a clause to this draft; a clause that is there takes the position asked for."""
    draft = begun(identity, required=False)
    return _add_all(draft, request.form.getlist("clause")) if len(request.form.getlist("clause")) > 1 else _add(draft)


def _add_all(draft: Draft, clauses: list[str]) -> Redirect:
    """Add several clauses at once; those that are there stay as they are."""
    changed = draft
    for clause in clauses:
        if changed.selection(clause) is None:
            changed = changes.choose(changed, services().library, clause)
            used(clause)
    number = len(changed.clauses) - len(draft.clauses)
    saved(changed, "clause added", ngettext("%(number)s clause was added.", "%(number)s clauses were added.", number))
    return redirect(url_for("drafts.show", identity=draft.id))


def _add(draft: Draft) -> Redirect:
    library, clause = services().library, request.form.get("clause", "")
    before = draft.selection(clause)
    changed = changes.choose(draft, library, clause, request.form.get("position") or (before.position if before else "balanced"))
    used(clause)
    title = title_of(changed, library, clause, current())
    place = [selection.id for selection in changed.selections].index(clause)
    if before is not None:
        words = _("“%(clause)s” was in the draft already; it stands in the position you chose.", clause=title)
    elif place:
        previous = title_of(changed, library, changed.selections[place - 1].id, current())
        words = _("“%(clause)s” was added, after “%(previous)s”.", clause=title, previous=previous)
    else:
        words = _("“%(clause)s” was added, as the first clause.", clause=title)
    here = url_for("drafts.show", identity=draft.id)
    back = came_from(url_for("library.search"), f"{here}clauses/")
    saved(changed, "clause added", words, here if back else "", _("Open the draft") if back else "")
    return redirect(back or here)


def move(identity: str) -> Redirect:
    """Move a clause or heading one step, or to a place."""
    draft = begun(identity)
    place, to = _asked(draft)
    changed = changes.move(draft, place, to)
    to = max(0, min(to, len(draft.clauses) - 1))
    if to != place:
        title = _entry_title(draft, place)
        saved(changed, "clause moved", _("“%(title)s” was moved to place %(to)s of %(all)s.", title=title, to=to + 1, all=len(draft.clauses)))
    return redirect(url_for("drafts.show", identity=identity, at=to, part=request.args.get("part"), _anchor=f"arrange-{to}"))


def remove(identity: str) -> Redirect:
    """Take a clause out."""
    draft, clause = begun(identity), request.form.get("clause", "")
    title = title_of(draft, services().library, clause, current())
    saved(changes.remove(draft, clause), "clause removed", _("“%(title)s” was taken out of the draft.", title=title))
    return redirect(url_for("drafts.show", identity=identity))


def chapter(identity: str) -> Redirect | tuple[str, int]:
    """Put a chapter heading before an entry, or take one out; a heading that cannot be taken stays in its field."""
    draft = begun(identity)
    if "remove" in request.form:
        saved(
            changes.remove_chapter(draft, _place(draft, request.form["remove"])), "heading removed", _("The chapter heading was taken out; its clauses stay.")
        )
    else:
        title = request.form.get("title", "")
        place = _place(draft, request.form.get("place", ""))
        problem = too_long(" ".join(title.split()), TITLE) or ("" if title.strip() else _("A chapter heading needs words."))
        if problem:
            return _page(draft, NotTaken("chapter-title", title, problem, request.form.get("place", ""))), 422
        saved(changes.add_chapter(draft, text_language(draft), title, place), "heading added", _("The chapter heading “%(title)s” was added.", title=title))
    return redirect(url_for("drafts.show", identity=identity))


def renew(identity: str) -> Redirect:
    """Take the library's present words of a clause."""
    draft, clause = begun(identity), request.form.get("clause", "")
    title = title_of(draft, services().library, clause, current())
    saved(changes.take_library(draft, services().library, clause), "words renewed", _("“%(title)s” has the library’s present words.", title=title))
    return redirect(url_for("drafts.show", identity=identity))


def dismiss(identity: str) -> Redirect | tuple[str, int]:
    """Put a remark aside with a reason, or take it up again; a reason that is too long stays in its field."""
    draft, key = begun(identity), request.form.get("remark", "")[:200]
    kept = {name: reason for name, reason in draft.dismissed.items() if name != key}
    if "again" in request.form:
        saved(draft.changed(dismissed=kept), "remark taken up", _("The remark stands in the list again."))
    else:
        reason = " ".join(request.form.get("reason", "").split())
        if problem := too_long(reason, REASON):
            typed = "" if table_mode() else reason
            return _page(draft, NotTaken(present_workspace.reason_field(key), typed, problem)), 422
        saved(draft.changed(dismissed=kept | {key: reason}), "remark put aside", _("The remark was put aside."))
    return redirect(url_for("drafts.show", identity=identity))


def undo(identity: str) -> Redirect:
    """Go back to what stood before the last change."""
    draft = begun(identity)
    if services().store.undo(identity, draft.revision) is None:
        tell(_("There is nothing to undo: the draft is as it was made."))
    else:
        tell(_("The last change was undone."))
    here = url_for("drafts.show", identity=identity)
    return redirect(came_from(url_for("library.search"), f"{here}clauses/", f"{here}blanks", f"{here}facts", f"{here}exchange") or here)


def _asked(draft: Draft) -> tuple[int, int]:
    """Return which entry is to go where, by the button pressed; Enter presses none and means the entry whose place was typed."""
    for name, step in (("up", -1), ("down", 1)):
        if name in request.form:
            place = _place(draft, request.form[name])
            return place, place + step
    typed = {_place(draft, name.removeprefix("to-")): value.strip() for name, value in request.form.items() if name.startswith("to-")}
    changed = [place for place, value in typed.items() if value != str(place + 1)]
    place = _place(draft, request.form["there"]) if request.form.get("there") else changed[0] if len(changed) == 1 else -1
    sent = typed.get(place, "")
    if sent.isascii() and sent.isdecimal() and 0 < int(sent[:6]) <= len(draft.clauses):
        return place, int(sent) - 1
    tell(_("Write a place from 1 to %(last)s.", last=len(draft.clauses)), category="problem")
    return 0, 0


def _place(draft: Draft, key: str) -> int:
    """Return the place of an entry a form names: by its clause, or by the place of a heading."""
    for index, entry in enumerate(draft.clauses):
        if getattr(entry, "id", None) == key:
            return index
    if not (key.isdecimal() and key.isascii() and len(key) < 7):
        abort(400)
    return int(key)


def _entry_title(draft: Draft, place: int) -> str:
    entry = draft.clauses[place]
    if isinstance(entry, ChapterMark):
        return next(iter(entry.chapter.values()), "")
    assert isinstance(entry, Selection)
    return title_of(draft, services().library, entry.id, current())
