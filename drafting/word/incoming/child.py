"""Reads and redlines strangers' files in a process of its own, with little memory and little time: whatever they do, Sopu goes on.

Both ways over the pipe go a line of JSON and then bytes: the job and its files in, the result and the file that was made out.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from drafting.returned import ReturnedDocument, from_data
from drafting.word.incoming.preflight import Refused, preflight
from drafting.word.redline import Change, Redline

if TYPE_CHECKING:
    from collections.abc import Iterable

MEMORY = 512 * 1024 * 1024
SECONDS = 10
MOST_PARAGRAPHS = 10_000
_ROOT = Path(__file__).resolve().parent.parent.parent.parent


def read_apart(data: bytes, settled: Iterable[tuple[str, str]] = ()) -> ReturnedDocument:
    """Return what stands in a .docx from anywhere; raises Refused with one sentence for a file that cannot be read.

    ``settled`` are authors and dates whose tracked changes count as accepted: those that we sent ourselves.
    """
    late = Refused("Reading the file took too long; send the agreement alone, saved anew in Word.")
    told, _made = _apart({"job": "read", "settled": sorted(settled)}, [data], late)
    try:
        document = from_data(told)
    except (KeyError, TypeError, ValueError):
        raise _unreadable() from None
    if len(document.paragraphs) + len(document.furniture) > MOST_PARAGRAPHS:
        raise Refused("The file has far more paragraphs than an agreement; send the agreement alone.")
    return document


def redline_apart(base: bytes, new: bytes, author: str, dated: date, base_as: Literal["accepted", "rejected"] = "accepted") -> Redline:
    """Return what ``drafting.word.redline.redline`` makes of two files from anywhere; raises Refused with one sentence."""
    late = Refused("Comparing the two files took too long; take another file or version to mark the changes against.")
    told, made = _apart({"job": "redline", "author": author, "date": dated.isoformat(), "base_as": base_as}, [base, new], late)
    try:
        return Redline(made, tuple(Change(**change) for change in told["changes"]), tuple(told["compared"]), tuple(told["not_compared"]))
    except (KeyError, TypeError):
        raise _unreadable() from None


def _unreadable() -> Refused:
    return Refused("The file cannot be read; save it again in Word as .docx and send it once more.")


def _apart(job: dict[str, Any], files: list[bytes], late: Refused) -> tuple[dict[str, Any], bytes]:
    """Return the result of a job and the file it made; any death of the process is Refused, a slow one as ``late`` says."""
    for content in files:
        preflight(content)
    work = json.dumps({**job, "sizes": [len(content) for content in files]}).encode() + b"\n" + b"".join(files)
    try:
        done = subprocess.run([sys.executable, "-m", "drafting.word.incoming.child"], input=work, capture_output=True, cwd=_ROOT, timeout=SECONDS, check=False)
        head, _line, made = done.stdout.partition(b"\n")
        told = json.loads(head) if done.returncode == 0 else None
    except subprocess.TimeoutExpired:
        raise late from None
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise _unreadable()
    if "refused" in told:
        reason, values = told["refused"], told["values"]
        raise Refused(reason, **values)
    return told, made


def main() -> None:
    """Do the job that stands on standard input; any failure that is no refusal is an exit code."""
    _limit()
    job = json.loads(sys.stdin.buffer.readline())
    files = [sys.stdin.buffer.read(size) for size in job["sizes"]]
    try:
        told, made = (_read if job["job"] == "read" else _redline)(job, files)
    except Refused as error:
        told, made = {"refused": error.reason, "values": error.values}, b""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + made)


def _read(job: dict[str, Any], files: list[bytes]) -> tuple[dict[str, Any], bytes]:
    from drafting.word.incoming.reading import read

    return read(files[0], frozenset(tuple(entry) for entry in job["settled"])).data(), b""


def _redline(job: dict[str, Any], files: list[bytes]) -> tuple[dict[str, Any], bytes]:
    from drafting.word.redline import redline

    made = redline(files[0], files[1], job["author"], date.fromisoformat(job["date"]), job["base_as"])
    return {"changes": [asdict(change) for change in made.changes], "compared": made.compared, "not_compared": made.not_compared}, made.document


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
