"""From a portfolio to the rows a report is about."""
