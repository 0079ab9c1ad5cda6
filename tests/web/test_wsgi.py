import os
import shutil
import subprocess
import sys

import pytest

import drafting.store
from web import wsgi

SCRIPT = """
import sys
from web.wsgi import application
print("ready", flush=True)
sys.stdin.read(1)
app = application()
page = app.test_client().get("/en/drafts")
print(page.status_code, app.secret_key)
"""


@pytest.fixture
def home(index, tmp_path):
    """A home with nothing but the search index: building it takes its time."""
    shutil.copytree(index.folder.parent, tmp_path / "home" / "index")
    return tmp_path / "home"


def test_processes_of_one_server_can_begin_in_a_new_home_at_once_and_share_its_key(home):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    processes = [subprocess.Popen([sys.executable, "-c", SCRIPT], env={**os.environ, "SOPU_HOME": str(home)}, **pipes) for _ in range(2)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("x")
        process.stdin.flush()

    answers = [process.communicate() for process in processes]

    key = (home / "secret-key").read_text()
    assert answers == [(f"200 {key}\n", "")] * 2


def test_one_process_at_a_time_makes_the_key_and_the_tables(home, monkeypatch):
    fcntl = pytest.importorskip("fcntl")
    made = []

    def alone(function):
        def call(*args):
            with (home / "lock").open("a+b") as file, pytest.raises(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            made.append(function.__name__)
            return function(*args)

        return call

    monkeypatch.setenv("SOPU_HOME", str(home))
    monkeypatch.setattr("web.serve._prepare_for_many", lambda: None)  # is of the whole process
    monkeypatch.setattr("web.settings.secrets.token_urlsafe", alone(lambda size: "k" * size))
    monkeypatch.setattr(drafting.store, "open_store", alone(drafting.store.open_store))
    app = wsgi.application()

    assert (made, app.secret_key) == (["<lambda>", "open_store"], "k" * 48)
    app.extensions["sopu"].store.close()
