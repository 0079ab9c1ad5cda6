"""The index as derived data: stale, damaged, swapped, and shared by processes."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clauses.search import index as indexing
from clauses.search import storage
from clauses.search.index import open_built, open_index
from clauses.search.query import Query

if TYPE_CHECKING:
    from clauses.library import Library


@pytest.fixture(scope="module")
def few(texts: Library) -> Library:
    """A library of three clauses, which is built quickly."""
    kept = list(texts.clauses)[:3]
    return replace(
        texts,
        clauses={identity: texts.clauses[identity] for identity in kept},
        wordings={key: wording for key, wording in texts.wordings.items() if key[0] in kept},
        digest="few",
    )


def test_an_index_is_built_once_and_then_opened(few: Library, tmp_path: Path) -> None:
    told: list[str] = []
    first = open_index(few, tmp_path / "index", told.append)
    assert told
    told.clear()
    second = open_index(few, tmp_path / "index", told.append)
    assert not told
    assert first.folder == second.folder
    assert second.status()["clauses"] == 3


def test_another_library_replaces_the_index_and_an_open_one_goes_on(few: Library, tmp_path: Path) -> None:
    old = open_index(few, tmp_path / "index")
    new = open_index(replace(few, digest="other"), tmp_path / "index")
    assert new.folder != old.folder
    assert len(list((tmp_path / "index").glob("index-*"))) == 1
    assert old.search(Query("")).total == new.search(Query("")).total == 3


def test_an_index_of_another_version_is_rebuilt(few: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = open_index(few, tmp_path / "index")
    monkeypatch.setattr(storage, "version", lambda: "another")
    assert open_index(few, tmp_path / "index").folder != old.folder


@pytest.mark.parametrize("damage", ["changed", "cut", "missing", "added", "pointer", "manifest", "emptied"])
def test_damage_is_repaired_without_an_error(few: Library, tmp_path: Path, damage: str) -> None:
    directory = tmp_path / "index"
    folder = open_index(few, directory).folder
    target = max(folder.rglob("*.seg"))
    if damage == "changed":
        target.write_bytes(target.read_bytes()[:-9] + b"\x00" * 9)
    elif damage == "cut":
        target.write_bytes(target.read_bytes()[:100])
    elif damage == "missing":
        target.unlink()
    elif damage == "added":
        (folder / "en" / "_MAIN_99.toc").write_bytes(b"x")
    elif damage == "pointer":
        (directory / storage.POINTER).write_text("../elsewhere")
    elif damage == "manifest":
        (folder / storage.MANIFEST).write_text("[]")
    else:
        (directory / storage.POINTER).write_text("")
    assert open_index(few, directory).search(Query("")).total == 3


class Bomb:
    """Would write a file if it were ever unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[Path, str]]:
        return Path.write_text, (self.path, "boom")


def test_a_pickle_that_someone_put_there_is_never_loaded(few: Library, tmp_path: Path) -> None:
    directory = tmp_path / "index"
    folder = open_index(few, directory).folder
    for path in folder.rglob("*.toc"):
        path.write_bytes(path.read_bytes() + pickle.dumps(Bomb(tmp_path / "boom")))
    open_index(few, directory)
    assert not (tmp_path / "boom").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are other there")
def test_a_directory_that_others_may_write_to_is_not_trusted(few: Library, tmp_path: Path) -> None:
    directory = tmp_path / "index"
    old = open_index(few, directory).folder
    directory.chmod(0o777)
    assert open_index(few, directory).folder != old


def test_a_build_that_fails_leaves_the_old_index_in_use(few: Library, tmp_path: Path) -> None:
    directory = tmp_path / "index"
    old = open_index(few, directory).folder

    def fail(_: Path) -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"), storage.locked(directory):
        storage.replace(directory, "other", fail)
    assert open_index(few, directory).folder == old
    assert len(list(directory.glob("index-*"))) == 1


BUILDER = """
import sys
from dataclasses import replace
from pathlib import Path
from clauses import reader
from clauses.search.index import open_index
from clauses.search.query import Query
texts = reader.survey()[0]
kept = list(texts.clauses)[:2]
wordings = {key: wording for key, wording in texts.wordings.items() if key[0] in kept}
few = replace(texts, clauses={one: texts.clauses[one] for one in kept}, wordings=wordings, digest="shared")
told = []
index = open_index(few, Path(sys.argv[1]), told.append)
print(index.search(Query("")).total, bool(told))
"""


def test_of_several_processes_one_builds_and_all_can_search(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BUILDER, str(tmp_path / "index")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) for _ in range(3)]  # our own text
    answers = sorted(process.communicate(timeout=120)[0].split() for process in running)
    assert answers == [["2", "False"], ["2", "False"], ["2", "True"]]


def test_an_index_opens_without_the_library_as_long_as_no_file_of_it_changed(few: Library, tmp_path: Path) -> None:
    home = tmp_path / "home"
    for part in ("library", "vocabulary"):
        (home / part).mkdir(parents=True)
    text = home / "library" / "en.md"
    text.write_text("one")
    directory = tmp_path / "index"
    assert open_built(directory, home) is None
    indexing.mark(open_index(few, directory), storage.stamp(home))
    assert open_built(directory, home) is not None
    text.write_text("other")
    assert open_built(directory, home) is None
