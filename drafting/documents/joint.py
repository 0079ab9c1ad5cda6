"""The joint draft: agreed words stand plain, disputed ones in brackets that say which side wants them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafting import numbering
from drafting.agreement import Article, Disputed, Item, Text, words
from drafting.comparison import aligned, changed, compare
from drafting.documents.sides import sides_of
from drafting.renumbering import bare_number, paragraph_number, renumbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafting.agreement import Agreement, Paragraph, Part
    from drafting.documents.order import Order


def joint(order: Order) -> Agreement:
    """Return one agreement of both sides' texts.

    Paragraphs are paired by their slot and compared word by word; a paragraph or item only one side has stands in that side's brackets.
    """
    _ = order.say
    marks = {"union": _("[Union: {words}]"), "employer": _("[Employer: {words}]")}
    sides = sides_of(order)
    union, employer = sides.articles("union"), sides.articles("employer")
    slots = {clause: _slots(order, clause, union[clause], employer[clause]) for clause in union}
    numbers = {
        entry.anchor: bare_number(sides.draft.scheme, union[clause].number, place)
        for clause, pairs in slots.items()
        for place, pair in enumerate(pairs, 1)
        for entry in pair
        if entry
    }
    joined = {clause: _article(sides.draft, union[clause], pairs, marks, numbers) for clause, pairs in slots.items()}
    body = tuple(joined.get(block.clause, block) if isinstance(block, Article) else block for block in sides.draft.body)
    preamble = joined.get(sides.draft.preamble.clause) if sides.draft.preamble else None
    whose = _status(order)
    furniture = replace(sides.draft.furniture, status=whose)
    return replace(
        sides.draft, title=": ".join(filter(None, (_("Joint draft"), sides.draft.title))), body=body, preamble=preamble, furniture=furniture, layout="joint"
    )


def _status(order: Order) -> str:
    """Return the statement of which words are whose."""
    _ = order.say
    if order.side == "union":
        return _("Words in brackets are disputed. The union’s are those of its draft; the employer’s are the library’s baseline position, not its own words.")
    if order.side == "employer":
        return _("Words in brackets are disputed. The employer’s are those of its draft; the union’s are the library’s strong position, not its own words.")
    return _("Words in brackets are disputed. Both sides’ words are the library’s: its strong position for the union, its baseline for the employer.")


def _slots(order: Order, clause: str, union: Article, employer: Article) -> list[tuple[Paragraph | None, Paragraph | None]]:
    """Return the paragraphs of both sides in pairs, in the order of the clause's slots."""
    mine, theirs = ({entry.slot or f"#{place}": entry for place, entry in enumerate(article.paragraphs)} for article in (union, employer))
    facts = order.library.clauses.get(clause)
    ordered = [slot for slot in (facts.slots if facts else ()) if slot in mine or slot in theirs]
    ordered += [slot for slot in (*mine, *theirs) if slot not in ordered]
    return [(mine.get(slot), theirs.get(slot)) for slot in dict.fromkeys(ordered)]


def _article(
    agreement: Agreement,
    article: Article,
    pairs: list[tuple[Paragraph | None, Paragraph | None]],
    marks: Mapping[str, str],
    numbers: Mapping[str, str],
) -> Article:
    paragraphs = []
    for place, (union, employer) in enumerate(pairs, 1):
        entry = _paragraph(renumbered(union, numbers) if union else None, renumbered(employer, numbers) if employer else None, marks)
        number = paragraph_number(agreement.scheme, article.number, place) if article.number else ""
        paragraphs.append(replace(entry, number=number, lead_in=entry.lead_in if len(pairs) > 1 else ""))
    return replace(article, paragraphs=tuple(paragraphs))


def _paragraph(union: Paragraph | None, employer: Paragraph | None, marks: Mapping[str, str]) -> Paragraph:
    if union is None or employer is None:
        alone, side = (union, "union") if union else (employer, "employer")
        assert alone is not None
        return replace(
            alone,
            parts=_whole(alone.parts, side, marks),
            items=tuple(replace(item, parts=_whole(item.parts, side, marks)) for item in alone.items),
            continued=tuple(_whole(parts, side, marks) for parts in alone.continued),
        )
    items = _items(union.items, employer.items, marks)
    continued = tuple(_whole(parts, "union", marks) for parts in union.continued) + tuple(_whole(parts, "employer", marks) for parts in employer.continued)
    same = [words(parts) for parts in union.continued] == [words(parts) for parts in employer.continued]
    return replace(union, parts=_merged(union.parts, employer.parts, marks), items=items, continued=union.continued if same else continued)


def _items(union: tuple[Item, ...], employer: tuple[Item, ...], marks: Mapping[str, str]) -> tuple[Item, ...]:
    """Return the items of both sides: those both have once, those alike as one with what differs in brackets, the others in brackets, lettered anew."""
    mine, theirs = {_bare_words(item): item for item in union}, {_bare_words(item): item for item in employer}
    alone = [text for text in mine if text not in theirs], [text for text in theirs if text not in mine]
    twins = {alone[0][i]: alone[1][j] for i, j in aligned(*alone) if i is not None and j is not None}
    kept = []
    for text, item in mine.items():
        if text in twins:
            kept.append(_merged(item.parts, theirs[twins[text]].parts, marks))
        else:
            kept.append(item.parts if text in theirs else _whole(item.parts, "union", marks))
    kept += [_whole(theirs[text].parts, "employer", marks) for text in alone[1] if text not in twins.values()]
    pattern = (union or employer)[0].number if union or employer else ""
    first = numbering.letter(0)
    return tuple(Item(pattern.replace(first, numbering.letter(index), 1), parts) for index, parts in enumerate(kept))


def _bare_words(item: Item) -> str:
    """Return the words of an item without the sign or joining word it ends with."""
    text = words(item.parts).rstrip(" .,;")
    return text.rsplit(",", 1)[0] if text.endswith((", and", ", or")) else text.removesuffix(" ja").removesuffix(" tai").rstrip(" ,;")


def _whole(parts: tuple[Part, ...], side: str, marks: Mapping[str, str]) -> tuple[Part, ...]:
    return (Disputed(marks[side].format(words=words(parts)), side),) if parts else ()


def _merged(union: tuple[Part, ...], employer: tuple[Part, ...], marks: Mapping[str, str]) -> tuple[Part, ...]:
    """Return the words of both sides as one: where they are the same the parts stay live, else the words are compared."""
    theirs, mine = words(employer), words(union)
    stretches = compare(theirs, mine)
    if not changed(stretches):
        return union
    kept = sum(len(stretch.text) for stretch in stretches if stretch.kind == "equal")
    if kept * 3 < max(len(mine), len(theirs)):  # too unlike to be read word by word
        return (*_whole(union, "union", marks), Text(" "), *_whole(employer, "employer", marks))
    result: list[Part] = []
    pending = ""
    for stretch in stretches:
        if stretch.kind == "deleted":
            pending = stretch.text
            continue
        if stretch.kind == "inserted":
            result += _bracketed(stretch.text, "union", marks)
            if pending.strip():
                result.append(Text(" "))
        result += _bracketed(pending, "employer", marks)
        pending = ""
        if stretch.kind == "equal":
            result.append(Text(stretch.text))
    return tuple(_spaced([*result, *_bracketed(pending, "employer", marks)]))


def _spaced(parts: list[Part]) -> Iterator[Part]:
    """Yield parts with a blank before each bracket: it never touches the word before it."""
    before = ""
    for part in parts:
        if isinstance(part, Disputed) and before and not before[-1].isspace():
            yield Text(" ")
        yield part
        before = part.text


def _bracketed(text: str, side: str, marks: Mapping[str, str]) -> list[Part]:
    """Return words in a side's brackets, with the blanks around them outside."""
    bare = text.strip()
    if not bare:
        return [Text(text)] if text and side == "union" else []
    start = text.index(bare)
    around = (text[:start], text[start + len(bare) :])
    parts: list[Part] = [Text(around[0]), Disputed(marks[side].format(words=bare), side), Text(around[1])]
    return [part for part in parts if part.text]
