"""Findings on a draft: open blanks, missing companions, conflicts, floors and ceilings, references, terms, dates.

No finding claims legal certainty. ``place`` is ``clause``, ``clause#slot``, ``clause.blank`` or ``draft.field``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale

from clauses.blank import refusal
from clauses.finding import N_, SEVERITIES, Finding, Severity
from clauses.markup import AnnexUse, BlankUse, ReferenceUse, TermUse
from clauses.said import nearest
from drafting import filling
from drafting.changes import chosen_words
from drafting.draft import SETTLED
from drafting.plan import plan_of, title_of
from drafting.remembering import remembered
from drafting.values import label_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clauses.blank import Blank, LegalLimit
    from clauses.library import Library
    from drafting.draft import Draft, Selection
    from drafting.plan import Plan


RULES: dict[str, tuple[Severity, str]] = {
    "open-employer": ("fix", N_("The name of the employer party is not filled in.")),
    "open-union": ("fix", N_("The name of the union party is not filled in.")),
    "open-title": ("fix", N_("The agreement has no title.")),
    "untitled-language": ("consider", N_("The agreement has no title in this language: {language}.")),
    "open-date": ("fix", N_("{clause}: the date “{blank}” is not decided yet.")),
    "open-blank": ("fix", N_("{clause}: “{blank}” is not decided yet.")),
    "suggested-values": ("information", N_("{number} values are still the library’s suggestions.")),
    "missing-required": ("fix", N_("“{clause}” needs “{other}”, which is not in the draft.")),
    "excluded": ("fix", N_("“{clause}” and “{other}” cannot stand together.")),
    "below-floor": ("fix", N_("{clause}: {value} for “{blank}” is below the legal floor of {bound} ({law}).")),
    "above-ceiling": ("fix", N_("{clause}: {value} for “{blank}” is above the legal ceiling of {bound} ({law}).")),
    "unfit-value": ("fix", N_("{clause}: the value of “{blank}” does not fit this blank.")),
    "outside-band": ("information", N_("{clause}: {value} for “{blank}” is outside the typical values {low}–{high}.")),
    "two-values": ("fix", N_("“{blank}” is {value} in “{clause}” but {other_value} in “{other}”.")),
    "dangling-reference": ("fix", N_("{clause} refers to “{other}”, which is not in the draft.")),
    "unknown-markup": ("consider", N_("{clause}: the own wording refers to nothing known with {words}; it will be printed as typed.")),
    "no-definitions": ("consider", N_("Defined terms are used, but no definitions clause is in the draft.")),
    "undefined-term": ("fix", N_("{clause} uses the defined term “{term}”, which has no definition in this language.")),
    "no-words": ("fix", N_("“{clause}” has no words in this language: {language}.")),
    "one-language-amended": (
        "consider",
        N_("“{clause}” was amended in one language only ({amended}); amend the other ({other}) too, or they no longer say the same."),
    ),
    "unknown-clause": ("fix", N_("The library has no clause “{clause}”.")),
    "unknown-position": ("fix", N_("“{clause}” has no position “{position}”.")),
    "unused-value": ("consider", N_("{clause}: the value “{blank}” belongs to no blank of the clause.")),
    "term-order": ("fix", N_("The agreement would end on {end}, before it begins on {start}.")),
    "newer-library": ("information", N_("The library has newer words for “{clause}”.")),
    "empty": ("consider", N_("The draft has no clauses yet.")),
    "no-scope": ("consider", N_("No clause says what the agreement covers.")),
    "no-signatures": ("consider", N_("No clause provides for signatures.")),
    "parted-package": ("consider", N_("“{clause}” is agreed but “{other}” is not, and the package “{package}” is offered only as a whole.")),
    "not-at-level": ("information", N_("“{clause}” was not written for this level of agreement.")),
}


@remembered
def check(draft: Draft, library: Library, language: str = "") -> tuple[Finding, ...]:
    """Return all findings on a draft, gravest first and then in the draft's order.

    Values in findings are worded in ``language`` (default: the draft's first).
    """
    language = language or draft.languages[0]
    found: list[Finding] = []
    for rule in (_frame, _clauses, _companions, _packages, _blanks, _quantities, _words):
        found.extend(rule(draft, library, language))
    return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))


def _finding(rule: str, place: str, **values: str) -> Finding:
    return Finding(RULES[rule][0], rule, place, values)


def _frame(draft: Draft, library: Library, language: str) -> Iterator[Finding]:
    for party in draft.parties:
        if not party.named(language):
            yield _finding(f"open-{party.side}", "draft.parties")
    if not draft.titled(language):
        yield _finding("open-title", "draft.title")
    elif untitled := [tag for tag in draft.languages if not draft.title.get(tag)]:
        yield _finding("untitled-language", "draft.title", language=_tongues(untitled, language))
    start, end = draft.term.start, draft.term.end
    if start and end and end < start:
        yield _finding("term-order", "draft.term", start=filling.format_date(start, language), end=filling.format_date(end, language))
    present = {selection.id for selection in draft.selections}
    if not present:
        yield _finding("empty", "draft.clauses")
        return
    if "skl-scope" not in present:
        yield _finding("no-scope", "draft.clauses")
    if "skl-signatures" not in present:
        yield _finding("no-signatures", "draft.clauses")


def _clauses(draft: Draft, library: Library, language: str) -> Iterator[Finding]:
    for selection in draft.selections:
        title = title_of(draft, library, selection.id, language)
        if selection.own:
            continue
        clause = library.clauses.get(selection.id)
        if clause is None:
            if selection.id not in draft.words:
                yield _finding("unknown-clause", selection.id, clause=selection.id)
            continue
        for position in {selection.position, *selection.slots.values()} - set(library.positions(selection.id)):
            yield _finding("unknown-position", selection.id, clause=title, position=position)
        for name in selection.values.keys() - clause.blanks.keys():
            yield _finding("unused-value", selection.id, clause=title, blank=name)
        if draft.level not in clause.levels:
            yield _finding("not-at-level", selection.id, clause=title)
        kept = draft.words.get(selection.id)
        if kept and kept.digest != chosen_words(library, selection, draft.languages).digest:
            yield _finding("newer-library", selection.id, clause=title)


def _companions(draft: Draft, library: Library, language: str) -> Iterator[Finding]:
    present = {selection.id for selection in draft.selections}
    for selection in draft.selections:
        clause = library.clauses.get(selection.id)
        if clause is None:
            continue
        title = title_of(draft, library, selection.id, language)
        for other in clause.requires:
            if other not in present:
                yield _finding("missing-required", selection.id, clause=title, other=library.title(other, language), id=other)
        for target in clause.excludes:
            if _stands(draft, library, target):
                other = target.split("#")[0].split("@")[0]
                yield _finding("excluded", selection.id, clause=title, other=title_of(draft, library, other, language))


def _packages(draft: Draft, library: Library, language: str) -> Iterator[Finding]:
    """Yield each package of which one clause is agreed, be it tentatively, and another is not (or was taken out)."""
    for package in draft.packages:
        parted: dict[bool, list[str]] = {True: [], False: []}
        for clause in package.clauses:
            selection = draft.selection(clause)
            parted[selection is not None and selection.standing in SETTLED].append(clause)
        if parted[True] and parted[False]:
            clause, other = (title_of(draft, library, clauses[0], language) or clauses[0] for clauses in (parted[True], parted[False]))
            yield _finding("parted-package", parted[True][0], clause=clause, other=other, package=package.name)


def _stands(draft: Draft, library: Library, target: str) -> bool:
    """Return whether an excludes target (``id``, ``id#slot``, ``id@position``, ``id#slot@position``) stands in the draft."""
    rest, _, position = target.partition("@")
    clause, _, slot = rest.partition("#")
    selection = draft.selection(clause)
    if selection is None:
        return False
    taken = [selection.slots.get(name, selection.position) for name in ([slot] if slot else library.clauses[clause].slots)] if clause in library.clauses else []
    return position in taken if position else True


def _used_blanks(plan: Plan, clause: str) -> list[str]:
    """Return the blanks that the words standing in the agreement use."""
    used = [part.blank for slot in plan.slots[clause] for provision in slot.provisions for part in provision.parts if isinstance(part, BlankUse)]
    return list(dict.fromkeys(used))


def _blanks(draft: Draft, library: Library, language: str) -> Iterator[Finding]:
    plan = plan_of(draft, library, language if language in draft.languages else draft.languages[0])
    suggested = 0
    for selection in draft.selections:
        clause = library.clauses.get(selection.id)
        for name in _used_blanks(plan, selection.id) if clause else ():
            blank = library.blank(selection.id, name)
            if clause is None or blank is None:
                continue
            own = clause.blanks[name]
            value = value_of(draft, library, selection.id, name)
            words = {"clause": title_of(draft, library, selection.id, language), "blank": label_of(library, selection.id, name, language)}
            place = f"{selection.id}.{name}"
            if value is None or value == []:
                yield _finding("open-date" if blank.kind in ("date", "party") else "open-blank", place, **words)
            else:
                bounds = list(_bounds(draft, library, selection, name, blank, place, words, language))
                if refusal(blank, value) and not any(found.severity == "fix" for found in bounds):
                    bounds = [_finding("unfit-value", place, **words)]
                yield from bounds
            suggested += value is not None and name not in selection.values and not own.fact and not own.same_as and blank.quantity not in draft.values
    if suggested:
        yield _finding("suggested-values", "draft.values", number=str(suggested))


def _bounds(
    draft: Draft, library: Library, selection: Selection, name: str, blank: Blank, place: str, words: dict[str, str], language: str
) -> Iterator[Finding]:
    value = value_of(draft, library, selection.id, name)
    if not isinstance(value, int | float):
        return

    def say(number: float) -> str:
        return filling.phrase(library, selection.id, name, number, language).replace("\N{NO-BREAK SPACE}", " ")

    def binds(limit: LegalLimit | None) -> bool:
        return limit is not None and limit.jurisdiction in ("", "eu", draft.jurisdiction)

    for rule, limit, beyond in (
        ("below-floor", blank.floor, blank.floor is not None and value < blank.floor.value),
        ("above-ceiling", blank.ceiling, blank.ceiling is not None and value > blank.ceiling.value),
    ):
        if limit is not None and binds(limit) and beyond:
            basis = library.vocabulary.legal_bases.get(limit.law)
            law = nearest(basis.provision, language) if basis else limit.law
            yield _finding(rule, place, **words, value=say(value), bound=say(limit.value), law=law)
    if blank.band and name in selection.values and not blank.band.low <= value <= blank.band.high:
        yield _finding("outside-band", place, **words, value=say(value), low=say(blank.band.low), high=say(blank.band.high))


def _quantities(draft: Draft, library: Library, language: str) -> Iterator[Finding]:
    """Yield where one quantity has two values: a shared blank filled apart, or a clause that differs from the value asked once."""
    for selection in draft.selections:
        clause = library.clauses.get(selection.id)
        for name, blank in clause.blanks.items() if clause else ():
            value = selection.values.get(name)
            if value is None:
                continue
            other, its_name = "", ""
            if blank.same_as:
                other, _, its_name = blank.same_as.partition(".")
                standard = value_of(draft, library, other, its_name)
            else:
                standard = draft.values.get(blank.quantity) if blank.quantity else None
            if standard is not None and standard != value:
                yield _finding(
                    "two-values",
                    f"{selection.id}.{name}",
                    blank=label_of(library, selection.id, name, language),
                    clause=title_of(draft, library, selection.id, language),
                    value=filling.phrase(library, selection.id, name, value, language),
                    other=title_of(draft, library, other, language) if other else draft.titled(language),
                    other_value=filling.phrase(library, selection.id, name, standard, language),
                )


def _words(draft: Draft, library: Library, language: str) -> Iterator[Finding]:
    terms = False
    for tag in draft.languages:
        plan = plan_of(draft, library, tag)
        terms = terms or bool(plan.terms)
        for selection in draft.selections:
            title = title_of(draft, library, selection.id, language)
            if not plan.slots[selection.id] and (selection.own or selection.id in library.clauses):
                yield _finding("no-words", selection.id, clause=title, language=tag)
            if tag == draft.languages[0] or tag in selection.wording:
                yield from _parts(draft, library, plan, selection.id, title, language)
    if terms and draft.selection("skl-definitions") is None:
        yield _finding("no-definitions", "draft.clauses")
    for selection in draft.selections:
        amended = [tag for tag in draft.languages if tag in selection.wording or tag in selection.title]
        other = [tag for tag in draft.languages if tag not in amended]
        if amended and other and not selection.own:
            title = title_of(draft, library, selection.id, language)
            yield _finding("one-language-amended", selection.id, clause=title, amended=_tongues(amended, language), other=_tongues(other, language))


def _tongues(tags: list[str], language: str) -> str:
    return ", ".join(Locale.parse(tag).get_display_name(language) or tag for tag in tags)


def _parts(draft: Draft, library: Library, plan: Plan, clause: str, title: str, language: str) -> Iterator[Finding]:
    said: set[str] = set()
    for slot in plan.slots[clause]:
        for part in (part for provision in slot.provisions for part in provision.parts):
            if isinstance(part, ReferenceUse) and _dangles(plan, part) and part.clause not in said:
                said.add(part.clause)
                yield _finding("dangling-reference", f"{clause}#{slot.slot}".rstrip("#"), clause=title, other=title_of(draft, library, part.clause, language))
            elif isinstance(part, TermUse) and part.term not in said:
                said.add(part.term)
                term = library.vocabulary.terms.get(part.term)
                if term is None or plan.language not in term.words:
                    yield _finding("undefined-term", f"{clause}#{slot.slot}".rstrip("#"), clause=title, term=part.text)
            elif not isinstance(part, BlankUse | AnnexUse | ReferenceUse) and "{{" in getattr(part, "text", ""):
                yield _finding("unknown-markup", clause, clause=title, words=getattr(part, "text", "")[getattr(part, "text", "").index("{{") :][:40])


def _dangles(plan: Plan, part: ReferenceUse) -> bool:
    present = plan.slots.get(part.clause)
    return present is None or bool(part.slot and part.slot not in {slot.slot for slot in present})
