"""What every page works with: the library, the store of drafts and the search index, wired once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import current_app, g

if TYPE_CHECKING:
    from clauses.library import Library
    from clauses.search.index import Index
    from drafting.store import Level, Store
    from web.settings import Settings


NOBODY = -1  # the person who has not come in: no draft is theirs


@dataclass(frozen=True)
class Services:
    """The collaborators of the application."""

    settings: Settings
    library: Library
    store: Store
    index: Index


def granted() -> tuple[Level, bool]:
    """Return what the person who is here may do in the draft of this page, and whether they see its private notes."""
    found: tuple[Level, bool] = g.get("may", ("own", True))
    return found


def services() -> Services:
    """Return the collaborators of the running application; the store shows what the person who is here may see."""
    if "services" not in g:
        wired: Services = current_app.extensions["sopu"]
        person = g.get("person", NOBODY if wired.settings.address else None)
        g.services = wired if person is None else replace(wired, store=wired.store.seen_by(person))
    found: Services = g.services
    return found
