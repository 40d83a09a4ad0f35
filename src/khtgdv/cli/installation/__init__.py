"""A library that is wanted in, the command that installs it beside this very khtgdv out."""
