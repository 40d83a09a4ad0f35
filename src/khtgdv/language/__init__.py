"""Texts of a plan in: the words, citations, short forms and links found in them out."""
