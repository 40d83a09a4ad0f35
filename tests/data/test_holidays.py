"""The plan's own days off, held against the library that knows Vietnam's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import holidays

from khtgdv.dates.periods import months_period
from khtgdv.plan.workdays import iterate_days

if TYPE_CHECKING:
    from datetime import date

    from khtgdv.plan.model import Plan


def test_days_off_are_those_of_the_library(shipped: Plan) -> None:
    known = holidays.country_holidays("VN", years=(2026, 2027), language="vi")
    off = sorted(shipped.workdays.days_off)
    assert [day for day in off if day.year == 2026] == sorted(d for d in known if d.year == 2026)
    assert set(off) <= set(known)


def test_weekend_days_worked_are_those_of_the_library(shipped: Plan) -> None:
    known = holidays.country_holidays("VN", years=2026, language="vi")
    worked = {day for day in known.weekend_workdays if day.year == 2026}
    assert set(shipped.workdays.days_worked) == worked


def test_every_month_counts_as_the_library_counts(shipped: Plan) -> None:
    known = holidays.country_holidays("VN", years=2026, language="vi")
    for month in range(1, 13):
        days = [day for day in _days(month) if known.is_working_day(day)]
        assert days == [day for day in _days(month) if shipped.workdays.is_workday(day)]


def _days(month: int) -> list[date]:
    return list(iterate_days(months_period("month", 2026, month)))
