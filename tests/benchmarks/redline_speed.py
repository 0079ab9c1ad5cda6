"""How fast and how exact a redline is, against python-redlines with docxodus, in one run.

Run: python tests/benchmarks/redline_speed.py
"""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from agreements import agreement, article, numbered, paragraph, reference  # noqa: E402 -- the paths above come first
from lxml import etree  # noqa: E402
from python_redlines.engines import DocxodusEngine  # noqa: E402
from redlined import story  # noqa: E402
from timing import ROUNDS, milliseconds  # noqa: E402

from drafting.agreement import Cell, Item, Text  # noqa: E402
from drafting.word.redline import redline  # noqa: E402
from drafting.word.render import render  # noqa: E402

if TYPE_CHECKING:
    from drafting.agreement import Agreement, Article

STEMS = ("työ", "käyttö", "tieto", "sijainti", "säilytys", "tarkoitus", "valvonta", "työntekijä", "järjestelmä", "sopimus", "laite", "hälytys")
ENDINGS = ("", "n", "a", "ssa", "sta", "lla", "lta", "lle", "na", "ksi", "jen", "issa", "ista", "tta", "kin", "mme")
VOCABULARY = [stem + ending for stem in STEMS for ending in ENDINGS]


def before(clauses: int, dice: Random) -> Agreement:
    """Return an agreement of so many clauses with four paragraphs each, one with items and a reference."""
    whole = agreement()
    articles = []
    for number in range(1, clauses + 1):
        clause = f"own-{number}"
        told = reference(whole.scheme, max(1, number - 1), f"own-{max(1, number - 1)}")
        entries = [paragraph(clause, f"p{place}", Text(words(dice, 25)), *((told, Text(".")) if place == 1 else ()), lead_in="Asia") for place in range(1, 5)]
        entries[0] = replace(entries[0], items=tuple(Item("", (Text(words(dice, 8)),)) for _ in range(3)))
        articles.append(numbered(article(clause, words(dice, 4), *entries), number, whole.scheme))
    return replace(whole, body=tuple(articles))


def after(whole: Agreement, dice: Random) -> Agreement:
    """Return the agreement with 30 % of its paragraphs edited, paragraphs and clauses inserted, deleted and moved, and table rows changed."""
    body = [edited(entry, dice) for entry in whole.body]
    del body[len(body) // 2]
    body.insert(3, body.pop(len(body) - 4))
    body.insert(10, article("own-new", "Uusi lauseke", paragraph("own-new", "p1", Text(words(dice, 30)))))
    body = [numbered(entry, number, whole.scheme) for number, entry in enumerate(body, 1)]
    rows = list(whole.annexes[0].rows)
    del rows[7]
    rows.insert(3, tuple(Cell((Text(words(dice, 3)),)) for _ in range(3)))
    rows[20] = (*rows[20][:2], Cell((Text("Muutettu solu."),)))
    return replace(whole, body=tuple(body), annexes=(replace(whole.annexes[0], rows=tuple(rows)), *whole.annexes[1:]))


def edited(entry: Article, dice: Random) -> Article:
    """Return an article with some of its paragraphs changed by a few words, and now and then one more or one less."""
    paragraphs = []
    for one in entry.paragraphs:
        chance = dice.random()
        if chance < 0.03:
            continue
        if chance < 0.33:
            text = one.parts[0].text.split()
            for _ in range(dice.randint(1, 3)):
                text[dice.randrange(len(text))] = dice.choice(VOCABULARY)
            one = replace(one, parts=(Text(" ".join(text) + " "), *one.parts[1:]))
        paragraphs.append(one)
        if chance > 0.97:
            paragraphs.append(paragraph(entry.clause, f"x{len(paragraphs)}", Text(words(dice, 20)), lead_in="Lisäys"))
    return replace(entry, paragraphs=tuple(paragraphs))


def words(dice: Random, length: int) -> str:
    """Return so many words, varied as law is."""
    return " ".join(dice.choices(VOCABULARY, k=length)) + ". "


def marked(docx: bytes) -> tuple[int, int]:
    """Return the characters marked as inserted and as deleted; what moved without change counts as neither."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        tree = etree.fromstring(archive.read("word/document.xml"))
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    came = sum(len(text.text or "") for mark in tree.iter(f"{name}ins") for text in mark.iter(f"{name}t"))
    return came, sum(len(text.text or "") for text in tree.iter(f"{name}delText"))


def main() -> None:
    """Measure and print."""
    dice = Random(1)  # noqa: S311 -- words, not secrets
    base = before(72, dice)
    documents = render(base), render(after(base, dice))
    engine = DocxodusEngine()

    def ours() -> bytes:
        return redline(*documents, "Tehy", date(2027, 5, 20)).document

    def theirs() -> bytes:
        return engine.run_redline("Tehy", *documents)[0]

    print(f"72 clauses, {len(story(documents[0]))} blocks, median of {ROUNDS}")
    results = {"sopu": ours(), "docxodus": theirs()}
    times = milliseconds({"sopu": ours, "docxodus": theirs, "render": lambda: render(base)})
    for name, docx in results.items():
        came, went = marked(docx)
        exact = story(docx, "accepted") == story(documents[1]), story(docx, "rejected") == story(documents[0])
        print(
            f"  {name:<10}{times[name]:8.1f} ms  {came} characters inserted, {went} deleted; accepted is the new text {exact[0]}, rejected the base {exact[1]}"
        )
    print(f"docxodus / sopu: {times['docxodus'] / times['sopu']:.1f} (aim: above 10)")
    large = before(100, dice)
    pair = render(large), render(after(large, dice))
    whole = milliseconds({"redline": lambda: redline(*pair, "Tehy", date(2027, 5, 20)), "render": lambda: render(large)})
    print(f"100 clauses: {whole['redline']:.0f} ms (aim: below 300), {whole['redline'] / whole['render']:.1f} times as long as writing the agreement")


if __name__ == "__main__":
    main()
