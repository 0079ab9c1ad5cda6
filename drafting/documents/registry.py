"""The layouts: every document a draft can become, what it is for, who may see it, and how it is built.

Titles and purposes are messages of the interface. The shared layouts are handed the draft without its private layer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clauses.finding import N_
from drafting.changes import DraftError, keep_words
from drafting.documents import amendment, bilingual, calendar, companions, internal, joint, ladder, progress, synopsis
from drafting.documents.report import Audience
from drafting.documents.sides import wished
from drafting.plan import plan_of
from locales import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from clauses.library import Library
    from drafting.agreement import Agreement
    from drafting.documents.calendar import Calendar
    from drafting.documents.internal import InternalAgreement
    from drafting.documents.order import Order
    from drafting.documents.report import Report
    from drafting.draft import Draft

    Document = Agreement | InternalAgreement | Report | Calendar


@dataclass(frozen=True)
class Layout:
    """A kind of document. ``asks`` names what it takes beside the draft: second, base, side, theme, wish."""

    name: str
    title: str
    purpose: str
    build: Callable[[Order], Document]
    audience: Audience = "shared"
    asks: tuple[str, ...] = ()


def _agreement(order: Order) -> Agreement:
    return wished(order) if order.wish else order.agreement()


LAYOUTS: tuple[Layout, ...] = (
    Layout("agreement", N_("Agreement"), N_("The agreement as it will be signed, with live numbers and references."), _agreement, asks=("wish",)),
    Layout("joint", N_("Joint draft"), N_("One text for both sides: what is disputed stands in brackets that say who wants it."), joint.joint, asks=("side",)),
    Layout("bilingual", N_("Bilingual agreement"), N_("Two languages side by side, provision by provision."), bilingual.bilingual, asks=("second",)),
    Layout(
        "synopsis", N_("Synopsis"), N_("One row per clause: law, both sides’ texts, compromise, status."), synopsis.synopsis, asks=("side", "theme", "base")
    ),
    Layout("amendment", N_("Amending protocol"), N_("Only what changes in the current agreement, in its own numbers."), amendment.amendment, asks=("base",)),
    Layout(
        "memorandum", N_("Explanatory memorandum"), N_("Why each clause is there, in plain words and with its sources."), companions.memorandum, asks=("theme",)
    ),
    Layout("members", N_("Summary for members"), N_("The agreement in plain words for those who vote on it."), companions.members_summary, asks=("theme",)),
    Layout(
        "information-request", N_("Request for information"), N_("What to ask the employer before the talks."), companions.information_request, asks=("theme",)
    ),
    Layout(
        "impact-assessment",
        N_("Impact assessment questionnaire"),
        N_("Questions to the controller under Article 35 of the GDPR, with room for the representatives’ view."),
        companions.impact_assessment,
        asks=("theme",),
    ),
    Layout("minutes", N_("Minutes and signing protocol"), N_("Who met, what was approved, and the signatures."), progress.minutes),
    Layout("settled", N_("Log of tentative agreements"), N_("What is settled, with a fingerprint of the words and room for initials."), progress.settled),
    Layout("open-issues", N_("Open issues"), N_("What is still open, with room for who takes it on and by when."), progress.open_issues, asks=("theme",)),
    Layout("calendar", N_("Calendar"), N_("Start, end, notice, reports and deletions as days for any calendar program."), calendar.calendar),
    Layout(
        "agreement",
        N_("Agreement with our notes"),
        N_("The agreement with comments at each clause: reasons, arguments of both sides, law, and our own positions and notes."),
        internal.internal,
        "internal",
    ),
    Layout(
        "positions",
        N_("Positions side by side"),
        N_("Each clause from baseline to strong, what changes at each step and what each side gives up."),
        ladder.positions,
        "internal",
        asks=("theme",),
    ),
)
NAMES = tuple(dict.fromkeys(layout.name for layout in LAYOUTS))


def layout(name: str, audience: str = "") -> Layout:
    """Return the layout of a name, for an audience if one is named, else for its first; raises DraftError where there is none."""
    found = [entry for entry in LAYOUTS if entry.name == name and audience in ("", entry.audience)]
    if not found and name in NAMES and audience == "shared":
        raise DraftError("The layout “{layout}” is for your own side only; ask for it as internal.", layout=name)
    if not found and name in NAMES:
        raise DraftError("The layout “{layout}” has no internal form; only “agreement” and “positions” have one.", layout=name)
    if not found:
        raise DraftError("There is no layout “{layout}”; the layouts are {names}.", layout=name, names=", ".join(NAMES))
    return found[0]


def build(chosen: Layout, order: Order) -> Document:
    """Return the document an order asks for; a shared one is built from a draft without its private layer. Raises DraftError for what is missing."""
    draft = order.draft
    if chosen.name == "amendment" and order.base is None and order.current is None:
        raise DraftError("An amending protocol compares with the current agreement; say which draft, version or Word file that is.")
    if chosen.name != "amendment" and order.current is not None:
        raise DraftError("Only an amending protocol takes the current agreement as a Word file; name a draft here.")
    if order.sourced and (chosen.name, chosen.audience) != ("agreement", "internal"):
        raise DraftError("Sources as footnotes are for your own side only; ask for the agreement as internal.")
    if order.wish and "wish" not in chosen.asks:
        raise DraftError("Only the agreement to share can be made in the text of one side.")
    if "second" in chosen.asks and order.second in ("", order.language):
        raise DraftError("A bilingual document needs a second language; the languages of this draft are {languages}.", languages=_named(*draft.languages))
    if "second" in chosen.asks and order.second not in draft.languages:
        raise DraftError(
            "This draft has no text in “{language}”; its languages are {languages}.", language=_named(order.second), languages=_named(*draft.languages)
        )
    if "theme" in chosen.asks and not order.chosen() and draft.selections:
        raise DraftError("The draft has no clause and no theme “{theme}”.", theme=order.theme)
    if lack := lacking(chosen, draft, order.library):
        raise lack
    if chosen.audience == "shared":
        draft = draft.shared()
    base = keep_words(order.base.shared(), order.library) if order.base else None
    order = replace(order, draft=keep_words(draft, order.library), base=base)
    if "second" in chosen.asks and (wordless := _wordless(_written(draft, order.library), (order.language, order.second))):
        raise wordless
    return chosen.build(order)


def lacking(chosen: Layout, draft: Draft, library: Library) -> DraftError | None:
    """Return what a draft must have before a document can be made of it, whatever is chosen for it; None where nothing is missing."""
    if chosen.name == "calendar" and draft.term.start is None:
        return DraftError("A calendar counts from the day of entry into force; fill in the term of the agreement first.")
    if "second" in chosen.asks and len(draft.languages) > 1 and len(written := _written(draft, library)) == 1:
        return _wordless(written, draft.languages)
    return None


def _named(*tags: str) -> str:
    """Return languages by their own names."""
    return ", ".join(LANGUAGES[tag].name if tag in LANGUAGES else tag for tag in tags)


def _written(draft: Draft, library: Library) -> list[str]:
    """Return the languages of a draft in which any of its clauses has words."""
    draft = keep_words(draft, library)
    return [tag for tag in draft.languages if any(plan_of(draft, library, tag).slots.values())]


def _wordless(written: Sequence[str], languages: Iterable[str]) -> DraftError | None:
    """Return what to say of the first of some languages that has no words where others have; None where there is none."""
    silent = next((tag for tag in languages if written and tag not in written), "")
    if not silent:
        return None
    return DraftError("No clause of this draft has words in “{language}”; there are words in {languages}.", language=_named(silent), languages=_named(*written))
