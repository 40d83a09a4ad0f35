"""A Document in, text or bytes out: one format a module, each with `render`."""
