"""Time as an office speaks of it: periods, ranges, and the position a report is made at."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from khtgdv.fields import FieldError
from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    PeriodKind = Literal["day", "week", "month", "quarter", "half-year", "nine-months", "year"]


MONTHS_PER_PERIOD: dict[str, int] = {
    "month": 1,
    "quarter": 3,
    "half-year": 6,
    "nine-months": 9,
    "year": 12,
}
_ROMAN = ("", "I", "II", "III", "IV")
PERIOD_HINT = "viết 2026-03, 2026-03-15, 2026-Q1, 2026-H1, 2026-9M hoặc 2026"
DATE_HINT = "viết năm-tháng-ngày, ví dụ 2026-03-31"


@dataclass(frozen=True, slots=True)
class DateRange:
    """The days from `start` to `end`, both included."""

    start: date
    end: date

    def contains(self, day: date | None) -> bool:
        """Tell whether `day` is one of these days."""
        return day is not None and self.start <= day <= self.end

    def overlaps(self, start: date, end: date) -> bool:
        """Tell whether the days from `start` to `end` have one in common with these."""
        return start <= self.end and end >= self.start

    def __str__(self) -> str:
        """Return the range in ISO form."""
        return f"{self.start}..{self.end}"

    @property
    def label(self) -> str:
        """The form people read: `1/2026 - 3/2026` for whole months, else its first and last day."""
        first, last = self.start, self.end
        whole = first.day == 1 and last == month_end(last.year, last.month)
        ends = [f"{d.month}/{d.year}" if whole else format_date(d) for d in (first, last)]
        return " - ".join(dict.fromkeys(ends))


@dataclass(frozen=True, slots=True)
class Period(DateRange):
    """A day, week, month, quarter, half-year, nine months or year; its last day is a deadline."""

    kind: PeriodKind

    @property
    def number(self) -> int:
        """The period's number in its year (ISO week, month, quarter ...), from 1."""
        if self.kind == "day":
            return self.start.timetuple().tm_yday
        if self.kind == "week":
            return self.end.isocalendar().week
        return (self.end.month - 1) // MONTHS_PER_PERIOD[self.kind] + 1

    def __str__(self) -> str:
        """Return the form files and JSON have: `2026-03`, `2026-W07`, `2026-Q1` ..."""
        return _ISO_FORMATTERS[self.kind](self)

    @property
    def label(self) -> str:
        """The form people read: `3/2026`, `31/03/2026`, `quý I/2026` ..."""
        return _LABEL_FORMATTERS[self.kind](self)


def format_date(day: date) -> str:
    """Return a date as people read it (`31/03/2026`)."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def paper_date(day: date) -> str:
    """Return a date as papers write it in a sentence (`31/3/2026`, `10/02/2026`).

    A 0 stands before days below 10 and before the months 1 and 2 alone.
    """
    return f"{day.day:02}/{_paper_month(day)}/{day.year:04}"


def full_date(day: date) -> str:
    """Return a date as State bodies cite it: `ngày 10 tháng 02 năm 2026`."""
    return f"ngày {day.day:02} tháng {_paper_month(day)} năm {day.year:04}"


def _paper_month(day: date) -> str:
    return f"{day.month:02}" if day.month < 3 else f"{day.month}"  # noqa: PLR2004 - March


def period_name(period: Period) -> str:
    """Return a period as it stands in a sentence: `tháng 3/2026`, `quý I/2026`."""
    if period.kind == "day":
        return f"ngày {paper_date(period.end)}"
    return f"tháng {period.label}" if period.kind == "month" else period.label


_ISO_FORMATTERS: dict[PeriodKind, Callable[[Period], str]] = {
    "day": lambda p: p.end.isoformat(),
    "week": lambda p: f"{p.end.isocalendar().year:04}-W{p.number:02}",
    "month": lambda p: p.end.isoformat()[:7],
    "quarter": lambda p: f"{p.end.year:04}-Q{p.number}",
    "half-year": lambda p: f"{p.end.year:04}-H{p.number}",
    "nine-months": lambda p: f"{p.end.year:04}-9M",
    "year": lambda p: f"{p.end.year:04}",
}
_LABEL_FORMATTERS: dict[PeriodKind, Callable[[Period], str]] = {
    "day": lambda p: format_date(p.end),
    "week": lambda p: f"tuần {p.number}/{p.end.isocalendar().year}",
    "month": lambda p: f"{p.number}/{p.end.year}",
    "quarter": lambda p: f"quý {_ROMAN[p.number]}/{p.end.year}",
    "half-year": lambda p: f"6 tháng {'đầu' if p.number == 1 else 'cuối'} năm {p.end.year}",
    "nine-months": lambda p: f"9 tháng năm {p.end.year}",
    "year": lambda p: f"năm {p.end.year}",
}


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    december = month == 12  # noqa: PLR2004 - the year 9999 has no next one to count back from
    return date(year, 12, 31) if december else date(year, month + 1, 1) - timedelta(days=1)


def same_day_in_year(day: date, year: int) -> date:
    """Return the day of the same month and number in another year; of 29/02 the month's last."""
    last = month_end(year, day.month)
    return last.replace(day=min(day.day, last.day))


def day_period(date_: date) -> Period:
    """Return the period of one day."""
    return Period(date_, date_, "day")


def week_period(year: int, number: int) -> Period:
    """Return an ISO week, Monday to Sunday; ValueError where the year has no such week."""
    monday = date.fromisocalendar(year, number, 1)
    return Period(monday, monday + timedelta(days=6), "week")


def months_period(kind: PeriodKind, year: int, number: int = 1) -> Period:
    """Return a period made of whole months: the `number`-th of its kind in `year`."""
    length = MONTHS_PER_PERIOD[kind]
    last = number * length
    return Period(date(year, last - length + 1, 1), month_end(year, last), kind)


def period_ending(kind: PeriodKind, last: date) -> Period:
    """Return the period of a kind that ends on `last`; one of months may end after it."""
    if kind == "day":
        return day_period(last)
    if kind == "week":
        return Period(last - timedelta(days=6), last, "week")
    return months_period(kind, last.year, -(-last.month // MONTHS_PER_PERIOD[kind]))


def period_around(kind: PeriodKind, day: date) -> Period:
    """Return the period of a kind that a day is in; of nine months that of its year."""
    if kind == "week":
        return week_period(*day.isocalendar()[:2])
    return months_period(kind, day.year) if kind == "nine-months" else period_ending(kind, day)


# Patterns stay texts: a command that reads no period compiles none.
_ISO_PARSERS: tuple[tuple[str, Callable[[re.Match[str]], Period]], ...] = (
    (
        r"([0-9]{4})-([0-9]{2})-([0-9]{2})",
        lambda m: day_period(date(int(m[1]), int(m[2]), int(m[3]))),
    ),
    (r"([0-9]{4})-([0-9]{2})", lambda m: months_period("month", int(m[1]), int(m[2]))),
    (r"([0-9]{4})-W([0-9]{2})", lambda m: week_period(int(m[1]), int(m[2]))),
    (r"([0-9]{4})-Q([1-4])", lambda m: months_period("quarter", int(m[1]), int(m[2]))),
    (r"([0-9]{4})-H([12])", lambda m: months_period("half-year", int(m[1]), int(m[2]))),
    (r"([0-9]{4})-9M", lambda m: months_period("nine-months", int(m[1]))),
    (r"([0-9]{4})", lambda m: months_period("year", int(m[1]))),
)


def parse_period(text: str) -> Period:
    """Read the ISO form of a period, as files have it; FieldError `invalid-period` otherwise."""
    for form, make in _ISO_PARSERS:
        if match := re.fullmatch(form, text):
            try:
                return make(match)
            except (ValueError, OverflowError):  # a week may end in the year 10000
                break
    raise FieldError("invalid-period", f'"{text}" không phải một thời hạn', _why_no_period(text))


def _why_no_period(text: str) -> str:
    match = re.fullmatch(r"[0-9]{4}-([0-9]{2})(-[0-9]{2})?", text)
    if match and not 1 <= int(match[1]) <= 12:  # noqa: PLR2004 - months of a year
        return f"tháng phải từ 01 đến 12; {PERIOD_HINT}"
    if match:
        return f"không có ngày này trong lịch; {PERIOD_HINT}"
    if re.fullmatch("[0-9]{4}-Q[0-9]", text):
        return f"quý từ Q1 đến Q4; {PERIOD_HINT}"
    return PERIOD_HINT


def parse_deadline(text: str) -> Period:
    """Read a period that a plan may name as a deadline or a start: any but a week."""
    return _parse_deadline(str(text))


@lru_cache(maxsize=4096)  # a plan names few, over and over
def _parse_deadline(text: str) -> Period:
    period = parse_period(text)
    if period.kind == "week":
        raise FieldError("invalid-period", f'"{text}" không phải một thời hạn', PERIOD_HINT)
    return period


def parse_date(text: str) -> date:
    """Read an ISO date, as files have it; FieldError `invalid-date` otherwise."""
    return _parse_date(str(text))


@lru_cache(maxsize=4096)
def _parse_date(text: str) -> date:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            message = f'"{text}" không có trong lịch'
            raise FieldError("invalid-date", message, DATE_HINT) from None
    raise FieldError("invalid-date", f'"{text}" không phải một ngày', DATE_HINT)


# The days of a year; 29 February of other years is left to the calendar.
MONTH_DAY_PATTERN = (
    "(0[1-9]|1[0-2])-(0[1-9]|[12][0-9])|(0[13-9]|1[0-2])-30|(0[13578]|1[02])-31"
)  # fmt: skip
PERIOD_PATTERN = rf"^[0-9]{{4}}(-(0[1-9]|1[0-2])|-({MONTH_DAY_PATTERN})|-Q[1-4]|-H[12]|-9M)?$"


@dataclass(frozen=True, slots=True)
class Position:
    """The day a report stands at: during that day, or (`closed`) at its end.

    A position after today is a forecast. Facts dated after it do not count.
    """

    as_of: date
    closed: bool = False
    forecast: bool = False

    def covers(self, day: date | None) -> bool:
        """Tell whether something dated `day` has happened."""
        return day is not None and day <= self.as_of

    def has_passed(self, deadline: date) -> bool:
        """Tell whether a deadline has gone by: on its own day only once that day is closed."""
        return deadline < self.as_of or (self.closed and deadline == self.as_of)

    @property
    def label(self) -> str:
        """The position in words: `ngày …`, `tính đến hết …`, or a forecast told as one."""
        if self.forecast:
            return f"Dự kiến đến hết ngày {paper_date(self.as_of)}"
        return f"{'tính đến hết ngày' if self.closed else 'ngày'} {paper_date(self.as_of)}"
