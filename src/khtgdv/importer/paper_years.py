"""The year and the days that a paper's own words say its plan is for."""

from __future__ import annotations

import re
from datetime import date

from khtgdv.dates.periods import day_period, months_period

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.dates.periods import Period

_FLAGS = re.IGNORECASE
_TO = r"\s*(?:[-–—]|đến|tới)\s*(?:hết\s+)?(?:ngày\s+|tháng\s+)?"
_YEAR = re.compile(r"(?<!đến )(?<!tới )(?<!hết )\bnăm\s+(?:học\s+)?(20\d{2})", _FLAGS)
_SCHOOL_YEAR = re.compile(rf"năm học\s+(20\d{{2}}){_TO}(20\d{{2}})", _FLAGS)
_PERIOD_OF_YEARS = re.compile(rf"giai đoạn\s+(20\d{{2}}){_TO}(20\d{{2}})", _FLAGS)
_TIME = r"(?:(?:\d{1,2}/)?\d{1,2}/)?20\d{2}"
_RUNS = re.compile(
    r"thời gian(?: thực hiện| triển khai)?\s*:?\s*(?:từ\s+)?(?:ngày\s+|tháng\s+)?"
    rf"((?:\d{{1,2}}/)?\d{{1,2}}|{_TIME}){_TO}({_TIME})(?![\d/])",
    _FLAGS,
)
_ANY_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")


def paper_years(lines: Sequence[str], title: str, issued: date | None) -> tuple[int | None, str]:
    """Return the year of a plan and its span as files write it, empty where that is the year."""
    text = "\n".join(lines)
    span = _span(text, title)
    if years := _YEAR.findall(title) or _YEAR.findall(text):
        return int(years[0]), span if span.startswith(years[0]) else ""
    if span:
        return int(span[:4]), span
    named = set(_ANY_YEAR.findall(text))
    return issued.year if issued else int(named.pop()) if len(named) == 1 else None, ""


def _span(text: str, title: str) -> str:
    """Return a school year (from September), the days a paper says it runs, or several years."""
    if match := _SCHOOL_YEAR.search(title) or _SCHOOL_YEAR.search(text):
        return f"{match[1]}-09..{match[2]}-08"
    if match := _RUNS.search(text):
        last = _period(match[2], 0)
        first = _period(match[1], last.start.year) if last else None
        if first and last and first.start < last.start:
            return f"{first}..{last}"
    match = _PERIOD_OF_YEARS.search(title)
    return f"{match[1]}..{match[2]}" if match else ""


def _period(text: str, year: int) -> Period | None:
    """Return a day, a month or a year; `10/7` is of the year given, and `7/2026` a month."""
    *rest, last = map(int, text.split("/"))
    parts = [*rest, last] if last > 31 else [*rest, last, year]  # noqa: PLR2004 - days of a month
    try:
        if len(parts) == 1:
            return months_period("year", parts[0])
        if len(parts) == 2:  # noqa: PLR2004 - a month of a year
            return months_period("month", parts[1], parts[0])
        return day_period(date(parts[2], parts[1], parts[0]))
    except ValueError:
        return None
