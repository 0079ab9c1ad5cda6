"""A thousand files broken at random, read one by one: how many are read, how many refused; anything else ends the run.

Run: python tests/benchmarks/hostile_reading.py
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from care_agreement import care_file  # noqa: E402 -- the paths above come first
from hostile_files import mutated  # noqa: E402

from drafting.exchange import compare_returned  # noqa: E402
from drafting.word.incoming.child import read_apart  # noqa: E402
from drafting.word.incoming.preflight import Refused  # noqa: E402
from drafting.word.incoming.reading import read  # noqa: E402

FILES = 1000


def main() -> None:
    """Read every file and print what became of them."""
    sent = read(care_file())
    fates: Counter[str] = Counter()
    for seed in range(FILES):
        try:
            compare_returned(sent, read_apart(mutated(seed)))
            fates["read"] += 1
        except Refused as error:
            fates[f"refused: {error}"] += 1
    for fate, number in fates.most_common():
        print(f"{number:5}  {fate}")


if __name__ == "__main__":
    main()
