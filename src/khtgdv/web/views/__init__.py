"""Visits of a browser in, pages filled out by the commands of the command line out."""
