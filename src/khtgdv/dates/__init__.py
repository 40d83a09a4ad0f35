"""Text to days, periods and positions: the calendar an office speaks in, without a plan."""
