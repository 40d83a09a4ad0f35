"""Rows in, their words and columns out: what several reports say in one way."""
