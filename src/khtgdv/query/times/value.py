"""A time as it was typed, before anybody asks the calendar."""

from __future__ import annotations

from datetime import date

from khtgdv.dates.periods import Period, day_period, months_period, week_period
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from khtgdv.dates.periods import PeriodKind

    TypedKind = PeriodKind | Literal["number", "day or months"]


class TypedTime(NamedTuple):
    """A time as typed: the `number`-th of its kind, of a year where one was typed.

    A day has its month too. A `number` alone is of the unit that is asked for; `5-6` may be a day
    or two months.
    """

    kind: TypedKind
    number: int
    month: int = 0
    year: int | None = None

    @property
    def may_be_day(self) -> bool:
        """Whether it may be a day, be it one that the calendar has not."""
        return self.kind in ("day", "day or months")

    def in_year(self, year: int) -> Period:
        """Return the period of a year; ValueError where the calendar has none."""
        if self.may_be_day:
            return day_period(date(year, self.month, self.number))
        if self.kind == "week":
            return week_period(year, self.number)
        return months_period(self.unit, year, self.number)

    @property
    def unit(self) -> PeriodKind:
        """The kind of period it is; of what may be several a month."""
        match self.kind:
            case "number" | "day or months":
                return "month"
            case kind:
                return kind
