"""Bytes of a file in: its text and lines out, with findings for what no parser should see."""
