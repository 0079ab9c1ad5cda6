"""The versions of a draft: named, compared, taken again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, session, url_for

from drafting.assembly import assemble
from drafting.word import redline as redlining
from drafting.word.publishing import TYPES
from drafting.word.render import render
from web import table
from web.downloads import download, own_file_name
from web.language import gettext as _
from web.lengths import NAME, NOTHING, NotTaken, too_long
from web.present import versions as present_versions
from web.saving import begun, opened, tell, text_language
from web.services import services

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as Redirect

    from drafting.draft import Draft


def list_(identity: str) -> str:
    """Show every version of a draft, newest first."""
    return _list(opened(identity))


def _list(draft: Draft, refused: NotTaken = NOTHING) -> str:
    return render_template("drafts/versions.html", page=present_versions.versions(draft, services()), refused=refused)


def compare(identity: str, version: int) -> str:
    """Show what changed between a version and another, usually the present one."""
    draft = opened(identity)
    return _comparison(draft, *_two(draft, version))


def _comparison(draft: Draft, before: Draft, after: Draft, refused: NotTaken = NOTHING) -> str:
    page = present_versions.comparison(draft, before, after, services(), text_language(draft), session.get("author", ""), request.args)
    return render_template("drafts/compare.html", page=page, refused=refused)


def redline(identity: str, version: int) -> Response | tuple[str, int]:
    """Hand out a version as a Word document with tracked changes against another; the name they carry is remembered."""
    draft = opened(identity)
    before, after = _two(draft, version)
    language = text_language(draft)
    if "author" in request.args:
        name = " ".join(request.args["author"].split())
        if problem := too_long(name, NAME):
            return _comparison(draft, before, after, NotTaken("author", name, problem)), 422
        session["author"] = name
    author = session.get("author") or present_versions.side_name(after, language)
    documents = [render(assemble(entry, services().library, language)) for entry in (before, after)]
    made = redlining.redline(documents[0], documents[1], author, after.dated)
    compared = _("changes from version %(before)s to version %(after)s", before=before.revision, after=after.revision)
    return download(made.document, TYPES["docx"], own_file_name(after, language, "docx", version=compared, internal=False))


def _two(draft: Draft, version: int) -> tuple[Draft, Draft]:
    """Return a version of a draft and the one it is compared with: the one asked for, else the present one."""
    other = request.args.get("with", "")
    after = services().store.version(draft.id, int(other)) if other.isascii() and other.isdecimal() and len(other) < 9 else draft
    return services().store.version(draft.id, version), after


def name(identity: str, version: int) -> Redirect | tuple[str, int]:
    """Give a version a name, such as “Our offer, 12 May”; one that is too long stays in its field."""
    draft = opened(identity)
    given = " ".join(request.form.get("name", "").split())
    if problem := too_long(given, NAME):
        return (table.held_back() if table.carries_private() else _list(draft, NotTaken(f"name-{version}", given, problem))), 422
    services().store.name_version(identity, version, given)
    number = str(version)
    given = given and table.Guarded(given, "…")
    tell(_("Version %(number)s is now called “%(name)s”.", number=number, name=given) if given else _("Version %(number)s has no name now.", number=number))
    return redirect(url_for("drafts.versions", identity=identity, _anchor=f"version-{version}"))


def restore(identity: str, version: int) -> Redirect:
    """Take an earlier version again, as a new one."""
    draft = begun(identity)
    made = services().store.restore_version(identity, draft.revision, version)
    words = _("Version %(number)s stands again, as version %(new)s. Nothing in between was lost.", number=version, new=made.revision)
    tell(words)
    return redirect(url_for("drafts.show", identity=identity))
