"""The blanks of a draft as questions, and the answers read back: what was typed last counts, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from babel import numbers

from clauses.markup import BlankUse
from drafting import changes, filling
from drafting.plan import plan_of
from drafting.remembering import remembered
from drafting.values import value_of
from web import language
from web.lengths import ENTRY, too_long
from web.present.facts import EXAMPLE, typed_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkzeug.datastructures import MultiDict

    from clauses.blank import Blank, Value
    from clauses.library import Library
    from drafting.draft import Draft


@dataclass
class Answers:
    """What a form says of blanks: values to set, values to forget, what cannot be read, and everything as it was typed."""

    values: dict[str, dict[str, Value | None]] = field(default_factory=dict)
    forgotten: dict[str, set[str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    ticked: set[str] = field(default_factory=set)
    entries: dict[str, list[str]] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """How many blanks are changed."""
        return sum(map(len, self.values.values())) + sum(map(len, self.forgotten.values()))

    def apply(self, draft: Draft) -> Draft:
        """Return the draft with these answers."""
        for clause, values in self.values.items():
            draft = changes.fill(draft, clause, values)
        for clause, names in self.forgotten.items():
            draft = changes.suggest(draft, clause, names)
        return draft


def identity(clause: str, name: str) -> str:
    """Return the id and name of a blank's field."""
    return f"blank-{clause}-{name}"


@remembered
def used(draft: Draft, library: Library) -> dict[str, list[str]]:
    """Return the blanks that the words standing in the agreement use, per clause, in the order of the text; not to be changed."""
    result: dict[str, list[str]] = {selection.id: [] for selection in draft.selections}
    for tag in draft.languages:
        for clause, slots in plan_of(draft, library, tag).slots.items():
            known = library.clauses[clause].blanks if clause in library.clauses else {}
            for part in (part for slot in slots for provision in slot.provisions for part in provision.parts):
                if isinstance(part, BlankUse) and part.blank in known and part.blank not in result[clause]:
                    result[clause].append(part.blank)
    return result


def elsewhere(draft: Draft, library: Library, clause: str, name: str) -> str:
    """Return "fact" or the id of the other clause where a blank is really asked; "" where it is asked here."""
    blank, selection = library.clauses[clause].blanks[name], draft.selection(clause)
    if selection is not None and name in selection.values:
        return ""
    if blank.fact:
        return "fact"
    other = blank.same_as.partition(".")[0]
    return other if other and draft.selection(other) else ""


def typed_value(blank: Blank, value: Value | None) -> str:
    """Return a value the way the reader would type it; of a list, the entries that are not among its options."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(entry for entry in value if entry not in blank.options)
    if isinstance(value, int | float):
        return numbers.format_decimal(value, locale=language.current())
    return value if isinstance(value, str) else typed_date(value)


def read(draft: Draft, library: Library, clauses: Iterable[str], form: MultiDict[str, str]) -> Answers:
    """Return the answers of a form to the blanks of clauses; a field that was not sent changes nothing."""
    answers = Answers()
    standing = used(draft, library)
    for clause in clauses:
        for name in standing.get(clause, ()):
            if not elsewhere(draft, library, clause, name) and identity(clause, name) + "-here" in form:
                _read_one(draft, library, clause, name, form, answers)
    return answers


def standing(draft: Draft, library: Library, answers: Answers) -> dict[str, str | bool]:
    """Return how the fields of a form stand after saving where a box “not decided yet” was ticked or taken away, by field name."""
    result: dict[str, str | bool] = {}
    for clause, names in used(draft, library).items():
        for name in names:
            key, blank = identity(clause, name), library.blank(clause, name)
            if blank is not None and (key in answers.ticked or name in answers.forgotten.get(clause, ())):
                value = value_of(draft, library, clause, name)
                result |= {key: typed_value(blank, value), f"{key}-open": value is None}
    return result


def _read_one(draft: Draft, library: Library, clause: str, name: str, form: MultiDict[str, str], answers: Answers) -> None:
    key, blank = identity(clause, name), library.blank(clause, name)
    selection = draft.selection(clause)
    if blank is None or selection is None:
        return
    value, explicit = value_of(draft, library, clause, name), name in selection.values
    before, sent = typed_value(blank, value), form.get(key, "").replace("\r\n", "\n")
    ticked = f"{key}-open" in form
    answers.typed[key], answers.entries[key] = sent, form.getlist(f"{key}-entry")
    if ticked:
        answers.ticked.add(key)
    if blank.kind == "list":
        _read_list(clause, name, blank, value, form.getlist(f"{key}-entry"), sent, answers)
        unchanged = clause not in answers.values or name not in answers.values[clause]
    else:
        unchanged = sent.strip() == before.strip()
    if form.get("suggest") == key:
        answers.values.get(clause, {}).pop(name, None)
        answers.forgotten.setdefault(clause, set()).add(name)
    elif ticked and (unchanged or not sent.strip()):
        if value is not None or not explicit:
            answers.values.setdefault(clause, {})[name] = None
    elif unchanged:
        boxed = blank.kind not in ("choice", "list")
        _leave(clause, name, value, explicit and boxed, "accept" in form and not explicit, answers)
    elif blank.kind != "list":
        _read_typed(clause, name, blank, sent, draft, library, answers)


def _leave(clause: str, name: str, value: Value | None, unticked: bool, accept: bool, answers: Answers) -> None:
    """A field left as it was: a box that was unticked brings the suggestion back; a suggestion may be taken as decided."""
    if unticked and value is None:
        answers.forgotten.setdefault(clause, set()).add(name)
    elif accept and value not in (None, []):
        answers.values.setdefault(clause, {})[name] = value


def _read_list(clause: str, name: str, blank: Blank, value: Value | None, entries: list[str], others: str, answers: Answers) -> None:
    own = [line for text in others.splitlines() if (line := " ".join(text.split()))]
    if problem := too_long(max(own, key=len, default=""), ENTRY):
        answers.errors[identity(clause, name)] = problem
        return
    chosen = [entry for entry in blank.options if entry in entries] + own
    if chosen != (value or []):
        answers.values.setdefault(clause, {})[name] = chosen or None


def _read_typed(clause: str, name: str, blank: Blank, sent: str, draft: Draft, library: Library, answers: Answers) -> None:
    key = identity(clause, name)
    try:
        answers.values.setdefault(clause, {})[name] = filling.read(blank, sent, language.current(), library.vocabulary.units, draft.languages)
    except filling.FillingError as error:
        answers.errors[key] = refused(error)


def refused(error: filling.FillingError) -> str:
    """Return why something typed is not a value, as a sentence in the reader's language."""
    shown = {name: value if isinstance(value, str) else language.format_number(value) for name, value in error.values.items()}
    if shown.get("example") in ("31.12.2027", "2027-01-31"):
        shown["example"] = typed_date(EXAMPLE)
    return language.worded(error.reason, shown)
