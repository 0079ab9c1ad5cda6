"""What a document is made from: the draft, the library, the language, and what single documents need beside these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafting.assembly import assemble, header
from drafting.documents.report import Report
from drafting.furniture import furniture, words
from drafting.plan import title_of
from locales import translations

if TYPE_CHECKING:
    from collections.abc import Callable

    from clauses.library import Library
    from clauses.vocabulary import LegalBasis, Words
    from drafting.agreement import Agreement
    from drafting.documents.current import CurrentFile
    from drafting.documents.report import Audience, Block
    from drafting.draft import Draft, Selection


@dataclass(frozen=True)
class Order:
    """One document that is asked for.

    ``second`` is the second language of a bilingual document, ``base`` the agreement a draft changes, ``current`` the same
    as a Word file, ``side`` whose text the draft is ("" when it is nobody's alone), ``theme`` the clause or theme the document is
    to keep to, ``sourced`` whether it names its sources in footnotes, ``wish`` the side whose text the agreement is to be, where not the draft's.
    """

    draft: Draft
    library: Library
    language: str
    second: str = ""
    base: Draft | None = None
    side: str = ""
    theme: str = ""
    current: CurrentFile | None = None
    sourced: bool = False
    wish: str = ""

    @property
    def say(self) -> Callable[[str], str]:
        """The messages of the document's language."""
        return words(self.language)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return the message for a number in the document's language."""
        return translations("agreement", self.language).ngettext(one, many, number)

    def agreement(self) -> Agreement:
        """Return the draft assembled in the document's language."""
        return assemble(self.draft, self.library, self.language)

    def title(self, clause: str) -> str:
        """Return the title of a clause."""
        return title_of(self.draft, self.library, clause, self.language)

    def chosen(self) -> list[Selection]:
        """Return the clauses the document keeps to: all, those of a theme, or one."""
        return [entry for entry in self.draft.selections if self.theme in ("", entry.id, self.library.theme(entry.id))]

    def translated(self, text: Words) -> str:
        """Return the words of a vocabulary entry in the document's language, else in English."""
        return text.get(self.language) or text.get("en", "")

    def law(self, clause: str) -> list[str]:
        """Return the legal bases of a clause, each with how well it is confirmed."""
        return [f"{self.translated(basis.provision)} ({self._confirmed(basis)})" for basis in self._bases(clause)]

    def sources(self, clause: str) -> list[str]:
        """Return the legal bases of a clause with their date, how well each is confirmed, and its entry in the law register."""
        _ = self.say
        pattern = _("{provision} ({confirmed}). Date: {date}. Law register: {entry}.")
        return [
            pattern.format(provision=self.translated(basis.provision), date=self.translated(basis.date), confirmed=self._confirmed(basis), entry=basis.id)
            for basis in self._bases(clause)
        ]

    def _bases(self, clause: str) -> list[LegalBasis]:
        facts, known = self.library.clauses.get(clause), self.library.vocabulary.legal_bases
        bases = [known[name] for name in facts.legal_bases if name in known] if facts else []
        return [basis for basis in bases if basis.jurisdiction in ("eu", "int", self.draft.jurisdiction)] or bases

    def _confirmed(self, basis: LegalBasis) -> str:
        _ = self.say
        return {"V": _("confirmed"), "P": _("partly confirmed"), "M": _("to be checked")}[basis.mark]

    def report(self, layout: str, title: str, *blocks: Block, landscape: bool = False, audience: Audience = "shared") -> Report:
        """Return a report on the draft under a title; an internal one says so at the head of every page."""
        name = self.draft.titled(self.language)
        _ = self.say
        secrecy = _("INTERNAL") if audience == "internal" else ""
        frame = furniture(self.language, " · ".join(part for part in (secrecy, title, header(self.draft, self.language)) if part))
        return Report(
            layout,
            self.language,
            f"{title}: {name}" if name else title,
            blocks,
            self.draft.id,
            self.draft.revision,
            self.draft.dated,
            frame,
            audience,
            landscape,
        )
