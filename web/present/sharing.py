"""What the page shows on which a draft is shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafting import checks
from web.access import here
from web.language import gettext as _
from web.present.drafts import Bar, bar
from web.present.workspace import open_count
from web.table import without_private

if TYPE_CHECKING:
    from datetime import datetime

    from drafting.draft import Draft
    from drafting.store import Access, Level, Person
    from web.services import Services


@dataclass(frozen=True)
class Guest:
    """Someone who may come into a draft: what they may do, since when, when they were last here; ``renewable`` when a link can be made for them.

    ``private`` says that they see the private notes; it is not told to those who do not.
    """

    id: int
    name: str
    level: Level
    may: str
    private: bool
    since: datetime
    seen: datetime | None
    here: bool
    renewable: bool


@dataclass(frozen=True)
class Copy:
    """A copy of the draft that is another side's own; ``closed`` says that their link opens nothing now."""

    id: int
    name: str
    made: datetime
    seen: datetime | None
    closed: bool
    renewable: bool


@dataclass(frozen=True)
class Sharing:
    """The page: who may come in, the link that was just made and for whom, and those who may be let in without a new one."""

    bar: Bar
    address: str
    encrypted: bool
    guests: tuple[Guest, ...]
    copies: tuple[Copy, ...]
    known: tuple[Person, ...]
    name: str
    link: str


def sharing(draft: Draft, wired: Services, name: str, link: str) -> Sharing:
    """Return the page of a draft; ``link`` was just made for ``name``."""
    people, address = wired.store.people, wired.settings.address
    given = people.who(draft.id)
    guests = tuple(_guest(one) for one in given)
    inside = {one.person.id for one in given}
    known = tuple(person for person in people.known(here()) if person.id not in inside)
    copies = tuple(Copy(person.id, person.name, made, person.seen, not person.mark, _renewable(person)) for person, made in people.copies(draft.id))
    over = bar(draft, wired, open_count(checks.check(draft, wired.library)))
    return Sharing(over, address, address.startswith("https:"), guests, copies, known, name, link)


def _renewable(person: Person) -> bool:
    """Return whether a link can be made for a person: where only they know it, by the owner of the house alone, who could read all of it anyway."""
    return not person.alone or here() is None


def _guest(given: Access) -> Guest:
    may = _("may read") if given.level == "read" else _("may read and change")
    person, told = given.person, given.private and not without_private()
    return Guest(person.id, person.name, given.level, may, told, given.since, person.seen, person.id == here(), _renewable(person))
