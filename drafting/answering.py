"""Answers to what came back: a change taken into the draft as a value or as own words, a new clause, a standing."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from drafting import changes, filling
from drafting.assembly import assemble
from drafting.changes import DraftError
from drafting.draft import Selection
from drafting.edits import Change, Edit, apply, changes_between
from drafting.plaintext import clause_words, placed_words
from drafting.plan import plan_of
from drafting.renaming import renamed
from drafting.returned import folded
from drafting.unnumbered import unnumbered
from drafting.worded import Piece, Wording, wording_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clauses.blank import Value
    from clauses.library import Library
    from drafting.agreement import Agreement
    from drafting.draft import Draft, Standing
    from drafting.exchange import NewPart, ReturnedClause

_TERM = {"term.from": "start", "term.to": "end"}
_FIGURE = re.compile(r"-?\d[\d\s.,]*\d|\d")


def accept(draft: Draft, library: Library, returned: ReturnedClause, wanted: Sequence[Change], language: str) -> Draft:
    """Return the draft with changes of a returned clause taken in; a change of nothing but a blank's value becomes the value, one of a name a fact.

    The draft may have gone on since the file was sent: a change whose place is untouched still finds it. Raises DraftError for one
    that does not, for one that is not ``acceptable``, for a clause deleted in one language of two and for a heading that is too long.
    """
    agreement, others = assemble(draft, library, language), []
    for change in wanted:
        named = renamed(draft, agreement, returned.clause, returned.before, change.edits)
        others += [change] if named is None else []
        draft = draft if named is None else named
    if not others:
        return draft
    return _accept_words(draft, library, returned, others, language)


def acceptable(draft: Draft, agreement: Agreement, returned: ReturnedClause) -> list[bool]:
    """Return of each change of a clause whether it is one of words that the draft holds, or of a name that follows from its facts.

    Numbers are counted, and definitions, the lists of parties and annexes and the places to sign are placed by the document itself.
    """
    known = draft.selection(returned.clause) is not None
    placed = _placed(agreement, returned) if known and returned.after else [not known] * len(returned.changes)
    return [
        not is_placed or renamed(draft, agreement, returned.clause, returned.before, entry.change.edits) is not None
        for is_placed, entry in zip(placed, returned.changes, strict=True)
    ]


def taken(agreement: Agreement, returned: ReturnedClause) -> list[bool]:
    """Return of each change of a clause whether its words in an agreement of the draft already differ so from those that were sent."""
    plain = unnumbered(returned)
    there = _differences(plain.before, clause_words(agreement, returned.clause))
    every = [[(edit.start, edit.end, edit.words) for edit in entry.change.edits] for entry in plain.changes]
    return [bool(edits) and there.issuperset(edits) for edits in every]


@lru_cache(maxsize=512)
def _differences(before: str, present: str) -> frozenset[tuple[int, int, str]]:
    found = changes_between(before, present, (folded(before), folded(present)))
    return frozenset((edit.start, edit.end, edit.words) for change in found for edit in change.edits)


def _placed(agreement: Agreement, returned: ReturnedClause) -> list[bool]:
    """Return of each change of a clause whether it touches nothing but numbers, or any line that the document itself places there."""
    plain = unnumbered(returned)
    placed = {_FIGURE.sub("0", line) for line in placed_words(agreement, returned.clause)}
    stretches: list[tuple[int, int]] = []
    place = 0
    for line in plain.before.split("\n"):
        end = place + len(line) + 1
        if _FIGURE.sub("0", line) in placed:
            start = stretches.pop()[0] if stretches and stretches[-1][1] == place else place
            stretches.append((start, end))
        place = end
    every = [entry.change.edits for entry in plain.changes]
    return [not edits or any(edit.start < end and start < edit.end for edit in edits for start, end in stretches) for edits in every]


def _accept_words(draft: Draft, library: Library, returned: ReturnedClause, wanted: Sequence[Change], language: str) -> Draft:
    if draft.selection(returned.clause) is None:
        raise DraftError("“{part}” is no clause of this draft: what stands there follows from the facts or from other clauses.", part=returned.title[:80])
    if returned.kept_beside and not returned.after:
        raise DraftError("“{clause}” was deleted in one language only; remove the clause by hand if you agree.", clause=returned.title[:80])
    if not returned.after and len(wanted) == len(returned.changes):
        return changes.remove(draft, returned.clause)
    plain = unnumbered(returned)
    placed = _placed(assemble(draft, library, language), returned)
    chosen = [place for place, entry in enumerate(returned.changes) if entry.change in wanted]
    if any(placed[place] for place in chosen):
        raise DraftError("Sopu counts this number, or places these words here by itself: they follow from the rest of the agreement and cannot be taken in.")
    wording = wording_of(plan_of(changes.keep_words(draft, library), library, language), returned.clause)
    edits = _rebased([edit for place in chosen for edit in plain.changes[place].change.edits], plain, wording.text)
    values: dict[str, Value | None] = {}
    rest = []
    for edit in edits:
        filled = _value(draft, library, wording, edit, returned.clause, language)
        if filled is None:
            rest.append(edit)
        else:
            values |= filled
    result = _amended(draft, library, wording, rest, plain, language) if rest else draft
    for name, value in values.items():
        result = _filled(result, library, returned.clause, name, value)
    return result


def accept_order(draft: Draft, returned: ReturnedClause) -> Draft:
    """Return the draft with a clause moved to where the returned file has it; raises DraftError when either place is not in the draft."""
    names = [getattr(entry, "id", "") for entry in draft.clauses]
    if returned.clause not in names:
        raise DraftError("The clause “{clause}” is not in this draft.", clause=returned.clause)
    place = names.index(returned.clause)
    rest = [name for name in names if name != returned.clause]
    return changes.move(draft, place, rest.index(returned.moved_after) + 1 if returned.moved_after in rest else 0)


def has_order(draft: Draft, returned: ReturnedClause) -> bool:
    """Return whether a clause that was moved stands in the draft where the returned file has it; raises DraftError as ``accept_order`` does."""
    return accept_order(draft, returned).clauses == draft.clauses


def accept_new(draft: Draft, part: NewPart, language: str) -> Draft:
    """Return the draft with words under a new heading as a clause of its own, after the clause they follow.

    Raises DraftError without words and for a heading that is too long.
    """
    title, words = _as_own(part)
    _refuse_long(title)
    result = changes.add_own(draft, language, title, words)
    added = next(entry.id for entry in result.selections if draft.selection(entry.id) is None)
    names = [getattr(entry, "id", "") for entry in result.clauses]
    rest = [name for name in names if name != added]
    return changes.move(result, names.index(added), rest.index(part.after) + 1) if part.after in rest else result


def has_new(draft: Draft, part: NewPart, language: str) -> bool:
    """Return whether words under a new heading are a clause of the draft already, as ``accept_new`` would make them."""
    clause = own_clause(draft, part, language)
    return clause is not None and clause.wording.get(language) == _as_own(part)[1]


def own_clause(draft: Draft, part: NewPart, language: str) -> Selection | None:
    """Return the clause of the draft that has the heading of new words, as ``accept_new`` would make it; None without one."""
    title = " ".join(_as_own(part)[0].split())
    return next((entry for entry in draft.selections if entry.own and entry.title.get(language) == title), None)


def new_words(part: NewPart) -> str:
    """Return new words as those of a clause are compared: its heading, then a line for each paragraph."""
    title, words = _as_own(part)
    return "\n".join((title, *words.split("\n\n")))


def _as_own(part: NewPart) -> tuple[str, str]:
    title, _, words = part.text.partition("\n")
    return title, "\n\n".join(line.lstrip("#- ") for line in (words or title).split("\n"))


def _refuse_long(title: str) -> None:
    """Raise DraftError for a heading that is longer than a clause's title may be: their words are taken in whole or not at all."""
    if len(" ".join(title.split())) > changes.LONGEST_TITLE:
        raise DraftError(
            "Their heading “{beginning} …” has more than {longest} characters and was not taken in; write the clause by hand under a shorter one.",
            beginning=title[:60].strip(),
            longest=str(changes.LONGEST_TITLE),
        )


def stand(draft: Draft, clause: str, standing: Standing) -> Draft:
    """Return the draft with the standing of a clause; raises DraftError for a clause that is not in it."""
    if draft.selection(clause) is None:
        raise DraftError("The clause “{clause}” is not in this draft.", clause=clause)
    return _with(draft, clause, standing=standing)


def _styled(returned: ReturnedClause, *names: str) -> frozenset[str]:
    """Return the lines of a returned clause whose style is called by one of these names."""
    return frozenset(line for line, style in zip(returned.after.split("\n"), returned.styles, strict=False) if any(name in style for name in names))


def _amended(draft: Draft, library: Library, wording: Wording, edits: Sequence[Edit], returned: ReturnedClause, language: str) -> Draft:
    title, words = wording.edited(edits, _styled(returned, "item", "list"), _styled(returned, "continued"))
    result = draft if title == wording.title else _titled(draft, returned.clause, language, title)
    result = changes.amend(result, returned.clause, language, words) if words != wording.markup else result
    reads = wording_of(plan_of(changes.keep_words(result, library), library, language), returned.clause).text
    wanted = apply([Change("replaced", "", "", tuple(edits))], wording.text)
    if _plain(reads) != _plain(wanted):
        raise DraftError("Sopu cannot take this change in without touching other words; amend the clause by hand.")
    return result


def _plain(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _titled(draft: Draft, clause: str, language: str, title: str) -> Draft:
    _refuse_long(title)
    selection = draft.selection(clause)
    assert selection is not None
    return _with(draft, clause, title={**selection.title, language: title})


def _with(draft: Draft, clause: str, **fields: object) -> Draft:
    entries = tuple(entry.model_copy(update=fields) if isinstance(entry, Selection) and entry.id == clause else entry for entry in draft.clauses)
    return draft.changed(clauses=entries)


def _rebased(edits: Sequence[Edit], returned: ReturnedClause, present: str) -> list[Edit]:
    """Return edits of the sent words as edits of the present ones; raises DraftError where these are no longer the same."""
    sent = returned.before
    meanwhile = [edit for change in changes_between(sent, present, (folded(sent), folded(present))) for edit in change.edits]
    theirs = sorted((edit for change in returned.changes for edit in change.change.edits), key=lambda edit: edit.at)
    result = []
    for edit in edits:
        shift = 0
        for other in meanwhile:
            beside = _taken_before(edit, other, theirs)
            if beside is None and ((edit.start < other.end and other.start < edit.end) or other.start == edit.start):
                raise DraftError("The words of this change are no longer those that were sent; amend the clause by hand or leave the change open.")
            shift += beside if beside is not None else len(other.words) - (other.end - other.start) if other.end <= edit.start else 0
        result.append(Edit(edit.start + shift, edit.end + shift, edit.words, edit.at))
    return result


def _taken_before(edit: Edit, other: Edit, theirs: Sequence[Edit]) -> int | None:
    """Return how many letters of what they put in where ``edit`` puts in more were taken in before and stand ahead of it; None for anything else."""
    if not edit.start == edit.end == other.start == other.end:
        return None
    ahead = place = 0
    for taken in theirs:
        if taken != edit and taken.start == taken.end == edit.start and other.words.startswith(taken.words, place):
            place += len(taken.words)
            ahead += len(taken.words) if taken.at < edit.at else 0
    return ahead if place == len(other.words) else None


def _value(draft: Draft, library: Library, wording: Wording, edit: Edit, clause: str, language: str) -> dict[str, Value | None] | None:
    """Return the value a blank gets by an edit that touches nothing else and that Sopu would print in just these words; else None."""
    found = wording.blank_at(edit.start, edit.end)
    blank = library.blank(clause, found.blank) if found is not None else None
    if found is None or blank is None or "\n" in edit.words:
        return None
    shown = found.shown[: edit.start - found.start] + edit.words + found.shown[edit.end - found.start :]
    figure = _FIGURE.search(shown)
    for typed in (shown, figure[0] if figure else ""):
        try:
            value = filling.read(blank, typed, language)
        except filling.FillingError:
            continue
        if value is not None and _prints(library, clause, found, value, language) == shown:
            return {found.blank: value}
    return None


def _filled(draft: Draft, library: Library, clause: str, name: str, value: Value | None) -> Draft:
    """Return the draft with a value where it belongs: a day of the term in the facts, what two clauses share with the clause that owns it."""
    blank = library.clauses[clause].blanks[name]
    if blank.fact in _TERM and isinstance(value, date):
        return draft.changed(term=draft.term.model_copy(update={_TERM[blank.fact]: value}))
    owner, _, its_name = blank.same_as.partition(".")
    if its_name and draft.selection(owner) is not None:
        return _filled(draft, library, owner, its_name, value)
    return changes.fill(draft, clause, {name: value})


def _prints(library: Library, clause: str, piece: Piece, value: Value, language: str) -> str:
    try:
        return filling.phrase(library, clause, piece.blank, value, language, piece.form).replace("\N{NO-BREAK SPACE}", " ")
    except (KeyError, ValueError):
        return ""
