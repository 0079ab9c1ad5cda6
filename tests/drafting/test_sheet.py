"""One clause on its own: other clauses are named in its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.agreement import words
from drafting.sheet import clause_agreement, note_paragraphs

if TYPE_CHECKING:
    from clauses.library import Library


def test_a_single_clause_reads_as_a_sentence(library: Library) -> None:
    def text(language: str) -> str:
        article = next(clause_agreement(library, "mon-gps-continuous", "baseline", language).articles)
        return " ".join(words(paragraph.parts) for paragraph in article.paragraphs)

    assert "as agreed in the clause “Geolocation (GPS) of workers and vehicles”" in text("en")
    assert "siten kuin määräyksessä ”Työntekijöiden ja ajoneuvojen paikantaminen” on sovittu" in text("fi")
    notes = " ".join(words(parts) for parts in note_paragraphs(library, "cpd-reskilling", "purpose", "fi"))
    assert "sovitaan määräyksessä ”Työllisyysturva automaatiossa”" in notes
