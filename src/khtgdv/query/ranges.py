"""Times as people type them into an option: `3`, `1-3`, `Q1`, `31/03/2026`, `2026-11..2027-01`."""

from __future__ import annotations

import re
from datetime import date

from khtgdv.dates.periods import DateRange, Period, PeriodKind, months_period, parse_period
from khtgdv.errors import UsageError
from khtgdv.text import escape_unsafe

_TIME_HINT = "viết 3, 3/2026, 2026-03, 31/03/2026, Q1, H1, 9M, 2026, 1-3 hoặc 2026-11..2027-01"
_DAY_HINT = "viết một ngày có trong lịch, ví dụ 31/03/2026 hoặc 2026-03-31"
_MONTH_HINT = "viết 3, 03, 3/2026 hoặc 2026-03"
_MONTH = r"(?:[tT])?(0?[1-9]|1[0-2])"
_MONTH_YEAR = r"(0?[1-9]|1[0-2])[/-]([0-9]{4})"
_DAY = r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"
_PART = r"(?i:Q[1-4]|H[12]|9M|W[0-9]{2})"
_PART_YEAR = rf"({_PART})/([0-9]{{4}})"
_MONTHS = r"(0?[1-9]|1[0-2])-(0?[1-9]|1[0-2])"
_YEARS = range(1900, 2201)  # a report looks months beyond its position: the calendar ends at 9999
_YEAR_HINT = f"năm phải từ {_YEARS[0]} đến {_YEARS[-1]}"


def read_time(text: str, year: int) -> Period:
    """Read one time; a bare month or part of a year is of `year`. UsageError otherwise."""
    message = f'Không hiểu thời gian "{escape_unsafe(text)}".'
    return _period_in_reach(text, year, message, _TIME_HINT)


def _period_in_reach(text: str, year: int, message: str, hint: str) -> Period:
    """Read a time of an office's own years; UsageError otherwise."""
    try:
        period = _parse_period(text.strip(), year)
    except ValueError:
        raise UsageError(message, hint) from None
    if period.end.year not in _YEARS:
        raise UsageError(message, _YEAR_HINT)
    return period


def _parse_period(text: str, year: int) -> Period:
    if match := re.fullmatch(_MONTH, text):
        return months_period("month", year, int(match[1]))
    if match := re.fullmatch(_MONTH_YEAR, text):
        return months_period("month", int(match[2]), int(match[1]))
    if match := re.fullmatch(_DAY, text):
        return parse_period(date(int(match[3]), int(match[2]), int(match[1])).isoformat())
    if re.fullmatch(_PART, text):
        return parse_period(f"{year:04}-{text.upper()}")
    if match := re.fullmatch(_PART_YEAR, text):
        return parse_period(f"{match[2]}-{match[1].upper()}")
    return parse_period(text.upper())


def read_range(text: str, year: int) -> DateRange:
    """Read a time or a range of times; UsageError where it is none or runs backwards."""
    first, dots, last = text.partition("..")
    if match := re.fullmatch(_MONTHS, text.strip()):
        dots, first, last = "..", match[1], match[2]
    if not dots:
        return read_time(text, year)
    start, end = read_time(first, year).start, read_time(last, year).end
    if end < start:
        raise UsageError(
            f'Khoảng thời gian "{escape_unsafe(text)}" ngược.', "Viết thời gian sớm hơn trước"
        )
    return DateRange(start, end)


def read_day(text: str, year: int) -> date:
    """Read one day in either form; UsageError where it is none."""
    return _only(text, year, "day", f'"{escape_unsafe(text)}" không phải một ngày.', _DAY_HINT).end


def read_month(text: str, year: int) -> Period:
    """Read one month in any form; UsageError where it is none."""
    return _only(text, year, "month", f'"{escape_unsafe(text)}" không phải một tháng.', _MONTH_HINT)


def _only(text: str, year: int, every: PeriodKind, message: str, hint: str) -> Period:
    """Read a time that must be of one kind."""
    period = _period_in_reach(text, year, message, hint)
    if period.kind != every:
        raise UsageError(message, hint)
    return period
