"""Options in, a command done: one family a module, each imported when it is called."""
