"""What each document says, as text.

`PYTHONPATH=.:tests/support python tests/documents/test_words.py` writes the golden texts anew; then read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tables import ONE, TWO, order, small, small_draft

from drafting.agreement import Agreement
from drafting.documents.calendar import Calendar, written
from drafting.documents.flat import flat
from drafting.documents.internal import InternalAgreement
from drafting.documents.markdown import markdown
from drafting.documents.registry import LAYOUTS, build
from drafting.draft import PrivateNote, Selection

GOLDEN = Path(__file__).parent / "golden"
CASES = [(layout, language) for layout in LAYOUTS for language in ("en", "fi")]
COFFEE = Selection(id="own-1", title={"en": "Coffee", "fi": "Kahvi"}, wording={"en": "Coffee is free.", "fi": "Kahvi on maksuton."})


def told(layout, language, library):
    """Return a document as text: Markdown, the calendar file, or the remarks of an internal agreement."""
    note = PrivateNote(note="Keep this.\nAnd this.", opening="strong", target={"retention": 14}, fallback={"retention": 45})
    draft = small_draft(Selection(id=ONE, position="balanced", standing="proposed"), COFFEE, Selection(id=TWO, standing="agreed"), private={ONE: note})
    base = small_draft() if layout.name == "amendment" else None
    document = build(layout, order(draft, library, language, second="fi" if language == "en" else "en", base=base, side="union"))
    if isinstance(document, Calendar):
        return written(document).replace("\r\n", "\n")
    if isinstance(document, InternalAgreement):
        lines = [f"{remark.anchor} {remark.author}\n" + "".join(f"  {heading}: {text}\n" for heading, text in remark.lines) for remark in document.remarks]
        return document.agreement.furniture.header + "\n" + "".join(lines)
    return markdown(flat(document) if isinstance(document, Agreement) else document)


def file_of(layout, language):
    """Return where the golden text of a document is kept."""
    return GOLDEN / f"{layout.name}-{layout.audience}-{language}.txt"


@pytest.mark.parametrize(("layout", "language"), CASES, ids=lambda value: getattr(value, "name", value))
def test_it_says_what_it_said(layout, language):
    assert told(layout, language, small()) == file_of(layout, language).read_text(encoding="utf-8")


if __name__ == "__main__":
    for case in CASES:
        file_of(*case).write_text(told(*case, small()), encoding="utf-8")
