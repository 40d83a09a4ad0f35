"""A row in: who changed what in it and when out, as git tells it."""
