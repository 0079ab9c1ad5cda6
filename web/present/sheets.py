"""Long pages in parts: what stands on the part asked for, what on the others, and the address of every place in any of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Address = Callable[..., str]  # takes what is to stand in the query, returns the address of the page

T = TypeVar("T")

AT_ONCE = 100_000  # letters in a part, some 45 kB compressed: with its frame and our own files a page stays under 100 kB
FORM = 500  # what a line with forms weighs beside its words, in letters


@dataclass(frozen=True)
class Entry(Generic[T]):
    """Something on a long page: what it is called, the ids that stand in it, its own first, and how many letters it takes.

    One without any, a heading, stands in the same part as what follows it.
    """

    what: T
    title: str
    anchors: tuple[str, ...]
    weight: int


@dataclass(frozen=True)
class Sheet(Generic[T]):
    """One part of a long page, the ``number``-th of ``last``; ``alone`` says that another part asks for it, to put it after its own end."""

    number: int
    last: int
    alone: bool
    entries: tuple[T, ...]
    before: tuple[Entry[T], ...]
    after: tuple[Entry[T], ...]
    homes: Mapping[str, int]
    address: Address

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The address of each part; a page links to a hundred places in them, and making an address takes its time."""
        return tuple(self.address(part=number if self.last > 1 else None) for number in range(1, self.last + 1))

    def to(self, anchor: str) -> str:
        """Return the link to a place: on this part by its anchor alone."""
        return f"#{anchor}" if self.homes.get(anchor, self.number) == self.number else self.full(anchor)

    def full(self, anchor: str) -> str:
        """Return the link to a place from any other page."""
        return f"{self.addresses[self.homes.get(anchor, 1) - 1]}#{anchor}"

    @property
    def previous(self) -> str:
        """The link to the part before this one."""
        return self.addresses[self.number - 2]

    @property
    def next(self) -> str:
        """The link to the part after this one."""
        return self.addresses[self.number]

    @property
    def more(self) -> str:
        """The address of the part after this one without its frame, to be put after this one's end."""
        return self.address(part=self.number + 1, more=1)


def sheet(entries: Sequence[Entry[T]], asked: Mapping[str, str], address: Address) -> Sheet[T]:
    """Return the part of a long page that a query asks for: the first without a readable number, the last for one beyond it."""
    parts = tuple(_parted(entries))
    last = parts[-1] if parts else 1
    typed = asked.get("part", "")
    number = max(1, min(int(typed), last)) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 1
    placed = tuple(zip(entries, parts, strict=True))
    return Sheet(
        number,
        last,
        bool(asked.get("more")),
        tuple(entry.what for entry, part in placed if part == number),
        tuple(entry for entry, part in placed if part < number),
        tuple(entry for entry, part in placed if part > number),
        {anchor: part for entry, part in placed for anchor in entry.anchors},
        address,
    )


def _parted(entries: Sequence[Entry[T]]) -> Iterator[int]:
    """Yield the part each entry stands in; a heading waits for what follows it."""
    part, length, waiting = 1, 0, 0
    for entry in entries:
        waiting += 1
        if not entry.weight:
            continue
        if length and length + entry.weight > AT_ONCE:
            part, length = part + 1, 0
        length += entry.weight
        yield from [part] * waiting
        waiting = 0
    yield from [part] * waiting
