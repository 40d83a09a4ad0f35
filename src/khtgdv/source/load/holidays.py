"""The days off of a plan's file, and the weekend days worked: each day at most once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from khtgdv.dates.periods import shown
from khtgdv.plan.workdays import DayOff, DayWorked, each_day, workdays
from khtgdv.source.load.sections import read_rows
from khtgdv.source.load.validate import mark_of

if TYPE_CHECKING:
    from khtgdv.plan.workdays import Workdays
    from khtgdv.source.load.sections import Content
    from khtgdv.source.load.validate import Checked


def read_workdays(content: Content, year: int | None) -> Workdays:
    """Read the days off and the days worked, held against the year of the plan."""
    off = read_rows(content, "holidays", DayOff)
    worked = read_rows(content, "working_days", DayWorked)
    seen: dict[date, str] = {}
    rows: list[Checked[Any]] = [*off.rows, *worked.rows]
    for row in rows:
        _once(content, row, seen)
        if year is not None:
            _in_reach(content, row, year)
    return workdays(off.values, worked.values)


def _once(content: Content, row: Checked[Any], seen: dict[date, str]) -> None:
    """Report a day that another entry has already."""
    free: Any = row.value
    days = list(each_day(free.date))
    if twice := [day for day in days if day in seen]:
        message = f'ngày {shown(twice[0])} đã ghi ở "{seen[twice[0]]}"'
        hint = "mỗi ngày chỉ ghi một lần, ở holidays hoặc ở working_days"
        content.file.report("duplicate-holiday", mark_of(row.node, ("date",)), message, hint)
    seen.update(dict.fromkeys(days, free.name))


def _in_reach(content: Content, row: Checked[Any], year: int) -> None:
    first, last = year - 1, year + 2
    free: Any = row.value
    days = free.date
    if days.start.year < first or days.end.year > last:
        message = f"{shown(days.start)} quá xa năm {year} của kế hoạch"
        hint = f"ngày phải từ 01/01/{first} đến 31/12/{last}"
        content.file.report("date-out-of-range", mark_of(row.node, ("date",)), message, hint)
