"""A command line that cannot be run as it was typed in, the one that was meant out."""
