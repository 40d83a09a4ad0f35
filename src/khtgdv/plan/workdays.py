"""Working days: Monday to Friday without the days off, and the weekend days worked instead."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Annotated, ClassVar

from khtgdv.dates.periods import Range, read_date, shown
from khtgdv.fields import FieldError, FromText
from khtgdv.frozen import dataclass, field
from khtgdv.plan.values import Text

_SATURDAY = 5
_LONGEST = 31
_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_HINT = "viết một ngày (2026-04-30) hoặc một khoảng ngày (2026-02-16..2026-02-20)"


def each_day(days: Range) -> Iterator[date]:
    """Yield the days of a range, in order."""
    for number in range((days.end - days.start).days + 1):
        yield days.start + timedelta(days=number)


@dataclass(frozen=True, slots=True)
class Workdays:
    """The days off by name, and the days of a weekend that are worked, by name."""

    off: Mapping[date, str] = field(default_factory=dict)
    worked: Mapping[date, str] = field(default_factory=dict)

    def works(self, day: date) -> bool:
        """Tell whether a day is a working day."""
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)

    def why_off(self, text: str) -> str | None:
        """Return in words why an ISO date is no working day; None where it is one, or no date."""
        try:
            day = read_date(text.partition(" ")[0])
        except FieldError:
            return None
        if self.works(day):
            return None
        return f"{shown(day)} là ngày nghỉ ({self.off.get(day, 'cuối tuần')})"

    def count(self, days: Range) -> int:
        """Return how many working days there are in a range."""
        return sum(self.works(day) for day in each_day(days))

    def left(self, after: date, until: date) -> int:
        """Return how many working days come after one day up to another, which counts."""
        return self.count(Range(after + timedelta(days=1), until)) if until > after else 0

    @classmethod
    def together(cls, parts: Iterable["Workdays"]) -> "Workdays":
        """Return the days off and the days worked of several plans."""
        off: dict[date, str] = {}
        worked: dict[date, str] = {}
        for part in parts:
            off.update(part.off)
            worked.update(part.worked)
        return cls(off, worked)


def read_days(text: str) -> Range:
    """Read one ISO date, or two with `..` between; FieldError `invalid-date` otherwise."""
    if not re.fullmatch(rf"{_ISO}(\.\.{_ISO})?", text):
        raise FieldError("invalid-date", f'"{text}" không phải một ngày hay khoảng ngày', _HINT)
    first, dots, last = text.partition("..")
    days = Range(read_date(first), read_date(last if dots else first))
    if days.end < days.start:
        raise FieldError("invalid-date", f'khoảng ngày "{text}" ngược', "viết ngày sớm hơn trước")
    if (days.end - days.start).days >= _LONGEST:
        hint = f"mỗi kỳ nghỉ dài nhất {_LONGEST} ngày; kiểm tra lại hai đầu"
        raise FieldError("invalid-date", f'khoảng ngày "{text}" quá dài', hint)
    return days


Days = Annotated[
    Range,
    FromText(
        read_days,
        {
            "pattern": rf"^{_ISO}(\.\.{_ISO})?$",
            "errorMessage": f"Ngày không đúng: {_HINT}.",
        },
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """A day, or some days in a row, on which the office does not work."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}
    date: Days
    """Ngày nghỉ, hoặc khoảng ngày nghỉ (2026-02-16..2026-02-20)."""
    name: Text
    """Tên ngày lễ, tết hoặc lý do nghỉ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayWorked:
    """A day of a weekend that is worked, in exchange for a day off."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}
    date: Days
    """Ngày làm bù, ví dụ 2026-08-22."""
    name: Text
    """Làm bù cho ngày nào."""


def workdays(off: Iterable[DayOff], worked: Iterable[DayWorked]) -> Workdays:
    """Return the calendar of a plan's days off and days worked."""
    return Workdays(
        {day: one.name for one in off for day in each_day(one.date)},
        {day: one.name for one in worked for day in each_day(one.date)},
    )
