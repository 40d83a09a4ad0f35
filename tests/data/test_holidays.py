"""The plan's own days off and days worked, held against the notices and against a library.

`NOTICES` is kept by hand from the notices of each year; the library `holidays` knows the law and
the swaps of older notices, so it is the lower bound, and what it lacks is listed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import holidays
import yaml

from khtgdv.dates.periods import months_period
from khtgdv.plan.time_values import parse_day_range
from khtgdv.plan.workdays import iterate_days

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.dates.periods import Period
    from khtgdv.plan.model import Plan

DATA = Path(__file__).resolve().parents[2] / "data"
LAW = "Điều 112 Bộ luật Lao động"
LETTER = "12729/VPCP-KGVX ngày 25/12/2025"
# Each day off of 2026, and words that its source must have.
NOTICES = {
    "2026-01-01": LAW,
    "2026-01-02": LETTER,
    "2026-02-16..2026-02-20": LAW,
    "2026-04-26": LAW,
    "2026-04-27": "26/04",
    "2026-04-30": LAW,
    "2026-05-01": LAW,
    "2026-08-31": "hoán đổi",
    "2026-09-01..2026-09-02": LAW,
    "2026-11-24": "từ năm 2026",
}
WORKED_NOTICES = {"2026-01-10": LETTER, "2026-08-22": "hoán đổi"}
# What the library does not know: the Government Office's letter came after its last version.
NOT_IN_LIBRARY = {date(2026, 1, 2)}
WORKED_NOT_IN_LIBRARY = {date(2026, 1, 10)}


def days_of(ranges: Iterable[str]) -> set[date]:
    return {day for text in ranges for day in iterate_days(parse_day_range(text))}


def entries(section: str) -> dict[str, str]:
    text = (DATA / "plan_2026.yaml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = yaml.load(text, yaml.BaseLoader)[section]  # noqa: S506 - texts only
    return {row["date"]: row["note"] for row in rows}


def test_days_off_are_those_of_the_notices(shipped: Plan) -> None:
    off = {day for day in shipped.workdays.days_off if day.year == 2026}
    assert off == days_of(NOTICES)
    assert set(shipped.workdays.days_worked) == days_of(WORKED_NOTICES)


def test_every_day_has_its_source() -> None:
    notes = entries("holidays")
    assert {day: words in notes[day] for day, words in NOTICES.items()} == dict.fromkeys(
        NOTICES, True
    )
    assert set(notes) - set(NOTICES) == {"2027-01-01"}
    worked = entries("working_days")
    assert {day for day, words in WORKED_NOTICES.items() if words in worked[day]} == set(worked)


def test_the_library_is_the_lower_bound(shipped: Plan) -> None:
    known = holidays.country_holidays("VN", years=(2026, 2027), language="vi")
    off, worked = set(shipped.workdays.days_off), set(shipped.workdays.days_worked)
    in_2026 = {day for day in known if day.year == 2026}
    assert {day for day in off if day.year == 2026} - in_2026 == NOT_IN_LIBRARY
    assert in_2026 <= off
    assert off - NOT_IN_LIBRARY <= set(known)
    library_worked = {day for day in known.weekend_workdays if day.year == 2026}
    assert worked - library_worked == WORKED_NOT_IN_LIBRARY
    assert library_worked <= worked


def test_every_month_counts_as_the_library_counts_but_for_the_differences(shipped: Plan) -> None:
    known = holidays.country_holidays("VN", years=2026, language="vi")
    days = [day for month in range(1, 13) for day in iterate_days(_month(month))]
    of_library = {day for day in days if known.is_working_day(day)}
    of_plan = {day for day in days if shipped.workdays.is_workday(day)}
    assert of_library - of_plan == NOT_IN_LIBRARY
    assert of_plan - of_library == WORKED_NOT_IN_LIBRARY


def _month(month: int) -> Period:
    return months_period("month", 2026, month)
