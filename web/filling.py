"""Filling a draft: one clause with its position, values and words; all blanks on one page; own clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, request, url_for

from drafting import answering, changes
from drafting.plan import title_of
from web import aims, questions, recorded, table
from web.language import current, ngettext
from web.language import gettext as _
from web.moves import countered
from web.present import blanks as present_blanks
from web.present import filling as present_filling
from web.present import words as present_words
from web.present.answers import row_of
from web.present.preview import where_read
from web.saving import begun, in_background, opened, refused, saved, text_language, told
from web.services import services

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    draft = opened(identity) if request.method == "GET" else begun(identity, clause)
    if request.method == "GET":
        return clause_page(draft, clause)
    answers = questions.read(draft, services().library, [clause], request.form)
    ours = aims.read(draft, services().library, clause, request.form)
    wrong = answers.errors | ours.errors
    if wrong and not in_background() and table.carries_private():
        return table.held_back(), 422
    changed = ours.apply(_sent(answers.apply(draft), clause), clause)
    result = saved(changed, "clause filled", _saved_words(draft, changed, clause), partly=bool(wrong))
    if in_background():
        return _told(result, answers, wrong, present_filling.problems_of(result, services().library, clause, answers, ours) if wrong else {})
    if wrong:
        return clause_page(result, clause, answers, ours), 422
    following = present_filling.neighbours(draft, clause)[1] if "next" in request.form else ""
    anchor, row = None if following else _pressed(), row_of(identity) if "back" in request.form else None
    if row and not (anchor or following):
        return redirect(row)
    return redirect(
        url_for(
            "filling.clause", identity=identity, clause=following or clause, text=request.args.get("text"), back=row and request.form["back"], _anchor=anchor
        )
    )


def _pressed() -> str | None:
    """Return the place on the page of the button that sent it, where the reader goes on: a position, or the field of a suggestion."""
    if position := request.form.get("position"):
        return f"position-{position}"
    return request.form.get("suggest") or None


def clause_page(draft: Draft, clause: str, answers: questions.Answers | None = None, ours: aims.Aims | None = None) -> str:
    """Return the page of a clause as a draft has it, with what was typed."""
    if draft.selection(clause) is None:
        abort(404)
    return render_template("filling/clause.html", page=present_filling.clause(draft, clause, services(), text_language(draft), answers, ours))


def _saved_words(draft: Draft, changed: Draft, clause: str) -> str:
    title = title_of(draft, services().library, clause, current())
    before, after = draft.selection(clause), changed.selection(clause)
    if before and after and before.position != after.position and after.mixed:
        return _("“%(clause)s” was saved. Single paragraphs keep the position that was chosen for them.", clause=title)
    return _("“%(clause)s” was saved.", clause=title)


def _told(draft: Draft, answers: questions.Answers, errors: dict[str, str], problems: dict[str, str]) -> Response:
    """Answer a page that saved by itself what could be read."""
    if not errors:
        return told(draft, questions.standing(draft, services().library, answers))
    return refused(draft, errors, problems, partly=True)


def _sent(draft: Draft, clause: str) -> Draft:
    """Return the draft with the position and the positions of single paragraphs of a form."""
    library, selection = services().library, draft.selection(clause)
    position = request.form.get("position", "")
    for name, chosen in request.form.items():
        if name.startswith("slot-") and clause in library.clauses:
            draft = changes.choose_slot(draft, library, clause, name.removeprefix("slot-"), chosen)
    if position and selection and position != selection.position and position in library.positions(clause):
        draft = changes.choose(draft, library, clause, position)
    return draft


def preview(identity: str, clause: str) -> str:
    """Return the clause as it would read with what stands in the form now; nothing is saved."""
    draft = services().store.get(identity)
    if draft.selection(clause) is None:
        abort(404)
    answers = questions.read(draft, services().library, [clause], request.form)
    changed = changes.keep_words(_sent(answers.apply(draft), clause), services().library)
    page = present_filling.reading(changed, clause, services(), text_language(draft))
    return render_template("filling/preview.html", page=page, unread=len(answers.errors))


def words(identity: str, clause: str) -> Answer:
    """Show the words of a clause for editing, or save own words; an amendment can be taken back to the model."""
    draft = opened(identity) if request.method == "GET" else begun(identity, clause)
    if request.method == "GET":
        return words_page(draft, clause)
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
        return words_page(draft, clause, request.form, errors), 422
    answered = _answered(identity) if changed != draft else None
    if answered:
        changed = answering.stand(changed, clause, "countered")
    result = saved(changed, "words amended", _("The words of “%(clause)s” were saved.", clause=title))
    if answered:
        countered(result, clause, answered)
    if in_background():
        return told(result)
    marks = "1" if "marks" in request.args else None
    return redirect(url_for("filling.words", identity=identity, clause=clause, answer=request.form.get("answer"), marks=marks))


def _answered(identity: str) -> Exchange | None:
    """Return the returned file that own words are an answer to, if the address or the form names one; aborts with 404 for what is none."""
    number = request.values.get("answer", "")
    return recorded.returned_entry(identity, recorded.entry(identity, number).id) if number else None


def words_page(draft: Draft, clause: str, form: Mapping[str, str] | None = None, errors: dict[str, str] | None = None) -> str:
    """Return the page of a clause's words as a draft has them, with what was typed."""
    if draft.selection(clause) is None:
        abort(404)
    answered = _answered(draft.id)
    theirs = recorded.their_clause(draft, answered, clause) if answered else []
    page = present_words.words(draft, clause, services(), form, errors, theirs, marks="marks" in request.args)
    return render_template("filling/words.html", page=page, answered=answered)


def blanks(identity: str) -> Answer:
    """Show all blanks of a draft, or save them all at once."""
    draft = opened(identity) if request.method == "GET" else begun(identity)
    if request.method == "GET":
        return blanks_page(draft)
    answers = questions.read(draft, services().library, [selection.id for selection in draft.selections], request.form)
    words = ngettext("%(number)s value was saved.", "%(number)s values were saved.", answers.number)
    result = saved(answers.apply(draft), "values filled", words, partly=bool(answers.errors))
    if in_background():
        return _told(result, answers, answers.errors, present_blanks.blanks(result, services(), answers).errors if answers.errors else {})
    if answers.errors:
        return blanks_page(result, answers), 422
    return redirect(url_for("filling.blanks", identity=identity, _anchor=_pressed()))


def blanks_page(draft: Draft, answers: questions.Answers | None = None) -> str:
    """Return the page of a draft's blanks, with what was typed."""
    return render_template("filling/blanks.html", page=present_blanks.blanks(draft, services(), answers))


def own(identity: str) -> str | Redirect | tuple[str, int]:
    """Ask for a clause of the negotiators' own, and add it; it is then written on where it saves by itself."""
    draft = opened(identity) if request.method == "GET" else begun(identity)
    if request.method == "GET":
        return own_page(draft)
    language, title, text = (request.form.get(name, "") for name in ("language", "title", "words"))
    errors = present_words.own_errors(title, text)
    if errors:
        return own_page(draft, request.form, errors), 422
    language = language if language in draft.languages else draft.languages[0]
    changed = changes.add_own(draft, language, title, text.replace("\r\n", "\n"))
    words = _("Your own clause “%(title)s” was added.", title=" ".join(title.split()))
    added = next(entry.id for entry in changed.selections if draft.selection(entry.id) is None)
    shown = where_read(changed, services().library, added, text_language(changed))
    saved(changed, "own clause added", words, shown, _("Back to the agreement"))
    return redirect(url_for("filling.words", identity=identity, clause=added))


def own_page(draft: Draft, form: Mapping[str, str] | None = None, errors: dict[str, str] | None = None) -> str:
    """Return the page of a clause of the negotiators' own, with what was typed."""
    return render_template("filling/own.html", page=present_words.own(draft, services(), form, errors))
