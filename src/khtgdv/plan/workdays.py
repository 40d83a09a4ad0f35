"""Working days: Monday to Friday without the days off, and the weekend days worked instead."""

from __future__ import annotations

from datetime import date, timedelta

from khtgdv.dates.periods import DateRange, format_date, parse_date
from khtgdv.fields import FieldError
from khtgdv.frozen import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from khtgdv.plan.time_values import DayRange
    from khtgdv.plan.values import Text

_SATURDAY = 5
WEEKDAY_NAMES = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
HINTS = ("khtgdv.plan.values", "khtgdv.plan.time_values")  # what annotations name
_CONFIG = {"extra": "forbid"}  # keys that are not known


def iterate_days(days: DateRange) -> Iterator[date]:
    """Yield the days of a range, in order."""
    for number in range((days.end - days.start).days + 1):
        yield days.start + timedelta(days=number)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days off by name, and the days of a weekend that are worked, by name."""

    days_off: Mapping[date, str] = field(default_factory=dict)
    days_worked: Mapping[date, str] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Tell whether a day is a working day."""
        return day in self.days_worked or (day.weekday() < _SATURDAY and day not in self.days_off)

    def day_off_name(self, day: date) -> str | None:
        """Return what day off a day is: the name of a holiday, or of a day of the weekend."""
        if self.is_workday(day):
            return None
        return self.days_off.get(day) or WEEKDAY_NAMES[day.weekday()]

    def day_off_reason(self, text: str) -> str | None:
        """Return in words why an ISO date is no working day; None where it is one, or no date."""
        try:
            day = parse_date(text.partition(" ")[0])
        except FieldError:
            return None
        if self.is_workday(day):
            return None
        return f"{format_date(day)} là ngày nghỉ ({self.days_off.get(day, 'cuối tuần')})"

    def count_workdays(self, days: DateRange) -> int:
        """Return how many working days there are in a range."""
        return sum(self.is_workday(day) for day in iterate_days(days))

    def count_workdays_after(self, start: date, end: date) -> int:
        """Return how many working days come after one day up to another, which counts."""
        return self.count_workdays(DateRange(start + timedelta(days=1), end)) if end > start else 0

    def is_known(self, day: date, plan_years: Container[int]) -> bool:
        """Tell whether the days off around a day are known, so that working days can be counted.

        A plan's own file has those of its whole year, if it has any of them. Of another year it
        may have the first few (Tết Dương lịch): they are known up to the month of the last.
        """
        last = max((off for off in self.days_off if off.year == day.year), default=None)
        return last is not None and (day.year in plan_years or day.month <= last.month)

    @classmethod
    def merge(cls, parts: Iterable[WorkCalendar]) -> WorkCalendar:
        """Return the days off and the days worked of several plans."""
        days_off: dict[date, str] = {}
        days_worked: dict[date, str] = {}
        for part in parts:
            days_off.update(part.days_off)
            days_worked.update(part.days_worked)
        return cls(days_off, days_worked)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """A day, or some days in a row, on which the office does not work."""

    __pydantic_config__ = _CONFIG
    date: DayRange
    """Ngày nghỉ, hoặc khoảng ngày nghỉ (2026-02-16..2026-02-20)."""
    name: Text
    """Tên ngày lễ, tết hoặc lý do nghỉ."""
    note: Text | None = None
    """Căn cứ: luật, hoặc thông báo của cơ quan có thẩm quyền (số, ngày)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayWorked:
    """A day of a weekend that is worked, in exchange for a day off."""

    __pydantic_config__ = _CONFIG
    date: DayRange
    """Ngày làm bù, ví dụ 2026-08-22."""
    name: Text
    """Làm bù cho ngày nào."""
    note: Text | None = None
    """Căn cứ: thông báo hoán đổi ngày làm việc (số, ngày)."""


def work_calendar(days_off: Iterable[DayOff], days_worked: Iterable[DayWorked]) -> WorkCalendar:
    """Return the calendar of a plan's days off and days worked."""
    return WorkCalendar(
        {day: entry.name for entry in days_off for day in iterate_days(entry.date)},
        {day: entry.name for entry in days_worked for day in iterate_days(entry.date)},
    )
