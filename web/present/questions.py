"""A blank as a question: label, hint, what law allows, what is typical, what is suggested, what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from clauses.said import opening, respelt
from drafting import filling
from drafting.plan import title_of
from drafting.values import suggested_position, value_of
from web import language
from web import questions as asked
from web.language import gettext as _
from web.present.clause import said, sentence
from web.present.drafts import question_link
from web.present.scale import Scale, scale

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clauses.blank import Blank, LegalLimit, Value
    from clauses.library import Library
    from drafting.draft import Draft
    from web.questions import Answers


@dataclass(frozen=True)
class Question:
    """A blank as a form shows it; ``elsewhere`` is the address where it is really asked, if not here; ``place`` is its value's id in the words."""

    id: str
    label: str
    hint: str
    kind: str
    unit: str
    typed: str
    value: str
    open: bool
    boxed: bool
    suggested: bool
    suggestion: str
    choices: tuple[tuple[str, str], ...] = ()
    chosen: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    scale: Scale | None = None
    error: str = ""
    elsewhere: str = ""
    elsewhere_words: str = ""
    place: str = ""


def questions(
    draft: Draft, library: Library, clause: str, answers: Answers | None = None, standing: dict[str, list[str]] | None = None
) -> tuple[Question, ...]:
    """Return the questions of a clause; with answers, what was typed stands in their fields."""
    names = (standing or asked.used(draft, library)).get(clause, [])
    return tuple(question(draft, library, clause, name, answers) for name in names)


def question(draft: Draft, library: Library, clause: str, name: str, answers: Answers | None) -> Question:
    """Return one blank as a question."""
    tongue, key = language.current(), asked.identity(clause, name)
    blank, words, selection = library.blank(clause, name), library.blank_words(clause, name, tongue), draft.selection(clause)
    assert blank is not None
    assert selection is not None
    value = value_of(draft, library, clause, name)
    suggestion = blank.default.get(suggested_position(draft, library, selection, name))
    explicit = name in selection.values
    chosen = tuple(value) if isinstance(value, list) else ()
    label = words.label if words else name
    elsewhere, elsewhere_words = _elsewhere(draft, library, clause, name)
    typed, is_open = asked.typed_value(blank, value), explicit and value is None
    if answers is not None and key in answers.typed:
        typed, is_open, chosen = answers.typed[key], key in answers.ticked, tuple(answers.entries[key])
    labels = words.options if words else {}
    return Question(
        id=key,
        label=opening(label),
        hint=sentence(words.hint) if words else "",
        kind=blank.kind,
        unit=filling.unit_words(blank, library.vocabulary.units, tongue),
        typed=typed,
        value=_phrase(library, clause, name, value),
        open=is_open,
        boxed=blank.kind not in ("choice", "list"),
        suggested=not explicit and value not in (None, []) and not elsewhere,
        suggestion=_phrase(library, clause, name, suggestion),
        choices=tuple((option, labels.get(option, option)) for option in blank.options),
        chosen=chosen,
        lines=_lines(draft, library, clause, name, blank, words.why if words else ""),
        warnings=_warnings(draft, library, clause, name, blank, value),
        scale=scale(library, clause, name, _bound(draft, blank), tongue, {"balanced": value}) if blank.numeric and value is not None else None,
        error=answers.errors.get(key, "") if answers else "",
        elsewhere=elsewhere,
        elsewhere_words=elsewhere_words,
    )


def problems(found: Iterable[Question]) -> dict[str, str]:
    """Return the errors of questions as a summary says them: with the question they are about."""
    return {entry.id: _("%(field)s: %(problem)s", field=entry.label, problem=entry.error) for entry in found if entry.error}


def _elsewhere(draft: Draft, library: Library, clause: str, name: str) -> tuple[str, str]:
    where = asked.elsewhere(draft, library, clause, name)
    if where == "fact":
        return question_link(library, draft.id, clause, name), _("Asked once, among the facts")
    if where:
        its_name = library.clauses[clause].blanks[name].same_as.partition(".")[2]
        address = url_for("filling.clause", identity=draft.id, clause=where, _anchor=asked.identity(where, its_name))
        return address, _("Asked in “%(clause)s”", clause=title_of(draft, library, where, language.current()))
    return "", ""


def _phrase(library: Library, clause: str, name: str, value: Value | None) -> str:
    return "" if value in (None, []) else filling.phrase(library, clause, name, value, language.current())


def _law(library: Library, name: str) -> str:
    basis = library.vocabulary.legal_bases.get(name)
    return said(basis.provision) if basis else name


def binds(draft: Draft, limit: LegalLimit | None) -> bool:
    """Return whether a legal limit holds where the draft applies."""
    return limit is not None and limit.jurisdiction in ("", "eu", draft.jurisdiction)


def _bound(draft: Draft, blank: Blank) -> Blank:
    """Return a blank with only those legal limits that hold where the draft applies."""
    limits = {"floor": blank.floor, "ceiling": blank.ceiling}
    return blank.model_copy(update={name: limit if binds(draft, limit) else None for name, limit in limits.items()})


def _lines(draft: Draft, library: Library, clause: str, name: str, blank: Blank, why: str) -> tuple[str, ...]:
    """Return what speaks about the value: floor, ceiling, typical values and why."""

    def say(number: float) -> str:
        return filling.phrase(library, clause, name, number, language.current())

    lines = []
    if blank.floor is not None and binds(draft, blank.floor):
        lines.append(_("Legal floor: %(value)s (%(law)s).", value=say(blank.floor.value), law=_law(library, blank.floor.law)))
    if blank.ceiling is not None and binds(draft, blank.ceiling):
        lines.append(_("Legal ceiling: %(value)s (%(law)s).", value=say(blank.ceiling.value), law=_law(library, blank.ceiling.law)))
    if blank.band is not None:
        low, high = say(blank.band.low), say(blank.band.high)
        if blank.band.source == "own":
            lines.append(_("Typical: %(low)s to %(high)s.", low=low, high=high))
        else:
            lines.append(_("Typical: %(low)s to %(high)s (%(law)s).", low=low, high=high, law=_law(library, blank.band.source)))
    if why:
        lines.append(_("Why: %(why)s.", why=respelt(why, lambda words: words.removesuffix("."))))
    return tuple(lines)


def _warnings(draft: Draft, library: Library, clause: str, name: str, blank: Blank, value: Value | None) -> tuple[str, ...]:
    """Return what is amiss with a saved value; it is said, and never stands in the way of saving."""
    if not isinstance(value, int | float):
        return ()
    warnings = []
    for limit, beyond, words in (
        (blank.floor, blank.floor is not None and value < blank.floor.value, _("%(value)s is below the legal floor of %(bound)s (%(law)s).")),
        (blank.ceiling, blank.ceiling is not None and value > blank.ceiling.value, _("%(value)s is above the legal ceiling of %(bound)s (%(law)s).")),
    ):
        if limit is not None and beyond and binds(draft, limit):
            typed, bound = (filling.phrase(library, clause, name, number, language.current()) for number in (value, limit.value))
            warnings.append(language.inserted(words, {"value": typed, "bound": bound, "law": _law(library, limit.law)}))
    return tuple(warnings)
