"""What only our side writes about a clause: a note, our opening, and per blank a target and a fallback, read from its form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drafting import filling
from drafting.draft import PrivateNote
from web import language
from web import questions as asked
from web.lengths import NOTE, too_long

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from clauses.blank import Blank, Value
    from clauses.library import Library
    from drafting.draft import Draft

KINDS = ("target", "fallback")


@dataclass
class Aims:
    """The private layer of a clause as its form has it: what can be read, what cannot, and everything as it was typed."""

    note: PrivateNote
    errors: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)

    def apply(self, draft: Draft, clause: str) -> Draft:
        """Return the draft with this private layer of the clause; one that says nothing is none."""
        others = {name: note for name, note in draft.private.items() if name != clause}
        return draft.changed(private=others if self.note == PrivateNote() else others | {clause: self.note})


def blanks(draft: Draft, library: Library, clause: str) -> Iterator[tuple[str, Blank]]:
    """Yield the blanks of a clause that are asked on its page, by name."""
    for name in asked.used(draft, library).get(clause, ()):
        blank = library.blank(clause, name)
        if blank is not None and not asked.elsewhere(draft, library, clause, name):
            yield name, blank


def typed_value(library: Library, clause: str, name: str, blank: Blank, value: Value | None) -> str:
    """Return an aim the way the reader would type it; of a list, each entry on a line of its own."""
    if isinstance(value, list):
        words = library.blank_words(clause, name, language.current())
        return "\n".join((words.options if words else {}).get(entry, entry) for entry in value)
    return asked.typed_value(blank, value)


def read(draft: Draft, library: Library, clause: str, form: Mapping[str, str]) -> Aims:
    """Return the private layer of a clause with what a form says of it; a field that was not sent changes nothing."""
    present = draft.private.get(clause, PrivateNote())
    aims, texts = Aims(present), {}
    if "note" in form:
        note = aims.typed["note"] = form["note"].replace("\r\n", "\n").strip()
        if problem := too_long(note, NOTE):
            aims.errors["note"] = problem
        else:
            texts["note"] = note
    if form.get("opening") in ("", present.opening, *library.positions(clause)):
        texts["opening"] = form["opening"]
    values: dict[str, dict[str, Value | None]] = {kind: dict(getattr(present, kind)) for kind in KINDS}
    for name, blank in blanks(draft, library, clause):
        for kind in KINDS:
            if f"{kind}-{name}" in form:
                _read_one(draft, library, clause, name, blank, form, kind, values[kind], aims)
    aims.note = present.model_copy(update=texts | values)
    return aims


def _read_one(
    draft: Draft, library: Library, clause: str, name: str, blank: Blank, form: Mapping[str, str], kind: str, values: dict[str, Value | None], aims: Aims
) -> None:
    key = f"{kind}-{name}"
    sent = aims.typed[key] = form[key].replace("\r\n", "\n").strip()
    if sent == typed_value(library, clause, name, blank, values.get(name)).strip():
        return
    try:
        value = filling.read(blank, sent, language.current(), library.vocabulary.units, draft.languages)
    except filling.FillingError as error:
        aims.errors[key] = asked.refused(error)
        return
    words = library.blank_words(clause, name, language.current())
    if isinstance(value, list) and words:
        codes = {label: code for code, label in words.options.items()}
        value = [codes.get(entry, entry) for entry in value]
    values.pop(name, None)
    if value not in (None, []):
        values[name] = value
