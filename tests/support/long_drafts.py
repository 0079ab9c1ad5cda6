"""A draft of a hundred clauses with all that can be long about it: two versions far apart, and a file that came back changed nearly everywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafts_built import DAY
from returned_files import run, with_body

from drafting import changes, starting
from drafting.assembly import assemble
from drafting.draft import Selection
from drafting.word.render import render

if TYPE_CHECKING:
    from clauses.library import Library
    from drafting.draft import Draft
    from drafting.store import Store

DEFINITIONS = "skl-definitions"


@dataclass(frozen=True)
class LongDraft:
    """The draft as it stands, and the entries of the ledger: what was sent, what came back."""

    draft: Draft
    sent: int
    returned: int

    @property
    def home(self) -> str:
        """The address of its agreement without the language."""
        return f"/drafts/{self.draft.id}/"

    @property
    def long_pages(self) -> list[str]:
        """The addresses of the pages that come in parts, without the language."""
        compared = f"{self.home}exchange/compare?first={self.sent}&second={self.returned}"
        return [self.home, f"{self.home}exchange/board", f"{self.home}exchange/{self.returned}", compared, f"{self.home}versions/1?with=2"]


def long_draft(store: Store, library: Library, changed: int = 90) -> LongDraft:
    """Return a draft of a hundred clauses in two languages, sent, come back with all paragraphs of so many clauses changed, then made stronger throughout."""
    clauses = [DEFINITIONS, *(clause.id for clause in library.ordered() if clause.id != DEFINITIONS)][:100]
    draft = starting.start(library, DAY, ("fi", "en"), clauses=tuple(Selection(id=clause) for clause in clauses))
    draft = store.create(changes.keep_words(draft, library))
    document = render(assemble(draft, library, "fi"))
    sent = store.ledger.record(draft.id, "sent", document, "offer.docx", revision=1)
    back = edited_clauses(document, changed)
    returned = store.ledger.record(draft.id, "returned", back, "answer.docx", side="employer", revision=1, compared_with=sent.id)
    stronger = draft
    for clause in clauses:
        if "strong" in library.positions(clause):
            stronger = changes.choose(stronger, library, clause, "strong")
    return LongDraft(store.save(changes.keep_words(stronger, library), "clause filled"), sent.id, returned.id)


def edited_clauses(document: bytes, number: int) -> bytes:
    """Return a file with a word put into every longer run of so many clauses, without Track Changes."""

    def change(found: re.Match[str]) -> str:
        words = found[1].split(" ")
        place = len(words) // 2
        return run(" ".join((*words[:place], "enintään", *words[place:]))) if len(words) > 7 else found[0]

    def edited(body: str) -> str:
        front, *clauses = re.split(r'(?=<w:bookmarkStart [^>]*w:name="cl_[a-z0-9_]+"/>)', body)
        left = number
        for place, clause in enumerate(clauses):
            new = re.sub(r'<w:r><w:t xml:space="preserve">([^<]+)</w:t></w:r>', change, clause) if left else clause
            left -= new != clause
            clauses[place] = new
        assert not left
        return front + "".join(clauses)

    return with_body(document, edited)
