"""One format a module: `render(document, look)` returns text or bytes."""
