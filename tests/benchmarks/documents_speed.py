"""How long each document takes for a draft of 100 clauses, beside the plain agreement of the same draft, in the same run.

python tests/benchmarks/documents_speed.py
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent.parent), str(Path(__file__).parent.parent / "support")]

from tables import full_draft, order  # noqa: E402 -- the paths above come first

from clauses import reader  # noqa: E402
from drafting.changes import keep_words  # noqa: E402
from drafting.documents.registry import LAYOUTS, build  # noqa: E402
from drafting.draft import Selection  # noqa: E402
from drafting.word.publishing import publish  # noqa: E402

CLAUSES, ROUNDS = 100, 5


def seconds(layout, draft, library):
    """Return the median time of the processor for making one document anew."""
    times = []
    for turn in range(ROUNDS):
        fresh = draft.changed(revision=turn + 1)  # another draft each time: what is kept for pages may not help
        base = fresh.changed(clauses=fresh.clauses[:-5]) if layout.name == "amendment" else None
        start = time.process_time()
        publish(build(layout, order(fresh, library, "fi", second="en", base=base)), "docx")
        times.append(time.process_time() - start)
    return statistics.median(times)


def main():
    """Print each document's time and its ratio to the plain agreement."""
    library = reader.read()
    draft = full_draft(library)
    present = {entry.id for entry in draft.selections}
    more = [Selection(id=clause.id) for clause in library.ordered() if clause.id not in present][: CLAUSES - len(present)]
    draft = keep_words(draft.changed(clauses=(*draft.clauses, *more)), library)
    print(f"{len(draft.selections)} clauses, median of {ROUNDS}")
    plain = seconds(LAYOUTS[0], draft, library)
    for layout in LAYOUTS:
        taken = seconds(layout, draft, library)
        print(f"{layout.name:20} {layout.audience:9} {taken * 1000:7.0f} ms  {taken / plain:5.1f} x the agreement")


if __name__ == "__main__":
    main()
