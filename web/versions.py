"""The versions of a draft: named, compared, taken again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from web.language import gettext as _
from web.present import versions as present_versions
from web.saving import begun, opened, tell, text_language
from web.services import services

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Redirect

LONGEST_NAME = 100


def list_(identity: str) -> str:
    """Show every version of a draft, newest first."""
    return render_template("drafts/versions.html", page=present_versions.versions(opened(identity), services()))


def compare(identity: str, version: int) -> str:
    """Show what changed between a version and another, usually the present one."""
    draft = opened(identity)
    other = request.args.get("with", "")
    after = services().store.version(identity, int(other)) if other.isascii() and other.isdecimal() and len(other) < 9 else draft
    before = services().store.version(identity, version)
    page = present_versions.comparison(draft, before, after, services(), text_language(draft))
    return render_template("drafts/compare.html", page=page)


def name(identity: str, version: int) -> Redirect:
    """Give a version a name, such as “Our offer, 12 May”."""
    opened(identity)
    given = " ".join(request.form.get("name", "").split())[:LONGEST_NAME]
    services().store.name_version(identity, version, given)
    number = str(version)
    tell(_("Version %(number)s is now called “%(name)s”.", number=number, name=given) if given else _("Version %(number)s has no name now.", number=number))
    return redirect(url_for("drafts.versions", identity=identity, _anchor=f"version-{version}"))


def restore(identity: str, version: int) -> Redirect:
    """Take an earlier version again, as a new one."""
    draft = begun(identity)
    made = services().store.restore_version(identity, draft.revision, version)
    words = _("Version %(number)s stands again, as version %(new)s. Nothing in between was lost.", number=version, new=made.revision)
    tell(words)
    return redirect(url_for("drafts.show", identity=identity))
