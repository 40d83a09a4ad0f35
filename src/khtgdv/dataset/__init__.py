"""Where every row stands at any moment, as data, and the questions to it in SQL."""
