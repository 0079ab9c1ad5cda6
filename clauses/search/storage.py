"""Where the index lives: built beside the old one and swapped in whole, checked before it is opened, many readers and one builder."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOME = Path(__file__).parents[1]
POINTER, MANIFEST, FACTS, STAMP = "current", "manifest.json", "facts.json", "stamp"


class DamagedError(Exception):
    """An index that is not as it was written."""


@lru_cache(maxsize=1)
def version() -> str:
    """Return a digest of the search's own source: an index that other code wrote is stale."""
    total = hashlib.sha256(sys.version.encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        total.update(path.read_bytes())
    return total.hexdigest()


def stamp(home: Path = HOME) -> str:
    """Return a quick mark of the library's files by name, size and time; the same mark means the same library."""
    total = hashlib.sha256()
    for folder, _, names in sorted(entry for part in ("library", "vocabulary") for entry in os.walk(home / part)):
        for name in sorted(names):
            facts = os.stat(os.path.join(folder, name))
            total.update(f"{folder}/{name}:{facts.st_size}:{facts.st_mtime_ns}\n".encode())
    return total.hexdigest()


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Hold the builder's lock of an index directory; the system frees it when the process ends, however it ends."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (directory / "lock").open("a+b") as file:
        _lock(file)
        try:
            yield
        finally:
            _unlock(file)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        while True:
            try:
                return msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            except OSError:
                continue  # LK_LOCK gives up after ten seconds; a build may take longer

    def _unlock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


def current(directory: Path) -> tuple[Path, dict[str, Any]]:
    """Return the folder of the index in use and its manifest; raises DamagedError when there is none or a file differs from what was written.

    Whoosh reads pickled parts, and loading a pickle of someone else's runs their code: nothing is opened before its digest is known to be the one written.
    """
    try:
        folder = directory / (directory / POINTER).read_text("ascii").strip()
        if folder.parent != directory:
            raise DamagedError("the pointer leads out of the index directory")
        _check_owner(directory)
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        if manifest["version"] != version():
            raise DamagedError("written by another version")
        files: dict[str, str] = manifest["files"]
        if sorted(files) != _names(folder) or any(_digest(folder / name) != digest for name, digest in files.items()):
            raise DamagedError("a file is not as it was written")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedError(str(error)) from None
    return folder, manifest


def _check_owner(directory: Path) -> None:
    """Refuse a directory that others may write to: its files could be theirs."""
    if sys.platform != "win32":
        facts = directory.stat()
        if facts.st_uid != os.getuid() or facts.st_mode & 0o022:
            raise DamagedError("others may write into the index directory")


def _names(folder: Path) -> list[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if name != MANIFEST and not name.startswith(STAMP))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def replace(directory: Path, digest: str, fill: Callable[[Path], None]) -> None:
    """Build a new index by ``fill`` and put it in the old one's place in one step; call it under the lock.

    Whoever reads the old index goes on reading it; its folder is removed where the system allows.
    """
    directory.chmod(0o700)
    folder = Path(tempfile.mkdtemp(prefix="index-", dir=directory))
    try:
        fill(folder)
        for lock in folder.rglob("*_WRITELOCK"):
            lock.unlink()
        manifest = {"version": version(), "digest": digest, "files": {name: _digest(folder / name) for name in _names(folder)}}
        (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")
        for path in [*folder.rglob("*"), folder]:
            _flush(path)
        write_atomically(directory / POINTER, folder.name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    for old in directory.glob("index-*"):
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)


def write_atomically(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old or the new text and never a part."""
    handle, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    _flush(Path(name))
    os.replace(name, path)
    _flush(path.parent)


def _flush(path: Path) -> None:
    """Have the system write a file or folder to the disk now."""
    if path.is_dir() and sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() or sys.platform != "win32" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
