"""The parts of `make check-external`: one module a part, one line in the table of external.py."""
