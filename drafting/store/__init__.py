"""Where drafts are kept: SQLite on one machine, PostgreSQL by URL. SQLAlchemy stays behind this door."""

from drafting.store.drafts import NoDraft, StaleDraft, Store, Summary, Version, open_store
from drafting.store.ledger import Exchange, Ledger, Move, NoExchange
from drafting.store.people import Access, Level, NotAllowed, People, Person

__all__ = [
    "Access",
    "Exchange",
    "Ledger",
    "Level",
    "Move",
    "NoDraft",
    "NoExchange",
    "NotAllowed",
    "People",
    "Person",
    "StaleDraft",
    "Store",
    "Summary",
    "Version",
    "open_store",
]
