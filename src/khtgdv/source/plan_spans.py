"""The span that a plan's own file declares, found without reading the rest of the file.

It decides which plan is the current one and what a bare month is, before anything is loaded. The
file is validated when it is loaded: what cannot be read here is a finding there.
"""

from __future__ import annotations

import re
import stat

from khtgdv.dates.spans import parse_span, year_span
from khtgdv.fields import FieldError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from khtgdv.dates.periods import DateRange
    from khtgdv.source.find import PlanSearch

_SPAN = rb"""[^#]*?(?<![\w"'])["']?span["']?\s*:\s*["']?([0-9][0-9A-Z.-]*)"""
_MAX_BYTES = 8 * 2**20  # a larger file is refused when it is loaded
_MAX_PLANS = 20  # plans side by side that are asked: of more the calendar year is taken


def declared_span(folder: Path, year: int) -> DateRange | None:
    """Return the span that the plan of a year declares; None where it declares none."""
    path = folder / f"plan_{year}.yaml"
    try:
        file_stat = path.stat()
        if not stat.S_ISREG(file_stat.st_mode):
            return None  # a pipe would never answer, a device never end
        with path.open("rb") as stream:
            data = stream.read(min(file_stat.st_size, _MAX_BYTES))
        lines = data.splitlines() if b"span" in data else ()  # every command waits for this
        matches = (re.match(_SPAN, line) for line in lines if b"span" in line)
        match = next(filter(None, matches), None)
        return parse_span(match[1].decode()) if match else None
    except (OSError, ValueError, FieldError):
        return None


def span_of_year(search: PlanSearch, year: int) -> DateRange:
    """Return the days of the plans of a year: what they declare where all declare the same."""
    folders = [place.folder for place in search.folders if year in place.years]
    if not folders or len(folders) > _MAX_PLANS:
        return year_span(year)
    spans = {declared_span(folder, year) for folder in folders}
    return (spans.pop() if len(spans) == 1 else None) or year_span(year)


def year_at(search: PlanSearch, day: date) -> int | None:
    """Return the year of the plan that a day belongs to: of several that of the day's own year."""
    candidates = sorted(search.years, key=lambda year: (year != day.year, -year))
    return next((y for y in candidates if span_of_year(search, y).contains(day)), None)
