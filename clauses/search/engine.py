"""The one module that knows Whoosh: writes weighted keys into an index and reads postings, and stored cards, back."""

from __future__ import annotations

import json
import threading
from array import array
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from whoosh.fields import STORED, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Frequency
from whoosh.index import FileIndex
from whoosh.reading import TermNotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

FIELDS = ("stem", "part", "fold", "concept", "law")
_NAME = "MAIN"


class Weighted(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field of keys that were analysed elsewhere, each with its weight."""

    def __init__(self) -> None:
        self.analyzer, self.format = None, Frequency()
        self.scorable = True  # without lengths Whoosh's writer asks the disk for them at every posting
        self.stored = self.unique = False
        self.vector = self.column_type = None

    def index(self, value: Mapping[str, float], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each key the way Whoosh's writer takes postings."""
        for key in sorted(value):
            yield key.encode(), 1, value[key], b""

    def to_bytes(self, value: str | bytes) -> bytes:
        """Return a key as it is stored."""
        return value if isinstance(value, bytes) else value.encode()


def _schema() -> Schema:
    return Schema(card=STORED(), **{name: Weighted() for name in FIELDS})


def write(folder: Path, documents: Iterable[tuple[Mapping[str, Mapping[str, float]], Mapping[str, Any]]]) -> None:
    """Write documents, each as keys by field and a card, into an empty folder; they are numbered from 0 in their order."""
    writer = FileStorage(str(folder)).create_index(_schema(), indexname=_NAME).writer(limitmb=128)
    for fields, card in documents:
        writer.add_document(card=json.dumps(card, ensure_ascii=False), **fields)
    writer.commit()


class Shelf:
    """The index of one language, open for reading; many threads may read it."""

    def __init__(self, folder: Path) -> None:
        # the schema is given, so that the pickled one in the folder is never loaded
        self._reader = FileIndex(FileStorage(str(folder), readonly=True), schema=_schema(), indexname=_NAME).reader()
        self.count: int = self._reader.doc_count_all()
        self.card = lru_cache(maxsize=2048)(self._card)
        self._lock = threading.Lock()  # Whoosh's files remember the place they were read at

    def postings(self, field: str, key: str) -> tuple[array[int], array[float]]:
        """Return the documents that hold a key and its weight in each; both are empty for an unknown key."""
        ids, weights = array("l"), array("f")
        with self._lock:
            try:
                matcher = self._reader.postings(field, key.encode())
            except TermNotFound:
                return ids, weights
            while matcher.is_active():  # block by block, from inside this one release of Whoosh: asking posting by posting takes ten times as long
                matcher.id(), matcher.weight()
                ids.extend(matcher._ids)
                weights.extend(matcher._weights)
                matcher._next_block()
        return ids, weights

    def _card(self, number: int) -> dict[str, Any]:
        with self._lock:
            stored = self._reader.stored_fields(number)["card"]
        card: dict[str, Any] = json.loads(stored)
        return card
