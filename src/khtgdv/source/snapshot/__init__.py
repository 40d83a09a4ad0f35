"""Plan files in: their validated rows out, from SQLite where nothing has changed."""
