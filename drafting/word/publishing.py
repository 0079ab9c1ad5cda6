"""A finished document in the format it is asked for: Word, what LibreOffice makes of it, Markdown, HTML or a calendar file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.agreement import Agreement
from drafting.changes import DraftError
from drafting.documents.calendar import Calendar, written
from drafting.documents.flat import flat
from drafting.documents.html import html
from drafting.documents.internal import InternalAgreement
from drafting.documents.markdown import markdown
from drafting.numbering import SCHEMES
from drafting.word.pages import converted, office, page_numbers
from drafting.word.render import render
from drafting.word.report import render_report

if TYPE_CHECKING:
    from drafting.documents.registry import Document, Layout
    from drafting.documents.report import Report
    from drafting.word.sections import Finish

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}


def formats(layout: Layout) -> tuple[str, ...]:
    """Return the formats a layout can be made in on this machine, the usual one first."""
    if layout.name == "calendar":
        return ("ics",)
    made = ("docx", "odt", "pdf") if office() else ("docx",)
    return made if (layout.name, layout.audience) == ("agreement", "internal") else (*made, "md", "html")


def publish(document: Document, kind: str, finish: Finish | None = None, *, counted: bool = False) -> bytes:
    """Return a document in a format; ``counted`` puts page numbers in the contents of an agreement.

    Raises DraftError where LibreOffice is needed and missing, or where a format cannot hold the document.
    """
    if isinstance(document, Calendar):
        return written(document).encode()
    if kind in ("md", "html"):
        if isinstance(document, InternalAgreement):
            raise DraftError("The agreement with notes is a Word document with comments; the formats are docx, odt and pdf.")
        report = flat(document) if isinstance(document, Agreement) else document
        return (markdown(report) if kind == "md" else html(report)).encode("utf-8", "replace")
    docx = word(document, finish, counted=counted)
    if kind == "docx":
        return docx
    made = converted(docx, kind)
    if made is None:
        raise DraftError("LibreOffice makes this format and is not installed here, or did not finish; take docx, md or html.")
    return made


def word(document: Agreement | InternalAgreement | Report, finish: Finish | None = None, *, counted: bool = False) -> bytes:
    """Return a document as a .docx; the same document gives the same bytes. Raises DraftError where pages cannot be counted."""
    if isinstance(document, InternalAgreement):
        return render(document.agreement, ours=document, finish=finish)
    if not isinstance(document, Agreement):
        known = SCHEMES.get(document.language, SCHEMES["en"])
        return render_report(document, known["paragraph-sign"], finish)
    if not counted:
        return render(document, finish=finish)
    pages = page_numbers(render(document, finish=finish))
    if pages is None:
        raise DraftError("LibreOffice could not count the pages; ask for the document without page numbers, and Word counts them when it updates the contents.")
    return render(document, pages, finish=finish)
