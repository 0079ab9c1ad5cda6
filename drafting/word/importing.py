"""The current agreement from a stranger's .docx, beside the draft that changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.assembly import assemble
from drafting.documents.current import CurrentFile
from drafting.word.incoming.child import read_apart
from drafting.word.incoming.reading import read
from drafting.word.render import render

if TYPE_CHECKING:
    from clauses.library import Library
    from drafting.draft import Draft


def current_file(data: bytes, draft: Draft, library: Library, language: str) -> CurrentFile:
    """Return a Word file as the current agreement of a draft; raises Refused with one sentence for a file that cannot be read."""
    return CurrentFile(read_apart(data), read(render(assemble(draft.shared(), library, language))))
