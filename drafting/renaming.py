"""Names that the other side wrote into a document, of a party or of the agreement itself, taken into the facts they follow from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drafting.agreement import Agreement
    from drafting.draft import Draft
    from drafting.edits import Edit

FRONT = "front"  # the part of a document before its first clause


def renamed(draft: Draft, agreement: Agreement, part: str, before: str, edits: Iterable[Edit]) -> Draft | None:
    """Return the draft with the names that edits of a part's words write, all of them; None when one touches anything else.

    A name is found where an agreement of the draft prints it, alone in its line or at the end of it; one that stands there already stays.
    """
    result = draft
    for edit in edits:
        start, line = _line(before, edit)
        new = _edited(line, start, edit)
        if _printed(agreement, new):
            continue
        changed = _with_name(result, agreement, part, _rank(before, start, line), line, new) if new.strip() and "\n" not in new else None
        if changed is None:
            return None
        result = changed
    return result


def stands(agreement: Agreement, before: str, edits: Iterable[Edit]) -> bool:
    """Return whether an agreement already has every name that edits write."""
    return all(_printed(agreement, _edited(line, start, edit)) for edit in edits for start, line in [_line(before, edit)])


def _printed(agreement: Agreement, line: str) -> bool:
    """Return whether a line is a name as an agreement prints it."""
    named = [party for party in agreement.parties if not party.open]
    return line in {agreement.title, *(party.name for party in named), *(f"{party.side_label}: {party.name}" for party in named)}


def _line(text: str, edit: Edit) -> tuple[int, str]:
    """Return where the line of an edit begins, and the line, without its break."""
    start = text.rfind("\n", 0, edit.start) + 1
    return start, text[start:].partition("\n")[0]


def _edited(line: str, start: int, edit: Edit) -> str:
    """Return a line as an edit makes it; one that goes beyond the line gives a line break."""
    if edit.end - start > len(line) + 1:
        return "\n"
    return (line[: edit.start - start] + edit.words + line[edit.end - start :]).removesuffix("\n")


def _rank(text: str, start: int, line: str) -> int:
    """Return how many equal lines stand before a line: two parties without a name print the same words."""
    return text[:start].split("\n").count(line)


def _with_name(draft: Draft, agreement: Agreement, part: str, rank: int, line: str, new: str) -> Draft | None:
    language = agreement.language
    if part == FRONT and line == agreement.title:
        return draft.changed(title={**draft.title, language: new.strip()})
    for place, party in enumerate(agreement.parties):
        printed = f"[{party.name}]" if party.open else party.name
        lead = line.removesuffix(printed)
        if not line.endswith(printed) or lead not in ("", f"{party.side_label}: ") or not new.startswith(lead):
            continue
        if rank:
            rank -= 1
            continue
        own = draft.parties[place]
        named = own.model_copy(update={"name": {**own.name, language: new.removeprefix(lead).strip()}})
        return draft.changed(parties=(*draft.parties[:place], named, *draft.parties[place + 1 :]))
    return None
