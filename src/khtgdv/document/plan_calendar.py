"""What a calendar must know of the plans that a document is of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from khtgdv.dates.periods import DateRange
from khtgdv.frozen import dataclass, field


@dataclass(frozen=True, slots=True)
class PlanCalendar:
    """The plans' days, the date of the newest, their days off and weekend days worked."""

    span_by_plan: Mapping[str, DateRange] = field(default_factory=dict)
    issue_date: date | None = None
    days_off: tuple[date, ...] = ()
    days_worked: tuple[date, ...] = ()

    def is_workday(self, day: date) -> bool:
        """Tell whether a day is worked on."""
        is_weekday = day.weekday() < 5 and day not in self.days_off  # noqa: PLR2004 - Saturday
        return is_weekday or day in self.days_worked
