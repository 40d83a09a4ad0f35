"""What people say in the options of the writing commands: words and deadlines, or a refusal."""

from __future__ import annotations

import re

from khtgdv.dates.periods import DateRange, Period, parse_period, week_period
from khtgdv.dates.spans import in_span
from khtgdv.errors import UsageError
from khtgdv.fields import FieldError
from khtgdv.plan.values import parse_text
from khtgdv.query.ranges import read_time
from khtgdv.text import escape_unsafe

MAX_DAYS_AHEAD = 3660  # ten years: no plan looks further ahead
_WEEK_PATTERN = re.compile(r"(?:[wW]|[tT]uần )?(0?[1-9]|[1-5][0-9])")
_WEEK_HINT = "viết 12, W12 hoặc 2026-W12"
_HINTS = {
    "blank-text": "viết nội dung trong dấu nháy kép",
    "control-character": "gõ lại, bỏ ký tự ấy: nó không hiện ra khi đọc",
}


def option_text(text: str, name: str) -> str:
    """Return the words of an option; UsageError where there are none, or hidden characters."""
    try:
        return parse_text(text.strip())
    except FieldError as error:
        raise UsageError(f"{name}: {error.message}.", _HINTS[error.code]) from None


def optional_text(text: str | None, name: str) -> str | None:
    """Return the words of an option that may be left out."""
    return None if text is None else option_text(text, name)


def read_deadline(text: str, span: DateRange) -> Period:
    """Return a deadline; a week is none."""
    period = read_time(text, span)
    if period.kind == "week":
        message = f'"{escape_unsafe(text)}" không dùng làm thời hạn được.'
        raise UsageError(message, "viết 5, 5/2026, 31/05/2026, Q2, H1, 9M hoặc 2026")
    return period


def read_week(text: str, span: DateRange) -> Period:
    """Read a week, by its number or in full; UsageError where there is none."""
    match = _WEEK_PATTERN.fullmatch(text.strip())
    try:
        period = _week_in_span(int(match[1]), span) if match else parse_period(text.strip().upper())
    except ValueError:
        raise UsageError(f'Không có tuần "{escape_unsafe(text)}".', _WEEK_HINT) from None
    if period.kind != "week":
        raise UsageError(f'"{escape_unsafe(text)}" không phải một tuần.', _WEEK_HINT)
    return period


def _week_in_span(number: int, span: DateRange) -> Period:
    """Return the week of a span with a number; ValueError where its years have none."""
    return in_span(lambda year: week_period(year, number), span)
