"""Clause, its slots and duties, and Wording, its words in one language: frozen types, no input or output."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from pydantic import Field, field_validator

from clauses.blank import Blank, Strict

if TYPE_CHECKING:
    from collections.abc import Callable

POSITIONS = ("baseline", "balanced", "strong")
Status = Literal["planned", "draft", "reviewed", "retired"]
Insert = Literal["", "definitions", "parties", "signatures", "annexes"]


class Slot(Strict):
    """One numbered paragraph of a clause, the same in every position and language.

    ``effect`` says whether it gives a right to the individual or binds the parties and their bodies;
    ``inserts`` names what the product places after its words.
    """

    effect: Literal["individual", "collective"]
    inserts: Insert = ""


class Duty(Strict):
    """Something someone has to do again and again: the slot it comes from, who, when, and in which positions (all when empty)."""

    slot: str
    positions: tuple[str, ...] = ()
    who: Literal["employer", "union", "parties", "joint-committee", "workers-representative", "workers-representatives", "worker"]
    when: Literal["once", "yearly", "half-yearly", "quarterly", "monthly", "each-time", "before-introduction", "on-request"]


class Reviews(Strict):
    """When the texts were drafted, read in the role of either side, edited in a language, and when they are to be read again."""

    drafted: date
    union: date | None = None
    employer: date | None = None
    edited: dict[str, date] = Field(default_factory=dict)
    again: date


class Clause(Strict):
    """The language-neutral facts of a model clause, as its clause.yaml gives them."""

    id: str = Field(pattern=r"^[a-z]{2,3}(-[a-z0-9]+)+$")
    version: int = Field(ge=1)
    status: Status
    statements: tuple[str, ...]
    legal_bases: tuple[str, ...]
    functions: tuple[str, ...] = Field(min_length=1)
    technologies: tuple[str, ...]
    sectors: tuple[str, ...] = Field(min_length=1)
    levels: tuple[str, ...] = Field(min_length=1)
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    slots: dict[str, Slot] = Field(min_length=1)
    blanks: dict[str, Blank] = Field(default_factory=dict)
    duties: dict[str, Duty] = Field(default_factory=dict)
    reviews: Reviews

    @field_validator("blanks", "duties", mode="before")
    @classmethod
    def _nothing_is_empty(cls, value: object) -> object:
        return {} if value is None else value

    @property
    def prefix(self) -> str:
        """The first part of the id, which names the theme."""
        return self.id.split("-", 1)[0]


class BlankWords(Strict):
    """A blank in words: its label, a hint for the form, why the default is what it is, and the labels of its options.

    ``row`` is what the retention annex calls the data whose period this is.
    """

    label: str
    row: str = ""
    hint: str = ""
    why: str = ""
    options: dict[str, str] = Field(default_factory=dict)


class FrontMatter(Strict):
    """The words of a clause beside its text: what readers, forms and information requests show."""

    title: str = Field(min_length=3, max_length=120)
    summary: str = Field(min_length=10)
    also_known_as: tuple[str, ...] = ()
    slots: dict[str, str]
    blanks: dict[str, BlankWords] = Field(default_factory=dict)
    plain: dict[str, str]
    gives: dict[str, str] = Field(default_factory=dict)
    asks: tuple[str, ...] = ()
    duties: dict[str, str] = Field(default_factory=dict)

    @field_validator("blanks", "duties", "gives", mode="before")
    @classmethod
    def _nothing_is_empty(cls, value: object) -> object:
        return {} if value is None else value


@dataclass(frozen=True)
class SlotText:
    """The markup of one slot in one position, where it stands in its file, and the position it copies, if any."""

    source: str
    line: int
    same_as: str = ""


@dataclass(frozen=True)
class Wording:
    """A clause in one language: front matter, the text of each position and slot, and the notes."""

    clause: str
    language: str
    place: str
    words: FrontMatter
    positions: dict[str, dict[str, SlotText]]
    notes: dict[str, SlotText]

    @property
    def title(self) -> str:
        """The clause's title in this language."""
        return self.words.title

    def source(self, position: str, slot: str) -> str | None:
        """Return the markup of a slot in a position, or None where the position leaves the slot out."""
        text = self.positions.get(position, {}).get(slot)
        return text.source if text else None


@dataclass(frozen=True, eq=False)
class Begun:
    """A language a clause is begun in: its words beside the text are there, its text is not.

    There are hundreds of them and a reader meets few, so ``read`` is called only when the words are first asked for; it raises SourceError.
    """

    clause: str
    language: str
    place: str
    read: Callable[[], FrontMatter]

    @cached_property
    def words(self) -> FrontMatter:
        """The words of the clause in this language; gives, asks and duties may be missing."""
        return self.read()


@dataclass(frozen=True)
class Sample:
    """Values and surroundings, and the words a slot must then give."""

    position: str
    language: str
    says: str
    values: dict[str, object]
    included: dict[str, str]
    scheme: str
    level: str
    jurisdiction: str
    line: int
