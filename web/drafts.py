"""The drafts on this machine: the list, new ones, files in and out, and the addresses of everything inside a draft.

Another page adds a clause by sending ``clause`` and ``position`` to ``drafts.add`` (a known draft), ``drafts.put`` (field ``draft``
holds the id, or "new") or ``drafts.create`` (a new draft); the reader comes back to the page of the library the form stood on.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, Response, redirect, render_template, request, url_for

from clauses.yamlfile import SourceError
from drafting import changes, plaintext, starting
from drafting import draft as drafting_draft
from drafting.assembly import assemble
from drafting.store import StaleDraft
from drafting.word.publishing import TYPES
from drafting.word.render import render
from web import access, documents, facts, versions, workspace
from web.downloads import download, file_name, own_file_name
from web.language import gettext as _
from web.present import answers as present_answers
from web.present import drafts as present_drafts
from web.saving import came_from, opened, saved, tell, text_language
from web.services import services
from web.table import held_back, table_mode, without_private

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response
    from werkzeug.wrappers import Response as Redirect

    from drafting.draft import Draft

LARGEST = 2 * 1024 * 1024


def make_blueprint() -> Blueprint:
    """Return the pages of drafts."""
    blueprint = Blueprint("drafts", __name__, url_prefix="/drafts")
    inside = "/<identity>"
    routes: tuple[tuple[str, str, str, Callable[..., object]], ...] = (
        ("GET", "", "list_", list_),
        ("GET POST", "/new", "create", create),
        ("POST", "/import", "import_", import_),
        ("POST", "/clauses", "put", workspace.put),
        ("GET", f"{inside}/", "show", workspace.show),
        ("POST", f"{inside}/clauses", "add", workspace.add),
        ("POST", f"{inside}/move", "move", workspace.move),
        ("POST", f"{inside}/remove", "remove", workspace.remove),
        ("POST", f"{inside}/chapter", "chapter", workspace.chapter),
        ("POST", f"{inside}/renew", "renew", workspace.renew),
        ("POST", f"{inside}/dismiss", "dismiss", workspace.dismiss),
        ("POST", f"{inside}/undo", "undo", workspace.undo),
        ("GET POST", f"{inside}/facts", "facts", facts.show),
        ("GET", f"{inside}/answers", "answers", workspace.answers),
        ("GET", f"{inside}/versions", "versions", versions.list_),
        ("GET", f"{inside}/versions/<int(max=999999999):version>", "compare", versions.compare),
        ("GET", f"{inside}/versions/<int(max=999999999):version>/redline", "redline", versions.redline),
        ("POST", f"{inside}/versions/<int(max=999999999):version>/name", "name_version", versions.name),
        ("POST", f"{inside}/versions/<int(max=999999999):version>/restore", "restore_version", versions.restore),
        ("GET", f"{inside}/documents", "documents", documents.show),
        ("POST", f"{inside}/documents/<audience>/<layout>", "make_document", documents.make),
        ("POST", f"{inside}/copy", "copy", copy),
        ("POST", f"{inside}/delete", "delete", delete),
        ("POST", f"{inside}/restore", "restore", restore),
        ("POST", f"{inside}/erase", "erase", erase),
        ("GET", f"{inside}/file", "file", file),
        ("GET", f"{inside}/document", "document", document),
        ("GET", f"{inside}/text", "text", text),
    )
    blueprint.add_app_template_global(present_answers.row_of, "row_of_answers")
    for methods, rule, endpoint, view in routes:
        blueprint.add_url_rule(rule, endpoint, view, methods=methods.split())  # type: ignore[arg-type]  # each view returns what Flask takes
    return blueprint


def list_() -> str:
    """Show the drafts, those deleted, and the way to bring one in."""
    return render_template("drafts/list.html", page=present_drafts.shelf(services().store))


def create() -> str | Redirect | tuple[str, int]:
    """Ask for a starting point and the first facts, and make the draft."""
    if request.method == "GET":
        return render_template("drafts/new.html", page=present_drafts.new_draft(request.args))
    page = present_drafts.new_draft(request.form)
    if page.errors:
        return render_template("drafts/new.html", page=page), 422
    draft = starting.start(services().library, date.today(), page.languages, page.template, **page.frame())
    draft = page.named(draft)
    clause = request.form.get("clause", "")
    if clause:
        draft = changes.choose(draft, services().library, clause, request.form.get("position", ""))
    made = services().store.create(changes.keep_words(draft, services().library))
    link = url_for("drafts.facts", identity=made.id)
    tell(_("The draft is made and saved."), link=link, link_text=_("State the parties and other facts"))
    opened(made.id)
    return redirect((came_from(url_for("library.search")) if clause else "") or url_for("drafts.show", identity=made.id))


def import_() -> Redirect | tuple[str, int]:
    """Bring in a draft file; one that is here already is offered as a copy or as the next version."""
    try:
        content = _content()
        draft = drafting_draft.loads(content, request.form.get("name") or _("the file"))
    except SourceError as error:
        page = present_drafts.shelf(services().store, problem=present_drafts.source_problem(error))
        return render_template("drafts/list.html", page=page), 422
    store, how = services().store, request.form.get("how", "")
    if how == "version":
        return _next_version(draft)
    try:
        made = store.create(changes.copy(draft) if how == "copy" else draft, "imported")
    except StaleDraft as conflict:
        if table_mode() and draft != draft.shared():
            return held_back(), 409
        page, (here, draft) = present_drafts.shelf(store), _as_seen(conflict.current, draft)
        same = draft.completed(here).changed(revision=here.revision) == here
        return render_template("drafts/present.html", page=page, here=here, draft=draft, same=same, content=content), 409
    tell(_("The draft was brought in and saved."))
    return redirect(url_for("drafts.show", identity=made.id))


def _as_seen(here: Draft, brought: Draft) -> tuple[Draft, Draft]:
    """Return a draft and a file of it as far as the person who is here may see into the draft: what they guess of the rest is not confirmed."""
    may = services().store.people.may(here.id, access.here())
    return (here, brought) if may and may[1] else (here.shared(), brought.shared())


def _next_version(brought: Draft) -> Redirect:
    """Take a draft file as the next version; the private layer stays where the file brings none."""
    here = services().store.get(brought.id)
    brought = _as_seen(here, brought)[1]
    whole = brought.completed(here).changed(revision=here.revision)
    if whole != brought.changed(revision=here.revision):
        saved(whole, "imported", _("The file was taken as the next version. It holds no private notes; yours, and the remarks put aside, stay as they were."))
    else:
        saved(whole, "imported", _("The file was taken as the next version."))
    return redirect(url_for("drafts.show", identity=here.id))


def _content() -> str:
    """Return the text of an uploaded draft file, or of the one shown again; raises SourceError."""
    if "content" in request.form:
        return request.form["content"].replace("\r\n", "\n")
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise SourceError("", 0, _("Choose a draft file first; its name ends in .yaml."))
    data = upload.stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise SourceError("", 0, _("The file has more than 2 MB. A draft file is smaller; check that you chose the right one."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SourceError("", 0, _("This is not a draft file. A draft file is text and its name ends in .yaml; Word files cannot be brought in yet.")) from None


def copy(identity: str) -> Redirect:
    """Make a copy of a draft."""
    draft = changes.copy(services().store.get(identity))
    draft = draft.shared() if without_private() else draft
    titles = {language: _("%(title)s (copy)", title=title) for language, title in draft.title.items()}
    made = services().store.create(draft.changed(title=titles), "copied")
    tell(_("This is the copy. The draft it was made from stays as it is."))
    return redirect(url_for("drafts.show", identity=made.id))


def delete(identity: str) -> Redirect:
    """Take a draft out of the list."""
    title = present_drafts.name_of(services().store.get(identity))
    services().store.delete(identity)
    tell(_("The draft “%(title)s” was deleted.", title=title), undo=url_for("drafts.restore", identity=identity))
    return redirect(url_for("drafts.list_"))


def restore(identity: str) -> Redirect:
    """Bring a deleted draft back."""
    draft = services().store.restore(identity)
    tell(_("The draft “%(title)s” is back.", title=present_drafts.name_of(draft)))
    return redirect(url_for("drafts.list_"))


def erase(identity: str) -> Redirect:
    """Erase a deleted draft for good."""
    services().store.erase(identity)
    tell(_("The draft and all its versions were erased for good."))
    return redirect(url_for("drafts.list_"))


def file(identity: str) -> Response:
    """Hand out the draft as a file, without the private layer unless it is asked for."""
    draft = opened(identity)
    private = request.args.get("private") and not table_mode()
    content = drafting_draft.dumps(draft if private else draft.shared())
    name = (own_file_name if private else file_name)(draft, text_language(draft), "yaml")
    return download(content.encode("utf-8"), "application/yaml", name)


def document(identity: str) -> Response:
    """Hand out the agreement as a Word document in one language."""
    draft = opened(identity)
    language = text_language(draft)
    agreement = assemble(draft, services().library, language)
    return download(render(agreement), TYPES["docx"], file_name(draft, language, "docx"))


def text(identity: str) -> Response:
    """Hand out the agreement as numbered plain text."""
    draft = opened(identity)
    language = text_language(draft)
    content = plaintext.text(assemble(draft, services().library, language))
    return download(content.encode("utf-8"), "text/plain; charset=utf-8", file_name(draft, language, "txt"))
