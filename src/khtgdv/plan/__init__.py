"""What a plan is: frozen values and the names in them; no file, no clock, no position."""
