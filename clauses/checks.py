"""What must hold across the library: structure, references, blanks and parity between languages.

Each rule has a stable id, says how many places it looked at, and yields findings; the message is filled with a finding's values.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from clauses import forms, markup
from clauses.clause import POSITIONS
from clauses.finding import Finding
from clauses.markup import AnnexUse, BlankUse, MarkupError, ReferenceUse, TermUse, ThisUse
from clauses.reader import NOTES
from clauses.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clauses.blank import Blank
    from clauses.clause import Begun, Clause, FrontMatter, SlotText, Wording
    from clauses.library import Library

Looked = Counter[str]
Check = "Callable[[Library, Looked], Iterator[Finding]]"


def texts(library: Library) -> Iterator[tuple[Clause, Wording, str, str, SlotText]]:
    """Yield every slot's text: clause, wording, position, slot, text."""
    for (identity, _), wording in library.wordings.items():
        for position, slots in wording.positions.items():
            for slot, text in slots.items():
                yield library.clauses[identity], wording, position, slot, text


def finding(rule: str, place: str, **values: str) -> Finding:
    """Return a finding of a rule with that rule's severity."""
    return Finding(RULES[rule].severity, rule, place, values)


def message(found: Finding) -> str:
    """Return a library finding as one English sentence that begins with its place."""
    return f"{found.place}: {RULES[found.rule].message.format(**found.values) if found.rule in RULES else found.values.get('message', '')} [{found.rule}]"


def place_of(wording: Wording, text: SlotText, line: int = 1) -> str:
    """Return file and line of a line inside a slot's text."""
    return f"{wording.place}:{text.line + line - 1}"


def home_of(wording: Wording) -> str:
    """Return the clause.yaml beside a wording."""
    return wording.place.rsplit("/", 1)[0] + "/clause.yaml:1"


def structure(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on tags, themes, titles and statements."""
    for clause in library.clauses.values():
        wording = library.nearest_wording(clause.id, "en")
        place = home_of(wording) if wording else clause.id
        yield from _tags(library, clause, place, looked)
        folder, theme = place.split("/")[-3] if "/" in place else "", library.theme(clause.id)
        looked["theme"] += 1
        if theme and folder != theme:
            yield finding("theme", place, folder=folder, theme=theme)
        looked["statements"] += 1
        if clause.prefix != "skl" and not clause.statements:
            yield finding("statements", place)
    titles: dict[tuple[str, str], str] = {}
    holders: dict[tuple[str, str], Wording | Begun] = {**library.wordings, **library.begun}
    for (identity, language), holder in holders.items():
        looked["titles"] += 1
        other = titles.setdefault((language, holder.words.title.casefold()), identity)
        if other != identity:
            yield finding("titles", f"{holder.place}:2", title=holder.words.title, other=other)


def _tags(library: Library, clause: Clause, place: str, looked: Looked) -> Iterator[Finding]:
    lists = library.vocabulary
    known: list[tuple[str, tuple[str, ...], object]] = [
        ("functions", clause.functions, lists.functions),
        ("technologies", clause.technologies, lists.technologies),
        ("sectors", clause.sectors, lists.sectors),
        ("levels", clause.levels, lists.levels),
        ("statements", clause.statements, lists.statements),
        ("legal-bases", clause.legal_bases, lists.legal_bases),
        ("catalogue", (*clause.requires, *clause.related, *(target.split("#")[0].split("@")[0] for target in clause.excludes)), lists.catalogue),
        ("legal-bases", tuple(_laws(clause)), lists.legal_bases),
    ]
    for name, tags, allowed in known:
        for tag in tags:
            looked["tags"] += 1
            if tag not in allowed:  # type: ignore[operator]  # each is a mapping
                yield finding("tags", place, tag=tag, list=name)


def _laws(clause: Clause) -> Iterator[str]:
    for blank in clause.blanks.values():
        yield from (limit.law for limit in (blank.floor, blank.ceiling) if limit)
        if blank.band and blank.band.source != "own":
            yield blank.band.source


def markups(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on texts that are not clause markup, and on forms a language does not have."""
    for _, wording, _, _, text in texts(library):
        if text.same_as:
            continue
        yield from _markup(library, wording, text, looked)
    for wording in library.wordings.values():
        for text in wording.notes.values():
            yield from _markup(library, wording, text, looked)


def _markup(library: Library, wording: Wording, text: SlotText, looked: Looked) -> Iterator[Finding]:
    looked["markup"] += 1
    try:
        body = markup.parse(text.source)
    except MarkupError as error:
        yield finding("markup", place_of(wording, text, error.line), message=error.message)
        return
    for part, _ in markup.uses(body):
        looked["forms"] += 1
        right = True
        if isinstance(part, BlankUse):
            right = forms.known_quantity_form(wording.language, part.form)
        elif isinstance(part, ReferenceUse | ThisUse | AnnexUse):
            right = forms.known_reference_form(wording.language, part.form)
        if not right:
            yield finding("forms", place_of(wording, text), form=getattr(part, "form", ""), language=wording.language)


def parsed(text: SlotText) -> tuple[markup.Node, ...]:
    """Return a slot's nodes, or nothing where the text is broken (which another rule reports)."""
    try:
        return markup.parse(text.source)
    except MarkupError:
        return ()


def blanks(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on blanks: used and declared, defaults where used, lawful defaults, one owner per quantity."""
    owners: dict[str, list[tuple[str, str]]] = {}
    for clause in library.clauses.values():
        used = _used(library, clause)
        wording = library.nearest_wording(clause.id, "en")
        place = home_of(wording) if wording else clause.id
        for name in used.keys() - clause.blanks.keys():
            yield finding("blanks", place, blank=name, problem="used in the text but not declared in clause.yaml")
        for name, blank in clause.blanks.items():
            looked["blanks"] += 1
            if name not in used:
                yield finding("blanks", place, blank=name, problem="declared but not used in any text")
            if blank.quantity:
                owners.setdefault(blank.quantity, []).append((f"{clause.id}.{name}", place))
            yield from _defaults(name, blank, used.get(name, set()), place, looked)
            yield from _sharing(library, clause, name, blank, place)
    for quantity, holders in owners.items():
        looked["quantities"] += 1
        if len(holders) > 1:
            yield finding("quantities", holders[0][1], quantity=quantity, owners=", ".join(holder for holder, _ in holders))


def _used(library: Library, clause: Clause) -> dict[str, set[str]]:
    """Return blank -> the positions whose words use it, over all languages; names asked in conditions count."""
    used: dict[str, set[str]] = {}
    for language in library.languages(clause.id):
        for position, slots in library.wordings[clause.id, language].positions.items():
            for text in slots.values():
                body = parsed(text)
                names = {part.blank for part, _ in markup.uses(body) if isinstance(part, BlankUse)}
                for test in markup.tests(body):
                    names |= markup.asked(test)[0] - {"level", "jurisdiction"}
                for name in names:
                    used.setdefault(name, set()).add(position)
    return used


def _defaults(name: str, blank: Blank, used: set[str], place: str, looked: Looked) -> Iterator[Finding]:
    for position in POSITIONS:
        looked["defaults"] += 1
        if blank.required_default and position in used and position not in blank.default:
            yield finding("defaults", place, blank=name, problem="is used without a default", position=position)
        if position in blank.default and position not in used:
            yield finding("defaults", place, blank=name, problem="has a default but is not used", position=position)
    for position, value in blank.default.items():
        looked["limits"] += 1
        if isinstance(value, int | float):
            if blank.floor and value < blank.floor.value:
                yield finding("limits", place, blank=name, position=position, value=f"{value:g}", limit="floor", bound=f"{blank.floor.value:g}")
            if blank.ceiling and value > blank.ceiling.value:
                yield finding("limits", place, blank=name, position=position, value=f"{value:g}", limit="ceiling", bound=f"{blank.ceiling.value:g}")


def _sharing(library: Library, clause: Clause, name: str, blank: Blank, place: str) -> Iterator[Finding]:
    if not blank.same_as:
        return
    other, _, its_name = blank.same_as.partition(".")
    if other not in library.clauses or its_name not in library.clauses[other].blanks:
        yield finding("blanks", place, blank=name, problem=f"said to share {blank.same_as}, which does not exist")
    elif other not in clause.requires:
        yield finding("blanks", place, blank=name, problem=f"said to share {blank.same_as}, so {other} must stand in requires")


def parity(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on slots and parts that differ between languages or from clause.yaml's order."""
    for clause in library.clauses.values():
        languages = library.languages(clause.id)
        first = library.wordings[clause.id, languages[0]]
        for language in languages:
            wording = library.wordings[clause.id, language]
            for position in sorted(first.positions.keys() | wording.positions.keys()):
                looked["slots"] += 1
                found = list(wording.positions.get(position, {}))
                wanted = [slot for slot in clause.slots if slot in first.positions.get(position, {})]
                if found != wanted or not found:
                    yield finding("slots", f"{wording.place}:1", position=position, found=", ".join(found) or "none", wanted=", ".join(wanted) or "none")
                    continue
                for slot in found:
                    looked["parity"] += 1
                    yield from _slot_parity(wording, first, position, slot)


def _slot_parity(wording: Wording, first: Wording, position: str, slot: str) -> Iterator[Finding]:
    here, there = wording.positions[position][slot], first.positions[position][slot]
    mine, others = _signature(here), _signature(there)
    if mine != others:
        only = ", ".join(sorted(mine - others)) or "nothing of " + ", ".join(sorted(others - mine))
        yield finding("parity", place_of(wording, here), slot=slot, position=position, only=only, other=first.language)


def _signature(text: SlotText) -> set[str]:
    """Return what a text uses, apart from forms: blanks, references, terms, annexes and what its conditions ask."""
    found: set[str] = set()
    body = parsed(text)
    for part, _ in markup.uses(body):
        if isinstance(part, BlankUse):
            found.add(f"blank {part.blank}")
        elif isinstance(part, ReferenceUse):
            found.add(f"ref {part.clause}#{part.slot}".rstrip("#"))
        elif isinstance(part, TermUse):
            found.add(f"term {part.term}")
        elif isinstance(part, AnnexUse):
            found.add(f"annex {part.annex}")
        elif isinstance(part, ThisUse):
            found.add("this")
    for test in markup.tests(body):
        names, clauses = markup.asked(test)
        found |= {f"if {name}" for name in names} | {f"if included {clause}" for clause in clauses}
    return found


def references(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on references, terms and annexes that lead nowhere, and on references that make a clause required."""
    for clause, wording, _, slot, text in texts(library):
        if text.same_as:
            continue
        for part, conditional in markup.uses(parsed(text)):
            looked["references"] += 1
            if problem := _reference(library, clause, slot, part, conditional):
                yield finding("references", place_of(wording, text), problem=problem)
    for clause in library.clauses.values():
        for required in clause.requires:
            if required in library.vocabulary.catalogue and required not in library.clauses:
                home = library.nearest_wording(clause.id, "en")
                yield finding("references", home_of(home) if home else clause.id, problem=f"requires {required}, which is planned but not written yet")


def _reference(library: Library, clause: Clause, slot: str, part: markup.Use, conditional: bool) -> str:
    if isinstance(part, TermUse) and part.term not in library.vocabulary.terms:
        return f"“{part.term}” is not a term of vocabulary/terms.yaml"
    if isinstance(part, AnnexUse) and part.annex not in library.vocabulary.annexes:
        return f"“{part.annex}” is not an annex of vocabulary/annexes.yaml"
    if not isinstance(part, ReferenceUse):
        return ""
    if part.clause not in library.vocabulary.catalogue and part.clause not in library.clauses:
        return f"ref(“{part.clause}”) leads nowhere; there is no such clause"
    target = library.clauses.get(part.clause)
    if part.slot and target and part.slot not in target.slots:
        return f"ref(“{part.clause}#{part.slot}”) leads nowhere; its slots are {', '.join(target.slots)}"
    if not conditional and part.clause not in clause.requires and part.clause != clause.id:
        return f"the slot {slot} refers to {part.clause} outside included(…); put it in requires or inside a condition"
    return ""


def words(library: Library, looked: Looked) -> Iterator[Finding]:
    """Yield findings on front matter and notes that are not complete."""
    for (identity, _), wording in library.wordings.items():
        clause = library.clauses[identity]
        for problem in _gaps(clause, wording):
            yield finding("words", f"{wording.place}:1", problem=problem)
        looked["words"] += 1
    for (identity, language), begun in library.begun.items():
        for problem in _begun_gaps(library, library.clauses[identity], language, begun.words):
            yield finding("words", f"{begun.place}:1", problem=problem)
        looked["words"] += 1


def _gaps(clause: Clause, wording: Wording) -> Iterator[str]:
    front, positions = wording.words, set(wording.positions)
    yield from _uneven(clause, front, positions)
    yield from _same("duties", set(front.duties), set(clause.duties))
    yield from _same("notes", set(wording.notes), set(NOTES))
    yield from _same("gives", set(front.gives), _steps(positions))
    if clause.prefix != "skl" and not front.asks:
        yield "asks: at least one question for the information request is wanted"
    if "TODO" in str(wording):
        yield "TODO stands where words belong; write them"
    for name, duty in clause.duties.items():
        if duty.slot not in clause.slots or not set(duty.positions) <= set(POSITIONS):
            yield f"duties.{name}: its slot or positions do not exist in clause.yaml"


def _begun_gaps(library: Library, clause: Clause, language: str, front: FrontMatter) -> Iterator[str]:
    """Yield what is wrong with the words of a begun language: gives, asks and duties may be missing, but not in part."""
    positions, title = set(library.positions(clause.id)), library.title(clause.id, language)
    if title.language != language or title != front.title:
        yield f"title: the catalogue has “{title}” in “{title.language}”; write the same in both"
    yield from _uneven(clause, front, positions)
    if front.duties:
        yield from _same("duties", set(front.duties), set(clause.duties))
    if front.gives:
        yield from _same("gives", set(front.gives), _steps(positions))
    if "TODO" in str(front):
        yield "TODO stands where words belong; write them"


def _steps(positions: set[str]) -> set[str]:
    """Return the positions that cost something beside the one below."""
    return {position for position in POSITIONS[1:] if position in positions} if len(positions) > 1 else set()


def _uneven(clause: Clause, front: FrontMatter, positions: set[str]) -> Iterator[str]:
    """Yield where the words of a language are not those of the clause's slots, blanks and positions."""
    yield from _same("slots", set(front.slots), set(clause.slots))
    yield from _same("blanks", set(front.blanks), {name for name, blank in clause.blanks.items() if not blank.same_as})
    yield from _same("plain", set(front.plain), positions)
    for name, blank in clause.blanks.items():
        if blank.quantity.startswith("retention.") and name in front.blanks and not front.blanks[name].row:
            yield f"blanks.{name}.row: what the retention annex calls the data is missing"
        if name in front.blanks and set(front.blanks[name].options) != set(blank.options):
            yield f"blanks.{name}.options: the labels must be those of {', '.join(blank.options) or 'no option'}"


def _same(field: str, found: set[str], wanted: set[str]) -> Iterator[str]:
    if found - wanted:
        yield f"{field}: {', '.join(sorted(found - wanted))} has nothing to stand for"
    if wanted - found:
        yield f"{field}: {', '.join(sorted(wanted - found))} is missing"
