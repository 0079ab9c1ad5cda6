"""How fast a Word agreement is written, as ratios within one run: against zipping ready-made XML, and against docxtpl.

Run: python tests/benchmarks/word_writing.py
"""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from agreements import agreement, article, numbered, paragraph, reference  # noqa: E402 -- the paths above come first
from docxtpl import DocxTemplate  # noqa: E402
from timing import ROUNDS, milliseconds  # noqa: E402

from drafting.agreement import Item, Text, words  # noqa: E402
from drafting.word.render import render  # noqa: E402

if TYPE_CHECKING:
    from drafting.agreement import Agreement

CLAUSES = 100
STEMS = ("työ", "käyttö", "tieto", "sijainti", "säilytys", "tarkoitus", "valvonta", "työntekijä", "järjestelmä", "sopimus", "laite", "hälytys")
ENDINGS = ("", "n", "a", "ssa", "sta", "lla", "lta", "lle", "na", "ksi", "jen", "issa", "ista", "tta", "kin", "mme")
LOOP = (
    "{%p for a in articles %}",
    "{{ a.number }} {{ a.title }}",
    "{%p for p in a.paragraphs %}",
    "{{ p.number }} {{ p.lead_in }}. {{ p.text }}",
    "{%p for i in p.points %}",
    "{{ i.number }} {{ i.text }}",
    "{%p endfor %}",
    "{%p endfor %}",
    "{%p endfor %}",
)


def large() -> Agreement:
    """Return an agreement of a hundred clauses with five paragraphs each, one of them with items and a reference, in words that vary as law does."""
    whole = agreement()
    dice = Random(1)  # noqa: S311 -- words, not secrets
    vocabulary = [stem + ending for stem in STEMS for ending in ENDINGS]

    def sentence(length: int) -> Text:
        return Text(" ".join(dice.choices(vocabulary, k=length)) + ". ")

    articles = []
    for number in range(1, CLAUSES + 1):
        clause = f"own-{number}"
        told = reference(whole.scheme, max(1, number - 1), f"own-{max(1, number - 1)}")
        entries = [paragraph(clause, f"p{place}", sentence(25), *((told, Text(".")) if place == 1 else ()), lead_in="Tarkoitus") for place in range(1, 6)]
        entries[0] = replace(entries[0], items=tuple(Item("", (sentence(8),)) for _ in range(3)))
        articles.append(numbered(article(clause, sentence(4).text, *entries), number, whole.scheme))
    return replace(whole, body=tuple(articles))


def zipped(parts: dict[str, str]) -> bytes:
    """Return ready-made parts as a package: the floor below which nothing that compresses can come."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, xml)
    return stream.getvalue()


def template_of(docx: bytes) -> bytes:
    """Return a docxtpl template in our own styles, as lean as our document."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>{line}</w:t></w:r></w:p>' for line in LOOP)
    start = parts["word/document.xml"].index("<w:body>") + len("<w:body>")
    end = parts["word/document.xml"].rindex("<w:sectPr>")
    parts["word/document.xml"] = parts["word/document.xml"][:start] + body + parts["word/document.xml"][end:]
    return zipped(parts)


def by_template(template: bytes, whole: Agreement) -> bytes:
    """Return the same clauses written by docxtpl: plain words, without lists, bookmarks or references."""
    context = {
        "articles": [
            {
                "number": entry.number,
                "title": entry.title,
                "paragraphs": [
                    {
                        "number": part.number,
                        "lead_in": part.lead_in,
                        "text": words(part.parts),
                        "points": [{"number": item.number, "text": words(item.parts)} for item in part.items],
                    }
                    for part in entry.paragraphs
                ],
            }
            for entry in whole.articles
        ]
    }
    document = DocxTemplate(io.BytesIO(template))
    document.render(context, autoescape=True)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def main() -> None:
    """Measure and print."""
    whole = large()
    docx = render(whole)
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    template = template_of(docx)
    times = milliseconds({"render": lambda: render(whole), "zip alone": lambda: zipped(parts), "docxtpl": lambda: by_template(template, whole)})
    print(f"{CLAUSES} clauses, {len(parts['word/document.xml']) // 1000} kB of body, {len(docx) // 1000} kB file, median of {ROUNDS}")
    for name, time in times.items():
        print(f"  {name:<10}{time:7.1f} ms")
    print(f"render / zip alone: {times['render'] / times['zip alone']:.2f} (aim: below 3)")
    print(f"render / docxtpl:   {times['render'] / times['docxtpl']:.2f} (aim: below 1)")


if __name__ == "__main__":
    main()
