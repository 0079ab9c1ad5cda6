"""What the page of a clause shows: the text in a position, the positions side by side, the blanks, the notes and the law."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from clauses.clause import POSITIONS
from clauses.said import joined, nearest, opening, respelt
from drafting import filling
from drafting.agreement import words
from drafting.comparison import Stretch, changed, compare_lines
from drafting.sheet import NOTES, clause_agreement, note_paragraphs
from locales import LANGUAGES
from web import language
from web.language import gettext as _
from web.present.scale import scale

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from clauses.blank import Blank
    from clauses.changelog import Change
    from clauses.clause import Clause, FrontMatter, Wording
    from clauses.library import Library
    from clauses.said import Said
    from clauses.vocabulary import LegalBasis, Statement, Words
    from drafting.agreement import Agreement, Article, Paragraph, Part
    from web.present.scale import Scale

# two texts that share less than this of the shorter one are easier to read plain than marked
ALIKE = 0.5
COMMON = ("eu", "int")
_INCLUDED = re.compile(r"included\(\s*[\"']([a-z0-9-]+)[\"']")


@dataclass(frozen=True)
class Cell:
    """A paragraph in one position: ``kind`` is first, same, marked, rewritten, added or absent; ``same_as`` names the position it repeats."""

    position: str
    kind: str
    lines: tuple[tuple[Stretch, ...], ...] = ()
    same_as: str = ""


@dataclass(frozen=True)
class Row:
    """One paragraph through all positions."""

    slot: str
    lead_in: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class BlankView:
    """A blank with all that helps to fill it."""

    name: str
    label: str
    hint: str
    why: str
    unit: str
    suggestions: tuple[tuple[str, str], ...]
    limits: tuple[tuple[str, str, LegalBasis | None], ...]
    band: tuple[str, str] | None
    band_source: LegalBasis | None
    options: str
    scale: Scale | None


@dataclass(frozen=True)
class Other:
    """Another clause this one speaks of: written ones have a page; ``detail`` narrows to a paragraph or position."""

    clause: str
    title: str
    written: bool
    detail: str = ""


@dataclass(frozen=True)
class DutyView:
    """Something someone has to do again and again."""

    text: str
    when: str
    positions: tuple[str, ...]


@dataclass(frozen=True)
class ClausePage:
    """Everything the page of a clause shows: ``words`` are in the reader's language as far as there are any, the text is in ``language``."""

    clause: Clause
    title: Said
    words: FrontMatter
    language: str
    languages: tuple[str, ...]
    theme: str
    position: str
    positions: tuple[str, ...]
    agreement: Agreement
    article: Article
    rows: tuple[Row, ...]
    blanks: tuple[BlankView, ...]
    notes: dict[str, tuple[tuple[Part, ...], ...]]
    near: tuple[LegalBasis, ...]
    far: tuple[LegalBasis, ...]
    statements: tuple[Statement, ...]
    requires: tuple[Other, ...]
    excludes: tuple[Other, ...]
    related: tuple[Other, ...]
    similar: tuple[Other, ...]
    duties: tuple[DutyView, ...]
    awaited: tuple[Other, ...]
    history: tuple[Change, ...]


def clause_page(library: Library, clause: str, position: str, text: str, similar: Iterable[str] = ()) -> ClausePage:
    """Return the page of a written clause, in a position and a language it is written in."""
    facts, wording, lists = library.clauses[clause], library.wordings[(clause, text)], library.vocabulary
    tongue = text if language.current() in library.languages(clause) else language.current()  # who can read the text and chose another, reads all in it
    spoken = library.words(clause, tongue)
    assert spoken is not None  # a written clause has words
    positions = tuple(library.positions(clause))
    agreement = clause_agreement(library, clause, position, text)
    near, far = nearby(library, facts, text)
    mentioned = {*facts.requires, *facts.related, *(target.partition("#")[0].partition("@")[0] for target in facts.excludes)}
    return ClausePage(
        clause=facts,
        title=library.title(clause, language.current()),
        words=spoken,
        language=text,
        languages=tuple(library.languages(clause)),
        theme=library.theme(clause),
        position=position,
        positions=positions,
        agreement=agreement,
        article=next(agreement.articles),
        rows=_rows(library, clause, text, tongue) if len(positions) > 1 else (),
        blanks=tuple(_blank(library, facts, name) for name in facts.blanks if library.blank(clause, name)),
        notes={note: note_paragraphs(library, clause, note, text) for note in NOTES},
        near=near,
        far=far,
        statements=tuple(lists.statements[name] for name in facts.statements if name in lists.statements),
        requires=tuple(_other(library, name) for name in facts.requires),
        excludes=tuple(_other(library, target) for target in facts.excludes),
        related=tuple(_other(library, name) for name in facts.related),
        similar=tuple(_other(library, name) for name in similar if name not in mentioned and name != clause),
        duties=tuple(_duty(facts, spoken, name) for name in facts.duties if name in spoken.duties),
        awaited=tuple(_other(library, name) for name in _awaited(wording, position)),
        history=library.changelog.history(clause, facts.version),
    )


def nearby(library: Library, facts: Clause, text: str) -> tuple[tuple[LegalBasis, ...], tuple[LegalBasis, ...]]:
    """Return the legal bases of a clause that bind where a text is read, and those of other countries, each in the clause's order."""
    lists = library.vocabulary.legal_bases
    bases, places = [lists[name] for name in facts.legal_bases if name in lists], {*COMMON, _country(library, text)}
    return tuple(basis for basis in bases if basis.jurisdiction in places), tuple(basis for basis in bases if basis.jurisdiction not in places)


def _country(library: Library, text: str) -> str:
    """Return whose law a text is read under: the country of its language; English stands for no country and is drafted beside Finnish."""
    country = LANGUAGES[text].region.rpartition("-")[2].casefold() if text in LANGUAGES else ""
    return country if country in library.vocabulary.jurisdictions else "fi"


def _awaited(wording: Wording, position: str) -> list[str]:
    """Return the clauses whose presence in a draft would add words to this one."""
    sources = " ".join(text.source for text in wording.positions.get(position, {}).values())
    return list(dict.fromkeys(_INCLUDED.findall(sources)))


@lru_cache(maxsize=512)  # comparing the words takes a third of the page's time, and they stay the same
def _rows(library: Library, clause: str, text: str, tongue: str) -> tuple[Row, ...]:
    """Return the paragraphs of a clause, named in one language, with the words each position has for them in another."""
    facts, spoken = library.clauses[clause], library.words(clause, tongue)
    assert spoken is not None  # a written clause has words
    articles = {step: next(clause_agreement(library, clause, step, text).articles) for step in library.positions(clause)}
    by_step = {step: {paragraph.slot: paragraph for paragraph in article.paragraphs} for step, article in articles.items()}
    used = [slot for slot in facts.slots if any(slot in paragraphs for paragraphs in by_step.values())]
    return tuple(Row(slot, spoken.slots.get(slot, slot), _cells({step: by_step[step].get(slot) for step in articles})) for slot in used)


def _cells(steps: dict[str, Paragraph | None]) -> tuple[Cell, ...]:
    """Compare each step with the nearest one before it that has the paragraph."""
    cells: list[Cell] = []
    before, before_step = "", ""
    for step, paragraph in steps.items():
        if paragraph is None:
            cells.append(Cell(step, "absent"))
            continue
        text = paragraph_text(paragraph)
        cell = _cell(step, text, before, before_step)
        cells.append(replace(cell, kind="added") if cell.kind == "first" and cells else cell)
        before, before_step = text, step
    return tuple(cells)


def _cell(step: str, text: str, before: str, before_step: str) -> Cell:
    lines = compare_lines(before, text) if before_step else [[Stretch("equal", line)] for line in text.split("\n")]
    stretches = [stretch for line in lines for stretch in line]
    if not before_step or not changed(stretches):
        return Cell(step, "same" if before_step else "first", _frozen(lines), before_step)
    kept = sum(len(stretch.text) for stretch in stretches if stretch.kind == "equal")
    if kept < ALIKE * min(len(before), len(text)):
        return Cell(step, "rewritten", tuple((Stretch("equal", line),) for line in text.split("\n")))
    return Cell(step, "marked", _frozen(lines))


def _frozen(lines: list[list[Stretch]]) -> tuple[tuple[Stretch, ...], ...]:
    return tuple(tuple(line) for line in lines)


def paragraph_text(paragraph: Paragraph) -> str:
    """Return the words of a paragraph, each item and each further paragraph on a line of its own."""
    items = [f"– {words(item.parts)}" for item in paragraph.items]
    lines = [words(paragraph.parts), *items, *(words(more) for more in paragraph.continued)]
    return "\n".join(line for line in lines if line).replace("\N{NO-BREAK SPACE}", " ")


def _other(library: Library, target: str) -> Other:
    rest, _at, position = target.partition("@")
    clause, _hash, slot = rest.partition("#")
    detail = [library.lead_in(clause, slot, language.current())] if slot else []
    detail += [said(library.vocabulary.positions[position].label)] if position in library.vocabulary.positions else []
    return Other(clause, library.title(clause, language.current()), clause in library.clauses, joined(detail, ", "))


def said(label: Words) -> Said:
    """Return a word of the vocabulary in the reader's language, else in English."""
    return nearest(label, language.current())


def sentence(text: str) -> str:
    """Return a hint, written as a part of a sentence, as a sentence."""
    return respelt(opening(text), lambda words: words.removesuffix(".") + ".") if text else ""


def _blank(library: Library, facts: Clause, name: str) -> BlankView:
    blank, tag, clause = library.blank(facts.id, name), language.current(), facts.id
    assert blank is not None  # asked by the caller
    spoken = library.blank_words(clause, name, tag)
    steps = [step for step in POSITIONS if step in blank.default]

    def say(value: object) -> str:
        return filling.phrase(library, clause, name, value, tag)  # type: ignore[arg-type]  # a default fits its blank

    band = blank.band
    return BlankView(
        name=name,
        label=opening(spoken.label if spoken else name),
        hint=sentence(spoken.hint) if spoken else "",
        why=sentence(spoken.why) if spoken else "",
        unit=unit_word(library, blank),
        suggestions=tuple((step, say(blank.default[step])) for step in steps),
        limits=tuple(
            (kind, say(limit.value), library.vocabulary.legal_bases.get(limit.law))
            for kind, limit in (("floor", blank.floor), ("ceiling", blank.ceiling))
            if limit
        ),
        band=(say(band.low), say(band.high)) if band else None,
        band_source=library.vocabulary.legal_bases.get(band.source) if band else None,
        options=joined((spoken.options.get(option, option) if spoken else option for option in blank.options), "; "),
        scale=scale(library, clause, name, blank, tag, dict(blank.default)),
    )


def unit_word(library: Library, blank: Blank) -> str:
    """Return what a number counts, in the reader's language: days, %, EUR; "" for a bare number or words."""
    if blank.kind == "percentage":
        return "%"
    if blank.kind == "money":
        return blank.currency
    unit = library.vocabulary.units.get(blank.unit)
    if unit is None:
        return ""
    forms = unit.words.get(language.current()) or unit.words["en"]
    return forms["nominative"]["other"]


def _duty(facts: Clause, spoken: FrontMatter, name: str) -> DutyView:
    duty = facts.duties[name]
    return DutyView(spoken.duties[name], frequency(duty.when), duty.positions)


def frequency(when: str) -> str:
    """Return how often something is to be done, in words."""
    return {
        "once": _("once"),
        "yearly": _("every year"),
        "half-yearly": _("twice a year"),
        "quarterly": _("every quarter"),
        "monthly": _("every month"),
        "each-time": _("each time"),
        "before-introduction": _("before a system is introduced"),
        "on-request": _("on request"),
    }[when]


def review_words(facts: Clause, tongue: str) -> tuple[str, ...]:
    """Return how far the clause has come, and its text in one language, in plain sentences."""
    reviews = facts.reviews
    dates = {"drafted": _day(reviews.drafted), "again": _day(reviews.again)}
    if facts.status == "retired":
        return (_("No longer recommended. Written %(drafted)s.", **dates),)
    if facts.status == "reviewed":
        return (_("Reviewed. Written %(drafted)s, to be read again %(again)s.", **dates),)
    sentences = [_("No lawyer has reviewed this clause yet. Written %(drafted)s, to be read again %(again)s.", **dates)]
    if reviews.union and reviews.employer:
        roles = {"union": _day(reviews.union), "employer": _day(reviews.employer)}
        sentences.append(_("Its editors have read it in the role of a union negotiator (%(union)s) and of an employers’ lawyer (%(employer)s).", **roles))
    if edited := reviews.edited.get(tongue):
        sentences.append(_("Its language was edited on %(day)s.", day=_day(edited)))
    return tuple(sentences)


def _day(day: date) -> str:
    return language.format_date(day)
