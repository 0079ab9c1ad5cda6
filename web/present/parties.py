"""The fields of the parties: each says by a key which party it is about, so that a form made on an old version never hits another one.

A key is made of what a party says in the version the form was made on. A field's name has only the party's place in the form; the place stays
when a page goes on to another version, and the key follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from drafting.negotiation import Party
from web.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafting.draft import Draft

MOST_PARTIES = 12
_KEY = re.compile(r"party-(\d{1,2})", re.ASCII)


@dataclass(frozen=True)
class PartyFields:
    """The fields of one party; the last one on the page is empty and adds a party, and has no key."""

    place: int
    key: str
    heading: str
    side: str
    names: dict[str, str]
    people: str
    gone: bool


@dataclass(frozen=True)
class Places:
    """Where the parties of a draft stand in a form, one after the other, and where one is added."""

    parties: tuple[int, ...]
    new: int

    def keys(self, draft: Draft) -> dict[str, str | bool]:
        """Return the keys of a draft's parties as the fields of a form take them."""
        return {f"party-{place}": key for place, key in zip(self.parties, keys(draft.parties), strict=True)}


def keys(parties: tuple[Party, ...]) -> list[str]:
    """Return the key of each party; of those that say the same, each has its own."""
    said = [repr((party.side, sorted(party.name.items()), party.signatories)) for party in parties]
    return [sha256(f"{said[:number].count(words)} {words}".encode()).hexdigest()[:12] for number, words in enumerate(said)]


def placed(draft: Draft) -> Places:
    """Return the places of a draft's parties in a new form."""
    return Places(tuple(range(len(draft.parties))), len(draft.parties))


def sent(form: Mapping[str, str]) -> dict[str, int]:
    """Return the places of a form that was sent by the keys it has there."""
    return {form[name]: int(found[1]) for name in form if (found := _KEY.fullmatch(name))}


def followed(before: Draft, draft: Draft, form: Mapping[str, str]) -> Places:
    """Return the places in a form made on ``before`` of a draft's parties, those that are not known in it after all others."""
    known = sent(form)
    free = max(known.values(), default=-1) + 1
    places = []
    for key in _followed(before.parties, draft.parties):
        places.append(known.get(key, free) if key else free)
        free = max(free, places[-1] + 1)
    return Places(tuple(places), known.get("", free))


def _followed(before: tuple[Party, ...], now: tuple[Party, ...]) -> list[str]:
    """Return by which key each party was known before, "" for one that was not.

    A party that differs is the same only where it kept a name or a person: it is better to ask than to take one party for another.
    """
    earlier = dict(zip(keys(before), before, strict=True))
    found = [key if earlier.pop(key, None) else "" for key in keys(now)]
    for number, party in enumerate(now):
        if not found[number]:
            found[number] = next((key for key, other in earlier.items() if _alike(party, other)), "")
            earlier.pop(found[number], None)
    return found


def _alike(first: Party, second: Party) -> bool:
    named = {(tag, name) for tag, name in first.name.items() if name} & set(second.name.items())
    return first.side == second.side and bool(named or set(first.signatories) & set(second.signatories))


def fields(draft: Draft, tags: list[str], places: Places, form: Mapping[str, str] | None) -> Iterator[PartyFields]:
    """Yield the fields of each party and of one more, as they were typed, else as the draft has them."""
    empty = Party(side="union")
    for number, (place, key, party) in enumerate(
        [*zip(places.parties, keys(draft.parties), draft.parties, strict=True), (places.new, "", empty)][:MOST_PARTIES], start=1
    ):
        start, typed = f"party-{place}", form or {}
        heading = _("Party %(number)s", number=number) if key else _("Another party")
        names = {tag: typed.get(f"{start}-name-{tag}", party.name.get(tag, "")) for tag in tags}
        people = typed.get(f"{start}-people", "\n".join(party.signatories))
        yield PartyFields(place, key, heading, typed.get(f"{start}-side", party.side), names, people, f"{start}-remove" in typed)
