"""Times the pages people wait for, beside an empty page of the same application: python tests/benchmarks/page_times.py.

Prints median and 95th percentile in milliseconds of server time, and the ratio to the empty page in the same run.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from returned_files import edited_throughout

from clauses import reader
from clauses.search.index import open_index
from drafting import changes, starting
from drafting.assembly import assemble
from drafting.draft import Selection
from drafting.store import open_store
from drafting.word.render import render
from web import create_app
from web.services import Services
from web.settings import Settings

if TYPE_CHECKING:
    from flask.testing import FlaskClient

RUNS = 40


def timed(client: FlaskClient, path: str) -> list[float]:
    """Return the sorted times of a page in milliseconds, after three runs that do not count."""
    times = []
    for run in range(RUNS + 3):
        begun = time.perf_counter()
        response = client.get(path)
        taken = (time.perf_counter() - begun) * 1000
        assert response.status_code == 200, (path, response.status_code)
        if run >= 3:
            times.append(taken)
    return sorted(times)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        library = reader.read()
        settings = Settings(home, f"sqlite:///{home / 'sopu.db'}", "k" * 48, ("en", "fi"), testing=True)
        store = open_store(settings.database_url)
        app = create_app(settings, Services(settings, library, store, open_index(library, settings.index)))
        app.add_url_rule("/empty", "empty", lambda: "")
        draft = store.create(starting.start(library, date(2027, 5, 12), ("fi", "en"), "home-care"))
        clauses = [Selection(id=clause.id) for clause in library.ordered()][:100]
        large = store.create(changes.keep_words(starting.start(library, date(2027, 5, 12), ("fi",), clauses=tuple(clauses)), library))
        sent = render(assemble(draft, library, "fi"))
        answered = store.ledger.record(draft.id, "sent", sent, "offer.docx", revision=draft.revision)
        answer = store.ledger.record(draft.id, "returned", edited_throughout(sent), "answer.docx", revision=draft.revision, compared_with=answered.id)
        pages = {
            "an empty page": "/empty",
            "home": "/en/",
            "search, all facets": "/en/clauses?q=GPS+tracking",
            "a clause": "/en/clauses/mon-gps-geolocation",
            f"a draft of {len(draft.selections)} clauses": f"/fi/drafts/{draft.id}/",
            f"a draft of {len(large.selections)} clauses": f"/fi/drafts/{large.id}/",
            "its next part, fetched by it": f"/fi/drafts/{large.id}/?part=2&more=1",
            "one clause of a draft": f"/fi/drafts/{draft.id}/clauses/mon-gps-geolocation",
            "what they changed of it": f"/fi/drafts/{draft.id}/exchange/{answer.id}",
            "its board with both texts": f"/fi/drafts/{draft.id}/exchange/board",
            "its Word file": f"/fi/drafts/{draft.id}/document",
        }
        client, floor = app.test_client(), 0.0
        print(f"{RUNS} runs each, milliseconds of server time")
        for name, path in pages.items():
            times = timed(client, path)
            median = statistics.median(times)
            floor = floor or median
            print(f"{name:28} p50 {median:7.1f}   p95 {times[int(RUNS * 0.95) - 1]:7.1f}   x {median / floor:6.0f}")
        store.close()


if __name__ == "__main__":
    main()
