"""Rows of a plan to a sheet that people fill in, and what they filled in to what is recorded."""
