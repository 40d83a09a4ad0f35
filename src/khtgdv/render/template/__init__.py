"""A document in, an office's own Word file with its words in the places out."""
