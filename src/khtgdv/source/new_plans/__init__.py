"""What a new plan begins with out: the texts of its files, with the holidays of its year."""
