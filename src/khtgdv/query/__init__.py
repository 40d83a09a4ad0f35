"""A portfolio and what a person asked for in, the rows that a report is about out."""
