"""How fast a returned file is read and compared, as ratios within one run: against python-docx loading it and taking its text, and docxodus.

Run: python tests/benchmarks/return_speed.py
"""

from __future__ import annotations

import io
import re
import sys
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support"), str(ROOT / "tests" / "benchmarks")]

import docx  # noqa: E402 -- the paths above come first
from python_redlines.engines import DocxodusEngine  # noqa: E402
from returned_files import deleted, inserted, run, with_body  # noqa: E402
from word_writing import large  # noqa: E402

from drafting.exchange import compare_returned  # noqa: E402
from drafting.word.incoming.child import read_apart  # noqa: E402
from drafting.word.incoming.preflight import preflight  # noqa: E402
from drafting.word.incoming.reading import read  # noqa: E402
from drafting.word.render import render  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS, EVERY, CLAUSES = 9, 6, 72


def edited(document: bytes) -> bytes:
    """Return a file with a tracked or a silent change in every sixth run of words."""
    count = 0

    def change(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        words = found[1].split(" ")
        if count % EVERY or len(words) < 12:
            return found[0]
        place = len(words) // 2
        middle = run("silently") if count % (2 * EVERY) else deleted(words[place], count + 5000) + inserted("newly", count + 9000)
        return run(" ".join(words[:place]) + " ") + middle + run(" " + " ".join(words[place + 1 :]))

    return with_body(document, lambda body: re.sub(r'<w:r><w:t xml:space="preserve">([^<]+)</w:t></w:r>', change, body))


def timed(action: Callable[[], object]) -> float:
    """Return the median time of an action in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        action()
        times.append((perf_counter() - start) * 1000)
    return median(times)


def main() -> None:
    """Measure and print."""
    whole = large()
    sent = render(replace(whole, body=whole.body[:CLAUSES]))
    returned = edited(sent)
    before, after = read(sent), read(returned)
    comparison = compare_returned(before, after)
    peer = timed(lambda: [paragraph.text for paragraph in docx.Document(io.BytesIO(returned)).paragraphs])
    engine = DocxodusEngine()
    rows = {
        "preflight": timed(lambda: preflight(returned)),
        "read": timed(lambda: read(returned)),
        "read in a process of its own": timed(lambda: read_apart(returned)),
        "compare": timed(lambda: compare_returned(before, after)),
        "all that a page needs": timed(lambda: compare_returned(read(sent), read_apart(returned))),
        "docxodus compares the pair": timed(lambda: engine.run_redline("A", sent, returned)),
    }
    print(f"{len(returned) // 1024} kB, {len(before.paragraphs)} paragraphs, {len(comparison.changes)} changes; python-docx load and text: {peer:.0f} ms = 1")
    for name, taken in rows.items():
        print(f"{name:30} {taken:7.1f} ms  {taken / peer:5.2f}")


if __name__ == "__main__":
    main()
