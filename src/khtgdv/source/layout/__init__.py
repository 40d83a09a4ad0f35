"""Values and comments in: the lines they are written as out."""
