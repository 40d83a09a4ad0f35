"""The world outside in, values out: the clock, the environment, the terminal, an editor."""
