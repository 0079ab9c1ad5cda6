"""Draft + Library -> Agreement. Pure: no clock, no database, no Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clauses.said import said
from drafting import annexes, filling, furniture, numbering
from drafting.agreement import Agreement, Article, Chapter, Definition, Item, Paragraph, Signatory
from drafting.changes import keep_words
from drafting.draft import ChapterMark
from drafting.plan import plan_of, title_of
from drafting.remembering import remembered
from drafting.resolving import anchor, paragraph_anchor, parts_of

if TYPE_CHECKING:
    from clauses.library import Library
    from drafting.draft import Draft, Selection
    from drafting.plan import Plan


@remembered
def assemble(draft: Draft, library: Library, language: str) -> Agreement:
    """Return the agreement a draft gives in one language, numbered and resolved.

    The same input gives the same tree. A clause the library does not have in the language stands with its title alone.
    """
    draft = keep_words(draft, library)
    plan = plan_of(draft, library, language)
    body, preamble = _body(plan)
    return Agreement(
        draft=draft.id,
        revision=draft.revision,
        language=language,
        title=draft.titled(language),
        label=draft.labelled(language),
        dated=draft.dated,
        dated_text=filling.format_date(draft.dated, language),
        jurisdiction=draft.jurisdiction,
        level=draft.level,
        scheme=plan.scheme,
        parties=signatories(draft, language),
        preamble=preamble,
        body=tuple(body),
        definitions=_definitions(plan),
        annexes=tuple(annexes.build(plan, identity, number) for number, identity in enumerate(plan.annexes, 1)),
        furniture=furniture.furniture(language, header(draft, language)),
        first=draft.first_number,
    )


def header(draft: Draft, language: str) -> str:
    """Return the line at the head of each page: label, date and status."""
    _ = furniture.words(language)
    agreed = draft.selections and all(selection.standing == "agreed" for selection in draft.selections)
    parts = [draft.labelled(language), filling.format_date(draft.dated, language), "" if agreed else _("Draft, not agreed")]
    return " · ".join(part for part in parts if part)


def signatories(draft: Draft, language: str) -> tuple[Signatory, ...]:
    """Return the parties as they sign, with the open label where no name is given yet."""
    result = []
    for party in draft.parties:
        label = furniture.side(language, party.side)
        name = party.named(language)
        result.append(Signatory(party.side, label, name or label, party.signatories, open=not name))
    return tuple(result)


def _body(plan: Plan) -> tuple[list[Chapter | Article], Article | None]:
    body: list[Chapter | Article] = []
    preamble = None
    chapters = 0
    for entry in plan.draft.clauses:
        if isinstance(entry, ChapterMark):
            chapters += 1
            tag = plan.language if entry.chapter.get(plan.language) else next(iter(entry.chapter), "")
            body.append(Chapter(f"hd_chapter_{chapters}", plan.scheme.chapter.format(chapter=chapters), said(entry.chapter.get(tag, ""), tag)))
        elif entry.id in plan.articles:
            body.append(_article(plan, entry))
        else:
            preamble = _article(plan, entry)
    return body, preamble


def _article(plan: Plan, selection: Selection) -> Article:
    number = plan.articles.get(selection.id, 0)
    clause = plan.library.clauses.get(selection.id)
    slots = plan.slots[selection.id]
    paragraphs = []
    for index, slot in enumerate(slots, 1):
        own_items = [provision for provision in slot.provisions if provision.kind == "item"]
        own_paragraphs = [provision for provision in slot.provisions if provision.kind == "paragraph"]
        paragraphs.append(
            Paragraph(
                slot=slot.slot,
                anchor=paragraph_anchor(selection.id, slot.slot or str(index)),
                number=numbering.paragraph_number(plan.scheme, number, index) if number else "",
                lead_in=slot.lead_in if len(slots) > 1 else "",
                parts=parts_of(plan, selection.id, own_paragraphs[0]) if own_paragraphs else (),
                items=tuple(Item(numbering.item_number(plan.scheme, i), parts_of(plan, selection.id, item)) for i, item in enumerate(own_items)),
                insert=clause.slots[slot.slot].inserts if clause and slot.slot in clause.slots else "",
                position=slot.position,
                continued=tuple(parts_of(plan, selection.id, provision) for provision in own_paragraphs[1:]),
            )
        )
    title = title_of(plan.draft, plan.library, selection.id, plan.language)
    printed = numbering.article_number(plan.scheme, number) if number else ""
    amended = plan.language in selection.wording and not selection.own
    return Article(selection.id, anchor(selection.id), printed, title, tuple(paragraphs), amended, selection.own)


def _definitions(plan: Plan) -> tuple[Definition, ...]:
    """Return the terms really used, in the alphabetical order of the document's language."""
    _ = furniture.words(plan.language)
    found = []
    for identity in plan.terms:
        term = plan.library.vocabulary.terms.get(identity)
        words = term.words.get(plan.language) if term else None
        if words:
            found.append(Definition(identity, words.word, _("means"), words.definition))
    return tuple(sorted(found, key=lambda entry: alphabetical(entry.word, plan.language)))


def alphabetical(word: str, language: str) -> list[int]:
    """Return a key that sorts words as a dictionary of the language does: å ä ö come last in Finnish and Swedish, with a and o elsewhere."""
    folded = word.casefold()
    if language in ("fi", "sv"):
        order = "abcdefghijklmnopqrstuvwxyzåäö"
        return [order.index(sign) if sign in order else -1 for sign in folded]
    return [ord(sign) for sign in folded.translate(str.maketrans("äöåéü", "aoaeu"))]
