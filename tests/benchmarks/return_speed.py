"""How fast a returned file is read and compared, as ratios within one run: against python-docx loading it and taking its text, and docxodus.

Run: python tests/benchmarks/return_speed.py
"""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support"), str(ROOT / "tests" / "benchmarks")]

import docx  # noqa: E402 -- the paths above come first
from python_redlines.engines import DocxodusEngine  # noqa: E402
from returned_files import edited_throughout  # noqa: E402
from timing import ROUNDS, milliseconds  # noqa: E402
from word_writing import large  # noqa: E402

from drafting.exchange import compare_returned  # noqa: E402
from drafting.word.incoming.child import read_apart  # noqa: E402
from drafting.word.incoming.preflight import preflight  # noqa: E402
from drafting.word.incoming.reading import read  # noqa: E402
from drafting.word.render import render  # noqa: E402

CLAUSES = 72


def main() -> None:
    """Measure and print."""
    whole = large()
    sent = render(replace(whole, body=whole.body[:CLAUSES]))
    returned = edited_throughout(sent)
    before, after = read(sent), read(returned)
    comparison = compare_returned(before, after)
    engine = DocxodusEngine()
    ways = {
        "python-docx loads it and takes its text": lambda: [paragraph.text for paragraph in docx.Document(io.BytesIO(returned)).paragraphs],
        "preflight": lambda: preflight(returned),
        "read": lambda: read(returned),
        "read in a process of its own": lambda: read_apart(returned),
        "compare": lambda: compare_returned(before, after),
        "all that a page needs": lambda: compare_returned(read(sent), read_apart(returned)),
        "docxodus compares the pair": lambda: engine.run_redline("A", sent, returned),
    }
    print(f"{len(returned) // 1024} kB, {len(before.paragraphs)} paragraphs, {len(comparison.changes)} changes; median of {ROUNDS}")
    taken = milliseconds(ways)
    floor = next(iter(taken.values()))
    for name, time in taken.items():
        print(f"{name:40} {time:7.1f} ms  {time / floor:5.2f}")


if __name__ == "__main__":
    main()
