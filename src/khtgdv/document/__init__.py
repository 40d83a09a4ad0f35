"""The neutral result of a report: tables of typed columns, between reports and formats."""
