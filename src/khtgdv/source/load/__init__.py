"""Values with marks in: a portfolio of healthy rows out, beside it every finding."""
