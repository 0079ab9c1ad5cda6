"""Agreements as Word documents: written, and later read back and compared."""
