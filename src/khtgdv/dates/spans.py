"""The days a plan is for: its year, or a school year, a term, a programme of a hundred days."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from khtgdv.dates.periods import (
    DateRange,
    Period,
    months_period,
    parse_deadline,
    same_day_in_year,
)
from khtgdv.fields import FieldError
from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SPAN_HINT = "viết hai đầu: 2026-09..2027-08, 2026-07-10..2026-11-30 hoặc 2026..2030"
_MAX_YEARS = 30


@dataclass(frozen=True, slots=True)
class TypingSpan(DateRange):
    """The days that what is typed without a year is of, and the day on which it is typed."""

    today: date


def parse_span(text: str) -> DateRange:
    """Read two periods with `..` between; FieldError `invalid-period` otherwise."""
    first, _, last = text.partition("..")
    try:
        span = DateRange(parse_deadline(first).start, parse_deadline(last).end)
    except FieldError:
        message = f'"{text}" không phải thời gian của một kế hoạch'
        raise FieldError("invalid-period", message, SPAN_HINT) from None
    if span.end < span.start:
        message = f'thời gian "{text}" ngược'
        raise FieldError("invalid-period", message, "viết tháng sớm hơn trước")
    if span.end.year - span.start.year > _MAX_YEARS:
        message = f'thời gian "{text}" dài quá {_MAX_YEARS} năm'
        raise FieldError("invalid-period", message, "kiểm tra lại hai đầu")
    return span


def year_span(year: int) -> Period:
    """Return the span of a plan that declares none: the calendar year."""
    return months_period("year", year)


def same_day_in_span(day: date, span: DateRange) -> date:
    """Return the first day of a span with the same month and number; else that of its year."""
    years = range(span.start.year, span.end.year + 1)
    days = [same_day_in_year(day, year) for year in years]
    return next(filter(span.contains, days), days[0])


def in_span(make: Callable[[int], Period], span: DateRange) -> Period:
    """Return which of the periods of some years lies in a span: that with most days in common.

    `make` gives the period of a year. ValueError where no year of the span has it.
    """
    periods: list[Period] = []
    for year in range(span.start.year, span.end.year + 1):
        with suppress(ValueError):
            periods.append(make(year))
    return max(periods, key=lambda period: _common_days(period, span))


def _common_days(days: DateRange, others: DateRange) -> int:
    first, last = max(days.start, others.start), min(days.end, others.end)
    return max((last - first).days + 1, 0)


def is_within_a_year(span: DateRange) -> bool:
    """Tell whether a span has no month twice."""
    return span.end < same_day_in_year(span.start, span.start.year + 1)


def typing_span(span: DateRange, today: date) -> TypingSpan:
    """Return the days that a month without a year is of: of a plan of years the current one."""
    if not is_within_a_year(span):
        span = year_span(min(max(today.year, span.start.year), span.end.year))
    return TypingSpan(span.start, span.end, today)


def union_of(spans: Sequence[DateRange]) -> DateRange:
    """Return the days from the first to the last of some spans, of which there is one at least."""
    if len(set(spans)) == 1:
        return spans[0]
    return DateRange(min(span.start for span in spans), max(span.end for span in spans))


def span_words(span: DateRange) -> str:
    """Return a span as it stands in a sentence: `năm 2026`, `thời gian 9/2026 - 8/2027`."""
    return span.label if isinstance(span, Period) else f"thời gian {span.label}"
