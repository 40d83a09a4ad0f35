"""A selection of rows in, a Document out: one report a module, each with `build`."""
