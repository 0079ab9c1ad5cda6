"""Twenty people at work at once on one server: python tests/benchmarks/load.py.

Starts the real server in a process of its own, lets twenty people read, search, preview and save with a pause between
pages, and prints median and 95th percentile of the time each page took; the same once more with two processes of gunicorn
where that is installed. The picture of the site, served in the same run, tells what of it is the machine.
"""

from __future__ import annotations

import gzip
import http.client
import importlib.util
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parents[2]))

from clauses import reader
from drafting import changes, starting
from drafting.draft import Selection
from drafting.store import open_store

PEOPLE, SECONDS, PAUSE, ARRIVING = 20, 30.0, (0.5, 1.5), 5.0  # seconds; pages of the time of arriving are not counted
SEARCHES = ("GPS tracking", "lone work", "retention period", "ratings", "training hours")
LARGE = 100


class Person:
    """One person with a browser of their own and a draft of a hundred clauses."""

    def __init__(self, port: int, draft: str, times: dict[str, list[float]], seed: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.port, self.draft, self.times, self.chance = port, draft, times, random.Random(seed)  # noqa: S311  # whom a person clicks on is no secret
        self.cookie, self.token, self.counting = "", "", False

    def ask(self, name: str, path: str, form: dict[str, str] | None = None) -> str:
        """Ask for a page, note how long it took, and return its text."""
        headers = {"Cookie": self.cookie, "Accept-Encoding": "gzip"}
        sent = None
        if form is not None:
            sent = urlencode({"csrf": self.token, **form})
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}"}
        begun = time.perf_counter()
        self.connection.request("POST" if sent else "GET", path, sent, headers)
        answer = self.connection.getresponse()
        body = answer.read()
        if self.counting:
            self.times[name].append((time.perf_counter() - begun) * 1000)
        text = (gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body).decode(errors="replace")
        if answer.status not in (200, 302):
            raise AssertionError(f"{path}: {answer.status}")
        for line in answer.msg.get_all("Set-Cookie") or []:
            if line.startswith("sopu="):
                self.cookie = line.split(";")[0]
        if found := re.search(r'name="csrf" value="([^"]+)"', text):
            self.token = found[1]
        return text

    def work(self, until: float) -> None:
        """Come in, read, search, fill in and preview until the time is over."""
        time.sleep(self.chance.uniform(0, ARRIVING))
        clause = f"/en/drafts/{self.draft}/clauses/mon-gps-geolocation"
        self.ask("one clause of a draft", clause)
        steps = (
            lambda: self.ask("a file of our own", "/static/img/sopu.svg"),
            lambda: self.ask("home", "/en/"),
            lambda: self.ask("search", f"/en/clauses?{urlencode({'q': self.chance.choice(SEARCHES)})}"),
            lambda: self.ask("a clause of the library", "/en/clauses/mon-gps-geolocation"),
            lambda: self.ask("one clause of a draft", clause),
            lambda: self.ask("preview of a clause", f"{clause}/preview", {"position": self.chance.choice(("baseline", "balanced", "strong"))}),
            lambda: self.ask(f"preview of the whole draft, {LARGE} clauses", f"/en/drafts/{self.draft}/"),
            lambda: self.ask("the next part of it, fetched by the page", f"/en/drafts/{self.draft}/?part=2&more=1"),
        )
        while (now := time.monotonic()) < until:
            self.counting = now > until - SECONDS
            self.chance.choice(steps)()
            time.sleep(self.chance.uniform(*PAUSE))


def commands(port: int) -> dict[str, list[str]]:
    """Return the servers to measure, each with its command."""
    found = {"sopu serve, one process": [sys.executable, "-c", "from web.cli import run; run()", "serve", "--port", str(port)]}
    if importlib.util.find_spec("gunicorn") is None:
        print("gunicorn is not installed (pip install 'sopu[server]'): only one process is measured")
        return found
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4", "--no-control-socket", "--log-level", "warning"]
    return found | {"gunicorn, two processes": [sys.executable, "-m", "gunicorn", *options, "web.wsgi:application()"]}


def start_server(command: list[str], home: str, port: int) -> subprocess.Popen[bytes]:
    """Start a server over a home of its own and return when it answers."""
    server = subprocess.Popen(command, env={**os.environ, "SOPU_HOME": home, "PYTHONPATH": "."}, stdout=subprocess.DEVNULL)
    while server.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/en/")
            connection.getresponse().read()  # gunicorn takes requests before its processes are ready to answer
            return server
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def measure(command: list[str], home: str, port: int, identities: list[str]) -> dict[str, list[float]]:
    """Return the sorted times of each page with twenty people at a server's command."""
    times: dict[str, list[float]] = defaultdict(list)
    server = start_server(command, home, port)
    try:
        people = [Person(port, identity, times, seed) for seed, identity in enumerate(identities)]
        until = time.monotonic() + ARRIVING + SECONDS
        threads = [threading.Thread(target=person.work, args=(until,)) for person in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        server.terminate()
        server.wait()
    return {name: sorted(taken) for name, taken in times.items()}


def main() -> None:
    """Measure and print."""
    library = reader.read()
    port = int(os.environ.get("PORT", "8765"))
    with tempfile.TemporaryDirectory() as home:
        store = open_store(f"sqlite:///{home}/sopu.db")
        clauses = tuple(Selection(id=clause.id) for clause in library.ordered())[:LARGE]
        drafts = [changes.keep_words(starting.start(library, date(2027, 5, 12), ("en",), clauses=clauses), library) for _ in range(PEOPLE)]
        identities = [store.create(draft).id for draft in drafts]
        store.close()
        measured = {name: measure(command, home, port, identities) for name, command in commands(port).items()}
    asked = ", ".join(f"{sum(map(len, times.values())) / SECONDS:.0f}" for times in measured.values())
    print(f"{PEOPLE} people, {SECONDS:.0f} s, {asked} pages a second; milliseconds until the whole page was there")
    print(" " * 40, "   ".join(f"{name:>28}" for name in measured))
    for page in sorted({page for times in measured.values() for page in times}):
        columns = (f"p50 {statistics.median(times[page]):7.1f}   p95 {times[page][int(len(times[page]) * 0.95)]:7.1f}" for times in measured.values())
        print(f"{page:40}", "   ".join(f"{column:>28}" for column in columns))


if __name__ == "__main__":
    main()
