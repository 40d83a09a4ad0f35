"""What the TAB key offers: the words of a command line in, the words that may follow out."""
