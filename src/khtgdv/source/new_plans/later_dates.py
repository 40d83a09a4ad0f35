"""Dates and periods of a plan's files some years on, as texts; every day that comes out exists."""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date

_LAST_WEEK = 53
_DATE = re.compile(r"(\d{4})((?:-.*)?)", re.DOTALL)


def later_span(text: str, years: int) -> str:
    """Return a span (`2026-09..2027-08`) some years on."""
    return "..".join(later_period(part.strip(), years) for part in text.split(".."))


def later_period(text: str, years: int) -> str:
    """Return a date or period (`2026-03`, `2026-Q1`) some years on; what is none stays.

    29 February becomes the 28th, week 53 week 52 in a year that has none.
    """
    match = _DATE.fullmatch(text)
    if match is None:
        return text
    year, rest = int(match[1]) + years, match[2]
    if rest == "-02-29" and not isleap(year):
        rest = "-02-28"
    if rest == f"-W{_LAST_WEEK}" and date(year, 12, 28).isocalendar().week < _LAST_WEEK:
        rest = "-W52"
    return f"{year:04}{rest}"
