"""Reads a stranger's file in a process of its own, with little memory and little time: whatever it does, Sopu goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from drafting.returned import ReturnedDocument, from_data
from drafting.word.incoming.preflight import Refused, preflight

MEMORY = 512 * 1024 * 1024
SECONDS = 10
MOST_PARAGRAPHS = 10_000
_ROOT = Path(__file__).resolve().parent.parent.parent


def read_apart(data: bytes) -> ReturnedDocument:
    """Return what stands in a .docx from anywhere; raises Refused with one sentence for a file that cannot be read."""
    preflight(data)
    try:
        done = subprocess.run([sys.executable, "-m", "drafting.word.incoming.child"], input=data, capture_output=True, cwd=_ROOT, timeout=SECONDS, check=False)
        document = from_data(json.loads(done.stdout)) if done.returncode == 0 else None
    except subprocess.TimeoutExpired:
        raise Refused("Reading the file took too long; send the agreement alone, saved anew in Word.") from None
    except (ValueError, KeyError, TypeError):
        document = None
    if document is None:
        raise Refused("The file cannot be read; save it again in Word as .docx and send it once more.")
    if len(document.paragraphs) > MOST_PARAGRAPHS:
        raise Refused("The file has far more paragraphs than an agreement; send the agreement alone.")
    return document


def main() -> None:
    """Read a .docx from standard input and print it as JSON; any failure is an exit code."""
    _limit()
    from drafting.word.incoming.reading import read

    json.dump(read(sys.stdin.buffer.read()).data(), sys.stdout)


def _limit() -> None:
    """Bound memory and processor time, where the system can (Windows cannot: there the time limit of the caller remains)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    main()
