"""Drafts that were read or written lately, so that their text is not read again."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafting.draft import Draft

KEPT = 128


class Known:
    """The drafts last read or written, by their stored text: reading YAML is most of a page's time, and drafts are immutable."""

    def __init__(self) -> None:
        self._drafts: OrderedDict[str, Draft] = OrderedDict()
        self._lock = Lock()

    def get(self, text: str) -> Draft | None:
        """Return the draft of a stored text, or None."""
        with self._lock:
            if text in self._drafts:
                self._drafts.move_to_end(text)
            return self._drafts.get(text)

    def keep(self, text: str, draft: Draft) -> Draft:
        """Keep the draft of a stored text in the place of the one that was asked for least lately, and return it."""
        with self._lock:
            self._drafts[text] = draft
            while len(self._drafts) > KEPT:
                self._drafts.popitem(last=False)
            return draft
