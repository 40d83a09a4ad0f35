"""Times as people type them into an option: `3`, `1-3`, `Q1`, `31/03/2026`, `2026-11..2027-01`.

What is typed without a year is of the plan's span: in a school year from 9/2026 to 8/2027, `3` is
3/2027 and `10` is 10/2026.
"""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from khtgdv.dates.periods import (
    DateRange,
    Period,
    PeriodKind,
    day_period,
    months_period,
    parse_period,
    week_period,
)
from khtgdv.dates.spans import in_span
from khtgdv.errors import UsageError
from khtgdv.query.spoken_periods import typed_form
from khtgdv.text import escape_unsafe

if TYPE_CHECKING:
    from collections.abc import Callable

_TIME_HINT = "viết 3, 3/2026, 2026-03, 31/03/2026, Q1, H1, 9M, 2026, 1-3 hoặc 2026-11..2027-01"
_DAY_HINT = "viết một ngày có trong lịch, ví dụ 31/03/2026 hoặc 2026-03-31"
_MONTH_HINT = "viết 3, 03, 3/2026 hoặc 2026-03"
_REPORT_HINT = (
    "viết 2026-03, 2026-W12, 2026-Q1, 2026-H1, 2026-9M hoặc 2026; "
    "3, 3/2026, tuần 12, quý 1 cũng được"
)
_MONTH = r"(?:[tT])?(0?[1-9]|1[0-2])"
_MONTH_YEAR = r"(0?[1-9]|1[0-2])[/-]([0-9]{4})"
_DAY = r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"
_DAY_OF_YEAR = r"([0-9]{1,2})/([0-9]{1,2})"
_PART = r"(?i:Q[1-4]|H[12]|9M|W[0-9]{1,2})"
_PART_YEAR = rf"({_PART})/([0-9]{{4}})"
_MONTHS = r"(0?[1-9]|1[0-2])-(0?[1-9]|1[0-2])"
_YEARS = range(1900, 2201)  # a report looks months beyond its position: the calendar ends at 9999
_YEAR_HINT = f"năm phải từ {_YEARS[0]} đến {_YEARS[-1]}"


def read_time(text: str, span: DateRange) -> Period:
    """Read one time; without a year it is of `span`. UsageError otherwise."""
    message = f'Không hiểu thời gian "{escape_unsafe(text)}".'
    return _period_in_reach(text, span, message, _TIME_HINT)


def read_report_period(text: str, span: DateRange) -> Period:
    """Read the period of a report; UsageError where it is none, or is a day."""
    message = f'Không hiểu kỳ báo cáo "{escape_unsafe(text)}".'
    period = _period_in_reach(text, span, message, _REPORT_HINT, _REPORT_HINT)
    if period.kind == "day":
        raise UsageError(f'"{escape_unsafe(text)}" không phải một kỳ báo cáo', _REPORT_HINT)
    return period


def _period_in_reach(
    text: str, span: DateRange, message: str, hint: str, year_hint: str = _YEAR_HINT
) -> Period:
    """Read a time of an office's own years; UsageError otherwise."""
    try:
        period = _parse_period(typed_form(text, span.start.year).strip(), span)
    except ValueError:
        raise UsageError(message, hint) from None
    if period.end.year not in _YEARS:
        raise UsageError(message, year_hint)
    return period


def _parse_period(text: str, span: DateRange) -> Period:
    if read := _reader_without_year(text):
        return in_span(read, span)
    if match := re.fullmatch(_MONTH_YEAR, text):
        return months_period("month", int(match[2]), int(match[1]))
    if match := re.fullmatch(_DAY, text):
        return _day(match[1], match[2], int(match[3]))
    if match := re.fullmatch(_PART_YEAR, text):
        return _part(match[1].upper(), int(match[2]))
    return parse_period(text.upper())


def _reader_without_year(text: str) -> Callable[[int], Period] | None:
    """Return what makes a period of a year of a text that names none; None of any other."""
    if match := re.fullmatch(_MONTH, text):
        return partial(_month, int(match[1]))
    if match := re.fullmatch(_DAY_OF_YEAR, text):
        return partial(_day, match[1], match[2])
    return partial(_part, text.upper()) if re.fullmatch(_PART, text) else None


def _month(number: int, year: int) -> Period:
    return months_period("month", year, number)


def _day(day: str, month: str, year: int) -> Period:
    return day_period(date(year, int(month), int(day)))


def _part(name: str, year: int) -> Period:
    if name.startswith("W"):
        return week_period(year, int(name[1:]))
    return parse_period(f"{year:04}-{name}")


def read_range(text: str, span: DateRange) -> DateRange:
    """Read a time or a range of times; UsageError where it is none or runs backwards."""
    first, dots, last = text.partition("..")
    if match := re.fullmatch(_MONTHS, text.strip()):
        dots, first, last = "..", match[1], match[2]
    if not dots:
        return read_time(text, span)
    start, end = read_time(first, span).start, read_time(last, span).end
    if end < start:
        raise UsageError(
            f'Khoảng thời gian "{escape_unsafe(text)}" ngược.', "Viết thời gian sớm hơn trước"
        )
    return DateRange(start, end)


def read_day(text: str, span: DateRange) -> date:
    """Read one day in either form; UsageError where it is none."""
    return _only(text, span, "day", f'"{escape_unsafe(text)}" không phải một ngày.', _DAY_HINT).end


def read_past_day(text: str, span: DateRange, today: date) -> date:
    """Read the day of something that happened: without a year the latest such day until today."""
    if match := re.fullmatch(_DAY_OF_YEAR, text.strip()):
        year_before = DateRange(date(today.year - 1, today.month, 1), today)
        days = [_existing_day(match[1], match[2], year) for year in (today.year, today.year - 1)]
        if past := next((day for day in days if year_before.contains(day)), None):
            return past
    return read_day(text, span)


def _existing_day(day: str, month: str, year: int) -> date | None:
    try:
        return _day(day, month, year).end
    except ValueError:
        return None


def read_month(text: str, span: DateRange) -> Period:
    """Read one month in any form; UsageError where it is none."""
    return _only(text, span, "month", f'"{escape_unsafe(text)}" không phải một tháng.', _MONTH_HINT)


def _only(text: str, span: DateRange, every: PeriodKind, message: str, hint: str) -> Period:
    """Read a time that must be of one kind."""
    period = _period_in_reach(text, span, message, hint)
    if period.kind != every:
        raise UsageError(message, hint)
    return period
