"""A command line in, text on the terminal or in a file and an exit status out."""
