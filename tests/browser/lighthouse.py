"""Lighthouse on the five main pages: make lighthouse. Needs Node.js and Chromium; npx fetches Lighthouse from the npm registry.

Starts the real server over a home of its own and prints the scores of performance, accessibility and best practices.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from load import commands, start_server

from clauses import reader
from drafting import changes, starting
from drafting.store import open_store

VERSION = "13.5.0"
PORT = int(os.environ.get("PORT", "8766"))
CATEGORIES = ("performance", "accessibility", "best-practices")
LAST_LINES = 20
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def scores(address: str) -> list[int]:
    """Return the scores of a page, 0 to 100, in the order of the categories; ends with the last words of Lighthouse when it cannot run."""
    order = [
        "npx",
        "--yes",
        f"lighthouse@{VERSION}",
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={FLAGS}",
    ]
    run = subprocess.run(order, check=False, capture_output=True, text=True, env=os.environ | {"CHROME_PATH": str(shutil.which("chromium"))})
    if run.returncode:
        last = "\n".join(run.stderr.strip().splitlines()[-LAST_LINES:])
        raise SystemExit(f"Lighthouse failed on {address} (exit code {run.returncode}):\n{last}")
    return [round(100 * json.loads(run.stdout)["categories"][name]["score"]) for name in CATEGORIES]


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home, library = Path(folder), reader.read()
        store = open_store(f"sqlite:///{home / 'sopu.db'}")
        draft = store.create(changes.keep_words(starting.start(library, date(2027, 5, 12), ("en",), "home-care"), library))
        store.close()
        server = start_server(next(iter(commands(PORT).values())), folder, PORT)
        try:
            pages = {
                "home": "",
                "search": "clauses?q=GPS+tracking",
                "a clause": "clauses/mon-gps-geolocation",
                f"a draft of {len(draft.selections)} clauses": f"drafts/{draft.id}/",
                "the position paper": "paper",
            }
            print(" · ".join(CATEGORIES))
            for name, page in pages.items():
                print(f"{name:24}", *scores(f"http://127.0.0.1:{PORT}/en/{page}"), flush=True)
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
