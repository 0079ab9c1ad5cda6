"""The one door to search: Query in, Hits out. Whoosh stays behind it."""
