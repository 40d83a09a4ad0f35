"""Text in: values with their marks out, and for broken text the rows that can be told apart."""
