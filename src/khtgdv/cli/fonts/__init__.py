"""Folders of fonts in, the face that a paper is to be set in out."""
