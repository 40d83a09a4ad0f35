"""What a command shows, writes and says in, the same as values for whoever listens out."""
