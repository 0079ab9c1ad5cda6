"""LibreOffice, which shares no code with us, accepts and rejects the same tracked changes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from agreements import HOSTILE, WORDS, article, numbered, paragraph
from redlined import short

from drafting.agreement import Article, Cell, Item, Text
from drafting.word.redline import redline
from drafting.word.render import render

ORACLE = Path(__file__).parents[1] / "support" / "office_oracle.py"
PYTHONS = ("/usr/bin/python3", "python3")


def missing(reason):
    """Skip, or fail where everything must be installed."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def office_says(jobs, folder):
    """The paragraphs of documents as LibreOffice reads them, each with its style."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        missing("LibreOffice is not installed")
    python = next((name for name in PYTHONS if shutil.which(name) and not subprocess.run([name, "-c", "import uno"], capture_output=True).returncode), None)
    if python is None:
        missing("the bridge from Python to LibreOffice (python3-uno) is not installed")
    done = subprocess.run([python, str(ORACLE), office, str(folder / "profile"), *jobs], capture_output=True, timeout=240, check=True)
    return json.loads(done.stdout)


def changed(whole, clause, *paragraphs):
    return replace(whole, body=tuple(replace(entry, paragraphs=paragraphs) if clause_of(entry) == clause else entry for entry in whole.body))


def clause_of(entry):
    return entry.clause if isinstance(entry, Article) else ""


def variants(whole):
    """The same agreement after edits of many kinds; each leads there and back again."""
    body = list(whole.body)
    place = next(index for index, entry in enumerate(body) if clause_of(entry) == "dat-retention")
    kept = body[place].paragraphs
    items = tuple(Item("", (Text(text),)) for text in WORDS["en"]["items"])
    first, last = kept[0], replace(kept[1], items=items)
    added = article("own-1", "Drones", paragraph("own-1", "use", Text("No drones." + HOSTILE)), paragraph("own-1", "fly", Text("None."), items=items))
    annex = whole.annexes[0]
    new_row = tuple(Cell((Text(f"badge {number}"),)) for number in range(3))
    yield "words", changed(whole, "dat-retention", replace(first, parts=(Text("The employer may not collect anything."),)), kept[1])
    yield "last paragraph gone", changed(whole, "dat-retention", first)
    yield "items come at the end", changed(whole, "dat-retention", first, last)
    yield "paragraph with items comes at the end", changed(whole, "dat-retention", *kept, replace(last, anchor="x", parts=(Text("Quite other words."),)))
    yield "last paragraph replaced", changed(whole, "dat-retention", first, replace(kept[1], anchor="x", lead_in="", parts=(Text("Quite other words."),)))
    yield "clause gone", replace(whole, body=(*body[:place], *body[place + 1 :]))
    yield "clause comes", replace(whole, body=(*body[:2], numbered(added, 3, whole.scheme), *body[2:]))
    yield "clause moved", replace(whole, body=(body[place], *body[:place], *body[place + 1 :]))
    yield "rows", replace(whole, annexes=(replace(annex, rows=(annex.rows[1], new_row, *annex.rows[2:])), *whole.annexes[1:]))
    yield "heading", replace(whole, body=tuple(replace(entry, title="Other words") if clause_of(entry) == "dat-retention" else entry for entry in body))
    yield "parties", replace(whole, parties=(replace(whole.parties[0], name="SuPer & JHL <ry>"), *whole.parties[1:]))


@pytest.mark.office
def test_libreoffice_accepts_to_the_new_document_and_rejects_to_the_base(tmp_path):
    base = short(language="en", chaptered=True)
    documents = {"base": render(base)} | {name: render(new) for name, new in variants(base)}
    pairs = [pair for name in documents if name != "base" for pair in (("base", name), (name, "base"))]
    jobs = [f"plain:{written(tmp_path, f'{number} plain', docx)}" for number, docx in enumerate(documents.values())]
    for number, (before, after) in enumerate(pairs):
        file = written(tmp_path, f"{number} redline", redline(documents[before], documents[after], "Tehy ry", date(2027, 5, 20)).document)
        jobs += [f"reject:{file}", f"accept:{file}"]
    said = office_says(jobs, tmp_path)
    plain, views = dict(zip(documents, said, strict=False)), said[len(documents) :]

    assert all(plain[name] != plain["base"] for name in documents if name != "base")
    for (before, after), rejected, accepted in zip(pairs, views[::2], views[1::2], strict=True):
        assert rejected == plain[before], (before, after)
        assert accepted == plain[after], (before, after)


def written(folder, name, docx):
    file = folder / f"{name}.docx"
    file.write_bytes(docx)
    return file
