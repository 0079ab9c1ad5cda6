"""What a person can do to a draft: each change returns a new Draft; a change that cannot be made raises DraftError."""

from __future__ import annotations

import hashlib
import uuid
from functools import lru_cache
from typing import TYPE_CHECKING

from drafting.draft import ChapterMark, Chosen, ChosenSlot, ChosenWords, Draft, Package, Selection

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from clauses.blank import Value
    from clauses.library import Library


class DraftError(ValueError):
    """A change that a draft cannot take; ``reason`` is a message of the interface with ``values`` to fill it."""

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason.format(**values))
        self.reason, self.values = reason, values


def choose(draft: Draft, library: Library, clause: str, position: str = "balanced", before: str = "") -> Draft:
    """Add a clause (before another, else before the closing clauses), or change the position of one that is there.

    Positions chosen for single slots stay: one that is now the clause's own waits until the clause stands elsewhere again.
    """
    if clause not in library.clauses:
        raise DraftError("There is no clause “{clause}” in the library.", clause=clause)
    positions = library.positions(clause)
    if position not in positions:
        position = "balanced" if "balanced" in positions else positions[0]
    present = draft.selection(clause)
    if present is not None:
        return _with(draft, present.model_copy(update={"position": position}))
    entries = list(draft.clauses)
    place = next((index for index, entry in enumerate(entries) if isinstance(entry, Selection) and entry.id == before), None)
    entries.insert(_usual_place(draft, library, clause) if place is None else place, Selection(id=clause, position=position))  # type: ignore[arg-type]  # checked above
    return draft.changed(clauses=tuple(entries))


def _usual_place(draft: Draft, library: Library, clause: str) -> int:
    """Return where a clause usually stands: after the last clause of its theme, else by the order of an agreement."""
    entries = draft.clauses
    same = [i for i, e in enumerate(entries) if isinstance(e, Selection) and library.theme(e.id) == library.theme(clause) and _rank(e.id) <= _rank(clause)]
    if same and not clause.startswith("skl-"):
        return same[-1] + 1
    rank = _rank(clause)
    for index, entry in enumerate(entries):
        if isinstance(entry, Selection) and _rank(entry.id) > rank:
            return index - 1 if index and isinstance(entries[index - 1], ChapterMark) else index
    return len(entries)


ORDER = (
    *("skl-preamble", "skl-parties", "skl-scope", "skl-definitions", "skl-hierarchy"),
    *("mon", "dat", "ai", "inf", "osh", "wt", "rem", "cpd", "rec", "eq", "plt", "fun", "imp", "own"),
    *("skl-joint-committee", "skl-local-bargaining", "skl-dispute-resolution", "skl-arbitration", "skl-peace"),
    *("skl-confidentiality", "skl-review", "skl-transition", "skl-severability", "skl-implementation-notes", "skl-languages"),
    *("skl-annexes", "skl-registration", "skl-term", "skl-aftereffect", "skl-signatures"),
)


def _rank(clause: str) -> int:
    key = clause if clause in ORDER else clause.split("-")[0]
    return ORDER.index(key) if key in ORDER else ORDER.index("own")


def _with(draft: Draft, selection: Selection) -> Draft:
    entries = tuple(selection if isinstance(entry, Selection) and entry.id == selection.id else entry for entry in draft.clauses)
    return draft.changed(clauses=entries)


def _present(draft: Draft, clause: str) -> Selection:
    selection = draft.selection(clause)
    if selection is None:
        raise DraftError("The clause “{clause}” is not in this draft.", clause=clause)
    return selection


def choose_slot(draft: Draft, library: Library, clause: str, slot: str, position: str) -> Draft:
    """Take one slot from another position than the clause's own; an empty position takes the clause's own again."""
    selection = _present(draft, clause)
    if selection.slots.get(slot) == selection.position and position in ("", selection.position):
        return draft
    slots = {name: chosen for name, chosen in selection.slots.items() if name != slot}
    if position and position != selection.position:
        if slot not in library.clauses[clause].slots or position not in library.positions(clause):
            raise DraftError("The clause “{clause}” has no paragraph “{slot}” in that position.", clause=clause, slot=slot)
        slots[slot] = position  # type: ignore[assignment]  # one of the library's positions
    return _with(draft, selection.model_copy(update={"slots": slots}))


def remove(draft: Draft, clause: str) -> Draft:
    """Take a clause out, with its values and words; private notes stay until the draft is deleted."""
    _present(draft, clause)
    words = {name: chosen for name, chosen in draft.words.items() if name != clause}
    return draft.changed(clauses=tuple(e for e in draft.clauses if not (isinstance(e, Selection) and e.id == clause)), words=words)


def move(draft: Draft, place: int, to: int) -> Draft:
    """Move the entry (clause or chapter heading) at one index of ``draft.clauses`` to another; out of range moves to the end."""
    entries = list(draft.clauses)
    if not 0 <= place < len(entries):
        raise DraftError("There is nothing at place {place} of this draft.", place=str(place + 1))
    entry = entries.pop(place)
    entries.insert(max(0, min(to, len(entries))), entry)
    return draft.changed(clauses=tuple(entries))


def fill(draft: Draft, clause: str, values: Mapping[str, Value | None]) -> Draft:
    """Set values of a clause's blanks; None says "not decided yet"."""
    selection = _present(draft, clause)
    return _with(draft, selection.model_copy(update={"values": {**selection.values, **values}}))


def suggest(draft: Draft, clause: str, blanks: Iterable[str]) -> Draft:
    """Forget values, so that the library's suggestion stands again."""
    selection = _present(draft, clause)
    gone = set(blanks)
    return _with(draft, selection.model_copy(update={"values": {name: value for name, value in selection.values.items() if name not in gone}}))


def amend(draft: Draft, clause: str, language: str, wording: str) -> Draft:
    """Put own wording (markup with ``### slot`` headings) in the place of the model's; empty wording takes the model again."""
    selection = _present(draft, clause)
    if selection.own and not wording.strip():
        raise DraftError("Your own clause needs words; remove the clause to take it out.")
    others = {tag: words for tag, words in selection.wording.items() if tag != language}
    return _with(draft, selection.model_copy(update={"wording": others | ({language: wording} if wording.strip() else {})}))


def add_own(draft: Draft, language: str, title: str, wording: str) -> Draft:
    """Add a clause of the negotiators' own before the closing clauses."""
    if not title.strip() or not wording.strip():
        raise DraftError("Your own clause needs a title and words.")
    number = 1 + max((int(s.id.split("-")[1]) for s in draft.selections if s.own and s.id.split("-")[1].isdigit()), default=0)
    selection = Selection(id=f"own-{number}", title={language: " ".join(title.split())}, wording={language: wording})
    place = next((i for i, e in enumerate(draft.clauses) if isinstance(e, Selection) and _rank(e.id) > _rank("own-1")), len(draft.clauses))
    if place and place < len(draft.clauses) and isinstance(draft.clauses[place - 1], ChapterMark):
        place -= 1
    return draft.changed(clauses=(*draft.clauses[:place], selection, *draft.clauses[place:]))


def add_chapter(draft: Draft, language: str, title: str, place: int) -> Draft:
    """Put a chapter heading before the entry at an index."""
    if not title.strip():
        raise DraftError("A chapter heading needs words.")
    mark = ChapterMark(chapter={language: " ".join(title.split())})
    return draft.changed(clauses=(*draft.clauses[:place], mark, *draft.clauses[place:]))


def remove_chapter(draft: Draft, place: int) -> Draft:
    """Take out the chapter heading at an index; the clauses under it stay."""
    if not 0 <= place < len(draft.clauses) or not isinstance(draft.clauses[place], ChapterMark):
        raise DraftError("There is no chapter heading at place {place}.", place=str(place + 1))
    return draft.changed(clauses=(*draft.clauses[:place], *draft.clauses[place + 1 :]))


LONGEST_TITLE = 200
LONGEST_PACKAGE_NAME = 120


def add_package(draft: Draft, name: str, clauses: Iterable[str]) -> Draft:
    """Tie clauses together as a package; raises DraftError without a name of its own or for less than two clauses."""
    name = " ".join(name.split())
    chosen = set(clauses)
    tied = tuple(selection.id for selection in draft.selections if selection.id in chosen)
    if not name or len(tied) < 2:
        raise DraftError("A package needs a name and at least two clauses.")
    if len(name) > LONGEST_PACKAGE_NAME:
        raise DraftError("The name of a package has at most {longest} characters.", longest=str(LONGEST_PACKAGE_NAME))
    if any(package.name == name for package in draft.packages):
        raise DraftError("There is a package “{name}” already; take another name, or dissolve that one first.", name=name)
    return draft.changed(packages=(*draft.packages, Package(name=name, clauses=tied)))


def dissolve_package(draft: Draft, name: str) -> Draft:
    """Untie a package; its clauses stay."""
    if all(package.name != name for package in draft.packages):
        raise DraftError("There is no package “{name}” in this draft.", name=name[:LONGEST_PACKAGE_NAME])
    return draft.changed(packages=tuple(package for package in draft.packages if package.name != name))


def copy(draft: Draft) -> Draft:
    """Return the draft as a new one with an id and revisions of its own."""
    return draft.changed(id=uuid.uuid4().hex, revision=1)


def keep_words(draft: Draft, library: Library) -> Draft:
    """Write down the library's words for each choice that is new or changed; words already chosen stay as they were."""
    words = {selection.id: kept for selection in draft.selections if (kept := kept_words(draft, library, selection)) is not None}
    return draft if words == draft.words else draft.changed(words=words)


def kept_words(draft: Draft, library: Library, selection: Selection) -> Chosen | None:
    """Return the words a draft keeps for a selection: those it has where they are of the same choice, else the library's; None for none."""
    kept = draft.words.get(selection.id)
    if selection.own or selection.id not in library.clauses:
        return kept
    current = chosen_words(library, selection, draft.languages)
    return kept if kept is not None and _same_choice(kept, current) else current


def take_library(draft: Draft, library: Library, clause: str) -> Draft:
    """Take the library's present words of a clause."""
    selection = _present(draft, clause)
    return draft.changed(words={**draft.words, clause: chosen_words(library, selection, draft.languages)})


def chosen_words(library: Library, selection: Selection, languages: tuple[str, ...]) -> Chosen:
    """Return the library's present words for a selection, with their digest."""
    return _chosen(library, selection.id, selection.position, tuple(selection.slots.items()), languages)


@lru_cache(maxsize=1024)
def _chosen(library: Library, clause: str, position: str, others: tuple[tuple[str, str], ...], languages: tuple[str, ...]) -> Chosen:
    words, positions = {}, dict.fromkeys(library.clauses[clause].slots, position)
    positions |= {slot: other for slot, other in others if slot in positions}
    for language in languages:
        wording = library.wording(clause, language)
        if wording is None:
            continue
        slots = {}
        for slot, taken in positions.items():
            text = wording.source(taken, slot)
            if text is not None:
                slots[slot] = ChosenSlot(position=taken, lead_in=wording.words.slots.get(slot, slot), text=text)
        words[language] = ChosenWords(title=wording.title, slots=slots)
    digest = hashlib.sha256(repr([(tag, kept.model_dump()) for tag, kept in sorted(words.items())]).encode()).hexdigest()[:16]
    return Chosen(version=library.clauses[clause].version, digest=digest, words=words)


def _same_choice(kept: Chosen, current: Chosen) -> bool:
    """Whether kept words are of the same languages, slots and positions as the present choice."""

    def choice(chosen: Chosen) -> dict[str, dict[str, str]]:
        return {tag: {slot: kept_slot.position for slot, kept_slot in words.slots.items()} for tag, words in chosen.words.items()}

    return kept.digest == current.digest or choice(kept) == choice(current)
