"""Draft: one negotiation's choices, values and words. Immutable: every change returns a new Draft. Reads and writes the draft file."""

from __future__ import annotations

import uuid
from datetime import date
from functools import cached_property
from typing import Any, Literal

import yaml
from pydantic import Field, model_validator

from clauses.blank import Strict, Value
from clauses.clause import POSITIONS
from clauses.finding import N_
from clauses.said import Said, said
from clauses.yamlfile import SourceError, Unfit, load, model
from drafting.negotiation import Level, Party, Term, Words

FORMAT = 1
MAXIMUM_SIZE = 2_000_000
LAST_NUMBER = 999
Standing = Literal["open", "proposed", "countered", "tentatively agreed", "agreed", "withdrawn"]
SETTLED = ("agreed", "tentatively agreed")


class Selection(Strict):
    """A clause in a draft: its position, positions of single slots, values, and own wording where the words were amended.

    ``title`` is set for the negotiators' own clauses, whose id begins with ``own-``. A value of None means "not decided yet".
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)
    position: Literal["baseline", "balanced", "strong"] = "balanced"
    slots: dict[str, Literal["baseline", "balanced", "strong"]] = Field(default_factory=dict)
    values: dict[str, Value | None] = Field(default_factory=dict)
    wording: Words = Field(default_factory=dict)
    title: Words = Field(default_factory=dict)
    standing: Standing = "open"
    note: str = ""

    @property
    def mixed(self) -> bool:
        """Whether a slot is taken from another position than the clause's own."""
        return any(position != self.position for position in self.slots.values())

    @property
    def own(self) -> bool:
        """Whether this is a clause of the negotiators' own."""
        return self.id.startswith("own-")


class ChapterMark(Strict):
    """A chapter heading that stands before the clauses that follow it."""

    chapter: Words


class ChosenSlot(Strict):
    """The words of one slot as they were chosen: its position, lead-in and markup."""

    position: str
    lead_in: str
    text: str


class ChosenWords(Strict):
    """The library's words of a clause as they were when chosen, in one language."""

    title: str
    slots: dict[str, ChosenSlot]


class Chosen(Strict):
    """What a draft keeps of a clause, so that a later library never changes this draft."""

    version: int
    digest: str
    words: dict[str, ChosenWords]


class PrivateNote(Strict):
    """What only our side sees about a clause. Never reaches a shared document."""

    note: str = ""
    opening: str = ""
    target: dict[str, Value | None] = Field(default_factory=dict)
    fallback: dict[str, Value | None] = Field(default_factory=dict)


class Package(Strict):
    """Clauses that are offered together or not at all, under a name both sides may read."""

    name: str = Field(min_length=1, max_length=120)
    clauses: tuple[str, ...] = Field(min_length=2)


class Draft(Strict):
    """A draft agreement, as its file gives it. ``first_number`` is that of its first clause, for one that continues another agreement."""

    sopu: Literal[1] = 1
    id: str = Field(pattern=r"^[0-9a-f]{32}$")
    revision: int = Field(default=1, ge=1)
    label: Words = Field(default_factory=dict)
    dated: date
    title: Words = Field(default_factory=dict)
    parties: tuple[Party, ...] = ()
    level: Level = "national-sector"
    jurisdiction: str = Field(default="fi", pattern=r"^[a-z]{2,3}$")
    languages: tuple[str, ...] = ("en",)
    scheme: Literal["paragraph-sign", "decimal", "article"] = "paragraph-sign"
    first_number: int = Field(default=1, ge=1, le=LAST_NUMBER)
    term: Term = Term()
    values: dict[str, Value | None] = Field(default_factory=dict)
    clauses: tuple[Selection | ChapterMark, ...] = ()
    words: dict[str, Chosen] = Field(default_factory=dict)
    dismissed: dict[str, str] = Field(default_factory=dict)
    private: dict[str, PrivateNote] = Field(default_factory=dict)
    packages: tuple[Package, ...] = ()

    @model_validator(mode="after")
    def _once_each(self) -> Draft:
        seen: set[str] = set()
        for selection in self.selections:
            if selection.id in seen:
                raise Unfit(N_("the clause {clause} stands twice; keep one"), clause=selection.id)
            seen.add(selection.id)
        if not self.languages:
            raise Unfit(N_("languages: name at least one language, such as [fi]"))
        return self

    @property
    def selections(self) -> list[Selection]:
        """The clauses in order, without chapter headings."""
        return [entry for entry in self.clauses if isinstance(entry, Selection)]

    def selection(self, clause: str) -> Selection | None:
        """Return the selection of a clause, or None when it is not in the draft."""
        return self._by_id.get(clause)

    @cached_property
    def _by_id(self) -> dict[str, Selection]:
        return {entry.id: entry for entry in self.selections}

    def titled(self, language: str) -> Said:
        """Return the title in a language, else in any language, else ""."""
        tag = language if self.title.get(language) else next((tag for tag, title in self.title.items() if title), language)
        return said(self.title.get(tag, ""), tag)

    def labelled(self, language: str) -> str:
        """Return the draft label in a language, else in any language, else ""."""
        return self.label.get(language) or next((label for label in self.label.values() if label), "")

    def changed(self, **fields: Any) -> Draft:
        """Return a copy with other fields, checked again; raises ValueError (pydantic) for fields that do not fit."""
        data = {name: getattr(self, name) for name in type(self).model_fields}
        return Draft.model_validate(data | fields)

    def shared(self) -> Draft:
        """Return the draft without its private layer."""
        return self.changed(private={}, dismissed={})

    def completed(self, own: Draft) -> Draft:
        """Return the draft with the private layer of another where it brings none itself, as a file that was shared does."""
        return self if self.private or self.dismissed else self.changed(private=own.private, dismissed=own.dismissed)


def new(dated: date, languages: tuple[str, ...], **fields: Any) -> Draft:
    """Return a new draft with an id of its own."""
    return Draft(id=uuid.uuid4().hex, dated=dated, languages=languages, **fields)


_OTHER_FORMAT = N_("this draft has format {found}; this version of Sopu reads format {known}")


def loads(text: str, place: str = "draft") -> Draft:
    """Return the draft of a draft file's text; raises SourceError with file and line."""
    if len(text) > MAXIMUM_SIZE:
        raise SourceError(place, 1, N_("the file is too long; a draft file has at most two million characters"), "size")
    data = load(text, place)
    if isinstance(data, dict) and "sopu" not in data:
        raise SourceError(place, 1, N_("this is not a draft file: the line “sopu: 1” is missing"), "format")
    if isinstance(data, dict) and data.get("sopu") != FORMAT:
        raise SourceError(place, 1, _OTHER_FORMAT, "format", found=str(data["sopu"])[:20], known=str(FORMAT))
    return model(Draft, data, text, place)


class _Dumper(yaml.SafeDumper):
    """Writes long texts as blocks, so that a draft file can be read and compared by people."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """Long texts as blocks; text with characters that YAML would fold or drop in double quotes, where they are written as escapes."""
    odd = not text.replace("\n", "").isprintable()
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if odd else "|" if "\n" in text else None)


_Dumper.add_representer(str, _represent_text)


def dumps(draft: Draft) -> str:
    """Return a draft as the text of a draft file; ``loads(dumps(draft)) == draft``."""
    data = draft.model_dump(mode="python", by_alias=True, exclude_defaults=True)
    ordered = {"sopu": FORMAT, "id": draft.id, "revision": draft.revision} | data
    return yaml.dump(_plain(ordered), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=140)


def _plain(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    return [_plain(value) for value in data] if isinstance(data, tuple | list) else data


__all__ = ["POSITIONS", "SETTLED", "ChapterMark", "Chosen", "Draft", "Package", "PrivateNote", "Selection", "dumps", "loads", "new"]
