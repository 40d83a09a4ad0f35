"""The year that a day or a month without one belongs to: that of the plan's span."""

from __future__ import annotations

from datetime import date

from khtgdv.dates.periods import (
    MONTHS_PER_PERIOD,
    DateRange,
    Period,
    day_period,
    month_end,
    months_period,
)
from khtgdv.dates.spans import year_span
from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.dates.periods import PeriodKind

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Years:
    """The days a plan is for, and the day from which a row of it is done, if that is known."""

    span: DateRange
    start: date | None = None

    @classmethod
    def of_year(cls, year: int, start: date | None = None) -> Years:
        """Return the years of a plan that is for one calendar year."""
        return cls(year_span(year), start)

    def of_month(self, month: int) -> int:
        """Return the year of a month: the first in the span, from the row's start on."""
        first, last = self.span.start, self.span.end
        months = range(first.year * _MONTHS + first.month - 1, last.year * _MONTHS + last.month)
        years = [number // _MONTHS for number in months if number % _MONTHS == month - 1]
        if self.start:
            earliest = self.start.year * _MONTHS + self.start.month
            years = [y for y in years if y * _MONTHS + month >= earliest] or years
        return years[0] if years else first.year

    def day(self, day: int, month: int, year: int | None) -> Period:
        """Return a day; one that the month has not is the month's last."""
        last = month_end(year or self.of_month(month), month)
        return day_period(last.replace(day=min(day, last.day)))

    def months(self, kind: PeriodKind, number: int, year: int | None) -> Period:
        """Return a month, quarter, half-year, nine months or a year."""
        if kind == "year":
            return months_period(kind, year or self.span.end.year)
        last_month = number * MONTHS_PER_PERIOD[kind]
        return months_period(kind, year or self.of_month(last_month), number)
