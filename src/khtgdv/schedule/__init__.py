"""A row and a position in: its kind, state and deadline in force, its occurrences out."""
