"""A short agreement whose every line is different, so that a file that comes back can be judged word by word."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
from agreements import agreement, article, numbered, paragraph, reference
from returned_files import run, split_at, with_body

from drafting.agreement import Agreement, Annex, BlankReference, Cell, Item, Paragraph, Text
from drafting.numbering import scheme
from drafting.word.render import render

GPS, KEPT, ACCESS, RATING, PEACE = "mon-gps", "dat-retention", "dat-access", "mon-ratings", "skl-peace"


def said(clause: str, slot: str, lead: str, words: str, *items: str) -> Paragraph:
    """Return a paragraph with a lead-in, words and items."""
    return paragraph(clause, slot, Text(words), lead_in=lead, items=tuple(Item("", (Text(item),)) for item in items))


def care() -> Agreement:
    """Return the agreement."""
    pattern = scheme("paragraph-sign", "en")
    articles = (
        article(
            GPS,
            "Geolocation of vehicles",
            said(GPS, "purpose", "Purpose", "Location is collected only", "to confirm visits,", "to answer an alarm, and", "to reimburse journeys."),
            said(GPS, "limits", "Limits", "The employer’s devices stay switched off during breaks and outside working hours."),
        ),
        article(
            KEPT,
            "Retention of data",
            paragraph(KEPT, "period", Text("Location data is kept for "), BlankReference("30", KEPT, "days"), Text(" days and is then deleted for good.")),
            paragraph(
                KEPT,
                "exceptions",
                Text("A longer period is agreed in the joint committee. It is never longer than a year (see "),
                reference(pattern, 5, PEACE),
                Text(")."),
            ),
        ),
        article(
            ACCESS,
            "Access of workers",
            said(ACCESS, "right", "Right", "Each worker sees “own records” within two weeks of asking for them."),
            said(ACCESS, "steward", "Steward", "The shop steward receives a summary of all records every quarter."),
        ),
        article(RATING, "Ratings by clients", said(RATING, "use", "Use", "Ratings by clients are not used in decisions on pay, dismissal or promotion.")),
        article(PEACE, "Industrial peace", said(PEACE, "duty", "Duty", "While this agreement is in force neither party takes industrial action against it.")),
    )
    rows = tuple(tuple(Cell((Text(cell),)) for cell in row) for row in (("Routes", "30 days"), ("Alarms", "one year")))
    annex = Annex("periods", "hd_annex_periods", "Annex 1", "Periods of retention", "The table binds both parties.", columns=("Data", "Kept for"), rows=rows)
    return replace(
        agreement("en"),
        title="Agreement on care technology",
        preamble=None,
        body=tuple(numbered(entry, number, pattern) for number, entry in enumerate(articles, 1)),
        definitions=(),
        annexes=(annex,),
    )


def commented_file() -> bytes:
    """Return the agreement with a comment by Maija, as Word writes it."""
    own_run = with_body(care_file(), lambda body: split_at(body, "cl_dat_access", "every quarter", run("every quarter")))
    document = docx.Document(io.BytesIO(own_run))
    hung = next(entry for paragraph in document.paragraphs for entry in paragraph.runs if entry.text == "every quarter")
    document.add_comment(hung, "Monthly is usual.", "Maija", "M")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def care_file() -> bytes:
    """Return the agreement as it was sent."""
    return render(care())
