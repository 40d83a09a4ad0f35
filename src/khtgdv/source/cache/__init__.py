"""A folder or file in: whether what was kept of it still holds out."""
