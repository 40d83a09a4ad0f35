"""One report a module: `build(selection, ...)` returns a Document."""
