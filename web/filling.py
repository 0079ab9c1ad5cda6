"""Filling a draft: one clause with its position, values and words; all blanks on one page; own clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, request, url_for

from drafting import answering, changes
from drafting.draft import PrivateNote
from drafting.plan import title_of
from web import questions, recorded
from web.language import current, ngettext
from web.language import gettext as _
from web.lengths import NOTE, too_long
from web.moves import countered
from web.present import blanks as present_blanks
from web.present import filling as present_filling
from web.present import words as present_words
from web.saving import begun, in_background, opened, refused, saved, text_language, told
from web.services import services

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as Redirect

    from drafting.draft import Draft
    from drafting.store import Exchange

    Answer = str | Redirect | Response | tuple[str | Response, int]


def make_blueprint() -> Blueprint:
    """Return the pages that fill a draft."""
    blueprint = Blueprint("filling", __name__, url_prefix="/drafts/<identity>")
    blueprint.add_url_rule("/clauses/<clause>", "clause", clause, methods=["GET", "POST"])
    blueprint.add_url_rule("/clauses/<clause>/preview", "preview", preview, methods=["POST"])
    blueprint.add_url_rule("/clauses/<clause>/words", "words", words, methods=["GET", "POST"])
    blueprint.add_url_rule("/blanks", "blanks", blanks, methods=["GET", "POST"])
    blueprint.add_url_rule("/own", "own", own, methods=["GET", "POST"])
    return blueprint


def clause(identity: str, clause: str) -> Answer:
    """Show one clause of a draft, or save what was chosen and filled in."""
    draft = opened(identity) if request.method == "GET" else begun(identity)
    if draft.selection(clause) is None:
        abort(404)
    if request.method == "GET":
        return render_template("filling/clause.html", page=present_filling.clause(draft, clause, services(), text_language(draft)))
    answers = _read(draft, clause)
    changed = _sent(answers.apply(draft), clause, answers)
    result = saved(changed, "clause filled", _saved_words(draft, changed, clause), partly=bool(answers.errors))
    if in_background():
        return _told(result, answers, present_filling.problems_of(result, services().library, clause, answers))
    if answers.errors:
        page = present_filling.clause(result, clause, services(), text_language(result), answers)
        return render_template("filling/clause.html", page=page), 422
    following = present_filling.neighbours(draft, clause)[1] if "next" in request.form else ""
    return redirect(url_for("filling.clause", identity=identity, clause=following or clause, text=request.args.get("text")))


def _saved_words(draft: Draft, changed: Draft, clause: str) -> str:
    title = title_of(draft, services().library, clause, current())
    before, after = draft.selection(clause), changed.selection(clause)
    if before and after and before.position != after.position and after.mixed:
        return _("“%(clause)s” was saved. Single paragraphs keep the position that was chosen for them.", clause=title)
    return _("“%(clause)s” was saved.", clause=title)


def _told(draft: Draft, answers: questions.Answers, problems: dict[str, str]) -> Response | tuple[Response, int]:
    """Answer a page that saved by itself what could be read."""
    if not answers.errors:
        return told(draft, questions.standing(draft, services().library, answers))
    return refused(draft, answers.errors, problems, partly=True)


def _read(draft: Draft, clause: str) -> questions.Answers:
    """Return the answers of the form of a clause, its private note among them."""
    answers = questions.read(draft, services().library, [clause], request.form)
    if "note" in request.form:
        answers.typed["note"] = request.form["note"].replace("\r\n", "\n").strip()
        if problem := too_long(answers.typed["note"], NOTE):
            answers.errors["note"] = problem
    return answers


def _sent(draft: Draft, clause: str, answers: questions.Answers) -> Draft:
    """Return the draft with the position, the positions of single paragraphs and the private note of a form."""
    library, selection = services().library, draft.selection(clause)
    position = request.form.get("position", "")
    for name, chosen in request.form.items():
        if name.startswith("slot-") and clause in library.clauses:
            draft = changes.choose_slot(draft, library, clause, name.removeprefix("slot-"), chosen)
    if position and selection and position != selection.position and position in library.positions(clause):
        draft = changes.choose(draft, library, clause, position)
    if "note" in answers.typed and "note" not in answers.errors:
        present = draft.private.get(clause, PrivateNote())
        others = {name: note for name, note in draft.private.items() if name != clause}
        note = present.model_copy(update={"note": answers.typed["note"]})
        draft = draft.changed(private=others if note == PrivateNote() else others | {clause: note})
    return draft


def preview(identity: str, clause: str) -> str:
    """Return the clause as it would read with what stands in the form now; nothing is saved."""
    draft = services().store.get(identity)
    if draft.selection(clause) is None:
        abort(404)
    answers = _read(draft, clause)
    changed = changes.keep_words(_sent(answers.apply(draft), clause, answers), services().library)
    page = present_filling.reading(changed, clause, services(), text_language(draft))
    return render_template("filling/preview.html", page=page, unread=len(answers.errors))


def words(identity: str, clause: str) -> Answer:
    """Show the words of a clause for editing, or save own words; an amendment can be taken back to the model."""
    draft = opened(identity) if request.method == "GET" else begun(identity)
    if draft.selection(clause) is None:
        abort(404)
    answered, marks = _answered(identity), "marks" in request.args
    if request.method == "GET":
        return _words_page(present_words.words(draft, clause, services(), marks=marks), draft, answered)
    title = title_of(draft, services().library, clause, current())
    if "reset" in request.form:
        for language in draft.languages:
            draft = changes.amend(draft, clause, language, "")
        saved(draft, "model words", _("“%(clause)s” has the model’s words again.", clause=title))
        return redirect(url_for("filling.clause", identity=identity, clause=clause))
    changed, errors = present_words.read(draft, services().library, clause, request.form)
    if errors and in_background():
        return refused(draft, errors, errors)
    if errors:
        return _words_page(present_words.words(draft, clause, services(), request.form, errors, marks=marks), draft, answered), 422
    if answered and changed != draft:
        changed = answering.stand(changed, clause, "countered")
    result = saved(changed, "words amended", _("The words of “%(clause)s” were saved.", clause=title))
    if answered and changed != draft:
        countered(result, clause, answered)
    if in_background():
        return told(result)
    return redirect(url_for("filling.words", identity=identity, clause=clause, answer=answered.id if answered else None, marks="1" if marks else None))


def _answered(identity: str) -> Exchange | None:
    """Return the returned file that own words are an answer to, if the address or the form names one; aborts with 404 for what is none."""
    number = request.values.get("answer", "")
    return recorded.returned_entry(identity, recorded.entry(identity, number).id) if number else None


def _words_page(page: present_words.Words, draft: Draft, answered: Exchange | None) -> str:
    theirs = recorded.their_clause(draft, answered, page.clause) if answered else []
    return render_template("filling/words.html", page=page, answered=answered, theirs=theirs)


def blanks(identity: str) -> Answer:
    """Show all blanks of a draft, or save them all at once."""
    draft = opened(identity) if request.method == "GET" else begun(identity)
    if request.method == "GET":
        return render_template("filling/blanks.html", page=present_blanks.blanks(draft, services()))
    answers = questions.read(draft, services().library, [selection.id for selection in draft.selections], request.form)
    words = ngettext("%(number)s value was saved.", "%(number)s values were saved.", answers.number)
    result = saved(answers.apply(draft), "values filled", words, partly=bool(answers.errors))
    if in_background() or answers.errors:
        page = present_blanks.blanks(result, services(), answers)
        return _told(result, answers, page.errors) if in_background() else (render_template("filling/blanks.html", page=page), 422)
    return redirect(url_for("filling.blanks", identity=identity))


def own(identity: str) -> str | Redirect | tuple[str, int]:
    """Ask for a clause of the negotiators' own, and add it."""
    draft = opened(identity) if request.method == "GET" else begun(identity)
    if request.method == "GET":
        return render_template("filling/own.html", page=present_words.own(draft, services()))
    language, title, text = (request.form.get(name, "") for name in ("language", "title", "words"))
    errors = present_words.own_errors(title, text)
    if errors:
        return render_template("filling/own.html", page=present_words.own(draft, services(), request.form, errors)), 422
    language = language if language in draft.languages else draft.languages[0]
    changed = changes.add_own(draft, language, title, text.replace("\r\n", "\n"))
    saved(changed, "own clause added", _("Your own clause “%(title)s” was added.", title=" ".join(title.split())))
    return redirect(url_for("drafts.show", identity=identity))
