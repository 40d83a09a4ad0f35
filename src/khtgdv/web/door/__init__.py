"""Requests of any program on this machine in, those of a browser that was let in out."""
