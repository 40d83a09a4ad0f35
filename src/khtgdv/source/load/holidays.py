"""The days off of a plan's file, and the weekend days worked: each day at most once."""

from __future__ import annotations

from datetime import date

from khtgdv.dates.periods import format_date
from khtgdv.dates.spans import span_words
from khtgdv.plan.workdays import DayOff, DayWorked, iterate_days, work_calendar
from khtgdv.source.load.sections import read_rows
from khtgdv.source.load.validate import mark_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from khtgdv.dates.periods import DateRange
    from khtgdv.plan.workdays import WorkCalendar
    from khtgdv.source.load.sections import YamlFile
    from khtgdv.source.load.validate import ValidatedRow


def read_workdays(yaml_file: YamlFile, span: DateRange | None) -> WorkCalendar:
    """Read the days off and the days worked, held against the span of the plan."""
    off_rows = read_rows(yaml_file, "holidays", DayOff)
    worked_rows = read_rows(yaml_file, "working_days", DayWorked)
    names_by_day: dict[date, str] = {}
    rows: list[ValidatedRow[Any]] = [*off_rows.usable_rows, *worked_rows.usable_rows]
    for row in rows:
        _once(yaml_file, row, names_by_day)
        if span is not None:
            _report_distant_days(yaml_file, row, span)
    return work_calendar(off_rows.values, worked_rows.values)


def _once(yaml_file: YamlFile, row: ValidatedRow[Any], names_by_day: dict[date, str]) -> None:
    """Report a day that another entry has already."""
    entry: Any = row.value
    days = list(iterate_days(entry.date))
    if duplicates := [day for day in days if day in names_by_day]:
        message = f'ngày {format_date(duplicates[0])} đã ghi ở "{names_by_day[duplicates[0]]}"'
        hint = "mỗi ngày chỉ ghi một lần, ở holidays hoặc ở working_days"
        yaml_file.source.report("duplicate-holiday", mark_of(row.node, ("date",)), message, hint)
    names_by_day.update(dict.fromkeys(days, entry.name))


def _report_distant_days(yaml_file: YamlFile, row: ValidatedRow[Any], span: DateRange) -> None:
    first, last = span.start.year - 1, span.end.year + 2
    entry: Any = row.value
    days = entry.date
    if days.start.year < first or days.end.year > last:
        message = f"{format_date(days.start)} quá xa {span_words(span)} của kế hoạch"
        hint = f"ngày phải từ 01/01/{first} đến 31/12/{last}"
        yaml_file.source.report("date-out-of-range", mark_of(row.node, ("date",)), message, hint)
