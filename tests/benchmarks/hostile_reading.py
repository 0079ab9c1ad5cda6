"""A thousand files broken at random, each read in a process of its own: how many are read, how many refused; anything else ends the run.

Then the slowest and the largest of these processes beside their limits.

Run: python tests/benchmarks/hostile_reading.py
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from care_agreement import care_file  # noqa: E402 -- the paths above come first
from hostile_files import mutated  # noqa: E402

from drafting.exchange import compare_returned  # noqa: E402
from drafting.word.incoming.child import MEMORY, SECONDS, read_apart  # noqa: E402
from drafting.word.incoming.preflight import Refused  # noqa: E402
from drafting.word.incoming.reading import read  # noqa: E402

FILES = 1000


def main() -> None:
    """Read every file and print what became of them, how long the slowest took and how much memory the largest process."""
    sent = read(care_file())
    fates: Counter[str] = Counter()
    slowest = 0.0
    for seed in range(FILES):
        content = mutated(seed)
        begun = time.perf_counter()
        try:
            document = read_apart(content)
            slowest = max(slowest, time.perf_counter() - begun)
            compare_returned(sent, document)
            fates["read"] += 1
        except Refused as error:
            slowest = max(slowest, time.perf_counter() - begun)
            fates[f"refused: {error}"] += 1
    for fate, number in fates.most_common():
        print(f"{number:5}  {fate}")
    print(f"slowest file: {slowest:.2f} s of at most {SECONDS} s")
    # the system counts what the starting process held into the one it starts, so this is an upper bound
    largest, own = (_megabytes(who) for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
    print(f"largest process: not above {largest} MB in memory (this program, counted into it: {own} MB); its address space may be {MEMORY // 1024 // 1024} MB")


def _megabytes(who: int) -> int:
    """Return the most memory one process held, in MB; macOS counts bytes, Linux kilobytes."""
    most = resource.getrusage(who).ru_maxrss
    return most // 1024 // (1024 if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    main()
