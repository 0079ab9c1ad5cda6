"""What the page of a conflict shows: what only the reader changed, what both changed, and what has no place any more.

Three values are held against each other field by field: as the form was opened, as it was sent, and as the draft has it now.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clauses.said import joined, part
from drafting.comparison import Stretch, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from werkzeug.datastructures import MultiDict

    from web.present.fields import Field

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Change:
    """An answer the reader changed: what it is called and what was written."""

    label: str
    group: str
    words: str


@dataclass(frozen=True)
class Clash:
    """An answer both changed: both texts with their differences, and the fields that bring each."""

    label: str
    group: str
    mine: tuple[Stretch, ...]
    theirs: tuple[Stretch, ...]
    my_fields: Pairs
    their_fields: Pairs


@dataclass(frozen=True)
class Conflict:
    """The page of a conflict: the form as it will be sent, with what is to be chosen and what was laid on the present version.

    ``followed`` are the fields that another changed and the reader did not, as the present version has them; None where a page cannot follow.
    """

    kept: Pairs
    clashes: tuple[Clash, ...] = ()
    laid: tuple[Change, ...] = ()
    homeless: tuple[Change, ...] = ()
    private: bool = False
    followed: dict[str, str | bool] | None = None

    @property
    def settled(self) -> bool:
        """Whether nothing is to be asked: what the reader changed and what another changed go together, and the page can show both."""
        return self.followed is not None and not (self.clashes or self.homeless or self.private)


class _Unit:
    """The fields of one answer in the three states."""

    def __init__(self, names: list[str], base: dict[str, Field], present: dict[str, Field], form: MultiDict[str, str]) -> None:
        self.names = names
        self.fields = {name: present.get(name) or base[name] for name in names}
        self.base = {name: base[name].values if name in base else () for name in names}
        self.theirs = {name: present[name].values if name in present else () for name in names}
        self.mine = {name: _sent(self.fields[name], form, self.base[name]) for name in names}
        self.gone = all(name not in present for name in names if self.fields[name].kind != "button")
        self.changed_by_me = any(_folded(self.mine[name]) != _folded(self.base[name]) for name in names if name in base)
        self.changed_by_them = any(_folded(self.theirs[name]) != _folded(self.base[name]) for name in names)
        self.differ = any(_folded(self.mine[name]) != _folded(self.theirs[name]) for name in names)

    def said(self, values: dict[str, tuple[str, ...]]) -> str:
        """Return one state of the answer in words; a button that was pressed says it all."""
        pressed = [name for name in self.names if self.fields[name].kind == "button" and values[name]]
        return joined((self.fields[name].said(values[name]) for name in pressed or self.names if self.fields[name].kind != "hidden"), "\n")

    def followed(self) -> dict[str, str | bool] | None:
        """Return what another made of the answer as its fields take it; None when it has other fields now, or one that cannot be set."""
        found: dict[str, str | bool] = {}
        for name in self.names:
            field, values = self.fields[name], self.theirs[name]
            if field.kind == "button" or _folded(values) == _folded(self.base[name]):
                continue
            if field.kind == "checkbox" and len(field.words) == 1:
                found[name] = bool(values)
            elif field.kind in ("text", "textarea", "select", "hidden") and len(values) == 1:
                found[name] = values[0]
            else:
                return None
        return found

    def change(self) -> Change:
        """Return what the reader made of the answer."""
        first = next(field for field in self.fields.values() if field.kind != "hidden")
        return Change(first.label, first.group, self.said(self.mine))

    def clash(self) -> Clash:
        """Return both texts of the answer."""
        change, mine, theirs = self.change(), self.said(self.mine), self.said(self.theirs)
        stretches = compare(theirs, mine)
        both = _one_text(stretches, mine, "inserted"), _one_text(stretches, theirs, "deleted")
        return Clash(change.label, change.group, *both, _pairs(self.mine), _pairs(self.theirs))


def _one_text(stretches: Sequence[Stretch], words: str, own: str) -> tuple[Stretch, ...]:
    """Return the stretches of one of two compared texts, each in the language its words have there."""
    found, place = [], 0
    for stretch in stretches:
        if stretch.kind in ("equal", own):
            found.append(replace(stretch, text=part(words, place, place + len(stretch.text))))
            place += len(stretch.text)
    return tuple(found)


def conflict(base: dict[str, Field], present: dict[str, Field], form: MultiDict[str, str], private: Callable[[str], bool]) -> Conflict:
    """Return the page of a conflict; nothing that is ``private`` is on it, and ``private`` says that the reader changed something of that kind."""
    units: dict[str, list[str]] = {}
    for field in [*present.values(), *(field for name, field in base.items() if name not in present)]:
        units.setdefault(field.unit, []).append(field.name)
    kept: list[tuple[str, str]] = []
    clashes, laid, homeless = [], [], []
    asked = [{name for name, field in state.items() if field.kind != "button"} for state in (base, present)]
    followed: dict[str, str | bool] | None = {} if asked[0] == asked[1] else None
    for names in units.values():
        unit = _Unit(names, base, present, form)
        mine = unit.changed_by_me and unit.differ
        if private(names[0]):
            if mine:
                return Conflict((), private=True)
        elif mine and unit.gone:
            homeless.append(unit.change())
        elif mine and unit.changed_by_them:
            clashes.append(unit.clash())
        else:
            kept += _pairs(unit.mine if mine else unit.theirs)
            laid += [unit.change()] if mine else []
            theirs = {} if mine else unit.followed()
            followed = None if followed is None or theirs is None else followed | theirs
    return Conflict(tuple(kept), tuple(clashes), tuple(laid), tuple(homeless), followed=followed)


def _sent(field: Field, form: MultiDict[str, str], base: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a form says of a field; of what a browser leaves out, only a box that is not ticked says something."""
    if field.kind == "button":
        name, _equals, value = field.name.partition("=")
        return (value,) if value in form.getlist(name) else ()
    if (field.kind != "hidden" and field.name in form) or field.kind == "checkbox":
        return tuple(value.replace("\r\n", "\n") for value in form.getlist(field.name))
    return base


def _folded(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value.strip() for value in values)


def _pairs(values: dict[str, tuple[str, ...]]) -> Pairs:
    return tuple((name.partition("=")[0], value) for name, entries in values.items() for value in entries)
