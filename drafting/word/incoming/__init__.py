"""Word files that come in: whether they may be opened, read in a process of its own, as plain data."""
