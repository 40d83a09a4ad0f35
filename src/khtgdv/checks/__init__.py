"""Lint: one rule a module; each yields what it finds by row, key and words, never by lines."""
