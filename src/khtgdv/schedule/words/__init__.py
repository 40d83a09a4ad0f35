"""The words of a deadline in; the date, the repetition or the wait that they name out."""
