"""What an office says of itself in: the number, signature and recipients of its papers out."""
