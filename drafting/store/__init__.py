"""Where drafts are kept: SQLite on one machine, PostgreSQL by URL. SQLAlchemy stays behind this door."""

from drafting.store.drafts import NoDraft, StaleDraft, Store, Summary, Version, open_store

__all__ = ["NoDraft", "StaleDraft", "Store", "Summary", "Version", "open_store"]
