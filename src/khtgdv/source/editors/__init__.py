"""The model in: what text editors need to complete and explain a plan's files out."""
