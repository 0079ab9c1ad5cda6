"""What the page of a clause shows of our own aims: per blank a target and a fallback, as typed, for our side only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clauses.said import opening
from drafting import filling
from drafting.draft import PrivateNote
from web import aims as read
from web import language
from web.language import gettext as _
from web.present.drafts import options

if TYPE_CHECKING:
    from clauses.library import Library
    from drafting.draft import Draft


@dataclass(frozen=True)
class AimField:
    """A target or a fallback: its field's name, what it is called, what stands in it and what is wrong with that."""

    name: str
    label: str
    typed: str
    error: str


@dataclass(frozen=True)
class Aim:
    """A blank with our aims for it."""

    label: str
    kind: str
    numeric: bool
    unit: str
    choices: tuple[tuple[str, str], ...]
    fields: tuple[AimField, ...]


@dataclass(frozen=True)
class OurSide:
    """What only our side sees of a clause."""

    note: str
    note_error: str
    opening: str
    openings: tuple[tuple[str, str], ...]
    aims: tuple[Aim, ...]

    @property
    def aimed(self) -> bool:
        """Whether an opening, a target or a fallback is stated."""
        return bool(self.opening) or any(field.typed for aim in self.aims for field in aim.fields)

    @property
    def problems(self) -> dict[str, str]:
        """What cannot be read, as a summary says it: with the field it is about."""
        wrong = (field for aim in self.aims for field in aim.fields if field.error)
        found = {field.name: _("%(field)s: %(problem)s", field=field.label, problem=field.error) for field in wrong}
        return found | ({"note": _("%(field)s: %(problem)s", field=_("Note for your own side"), problem=self.note_error)} if self.note_error else {})


def our_side(draft: Draft, library: Library, clause: str, typed: read.Aims | None = None) -> OurSide:
    """Return what only our side sees of a clause; with what was typed, that stands in the fields."""
    kept = typed.note if typed else draft.private.get(clause, PrivateNote())
    found = []
    for name, blank in read.blanks(draft, library, clause):
        words = library.blank_words(clause, name, language.current())
        label = words.label if words else name
        names = {"target": _("Our target: %(blank)s", blank=label), "fallback": _("Our fallback: %(blank)s", blank=label)}
        fields = []
        for kind in read.KINDS:
            key, value = f"{kind}-{name}", getattr(kept, kind).get(name)
            stands = read.typed_value(library, clause, name, blank, value)
            fields.append(AimField(key, names[kind], typed.typed.get(key, stands) if typed else stands, typed.errors.get(key, "") if typed else ""))
        choices = tuple((option, (words.options if words else {}).get(option, option)) for option in blank.options)
        found.append(
            Aim(
                opening(label),
                blank.kind,
                blank.numeric,
                filling.unit_words(blank, library.vocabulary.units, language.current()),
                choices,
                tuple(fields),
            )
        )
    positions = options({name: library.vocabulary.positions[name] for name in library.positions(clause)}) if clause in library.clauses else ()
    note, problem = (typed.typed.get("note", kept.note), typed.errors.get("note", "")) if typed else (kept.note, "")
    return OurSide(note, problem, kept.opening, (("", _("not stated")), *positions) if positions else (), tuple(found))
