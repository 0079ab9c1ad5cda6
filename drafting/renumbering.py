"""References that count the paragraphs of another text than the one they were resolved in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafting.agreement import CrossReference

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drafting.agreement import Paragraph, Part
    from drafting.numbering import Scheme


def renumbered(paragraph: Paragraph, numbers: Mapping[str, str]) -> Paragraph:
    """Return a paragraph whose references print the numbers given by anchor; an anchor without one keeps its number."""
    return rereferred(paragraph, lambda parts: referred(parts, numbers))


def rereferred(paragraph: Paragraph, change: Callable[[tuple[Part, ...]], tuple[Part, ...]]) -> Paragraph:
    """Return a paragraph with all its parts changed."""
    return replace(
        paragraph,
        parts=change(paragraph.parts),
        items=tuple(replace(item, parts=change(item.parts)) for item in paragraph.items),
        continued=tuple(change(parts) for parts in paragraph.continued),
    )


def referred(parts: tuple[Part, ...], numbers: Mapping[str, str]) -> tuple[Part, ...]:
    """Return parts whose references print the numbers given by anchor."""
    return tuple(
        replace(part, pieces=tuple(replace(piece, text=numbers.get(piece.anchor, piece.text)) for piece in part.pieces))
        if isinstance(part, CrossReference)
        else part
        for part in parts
    )


def bare_number(scheme: Scheme, article: str, place: int) -> str:
    """Return the number of a paragraph as references print it; ``article`` is its article's number without signs."""
    return f"{article}.{place}" if scheme.id == "decimal" else str(place)


def paragraph_number(scheme: Scheme, article: str, place: int) -> str:
    """Return the printed number of a paragraph of an article that may have a letter."""
    return scheme.paragraph.replace("{article}", article).format(paragraph=place)
