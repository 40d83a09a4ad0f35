"""Days as RFC 5545 says them: a rule where one gives exactly these days, else each by itself.

A rule is expanded as a reader would expand it before it is believed.
"""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

from khtgdv.dates.periods import month_end

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from khtgdv.document.plan_calendar import PlanCalendar

    Properties = dict[str, Any]

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SATURDAY, _WEEK, _MONTHS = 5, 7, 12
_SHORTEST_MONTH = 28


def recurrence(days: Sequence[date], *, monthly: bool) -> Properties:
    """Return the properties that give some days, in order, from the first on.

    `monthly` prefers one rule for every month to the months by name, where both say the same.
    """
    for rule in _candidates(days, monthly=monthly):
        bounded = {**rule, "until": days[-1]}
        if _expand(bounded, days[0]) == list(days):
            return {"rrule": bounded}
    return {"rdate": list(days[1:])} if len(days) > 1 else {}


def working_days(days: Sequence[date], calendar: PlanCalendar) -> Properties:
    """Return the properties that give every working day: a weekly rule with its exceptions."""
    weekly = {"freq": "WEEKLY", "byday": list(_WEEKDAYS[:_SATURDAY]), "until": days[-1]}
    exceptions = [
        day for day in (*calendar.days_off, *calendar.days_worked) if days[0] < day < days[-1]
    ]
    exdates = sorted(day for day in exceptions if day not in days and day.weekday() < _SATURDAY)
    rdates = sorted(day for day in exceptions if day in days and day.weekday() >= _SATURDAY)
    return {
        "rrule": weekly,
        **({"exdate": exdates} if exdates else {}),
        **({"rdate": rdates} if rdates else {}),
    }


def _candidates(days: Sequence[date], *, monthly: bool) -> Iterator[Properties]:
    """Yield the rules that may give some days."""
    month_days = _month_days(days)
    months = sorted({day.month for day in days})
    by_month = {"freq": "YEARLY", **_interval(days, _MONTHS), "bymonth": months, **month_days}
    every_month = {"freq": "MONTHLY", **_interval(days, 1), **month_days}
    yield from (every_month, by_month) if monthly else (by_month, every_month)
    gaps = {(later - day).days for day, later in pairwise(days)}
    if len(gaps) == 1 and not (gap := gaps.pop()) % _WEEK:
        interval = {"interval": gap // _WEEK} if gap > _WEEK else {}
        yield {"freq": "WEEKLY", **interval, "byday": _WEEKDAYS[days[0].weekday()]}


def _month_days(days: Sequence[date]) -> Properties:
    """Return the day of the month: its last, or a number; of a month without it the last again."""
    if all(day == month_end(day.year, day.month) for day in days):
        return {"bymonthday": -1}
    number = max(day.day for day in days)
    if number > _SHORTEST_MONTH and any(day.day != number for day in days):
        return {"bymonthday": list(range(_SHORTEST_MONTH, number + 1)), "bysetpos": -1}
    return {"bymonthday": number}


def _interval(days: Sequence[date], unit: int) -> Properties:
    """Return every how many units (of so many months) the days come; nothing for each."""
    numbers = [day.year * _MONTHS + day.month for day in days]
    step = min((later - number for number, later in pairwise(numbers)), default=unit)
    return {"interval": step // unit} if step > unit and not step % unit else {}


def _expand(rule: Properties, first: date) -> list[date]:
    """Return the days a reader of the rule sees."""
    from dateutil import rrule

    arguments = {key: value for key, value in rule.items() if key not in ("freq", "byday")}
    arguments["until"] = _midnight(rule["until"])
    if "byday" in rule:
        arguments["byweekday"] = getattr(rrule, rule["byday"])
    frequency = getattr(rrule, rule["freq"])
    return [moment.date() for moment in rrule.rrule(frequency, _midnight(first), **arguments)]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - calendar days, no time zone
