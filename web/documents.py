"""The documents of a draft: one page that says what each is for, and the files themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, render_template, request, session

from clauses.finding import N_
from drafting.changes import DraftError
from drafting.documents import registry
from drafting.documents.order import Order
from drafting.word import house
from drafting.word.importing import current_file
from drafting.word.incoming.preflight import LARGEST, Refused
from drafting.word.publishing import TYPES, formats, publish
from drafting.word.sections import Finish
from locales import LANGUAGES
from web.downloads import download, file_name, own_file_name
from web.language import gettext as _
from web.language import worded
from web.lengths import WATERMARK, too_long
from web.present import documents as present_documents
from web.saving import opened, text_language
from web.services import services
from web.table import carries_private, held_back, table_mode, withheld

if TYPE_CHECKING:
    from flask import Response

    from drafting.documents.current import CurrentFile
    from drafting.draft import Draft

KEPT = ("text", "second", "format", "side", "only", "base", "watermark", "lines", "cover", "sources", "wish")


def show(identity: str) -> str:
    """Show the documents a draft can become."""
    return render_template("documents/list.html", page=present_documents.documents(opened(identity), services(), _kept()))


def make(identity: str, audience: str, layout: str) -> Response | tuple[str, int]:
    """Hand out one document; what is wrong with the choice is said on the page it was made on."""
    draft = opened(identity)
    chosen = next((entry for entry in registry.LAYOUTS if (entry.audience, entry.name) == (audience, layout)), None)
    if chosen is None or (chosen.audience == "internal" and table_mode()):
        abort(404)
    kept = {name: request.form.get(name, "")[:60] for name in KEPT}
    kept["watermark"] = " ".join(request.form.get("watermark", "").split())
    if too := too_long(kept["watermark"], WATERMARK):
        problem = present_documents.key_of(chosen), _("%(field)s: %(problem)s", field=_("Words across each page"), problem=too)
        return _refused(draft, kept, problem)
    remembered = kept | {name: value for name, value in session.get("documents", {}).items() if withheld(name)}
    session["documents"] = {name: value for name, value in remembered.items() if value}
    tongue = text_language(draft)
    kinds = formats(chosen)
    kind = kept["format"] if kept["format"] in kinds else kinds[0]
    second = kept["second"] if kept["second"] != tongue else next((tag for tag in draft.languages if tag != tongue and tag in LANGUAGES), "")
    side, wish = (kept[name] if kept[name] in ("union", "employer") else "" for name in ("side", "wish"))
    try:
        current = _current(draft, tongue) if chosen.name == "amendment" else None
        base = _base(draft, kept["base"]) if "base" in chosen.asks and current is None else None
        order = Order(draft, services().library, tongue, second, base, side, kept["only"], current, bool(kept["sources"]), wish)
        content = publish(registry.build(chosen, order), kind, _finish(kept))
    except (DraftError, Refused) as error:
        problem = present_documents.key_of(chosen), worded(error.reason, error.values)
        return _refused(draft, kept, problem)
    if chosen.audience == "internal":
        return download(content, TYPES[kind], own_file_name(draft, tongue, kind, chosen.title))
    return download(content, TYPES[kind], file_name(draft, tongue, kind, _title(chosen, wish), second=second if "second" in chosen.asks else ""))


def _kept() -> dict[str, str]:
    """Return the last choice, as the session keeps it, but for the words that may be private at the table."""
    return {name: value for name, value in session.get("documents", {}).items() if not (table_mode() and name == "watermark")}


def _refused(draft: Draft, kept: dict[str, str], problem: tuple[str, str]) -> tuple[str, int]:
    """Return the page with what was wrong with a choice, and the choice: an ordinary page, nobody did anything wrong that a browser should log."""
    if carries_private():
        return held_back(), 200
    return render_template("documents/list.html", page=present_documents.documents(draft, services(), kept, problem)), 200


def _title(chosen: registry.Layout, wish: str) -> str:
    """Return what the file is called, as a message; the text of the other side never goes by the name of the draft's own."""
    return {"union": N_("The union’s text"), "employer": N_("The employer’s text")}.get(wish) or chosen.title


def _finish(kept: dict[str, str]) -> Finish:
    upload = request.files.get("house")
    looks = house.looks(upload.stream.read(house.LARGEST_FILE + 1)) if upload and upload.filename else ()
    return Finish(kept["watermark"], bool(kept["lines"]), bool(kept["cover"]), looks)


def _current(draft: Draft, tongue: str) -> CurrentFile | None:
    """Return the current agreement that was sent as a Word file; raises Refused for one that cannot be read."""
    upload = request.files.get("current")
    if upload is None or not upload.filename:
        return None
    return current_file(upload.stream.read(LARGEST + 1), draft, services().library, tongue)


def _base(draft: Draft, chosen: str) -> Draft | None:
    """Return the current agreement that was chosen, an earlier version or another draft; raises NoDraft for one that is gone."""
    kind, _sep, key = chosen.partition("-")
    if kind == "version" and key.isascii() and key.isdecimal() and len(key) < 9:
        return services().store.version(draft.id, int(key))
    return services().store.get(key) if kind == "draft" else None
