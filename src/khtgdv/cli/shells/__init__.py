"""How shells ask what TAB offers, and how words are quoted for them: variables in, lines out."""
