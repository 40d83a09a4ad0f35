"""The words of a plan in, findings by row, key and words out: lint, but for its rules."""
