"""Changes that were made to a plan in; what takes them back, or makes them once more, out."""
