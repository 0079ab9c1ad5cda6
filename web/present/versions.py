"""What the pages of versions show: the list, and two versions compared clause by clause."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from flask import url_for

from drafting import checks
from drafting.agreement import words as plain
from drafting.assembly import assemble, signatories
from drafting.comparison import Stretch, changed, compare
from locales import LANGUAGES
from web.language import format_moment, local_day, ngettext
from web.language import gettext as _
from web.present.drafts import Bar, bar
from web.present.sheets import FORM, Entry, Sheet, sheet
from web.present.workspace import open_count
from web.table import Guarded, table_mode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from drafting.agreement import Agreement, Article
    from drafting.draft import Draft
    from drafting.store import Version
    from web.services import Services


PRIVATE = ("note kept", "remark put aside", "remark taken up")  # what was done where only our side sees it


@dataclass(frozen=True)
class Line:
    """A version in the list."""

    number: int
    moment: datetime
    action: str
    name: str
    by: str
    present: bool


@dataclass(frozen=True)
class Run:
    """A version, with the earlier ones right before it that nobody named and that are of the same kind and day."""

    last: Line
    earlier: tuple[Line, ...]

    @property
    def before(self) -> int:
        """The version that all of these were made on."""
        return (self.earlier or (self.last,))[-1].number - 1


@dataclass(frozen=True)
class Versions:
    """The page of a draft's versions."""

    bar: Bar
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class ChangedClause:
    """A clause that differs: what became of it, and its changed paragraphs with the changes marked."""

    clause: str
    number: str
    title: str
    fate: str
    fate_words: str
    paragraphs: tuple[tuple[Stretch, ...], ...]


@dataclass(frozen=True)
class CompareVersions:
    """Two versions side by side."""

    bar: Bar
    before: int
    after: int
    summary: tuple[str, ...]
    clauses: tuple[ChangedClause, ...]
    sheet: Sheet[ChangedClause]
    present: frozenset[str]
    text_language: str
    numbers: tuple[tuple[str, str], ...]
    author: str
    languages: tuple[tuple[str, str], ...]


def action_words(action: str) -> str:
    """Return what was done, in the reader's language."""
    if action in PRIVATE and table_mode():
        return _("Draft changed")
    known = {
        "created": _("Made"),
        "copied": _("Made as a copy"),
        "imported": _("Brought in from a file"),
        "undone": _("Last change undone"),
        "restored": _("Earlier version taken again"),
        "clause added": _("Clause added"),
        "clause moved": _("Clause moved"),
        "clause removed": _("Clause taken out"),
        "heading added": _("Chapter heading added"),
        "heading removed": _("Chapter heading taken out"),
        "words renewed": _("New words of the library taken"),
        "remark put aside": _("Remark put aside"),
        "remark taken up": _("Remark taken up again"),
        "facts stated": _("Facts stated"),
        "clause filled": _("Clause changed"),
        "values filled": _("Values filled in"),
        "words amended": _("Wording amended"),
        "model words": _("Model wording taken again"),
        "own clause added": _("Own clause added"),
        "change accepted": _("Change of the other side taken in"),
        "standing": _("Standing of a clause changed"),
        "note kept": _("Private note kept"),
        "package made": _("Package made"),
        "package dissolved": _("Package dissolved"),
    }
    return known.get(action, action)


def versions(draft: Draft, wired: Services) -> Versions:
    """Return the page of a draft's versions."""
    kept = wired.store.versions(draft.id)
    owner = _("the owner") if wired.settings.address else ""
    lines = (Line(v.revision, v.made, action_words(v.action), "" if table_mode() else v.name, v.by or owner, v.revision == draft.revision) for v in kept)
    # a named version stands alone, so that it is found again
    alike = groupby(lines, key=lambda line: (line.action, local_day(line.moment), line.name and line.number))
    runs = tuple(Run(first, tuple(earlier)) for first, *earlier in (list(group) for _key, group in alike))
    return Versions(bar(draft, wired, open_count(checks.check(draft, wired.library))), runs)


def comparison(draft: Draft, before: Draft, after: Draft, wired: Services, text: str, author: str, asked: Mapping[str, str]) -> CompareVersions:
    """Return two versions of a draft compared, clause by clause, in one language, the part a query asks for; ``author`` is who marked changes before."""
    old, new = (assemble(version, wired.library, text) for version in (before, after))
    clauses = tuple(_clauses(old, new))
    present = frozenset(selection.id for selection in draft.selections)
    numbers = tuple((str(v.revision), listed(v)) for v in wired.store.versions(draft.id))
    stand = bar(draft, wired, open_count(checks.check(draft, wired.library)))
    languages = tuple((tag, LANGUAGES[tag].name) for tag in draft.languages if tag in LANGUAGES)
    author = author or side_name(after, text)
    other: dict[str, Any] = {"with": after.revision if "with" in asked else None}
    address = partial(url_for, "drafts.compare", identity=draft.id, version=before.revision, text=asked.get("text"), **other)
    here = sheet([_entry(clause) for clause in clauses], asked, address)
    return CompareVersions(stand, before.revision, after.revision, _summary(clauses), clauses, here, present, text, numbers, author, languages)


def _entry(clause: ChangedClause) -> Entry[ChangedClause]:
    weight = FORM + sum(len(stretch.text) for stretches in clause.paragraphs for stretch in stretches)
    return Entry(clause, f"{clause.number} {clause.title}".strip(), (f"change-{clause.clause}",), weight)


def side_name(draft: Draft, language: str) -> str:
    """Return whose tracked changes they are as long as nobody has said: the first party, by its name or its side."""
    return next((party.name for party in signatories(draft, language)), "Sopu")


def named(number: int, name: str) -> str:
    """Return what a version is called in a list."""
    return _("Version %(number)s: %(name)s", number=number, name=name) if name else _("Version %(number)s", number=number)


def listed(version: Version, named: Callable[[int, str], str] = named) -> Guarded:
    """Return what a version is called in a list; at the table, where a name may be private, by what was done and when."""
    return Guarded(named(version.revision, version.name), named(version.revision, f"{action_words(version.action)}, {format_moment(version.made)}"))


def _summary(clauses: tuple[ChangedClause, ...]) -> tuple[str, ...]:
    counts = {fate: sum(entry.fate == fate for entry in clauses) for fate in ("changed", "new", "removed", "moved")}
    lines = {
        "changed": ngettext("%(number)s clause changed", "%(number)s clauses changed", counts["changed"]),
        "new": ngettext("%(number)s clause is new", "%(number)s clauses are new", counts["new"]),
        "removed": ngettext("%(number)s clause was taken out", "%(number)s clauses were taken out", counts["removed"]),
        "moved": ngettext("%(number)s clause only moved", "%(number)s clauses only moved", counts["moved"]),
    }
    return tuple(lines[fate] for fate, number in counts.items() if number)


def paragraph_texts(article: Article | None) -> dict[str, str]:
    """Return the words of each paragraph without its number: a clause that only got another number has not changed."""
    result = {}
    for index, paragraph in enumerate(article.paragraphs if article else ()):
        lead = f"{paragraph.lead_in}. " if paragraph.lead_in else ""
        lines = [lead + plain(paragraph.parts), *(f"– {plain(item.parts)}" for item in paragraph.items), *(plain(parts) for parts in paragraph.continued)]
        result[paragraph.slot or str(index)] = "\n".join(line for line in lines if line)
    return result


def compare_articles(before: Article | None, after: Article | None) -> tuple[tuple[Stretch, ...], ...]:
    """Return the paragraphs of two versions of a clause with what was deleted and inserted, paragraph beside its like."""
    old, new = paragraph_texts(before), paragraph_texts(after)
    order = [*new, *(slot for slot in old if slot not in new)]
    return tuple(tuple(compare(old.get(slot, ""), new.get(slot, ""))) for slot in order)


def _clauses(old: Agreement, new: Agreement) -> Iterator[ChangedClause]:
    """Yield the clauses that differ, in the order of the newer version, then those that were taken out."""
    before = {article.clause: article for article in old.articles}
    after = {article.clause: article for article in new.articles}
    stayed = _in_order([clause for clause in before if clause in after], [clause for clause in after if clause in before])
    names = {"changed": _("changed"), "new": _("new"), "removed": _("taken out"), "moved": _("moved")}
    for clause, article in [*after.items(), *((clause, article) for clause, article in before.items() if clause not in after)]:
        paragraphs = compare_articles(before.get(clause), after.get(clause))
        differs = any(changed(stretches) for stretches in paragraphs)
        fate = "new" if clause not in before else "removed" if clause not in after else "changed" if differs else "moved"
        if fate == "moved" and clause in stayed:
            continue
        shown = tuple(stretches for stretches in paragraphs if changed(stretches))
        yield ChangedClause(clause, article.number, article.title, fate, names[fate], shown)


def _in_order(first: list[str], second: list[str]) -> set[str]:
    """Return the clauses that kept their order: the longest run of clauses that stand in the same order in both."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return {clause for block in matcher.get_matching_blocks() for clause in first[block.a : block.a + block.size]}
