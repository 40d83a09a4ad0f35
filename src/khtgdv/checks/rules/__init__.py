"""The words of a plan in, findings by row and key out: one rule of lint a module."""
