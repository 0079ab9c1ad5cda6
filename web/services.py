"""What every page works with: the library, the store of drafts and the search index, wired once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import current_app

if TYPE_CHECKING:
    from clauses.library import Library
    from clauses.search.index import Index
    from drafting.store import Store
    from web.settings import Settings


@dataclass(frozen=True)
class Services:
    """The collaborators of the application."""

    settings: Settings
    library: Library
    store: Store
    index: Index


def services() -> Services:
    """Return the collaborators of the running application."""
    found: Services = current_app.extensions["sopu"]
    return found
