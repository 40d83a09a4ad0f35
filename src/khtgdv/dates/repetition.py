"""Repeated work in time: which periods a rule has, and the day each of them is due.

An occurrence is due on the last day of its period, on the day that the rule names (`on`), or so
many days after the period's end (`after`). It belongs to the span in which that day lies, the days
after the end left out of account: the report of the year 2026 that may come until 10/01/2027 is
work of the plan of 2026. So no two plans in a row ask for the same occurrence.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from khtgdv.dates.periods import DateRange, Period, month_end, period_ending
from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from khtgdv.dates.periods import PeriodKind

    IsWorkday = Callable[[date], bool]

# For each kind of period the arguments of dateutil's rrule that give its last days; `freq` and
# `byweekday` are the names of dateutil's constants.
_RRULE_ARGUMENTS: dict[PeriodKind, dict[str, Any]] = {
    "day": {"freq": "DAILY"},
    "week": {"freq": "WEEKLY", "byweekday": "SU"},
    "month": {"freq": "MONTHLY", "bymonthday": -1},
    "quarter": {"freq": "YEARLY", "bymonth": (3, 6, 9, 12), "bymonthday": -1},
    "half-year": {"freq": "YEARLY", "bymonth": (6, 12), "bymonthday": -1},
    "nine-months": {"freq": "YEARLY", "bymonth": 9, "bymonthday": -1},
    "year": {"freq": "YEARLY", "bymonth": 12, "bymonthday": -1},
}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIRST_WORKDAY, LAST_WORKDAY = "first working day", "last working day"
WORKING_DAYS_PATTERN = r"([1-9][0-9]{0,2}) working days?"
_LONGEST_PERIOD = 366  # days: a year's day may lie in a span that the year reaches beyond
DueDay = int | str | tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When something repeats: `numbers` are those of the periods in their year, None is all.

    `on` is a day of the last month, a weekday, a `month-day` (or one for each period of the year),
    or a working day of the period; `after` counts days, or `2 working days`. What does not fit the
    kind of period has no effect.
    """

    every: PeriodKind
    numbers: tuple[int, ...] | None = None
    on: DueDay | None = None
    after: int | str | None = None
    interval: int = 1

    @property
    def counts_workdays(self) -> bool:
        """Tell whether the days depend on which days are worked."""
        return (
            self.every == "day"
            or self.on in (FIRST_WORKDAY, LAST_WORKDAY)
            or isinstance(self.after, str)
        )


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days a rule is expanded over: the plan's, and those of the row where it has any."""

    span: DateRange
    start: date | None = None
    end: date | None = None


def due_days(
    rule: Recurrence, bounds: Bounds, is_workday: IsWorkday
) -> Iterator[tuple[Period, date]]:
    """Yield the periods of a rule, in order, each with the day it is due.

    They begin with the first period that ends on or after the row's start, from which every
    `interval`-th is taken, and end with the row's end.
    """
    last = min(bounds.span.end, bounds.end or date.max)
    for period in _periods(rule, bounds, is_workday):
        day = _named_day(rule, period, is_workday)
        if bounds.span.start <= day <= last:
            yield period, delayed(day, rule.after, is_workday)


def _periods(rule: Recurrence, bounds: Bounds, is_workday: IsWorkday) -> Iterator[Period]:
    """Return the periods of a rule that may be due in the span."""
    first, last = bounds.span.start, bounds.span.end
    if rule.interval > 1 and bounds.start:
        first = min(first, bounds.start)
    if rule.on is not None:
        last = _plus(last, _LONGEST_PERIOD)
    periods = (
        period
        for period in periods_of_kind(rule.every, first, last)
        if (rule.numbers is None or period.number in rule.numbers)
        and (bounds.start is None or bounds.start <= period.end)
        and (rule.every != "day" or is_workday(period.end))
    )
    return islice(periods, 0, None, rule.interval)


@lru_cache(maxsize=64)  # rules are many, their kinds and spans few
def periods_of_kind(kind: PeriodKind, first: date, last: date) -> tuple[Period, ...]:
    """Return the periods of a kind that end on some days."""
    from dateutil import rrule

    arguments = dict(_RRULE_ARGUMENTS[kind])
    freq = getattr(rrule, arguments.pop("freq"))
    if weekdays := arguments.pop("byweekday", ""):
        arguments["byweekday"] = [getattr(rrule, name) for name in weekdays.split()]
    days = rrule.rrule(freq, dtstart=_midnight(first), until=_midnight(last), **arguments)
    return tuple(period_ending(kind, moment.date()) for moment in days)


def _midnight(day: date) -> Any:
    from datetime import datetime

    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - calendar days, no time zone


def _named_day(rule: Recurrence, period: Period, is_workday: IsWorkday) -> date:
    """Return the day of a period that a rule names; its last where it names none that fits."""
    on = rule.on
    if isinstance(on, int) and period.kind not in ("day", "week"):
        return period.end.replace(day=min(on, period.end.day))
    if period.kind == "week" and on in WEEKDAYS:
        return period.start + timedelta(days=WEEKDAYS.index(str(on)))
    if on in (FIRST_WORKDAY, LAST_WORKDAY):
        return _working_day(period, is_workday, is_first=on == FIRST_WORKDAY)
    if period.kind in ("day", "week") or on is None or isinstance(on, int):
        return period.end
    return day_in_year(_month_day(rule, period), period.end.year) or period.end


def _working_day(period: Period, is_workday: IsWorkday, *, is_first: bool) -> date:
    """Return the first or last working day of a period; one without any keeps its own end."""
    edge, step = (period.start, 1) if is_first else (period.end, -1)
    count = (period.end - period.start).days + 1
    days = (edge + timedelta(days=step * number) for number in range(count))
    return next(filter(is_workday, days), edge)


def _month_day(rule: Recurrence, period: Period) -> str:
    """Return which of the `month-day`s of a rule is that of a period; the first of one alone."""
    days = rule.on if isinstance(rule.on, tuple) else (rule.on,)
    numbers = rule.numbers or range(1, period.number + 1)
    place = tuple(numbers).index(period.number)
    return str(days[place]) if place < len(days) else ""


def day_in_year(month_day: str, year: int) -> date | None:
    """Return the day of a year that `06-15` is; of 29/02 the month's last where it lacks it."""
    if not (match := re.fullmatch(r"([0-9]{2})-([0-9]{2})", month_day)):
        return None
    last = month_end(year, int(match[1]))
    return last.replace(day=min(int(match[2]), last.day))


def delayed(day: date, after: int | str | None, is_workday: IsWorkday) -> date:
    """Return the day so many days, or working days, after another."""
    if isinstance(after, str):
        return _later_workday(day, int(after.partition(" ")[0]), is_workday)
    return day if after is None else _plus(day, after)


def _later_workday(day: date, count: int, is_workday: IsWorkday) -> date:
    while count and day < date.max:
        day = _plus(day, 1)
        count -= is_workday(day)
    return day


def _plus(day: date, count: int) -> date:
    return date.fromordinal(min(day.toordinal() + count, date.max.toordinal()))
