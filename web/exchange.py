"""The round trip: files sent and returned, what the other side changed, answers to it, and the board of standings."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, get_args

from flask import Blueprint, abort, redirect, render_template, request, send_file, session, url_for

from clauses.finding import N_
from drafting import answering, changes
from drafting.assembly import assemble
from drafting.changes import DraftError
from drafting.documents.order import Order
from drafting.documents.registry import build, layout
from drafting.documents.sides import at_position
from drafting.draft import PrivateNote, Standing
from drafting.plan import title_of
from drafting.returning import belongs, origin_of, refuse_other_documents
from drafting.word.incoming.child import read_apart, redline_apart
from drafting.word.incoming.preflight import LARGEST, Refused
from drafting.word.publishing import TYPES, publish
from drafting.word.render import render
from web import language, recorded
from web.downloads import file_name
from web.language import gettext as _
from web.lengths import NAME, NOTE, too_long
from web.moves import moved, own_side
from web.present import board as present_board
from web.present import exchange as present_exchange
from web.present import returned as present_returned
from web.present.changed import quoted
from web.present.versions import side_name
from web.saving import begun, opened, saved, tell, text_language
from web.services import services

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as Redirect

    from drafting.draft import Draft
    from drafting.exchange import ReturnedClause
    from drafting.store import Exchange

LONGEST_NAME = 200
SIDES = ("employer", "union")


def make_blueprint() -> Blueprint:
    """Return the pages of the exchange."""
    blueprint = Blueprint("exchange", __name__, url_prefix="/drafts/<identity>/exchange")
    blueprint.add_url_rule("", "list_", list_)
    blueprint.add_url_rule("/send", "send", send, methods=["POST"])
    blueprint.add_url_rule("/offer", "offer", offer, methods=["POST"])
    blueprint.add_url_rule("/compare", "compare", compare)
    blueprint.add_url_rule("/receive", "receive", receive, methods=["POST"])
    blueprint.add_url_rule("/board", "board", board)
    blueprint.add_url_rule("/board", "move", move, methods=["POST"])
    blueprint.add_url_rule("/package", "package", package, methods=["POST"])
    blueprint.add_url_rule("/<int(max=999999999):number>", "returned", returned)
    blueprint.add_url_rule("/<int(max=999999999):number>/file", "file", file)
    blueprint.add_url_rule("/<int(max=999999999):number>/answer", "answer", answer, methods=["POST"])
    return blueprint


def list_(identity: str) -> str:
    """Show what was sent and what came back, newest first, and the ways to add to it."""
    return _list(opened(identity), {}, request.args.get("file", ""))


def _list(draft: Draft, problems: dict[str, str], recorded_now: str = "") -> str:
    return render_template("exchange/list.html", page=present_exchange.ledger(draft, services(), problems, recorded_now))


def send(identity: str) -> Redirect:
    """Record the agreement, in one language or two, as sent and hand it out: what comes back is compared with this very file."""
    draft = _as_saved(identity)
    tongue, second = text_language(draft), request.form.get("second", "")
    if second:
        document = publish(build(layout("bilingual"), Order(draft, services().library, tongue, second)), "docx", None)
    else:
        document = render(assemble(draft, services().library, tongue))
    name = file_name(draft, tongue, "docx", N_("Bilingual agreement") if second else "", second=second)
    return _recorded(draft, document, name)


def _recorded(draft: Draft, document: bytes, name: str) -> Redirect:
    """Record a file as sent and show the ledger, which begins its download."""
    entry = services().store.ledger.record(draft.id, "sent", document, name, revision=draft.revision)
    return redirect(url_for("exchange.list_", identity=draft.id, file=entry.id))


def _as_saved(identity: str) -> Draft:
    """Return the draft in the revision that the form was made on."""
    draft = begun(identity)
    return draft if draft.revision == services().store.get(identity).revision else services().store.version(identity, draft.revision)


def receive(identity: str) -> Redirect | tuple[str, int]:
    """Take in a file that came back, after it was read in a process of its own; nothing is kept of a file that cannot be read."""
    draft = opened(identity)
    upload = request.files.get("file")
    try:
        if upload is None or not upload.filename:
            raise Refused("Choose the Word file that came back.")
        content = upload.stream.read(LARGEST + 1)
        document = read_apart(content)
        refuse_other_documents(document, _)
        if origin_of(document)[0] and not belongs(document, services().store.kin(identity)):
            raise Refused("The file was made from another draft ({draft}); open that draft.", draft=_called(origin_of(document)[0]))
    except Refused as error:
        return _list(draft, {"file": language.worded(error.reason, error.values)}), 422
    # a file made from the other side's own copy counts their revisions and not ours
    revision = origin_of(document)[1] if belongs(document, [draft.id]) and 0 < origin_of(document)[1] <= draft.revision else 0
    side = request.form.get("side", "")
    answered = recorded.answered(identity, revision, document, content)
    entry = services().store.ledger.record(
        identity,
        "returned",
        content,
        " ".join(upload.filename.split())[:LONGEST_NAME],
        side=side if side in SIDES else "",
        revision=revision or (answered.revision if answered else draft.revision),
        compared_with=answered.id if answered else None,
    )
    return redirect(url_for("exchange.returned", identity=identity, number=entry.id))


def _called(origin: str) -> str:
    """Return the title of the draft that a file names by its id or the beginning of it; the id of one that is not here."""
    return next((entry.title for entry in services().store.summaries() if entry.id.startswith(origin) and entry.title), origin)


def returned(identity: str, number: int) -> str:
    """Show what came back, clause by clause."""
    draft = opened(identity)
    entry = recorded.returned_entry(identity, number)
    tongue = recorded.tongue(draft, entry)
    page = present_returned.returned(draft, services(), entry, recorded.comparison(draft, entry), tongue, request.args)
    return render_template("exchange/returned.html", page=page)


def compare(identity: str) -> str:
    """Show what one recorded file changed of another; nothing can be answered there."""
    draft = opened(identity)
    first, second = (recorded.entry(identity, request.args.get(name, "")) for name in ("first", "second"))
    compared = recorded.between(draft, first, second)
    page = present_returned.returned(draft, services(), second, compared, recorded.tongue(draft, second), request.args, first)
    return render_template("exchange/returned.html", page=page, first=first.name, read_only=True)


def offer(identity: str) -> Redirect | tuple[str, int]:
    """Hand out the agreement with tracked changes against a recorded file, a version or the library, and record it as sent; its author is remembered."""
    draft = _as_saved(identity)
    tongue = text_language(draft)
    author = " ".join(request.form.get("author", "").split())
    if problem := too_long(author, NAME):
        return _list(draft, {"author": problem}), 422
    if author:
        session["author"] = author
    kind, _sep, number = request.form.get("base", "").partition("-")
    if kind == "file":
        base = services().store.ledger.content(identity, recorded.entry(identity, number).id)
    elif kind == "version" and number.isascii() and number.isdecimal() and len(number) < 10:
        base = render(assemble(services().store.version(identity, int(number)), services().library, tongue))
    elif kind == "position" and number in services().library.vocabulary.positions:
        base = render(assemble(at_position(draft, services().library, number), services().library, tongue))
    else:
        abort(400)
    document = render(assemble(draft, services().library, tongue))
    try:
        made = redline_apart(base, document, author or side_name(draft, tongue), draft.dated)
    except Refused as error:
        return _list(draft, {"base": language.worded(error.reason, error.values)}), 422
    name = file_name(draft, tongue, "docx", N_("with tracked changes"))
    return _recorded(draft, made.document, name)


def file(identity: str, number: int) -> Response:
    """Hand out a recorded file bit by bit, only ever as a download."""
    opened(identity)
    entry = services().store.ledger.exchange(identity, number)
    content = io.BytesIO(services().store.ledger.content(identity, number))
    return send_file(content, mimetype=TYPES["docx"], as_attachment=True, download_name=f"{entry.name.removesuffix('.docx')}.docx")


def answer(identity: str, number: int) -> Redirect:
    """Answer one change, a clause, or a new part, as the button says; what cannot be taken in is told on the page the answer came from."""
    draft = begun(identity)
    entry = recorded.returned_entry(identity, number)
    comparison = recorded.comparison(draft, entry)
    tongue = recorded.tongue(draft, entry)
    act, asked = request.form.get("act", ""), (request.form.get("clause", ""), request.form.get("language", ""))
    clause = next((clause for clause in comparison.clauses if (clause.clause, clause.language) == asked), None)
    part = next((part for place, part in enumerate(comparison.new) if str(place) == request.form.get("part")), None)
    if act == "counter" and clause is not None:
        return redirect(url_for("filling.words", identity=identity, clause=clause.clause, answer=number))
    try:
        if act == "new" and part is not None:
            saved(answering.accept_new(draft, part, part.language or tongue), "change accepted", _("The new clause was added to the draft."))
        elif clause is not None:
            _answer_clause(draft, clause, act, clause.language or tongue, entry)
        else:
            abort(400)
    except DraftError as error:
        link = url_for("filling.words", identity=identity, clause=asked[0], answer=number) if draft.selection(asked[0]) else ""
        tell(language.worded(error.reason, error.values), category="problem", link=link, link_text=_("Amend the words by hand"))
    kind, sheet, anchor = (request.form.get(name, "")[:80] or None for name in ("kind", "sheet", "back"))
    return redirect(url_for("exchange.returned", identity=identity, number=number, kind=kind, part=sheet, _anchor=anchor))


def _answer_clause(draft: Draft, clause: ReturnedClause, act: str, tongue: str, entry: Exchange) -> None:
    known = draft.selection(clause.clause) is not None
    title = title_of(draft, services().library, clause.clause, language.current()) if known else present_returned.part_words(clause.clause)
    asked = request.form.getlist("change")
    about = next((quoted(change) for place, change in enumerate(clause.changes) if asked == [str(place)]), "")
    if act == "accept":
        chosen = [change.change for place, change in enumerate(clause.changes) if str(place) in asked]
        if not chosen:
            abort(400)
        saved(answering.accept(draft, services().library, clause, chosen, tongue), "change accepted", _("Taken into “%(clause)s”.", clause=title))
    elif act == "order":
        saved(answering.accept_order(draft, clause), "change accepted", _("“%(clause)s” was moved.", clause=title))
    elif act == "agree":
        moved(draft, clause.clause, own_side(entry.side), "tentatively agreed", clause.after)
    elif act == "leave":
        moved(draft, clause.clause, own_side(entry.side), "open", clause.before, about)
    elif act == "note":
        note = _note()
        kept = draft.private.get(clause.clause, PrivateNote())
        words = "\n\n".join(filter(None, (kept.note, f"{about} {note}".strip() if note else "")))
        saved(draft.changed(private=draft.private | {clause.clause: kept.model_copy(update={"note": words})}), "note kept", _("Your private note was kept."))
    else:
        abort(400)


def _note() -> str:
    """Return the note of a form; raises DraftError for one that is too long to be kept whole."""
    note = request.form.get("note", "").strip()
    if len(note) > NOTE:
        raise DraftError("The note was not kept: it has more than {longest} characters.", longest=language.format_number(NOTE))
    return note


def board(identity: str) -> str:
    """Show where each clause stands, with our words and those of the file that came back last."""
    return _board(opened(identity))


def _board(draft: Draft, package: tuple[str, frozenset[str], str] = present_board.NO_PACKAGE) -> str:
    page = present_board.board(draft, services(), request.args, *_theirs(draft), package)
    return render_template("exchange/board.html", page=page)


def _theirs(draft: Draft) -> tuple[str, present_board.Theirs | None]:
    """Return the language of the texts on the board, and the file that came back last."""
    last = recorded.last_returned(draft.id)
    tongue = recorded.tongue(draft, last) if last and "text" not in request.args else text_language(draft)
    words = recorded.their_words(draft, last, tongue) if last else {}
    return tongue, present_board.Theirs(last.made, services().store.version(draft.id, last.revision), words) if last else None


def package(identity: str) -> Redirect | tuple[str, int]:
    """Tie clauses together, or untie a package; one that cannot be made stays in the form with the reason."""
    draft, name, clauses = begun(identity), request.form.get("name", ""), request.form.getlist("clause")
    if "dissolve" in request.form:
        saved(changes.dissolve_package(draft, name), "package dissolved", _("The package “%(name)s” was dissolved; its clauses stay.", name=name))
    else:
        try:
            tied = changes.add_package(draft, name, clauses)
        except DraftError as error:
            return _board(draft, (name, frozenset(clauses), language.worded(error.reason, error.values))), 422
        saved(tied, "package made", _("The package “%(name)s” was made.", name=" ".join(name.split())))
    return redirect(url_for("exchange.board", identity=identity, _anchor="packages"))


def move(identity: str) -> Redirect:
    """Record a move on a clause."""
    draft = begun(identity)
    clause, standing, side = (request.form.get(name, "") for name in ("clause", "standing", "side"))
    if draft.selection(clause) is None or standing not in get_args(Standing) or side not in ("", *SIDES):
        abort(400)
    words = present_returned.present_words(draft, services().library, clause, text_language(draft))
    moved(draft, clause, side, standing, words, _note())  # type: ignore[arg-type]  # checked above
    stands = services().store.get(identity)
    return redirect(present_board.lines(stands, services(), {}, *_theirs(stands)).full(f"clause-{clause}"))
