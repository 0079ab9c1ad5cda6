"""A clause that came back in a file with typed numbers, as Sopu writes one in two languages, without the numbers: the words that a draft holds."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from drafting.edits import Change, Edit, ended
from drafting.numbering import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafting.exchange import ReturnedClause


def unnumbered(returned: ReturnedClause) -> ReturnedClause:
    """Return a clause without the number before its heading and before each of its lines, its changes in their order.

    A change of nothing but a number keeps no edit. In a file of one language the numbers are automatic and nowhere among the words.
    """
    if not returned.language:
        return returned
    sent, came = (_numbers(text, returned.language) for text in (returned.before, returned.after))
    after = ended(returned.after)
    changes = tuple(replace(entry, change=_change(entry.change, sent, came, after)) for entry in returned.changes)
    return replace(
        returned,
        before=_kept(returned.before, 0, len(returned.before), sent),
        after=_kept(returned.after, 0, len(returned.after), came),
        changes=changes,
    )


def _change(change: Change, sent: Sequence[range], came: Sequence[range], after: str) -> Change:
    edits = []
    for edit in change.edits:
        words = _kept(after, edit.at, edit.at + len(edit.words), came)
        start, end = (place - _before(place, sent) for place in (edit.start, edit.end))
        if words or start < end:
            edits.append(Edit(start, end, words, edit.at - _before(edit.at, came)))
    return replace(change, edits=tuple(edits))


def _kept(text: str, start: int, end: int, numbers: Sequence[range]) -> str:
    """Return a stretch of a text without the numbers in it."""
    pieces, place = [], start
    for number in numbers:
        if start < number.stop and number.start < end:
            pieces.append(text[place : max(place, number.start)])
            place = max(place, number.stop)
    return "".join(pieces) + text[place:end]


def _before(place: int, numbers: Sequence[range]) -> int:
    """Return how many signs of the numbers stand before a place."""
    return sum(min(number.stop, place) - number.start for number in numbers if number.start < place)


def _numbers(text: str, language: str) -> list[range]:
    """Return where the numbers stand: that of the heading in the first line, those of paragraphs and items in the others."""
    found, place = [], 0
    heading, other = _patterns(language)
    for line in text.split("\n"):
        match = (other if place else heading).match(line)
        if match:
            found.append(range(place, place + match.end()))
        place += len(line) + 1
    return found


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what the number of a heading, and that of a paragraph or an item, looks like in a language, in whichever scheme."""
    schemes = SCHEMES.get(language, {}).values()
    headings = [scheme.article for scheme in schemes]
    others = [pattern for scheme in schemes for pattern in (scheme.paragraph, scheme.item)]
    return _pattern(headings), _pattern(others)


def _pattern(patterns: Sequence[str]) -> re.Pattern[str]:
    figures = {"article": r"\d+", "paragraph": r"\d+", "item": "[a-z]{1,2}"}
    written = (re.escape(pattern.replace("\N{NO-BREAK SPACE}", " ")).replace(r"\{", "{").replace(r"\}", "}").format(**figures) for pattern in patterns)
    return re.compile(f"(?:{'|'.join(sorted(set(written), key=len, reverse=True))}) +")
