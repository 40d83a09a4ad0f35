"""Why a time that was typed is refused, and what was probably meant."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from khtgdv.dates.periods import MONTHS_PER_PERIOD, Period, format_date, month_end
from khtgdv.dates.spans import TypingSpan
from khtgdv.errors import UsageError
from khtgdv.query.times.places import DAY, period_of
from khtgdv.query.times.relative import is_weekday
from khtgdv.query.times.typed import typed_time
from khtgdv.query.times.value import TypedTime
from khtgdv.text import closest_match, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.dates.periods import DateRange
    from khtgdv.query.times.places import Place

_MONTHS = 12
_KIND_NAMES = {
    "day": "một ngày", "week": "một tuần", "month": "một tháng", "quarter": "một quý",
    "half-year": "6 tháng", "nine-months": "9 tháng", "year": "cả năm",
}  # fmt: skip
_UNIT_NAMES = {"month": "tháng", "quarter": "quý"}


def refusal(text: str, time: TypedTime | None, span: DateRange, place: Place) -> UsageError:
    """Return the error that says why a text is no time of a place, with the nearest reading."""
    reason, near = _why(text, time, span, place)
    guess = f'có phải "{near}"? ' if near else ""
    return UsageError(
        f"{place.complaint_of(text)}{reason and f': {reason}'}.", f"{guess}{place.hint}"
    )


def _why(text: str, time: TypedTime | None, span: DateRange, place: Place) -> tuple[str, str]:
    """Return what is wrong with a time, and what was probably meant, as it is typed."""
    if time is None:
        return "", _nearest_words(text, span, place)
    if time.kind == "number" and place.unit == "day":
        return "thiếu tháng", _with_a_month(time, span)
    if time.kind == "day or months" and "month" in place.kinds:
        day = f"{time.number}/{time.month}"
        reason = f"ngày {day} hay từ tháng {time.number} đến tháng {time.month}"
        return reason, day if "day" in place.kinds else ""
    if time.kind == "number":
        time = time._replace(kind=place.unit)
    year = span.start.year if time.year is None else time.year
    try:
        period = time.in_year(year)
    except (ValueError, OverflowError):
        return _not_in_calendar(time, year)
    near = _swapped(time) if place is DAY and text.strip()[:1].isdigit() else ""
    reason, nearest = _other_kind(time, period, place)
    return reason, near or nearest


def _other_kind(time: TypedTime, period: Period, place: Place) -> tuple[str, str]:
    """Return what is wrong with a time of a kind that is not asked for."""
    reason, end = f"đó là {_KIND_NAMES[period.kind]}", period.end
    if place is DAY:
        return f"{reason}, thiếu ngày", f"{end.day}/{end.month}/{end.year}"
    if period.kind == "week" and "day" in place.kinds:
        return reason, f"{end.day}/{end.month}/{end.year}"
    if place.unit == "week" and period.kind != "day":
        return reason, f"tuần {time.number}"
    return reason, f"{end.month}/{end.year}" if "month" in place.kinds else ""


def _swapped(time: TypedTime) -> str:
    """Return the day that `3/31` may mean, which was read as a month of 2031."""
    day = (time.year or 0) - 2000
    with suppress(ValueError):
        date(2000, time.number, day)
        return f"{day}/{time.number}" if time.kind == "month" and day > _MONTHS else ""
    return ""


def _not_in_calendar(time: TypedTime, year: int) -> tuple[str, str]:
    """Return why the calendar has no such time, and the nearest there is."""
    if time.may_be_day and year:
        return _no_such_day(time, year)
    if time.kind == "week" and year:
        last = date(year, 12, 28).isocalendar().week
        return f"năm {year} có {last} tuần", f"tuần {min(max(time.number, 1), last)}/{year}"
    if time.kind == "half-year":
        return "một năm có hai nửa", f"6 tháng cuối năm {year}"
    if time.kind not in _UNIT_NAMES or not year:
        return f"không có năm {year}", ""
    count = _MONTHS // MONTHS_PER_PERIOD[time.kind]
    unit = _UNIT_NAMES[time.kind]
    return f"một năm có {count} {unit}", f"{unit} {min(max(time.number, 1), count)}/{year}"


def _no_such_day(time: TypedTime, year: int) -> tuple[str, str]:
    if not 1 <= time.month <= _MONTHS:
        if 1 <= time.number <= _MONTHS and 1 <= time.month <= month_end(year, time.number).day:
            return (
                f"không có tháng {time.month}; viết ngày trước, tháng sau",
                format_date(date(year, time.number, time.month)),
            )
        return f"không có tháng {time.month}", ""
    last = month_end(year, time.month)
    if time.number > last.day:
        return f"tháng {time.month}/{year} chỉ có {last.day} ngày", format_date(last)
    return "ngày đếm từ 1", format_date(last.replace(day=1))


def _with_a_month(time: TypedTime, span: DateRange) -> str:
    """Return the latest day with a number until today, where one is typed without its month."""
    today = span.today if isinstance(span, TypingSpan) else span.end
    month_before = (today.replace(day=1).toordinal()) - 1
    for last in (today, date.fromordinal(month_before)):
        with suppress(ValueError):
            if (day := last.replace(day=time.number)) <= today:
                return f"{day.day}/{day.month}"
    return ""


def _nearest_words(text: str, span: DateRange, place: Place) -> str:
    """Return what is typed for the time that a text looks like; nothing where nothing is near."""
    this_one = f"{text} {'tuần này' if is_weekday(fold(text)) else 'này'}"
    if (time := typed_time(this_one, span)) and period_of(time, span, place):
        return this_one
    numbers = re.findall(r"[0-9]{1,4}", text[:40])
    phrases = ["hôm nay", "hôm qua", "cả năm", "6 tháng", "9 tháng", "6 tháng đầu năm"]
    phrases += [f"{unit} {number}" for number in numbers for unit in ("tháng", "quý", "tuần")]
    if len(numbers) > 1:
        phrases += ["/".join(numbers[:2]), "/".join(numbers[:3])]
    fitting = [
        phrase
        for phrase in phrases
        if not numbers or any(number in phrase for number in numbers)
        if (time := typed_time(phrase, span)) and period_of(time, span, place)
    ]
    return closest_match(fold(text)[:40], fitting) or ""
