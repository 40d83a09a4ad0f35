"""A command line in, the command meant and its options out, or why it is not understood."""
