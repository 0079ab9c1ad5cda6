"""The comments of a file that came back: who says what about which words, and what answers what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.returned import Comment, tidy
from drafting.word.incoming.looks import Styles, value
from drafting.word.incoming.revisions import Hung, Reader
from drafting.word.names import W

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def comments_of(comments: etree._Element | None, extended: etree._Element | None, hung: Mapping[str, Hung]) -> tuple[Comment, ...]:
    """Return the comments of a comments part; ``extended`` is the part that says which answer which and which are resolved."""
    if comments is None:
        return ()
    threads = {entry.get(f"{_W15}paraId", ""): entry for entry in extended.iter(f"{_W15}commentEx")} if extended is not None else {}
    owners = {paragraph.get(f"{_W14}paraId", ""): value(comment, "id") for comment in comments.iter(f"{W}comment") for paragraph in comment.iter(f"{W}p")}
    result = []
    for comment in comments.iter(f"{W}comment"):
        thread = next((threads[key] for key in (p.get(f"{_W14}paraId", "") for p in comment.iter(f"{W}p")) if key and key in threads), None)
        parent = owners.get(thread.get(f"{_W15}paraIdParent", "-"), "") if thread is not None else ""
        place = hung.get(value(comment, "id"), Hung())
        result.append(
            Comment(
                id=value(comment, "id"),
                author=value(comment, "author"),
                date=value(comment, "date"),
                text=_words(comment),
                words=tidy("".join(place.words)).strip(),
                paragraph=place.paragraph,
                answers=parent,
                resolved=thread is not None and thread.get(f"{_W15}done", "") in ("1", "true"),
            )
        )
    return tuple(result)


def _words(comment: etree._Element) -> str:
    reader = Reader(Styles(), {})
    reader.blocks(comment)
    texts = ("".join(span.text for span in paragraph.spans if span.kind in ("", "inserted")) for paragraph in reader.paragraphs)
    return "\n".join(text for text in (tidy(text).strip() for text in texts) if text)
