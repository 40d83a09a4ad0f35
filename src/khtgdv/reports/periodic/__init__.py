"""A selection and a period in: the periodic report the office owes out."""
