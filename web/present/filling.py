"""What the page of one clause of a draft shows: its position, its blanks as questions, its words as they will read, what speaks for and against."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from clauses.said import nearest
from drafting import changes, checks
from drafting.agreement import BlankReference
from drafting.agreement import words as plain
from drafting.assembly import assemble
from drafting.plan import plan_of, slots_of, title_of
from drafting.resolving import parts_of
from drafting.sheet import NOTES, note_paragraphs
from locales import LANGUAGES
from web import language
from web import questions as asked
from web.language import gettext as _
from web.present.aims import OurSide, our_side
from web.present.drafts import Bar, bar
from web.present.preview import Links, agreement_sheet
from web.present.questions import Question, problems, questions
from web.present.workspace import OutlineEntry, Remark, open_count, outline, remark

if TYPE_CHECKING:
    from clauses.clause import FrontMatter
    from clauses.library import Library
    from clauses.vocabulary import LegalBasis
    from drafting.agreement import Agreement, Article, Part
    from drafting.draft import Draft
    from web.aims import Aims
    from web.questions import Answers
    from web.services import Services


@dataclass(frozen=True)
class ClauseLinks(Links):
    """Links from the words of a clause on its own page: its values lead to their questions ``here`` beside it, each first place can be linked back to."""

    article: Article
    here: frozenset[str]
    placed: set[str] = field(default_factory=set)

    def blank(self, clause: str, blank: str) -> str:
        """Return where a value's question stands."""
        if clause == self.article.clause and blank in self.here:
            return f"#{asked.identity(clause, blank)}"
        return super().blank(clause, blank)

    def first(self, clause: str, blank: str) -> str:
        """Return the id of a value's first place, "" for every further place."""
        place = place_of(clause, blank)
        if place in self.placed:
            return ""
        self.placed.add(place)
        return place

    def place(self, anchor: str) -> str:
        """Return where something stands: on this page, or in the agreement."""
        own = anchor == self.article.anchor or any(paragraph.anchor == anchor for paragraph in self.article.paragraphs)
        return f"#{anchor}" if own else super().place(anchor)


def place_of(clause: str, blank: str) -> str:
    """Return the id of the first place of a value in the words of a clause."""
    return f"value-{clause}-{blank}"


@dataclass(frozen=True)
class Reading:
    """One clause as it will read in the agreement."""

    agreement: Agreement
    article: Article
    library: Library
    links: ClauseLinks

    @property
    def values(self) -> set[tuple[str, str]]:
        """The values that stand in the words, each by its clause and blank."""
        held = [parts for paragraph in self.article.paragraphs for parts in (paragraph.parts, *(item.parts for item in paragraph.items), *paragraph.continued)]
        return {(part.clause, part.blank) for parts in held for part in parts if isinstance(part, BlankReference)}


@dataclass(frozen=True)
class SlotChoice:
    """A paragraph of a clause with the positions it can be taken from, each with its words."""

    slot: str
    lead_in: str
    chosen: str
    choices: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class ClauseOfDraft:
    """The page of one clause of a draft."""

    bar: Bar
    clause: str
    title: str
    number: str
    reading: Reading
    outline: tuple[OutlineEntry, ...]
    before: str
    after: str
    place: int
    places: int
    position: str
    positions: tuple[tuple[str, str, str], ...]
    mixed: bool
    questions: tuple[Question, ...]
    slots: tuple[SlotChoice, ...]
    remarks: tuple[Remark, ...]
    amended: bool
    own: bool
    ours: OurSide
    text_language: str
    tongues: tuple[tuple[str, str], ...]
    spoken: FrontMatter | None
    notes_language: str
    notes: dict[str, tuple[tuple[Part, ...], ...]]
    law: tuple[LegalBasis, ...]
    errors: dict[str, str]


def neighbours(draft: Draft, clause: str) -> tuple[str, str]:
    """Return the clauses before and after one in a draft, "" at the ends."""
    order = [selection.id for selection in draft.selections]
    place = order.index(clause)
    return (order[place - 1] if place else "", order[place + 1] if place + 1 < len(order) else "")


def reading(draft: Draft, clause: str, wired: Services, text: str) -> Reading:
    """Return a clause as it will read in one language."""
    agreement = assemble(draft, wired.library, text)
    article = next(article for article in agreement.articles if article.clause == clause)
    here = frozenset(asked.used(draft, wired.library).get(clause, []))
    return Reading(
        agreement, article, wired.library, ClauseLinks(draft.id, wired.library, agreement_sheet(draft, wired.library, text, {}, text), article, here)
    )


def clause(draft: Draft, clause: str, wired: Services, text: str, answers: Answers | None = None, aims: Aims | None = None) -> ClauseOfDraft:
    """Return the page of a clause; with answers and our aims, what was typed stands in its fields."""
    library, selection = wired.library, draft.selection(clause)
    assert selection is not None
    read = reading(draft, clause, wired, text)
    findings = checks.check(draft, library, language.current())
    own = [remark(draft, library, found) for found in findings if found.place.partition("#")[0].partition(".")[0] == clause]
    wording = library.nearest_wording(clause, language.current())
    ours = our_side(draft, library, clause, aims)
    order = [entry.id for entry in draft.selections]
    before, after = neighbours(draft, clause)
    notes = {name: note_paragraphs(library, clause, name, wording.language) for name in NOTES} if wording else {}
    known = library.clauses.get(clause)
    places = {asked.identity(*value): place_of(*value) for value in read.values}
    found = tuple(replace(entry, place=places.get(entry.id, "")) for entry in questions(draft, library, clause, answers))
    return ClauseOfDraft(
        bar=bar(draft, wired, open_count(findings)),
        clause=clause,
        title=title_of(draft, library, clause, language.current()),
        number=read.article.number,
        reading=read,
        outline=outline(draft, read.agreement, findings),
        before=before,
        after=after,
        place=order.index(clause) + 1,
        places=len(order),
        position=selection.position,
        positions=positions(library, clause),
        mixed=selection.mixed,
        questions=found,
        slots=_slots(draft, library, clause, text),
        remarks=tuple(entry for entry in own if entry.reason is None),
        amended=bool(selection.wording) and not selection.own,
        own=selection.own,
        ours=ours,
        text_language=text,
        tongues=tuple((tag, LANGUAGES[tag].name) for tag in draft.languages if tag in LANGUAGES),
        spoken=library.words(clause, language.current()),
        notes_language=wording.language if wording else "",
        notes=notes,
        law=tuple(_law(library, known.legal_bases, draft.jurisdiction)) if known else (),
        errors=problems(found) | ours.problems,
    )


def problems_of(draft: Draft, library: Library, clause: str, answers: Answers, ours: Aims) -> dict[str, str]:
    """Return what is wrong with the form of a clause, as a summary says it: with the field it is about."""
    return problems(questions(draft, library, clause, answers)) | our_side(draft, library, clause, ours).problems


def positions(library: Library, clause: str) -> tuple[tuple[str, str, str], ...]:
    """Return the positions a clause has: id, label and what it is."""
    entries = [library.vocabulary.positions[name] for name in library.positions(clause)] if clause in library.clauses else []
    tongue = language.current()
    return tuple((entry.id, nearest(entry.label, tongue), nearest(entry.summary, tongue)) for entry in entries)


def _law(library: Library, names: tuple[str, ...], jurisdiction: str) -> list[LegalBasis]:
    """Return the legal bases of a clause that matter where the draft applies."""
    bases = [library.vocabulary.legal_bases[name] for name in names if name in library.vocabulary.legal_bases]
    return [basis for basis in bases if basis.jurisdiction in (jurisdiction, "eu", "int", "")]


def _slots(draft: Draft, library: Library, clause: str, text: str) -> tuple[SlotChoice, ...]:
    """Return the paragraphs of a clause with the words each position would give."""
    selection, known = draft.selection(clause), library.clauses.get(clause)
    if known is None or selection is None or len(library.positions(clause)) < 2:
        return ()
    said = {position: _words(draft, library, clause, position, text) for position in library.positions(clause)}
    labels = {name: label for name, label, _summary in positions(library, clause)}
    usual = _("As the clause: %(position)s", position=labels.get(selection.position, selection.position))
    result = []
    for slot in known.slots:
        choices = [("", usual, said.get(selection.position, {}).get(slot, ""))]
        choices += [(position, labels[position], said[position][slot]) for position in said if position != selection.position and slot in said[position]]
        lead_in = library.lead_in(clause, slot, text)
        chosen = selection.slots.get(slot, selection.position)
        if len(choices) > 1:
            result.append(SlotChoice(slot, lead_in, chosen if chosen != selection.position else "", tuple(choices)))
    return tuple(result)


def _words(draft: Draft, library: Library, clause: str, position: str, text: str) -> dict[str, str]:
    """Return the words of each slot if the whole clause stood in a position."""
    present = draft.selection(clause)
    assert present is not None
    selection = present.model_copy(update={"wording": {}, "slots": {}, "position": position})
    kept = changes.kept_words(draft, library, selection)
    assert kept is not None  # the library has the clause
    entries = tuple(selection if entry is present else entry for entry in draft.clauses)
    variant = draft.changed(clauses=entries, words={**draft.words, clause: kept})
    plan = replace(plan_of(draft, library, text), draft=variant)  # the numbers of the others stay, so they need not be counted again
    return {slot.slot: " ".join(plain(parts_of(plan, clause, provision)) for provision in slot.provisions) for slot in slots_of(plan, selection)}
