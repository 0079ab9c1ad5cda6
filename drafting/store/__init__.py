"""Where drafts are kept: SQLite on one machine, PostgreSQL by URL. SQLAlchemy stays behind this door."""

from drafting.store.drafts import NoDraft, StaleDraft, Store, Summary, Version, open_store
from drafting.store.ledger import Exchange, Ledger, Move, NoExchange

__all__ = ["Exchange", "Ledger", "Move", "NoDraft", "NoExchange", "StaleDraft", "Store", "Summary", "Version", "open_store"]
