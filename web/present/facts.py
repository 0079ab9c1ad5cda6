"""What the page of facts shows, and how its form is read back into a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from clauses.blank import Blank
from drafting import checks, filling
from drafting.draft import LAST_NUMBER
from drafting.negotiation import Party, Term
from drafting.starting import translated
from locales import LANGUAGES
from web import language
from web.language import gettext as _
from web.lengths import PERSON, TITLE, too_long
from web.present import parties
from web.present.drafts import LEVELS, SCHEMES, Bar, bar, options, schemes, tongue_name, tongues
from web.present.parties import PartyFields, Places
from web.present.workspace import open_count
from web.services import services

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafting.draft import Draft
    from web.services import Services

EXAMPLE = date(2027, 12, 31)
DOTTED = ("fi", "sv", "de")  # languages whose readers type 31.12.2027, not 31/12/2027


@dataclass(frozen=True)
class Sent:
    """A form read back: the draft with its facts, what is wrong per field (that stays as the draft had it), and where its parties stand in the form."""

    draft: Draft
    errors: dict[str, str]
    places: Places


@dataclass(frozen=True)
class Facts:
    """The page of facts: fields by name as they were typed, else as the draft has them."""

    bar: Bar
    fields: dict[str, str]
    parties: tuple[PartyFields, ...]
    languages: tuple[tuple[str, str], ...]
    tongues: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]
    sides: tuple[tuple[str, str], ...]
    levels: tuple[tuple[str, str], ...]
    jurisdictions: tuple[tuple[str, str], ...]
    schemes: tuple[tuple[str, str], ...]
    example: str
    errors: dict[str, str]

    @property
    def problems(self) -> dict[str, str]:
        """The errors as the summary says them: with the field they are about."""
        names = {"dated": _("Date of the draft"), "first-number": _("Number of the first clause"), "term-from": _("Holds from"), "term-to": _("Holds until")}
        return {
            field: _("%(field)s: %(problem)s", field=names[field], problem=problem) if field in names else problem for field, problem in self.errors.items()
        }


def typed_date(day: date | None) -> str:
    """Return a date the way the reader types it."""
    if day is None:
        return ""
    return f"{day.day}.{day.month}.{day.year}" if language.current() in DOTTED else f"{day.day}/{day.month}/{day.year}"


def facts(draft: Draft, wired: Services, places: Places | None = None, form: Mapping[str, str] | None = None, errors: dict[str, str] | None = None) -> Facts:
    """Return the page of a draft's facts; with a form, what was typed stands in its fields. ``places`` are those of the parties in a form that was sent."""
    tags = [tag for tag in draft.languages if tag in LANGUAGES]
    fields = _fields(draft, tags)
    if form is not None:
        fields |= {name: form[name] for name in fields if name in form}
        kept = tuple(tag for tag in LANGUAGES if f"in-{tag}" in form)
    else:
        kept = draft.languages
    lists = wired.library.vocabulary
    return Facts(
        bar=bar(draft, wired, open_count(checks.check(draft, wired.library))),
        fields=fields,
        parties=tuple(parties.fields(draft, tags, places or parties.placed(draft), form)),
        languages=tuple((tag, tongue_name(tag)) for tag in tags),
        tongues=tongues(wired.library),
        kept=kept,
        sides=sides(),
        levels=options(lists.levels),
        jurisdictions=options(lists.jurisdictions),
        schemes=schemes(),
        example=typed_date(EXAMPLE),
        errors=errors or {},
    )


def sides() -> tuple[tuple[str, str], ...]:
    """Return the sides as options."""
    return (("employer", _("Employer side")), ("union", _("Union side")))


def _fields(draft: Draft, tags: list[str]) -> dict[str, str]:
    result = {
        "dated": typed_date(draft.dated),
        "term-from": typed_date(draft.term.start),
        "term-to": typed_date(draft.term.end),
        "level": draft.level,
        "jurisdiction": draft.jurisdiction,
        "scheme": draft.scheme,
        "first-number": str(draft.first_number),
        "language": draft.languages[0],
    }
    for tag in tags:
        result[f"title-{tag}"], result[f"label-{tag}"] = draft.title.get(tag, ""), draft.label.get(tag, "")
    return result


def read(draft: Draft, before: Draft, form: Mapping[str, str]) -> Sent:
    """Return a draft with the facts of a form; ``before`` is the version the form was made on, whose parties its fields are about."""
    errors: dict[str, str] = {}
    tags = [tag for tag in LANGUAGES if tag in draft.languages]
    changes: dict[str, Any] = {
        "title": _words(draft.title, form, "title", tags, errors),
        "label": _words(draft.label, form, "label", tags, errors),
        "languages": _languages(draft, form),
        "term": Term.model_validate(
            {"from": _day(form, "term-from", draft.term.start, errors), "to": _day(form, "term-to", draft.term.end, errors)},
        ),
    }
    dated = _day(form, "dated", draft.dated, errors)
    if dated is None:
        errors["dated"] = _("State the date of the draft; it stands at the head of each page.")
    changes["dated"] = dated or draft.dated
    changes["first_number"] = _first_number(draft, form, errors)
    known: dict[str, tuple[str, ...]] = {"level": LEVELS, "jurisdiction": tuple(services().library.vocabulary.jurisdictions), "scheme": SCHEMES}
    for name, allowed in known.items():
        sent = form.get(name, getattr(draft, name))
        if sent in (*allowed, getattr(draft, name)):
            changes[name] = sent
        else:
            errors[name] = _("Choose one of the entries.")
    changes["parties"], places = _read_parties(before, form, tags, errors)
    return Sent(translated(draft.changed(**changes), draft.languages), errors, places)


def _words(present: dict[str, str], form: Mapping[str, str], name: str, tags: list[str], errors: dict[str, str]) -> dict[str, str]:
    result = dict(present)
    for tag in tags:
        typed = " ".join(form.get(f"{name}-{tag}", present.get(tag, "")).split())
        if problem := too_long(typed, TITLE):
            errors[f"{name}-{tag}"] = problem
        else:
            result[tag] = typed
    return {tag: words for tag, words in result.items() if words}


def _read_parties(before: Draft, form: Mapping[str, str], tags: list[str], errors: dict[str, str]) -> tuple[tuple[Party, ...], Places]:
    """Return the parties of a form and their places in it; those that the form does not name stay."""
    result: list[tuple[Party, int, bool]] = []
    places = parties.followed(before, before, form)
    for party, place in zip(before.parties, places.parties, strict=True):
        there = f"party-{place}" in form
        result.append((_party(party, form, place, tags, errors) if there else party, place, f"party-{place}-remove" in form))
    free, added = places.new, _party(Party(side="union"), form, places.new, tags, errors)
    if len(result) < parties.MOST_PARTIES and (added.name or added.signatories):
        result.append((added, free, False))
        free = max(place for _known, place, _gone in result) + 1
    # a party goes only with a form of which all could be read: what was typed about it is shown again
    kept = [(party, place) for party, place, gone in result if errors or not gone]
    return tuple(party for party, _at in kept), Places(tuple(place for _known, place in kept), free)


def _party(before: Party, form: Mapping[str, str], place: int, tags: list[str], errors: dict[str, str]) -> Party:
    """Return a party as it was typed; what is too long stays as it was."""
    start = f"party-{place}"
    names = _words(before.name, form, f"{start}-name", tags, errors)
    people = tuple(line for text in form.get(f"{start}-people", "").splitlines() if (line := " ".join(text.split())))
    if problem := too_long(max(people, key=len, default=""), PERSON):
        errors[f"{start}-people"] = _("%(problem)s Write one person a line.", problem=problem)
        people = before.signatories
    return Party(side="employer" if form.get(f"{start}-side") == "employer" else "union", name=names, signatories=people)


def _languages(draft: Draft, form: Mapping[str, str]) -> tuple[str, ...]:
    """Return the languages, the authentic one first; those Sopu does not write in stay as they are."""
    authentic = form.get("language", draft.languages[0])
    authentic = authentic if authentic in LANGUAGES else draft.languages[0]
    others = [tag for tag in draft.languages if tag not in LANGUAGES] + [tag for tag in LANGUAGES if f"in-{tag}" in form]
    return (authentic, *(tag for tag in others if tag != authentic))


def _first_number(draft: Draft, form: Mapping[str, str], errors: dict[str, str]) -> int:
    typed = form.get("first-number", str(draft.first_number)).strip()
    if typed.isascii() and typed.isdecimal() and len(typed) < 9 and 1 <= int(typed) <= LAST_NUMBER:
        return int(typed)
    errors["first-number"] = _("Write a whole number from 1 to %(last)s.", last=LAST_NUMBER)
    return draft.first_number


def _day(form: Mapping[str, str], name: str, before: date | None, errors: dict[str, str]) -> date | None:
    try:
        value = filling.read(Blank(kind="date"), form.get(name, ""), language.current())
    except filling.FillingError as error:
        errors[name] = language.worded(error.reason, {"example": typed_date(EXAMPLE)})
        return before
    return value  # type: ignore[return-value]  # a date, by the blank's kind
