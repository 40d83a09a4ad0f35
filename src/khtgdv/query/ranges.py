"""Times as people type them into an option: `3`, `1-3`, `quý I`, `31/3`, `2026-11..2027-01`.

What is typed without a year is of the plan's span: in a school year from 9/2026 to 8/2027, `3` is
3/2027 and `10` is 10/2026. A bare number is of the unit that the place asks for.
"""

from __future__ import annotations

import re
from contextlib import suppress

from khtgdv.dates.periods import DateRange
from khtgdv.dates.spans import TypingSpan
from khtgdv.errors import UsageError
from khtgdv.frozen import replace
from khtgdv.query.times.places import (
    DAY,
    DEADLINE,
    MONTH,
    POSITION,
    REPORT,
    TIME,
    WEEK,
    period_of,
)  # fmt: skip
from khtgdv.query.times.typed import typed_time
from khtgdv.text import escape_unsafe, fold, listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from khtgdv.dates.periods import Period, PeriodKind
    from khtgdv.query.times.places import Place
    from khtgdv.query.times.value import TypedTime

_YEARS = range(1900, 2201)  # a report looks months beyond its position: the calendar ends at 9999
_YEAR_HINT = f"năm phải từ {_YEARS[0]} đến {_YEARS[-1]}"


def read_time(text: str, span: DateRange) -> Period:
    """Read one time; without a year it is of `span`. UsageError otherwise."""
    return read_at(text, span, TIME)


def read_report_period(text: str, span: DateRange) -> Period:
    """Read the period of a report; UsageError where it is none."""
    return read_at(text, span, REPORT)


def read_day(text: str, span: DateRange) -> date:
    """Read one day in any form; UsageError where it is none."""
    return read_at(text, span, DAY).end


def read_close(text: str, span: DateRange) -> date:
    """Read the day at whose close a report stands: a day, or a period for its last one."""
    return read_at(text, span, POSITION).end


def read_month(text: str, span: DateRange) -> Period:
    """Read one month in any form; UsageError where it is none."""
    return read_at(text, span, MONTH)


def read_week(text: str, span: DateRange) -> Period:
    """Read a week, by its number or in full; UsageError where there is none."""
    return read_at(text, span, WEEK)


def read_deadline(text: str, span: DateRange) -> Period:
    """Read a deadline; a week is none."""
    return read_at(text, span, DEADLINE)


def read_past_day(text: str, span: DateRange, today: date) -> date:
    """Read the day of something that happened: without a year the latest such day until today."""
    time = typed_time(text, span)
    if time and time.year is None and time.may_be_day:
        for year in (today.year, today.year - 1):
            with suppress(ValueError):
                if (day := time.in_year(year).end) <= today:
                    return day
    return read_day(text, span)


def read_at(text: str, span: DateRange, place: Place) -> Period:
    """Read a time where one of some kinds is asked for; UsageError that says why otherwise."""
    time = typed_time(text, span)
    period = period_of(time, span, place) if time else None
    if period is None:
        from khtgdv.query.times.refusals import refusal

        raise refusal(text, time, span, place)
    if period.end.year not in _YEARS:
        raise UsageError(f"{place.complaint_of(text)}.", _YEAR_HINT)
    return period


def read_range(text: str, span: DateRange) -> DateRange:
    """Read a time or a range of times; UsageError where it is none or runs backwards."""
    words = text.strip()
    if days := _open_range(words, span):
        return days
    if ".." not in words and (time := typed_time(words, span)) and time.kind != "day or months":
        return read_time(words, span)
    for first, last in _ends(words):
        time, end = typed_time(first, span), typed_time(last, span)
        if time and end:
            return _range_between(text, (first, time), (last, end), span)
    return read_time(words, span)


def read_ranges(texts: Iterable[str], span: DateRange) -> tuple[DateRange, ...]:
    """Read the times that texts name; one that is none itself is a list with commas."""
    ranges: list[DateRange] = []
    for text in texts:
        try:
            ranges.append(read_range(text, span))
        except UsageError:
            if "," not in text:
                raise
            ranges += [read_range(part, span) for part in listed(text)]
    return tuple(ranges)


# What looks ahead from today, and what has an end only.
_AHEAD = r"(?:trong )?(?:vong )?(?P<time>[0-9]{1,3} (?:ngay|tuan|thang)) (?:toi|sap toi|nua)"
_UNTIL = r"(?:tu nay |tinh )?(?:den|toi|truoc)(?: het| cuoi)?(?: ngay)? (?P<time>.+)"


def _open_range(text: str, span: DateRange) -> DateRange | None:
    """Return the days from today on, `7 ngày tới`, or those until a time: `đến hết tháng 3`."""
    words = " ".join(fold(text).split())
    if isinstance(span, TypingSpan) and (ahead := re.fullmatch(_AHEAD, words)):
        return DateRange(span.today, read_day(f"{ahead['time']} nua", span))
    if (until := re.fullmatch(_UNTIL, words)) and typed_time(until["time"], span):
        end = read_time(text, span).end
        return DateRange(min(span.start, end), end)
    return None


def _ends(text: str) -> Iterator[tuple[str, str]]:
    """Yield the two ends of what may be a range: `1-3`, `T1-T3`, `tháng 1 đến tháng 3`."""
    folded = fold(text)
    folded = folded if len(folded) == len(text) else text
    begin = len("tu ") if folded.startswith("tu ") else 0
    for sign in ("..", " den het ", " den ", " toi ", " - ", "-"):
        place = folded.find(sign, begin)
        if place >= 0:
            yield text[begin:place], text[place + len(sign) :]


def _range_between(
    text: str, first: tuple[str, TypedTime], last: tuple[str, TypedTime], span: DateRange
) -> DateRange:
    """Return the days from one time to another; a number alone is of the other's unit."""
    units = {time.unit for _, time in (first, last) if time.kind != "number"} - {"day"}
    unit: PeriodKind = units.pop() if len(units) == 1 else "month"
    place = replace(TIME, unit=unit)
    start, end = read_at(first[0], span, place).start, read_at(last[0], span, place).end
    if end < start:
        raise UsageError(
            f'Khoảng thời gian "{escape_unsafe(text)}" ngược.', "Viết thời gian sớm hơn trước"
        )
    return DateRange(start, end)
