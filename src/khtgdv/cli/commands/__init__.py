"""One family of commands a module; each function is a command, imported when it is called."""
