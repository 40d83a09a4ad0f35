"""`calendar`: a month or a week as a grid, and the lists under it.

`starts` and `due` hold the tasks whose start or deadline in force is one of the days, cancelled
ones left out; `occurrences` the repeated work that is due; `inspections` those whose time touches
the days or that visit somebody then. `workdays_left` counts the working days after the position
up to the deadline, which counts.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from khtgdv.dates.periods import Range, shown
from khtgdv.document.document import Column, Row, Table, Tone, Value
from khtgdv.frozen import replace
from khtgdv.plan.workdays import Workdays, each_day
from khtgdv.query.cells import by_deadline
from khtgdv.reports.shared.frame import frame
from khtgdv.reports.shared.repeated import Due, due_in, occurrence_tables
from khtgdv.reports.shared.rows import (
    TASK_COLUMNS,
    default_columns,
    inspection_table,
    task_row,
    task_table,
)
from khtgdv.schedule.status import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khtgdv.dates.periods import Period, Position
    from khtgdv.document.document import Document
    from khtgdv.query.rows import AnyRow, InspectionRow, TaskRow
    from khtgdv.query.selection import Selection

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_GRID = (
    Column("week", "Tuần", "code"),
    *(
        Column(key, title, "day")
        for key, title in zip(_DAYS, ("T2", "T3", "T4", "T5", "T6", "T7", "CN"), strict=True)
    ),
)
_LEFT = Column("workdays_left", "Còn", "number")


def build(selection: Selection, *, period: Period) -> Document:
    """Return what starts, is due, repeats and is inspected in a month or a week."""
    at = selection.position
    days = selection.portfolio.workdays
    alive = [row for row in selection.tasks if row.status.state != "cancelled"]
    due = by_deadline([row for row in alive if _is_due(row, period)])
    starts = [row for row in alive if row.work.start and period.holds(row.work.start.start)]
    repeated = due_in(selection, period)
    visits = [row for row in selection.inspections if _inspected(row, period)]
    dated: list[AnyRow] = [*due, *visits]
    ends = [row.status.deadline.end for row in dated if row.status.deadline]
    tables = [
        _grid(_Sheet(period, at, days, Counter(ends), _per_day(repeated))),
        task_table("starts", f"BẮT ĐẦU ({len(starts)})", starts, selection),
        _due_table(due, selection, days),
        *occurrence_tables(repeated, selection, "VIỆC ĐỊNH KỲ"),
        inspection_table("inspections", f"KIỂM TRA ({len(visits)})", visits, selection),
    ]
    footer = (
        f"{len(due)} nhiệm vụ đến hạn, {len(starts)} nhiệm vụ bắt đầu, trên {selection.total}; "
        f"{len(repeated)} lượt việc định kỳ; {len(visits)} cuộc kiểm tra"
    )
    document = frame("calendar", _title(period), selection, tables, footer)
    return replace(document, figures=(f"{days.count(period)} ngày làm việc",))


def _title(period: Period) -> str:
    title = f"LỊCH {'TUẦN' if period.every == 'week' else 'THÁNG'}"
    if period.every == "week":
        return f"{title} {period.label.removeprefix('tuần ')} ({_between(period)})"
    return f"{title} {period.label}"


def _between(days: Range) -> str:
    return f"{shown(days.start)[:5]} - {shown(days.end)}"


def _is_due(row: TaskRow, period: Period) -> bool:
    return row.status.deadline is not None and period.holds(row.status.deadline.end)


def _inspected(row: InspectionRow, period: Period) -> bool:
    if row.status.state == "cancelled":
        return False
    planned = bool(row.work.start or row.status.deadline)
    visited = any(period.holds(day) for day in row.work.visits.values())
    return visited or (planned and period.touches(row.span.start, row.span.end))


def _per_day(found: list[Due]) -> Counter[date]:
    """Count the occurrences of each day; those of every working day say nothing about a day."""
    ends = (due.occurrence for due in found)
    return Counter(one.period.end for one in ends if one.rule.every != "day")


def _due_table(due: Sequence[TaskRow], selection: Selection, days: Workdays) -> Table:
    at = selection.position
    columns = ("id", "task", "lead", "deadline", "state", "workdays_left")
    narrow = ("id", "task", "lead", "state", "workdays_left")
    rows = tuple(_with_left(row, at, days) for row in due)
    return Table(
        "due",
        f"ĐẾN HẠN ({len(due)})",
        (*TASK_COLUMNS, _LEFT),
        default_columns(columns, selection),
        rows,
        narrow=default_columns(narrow, selection),
        footer="Còn: số ngày làm việc đến hạn, kể cả ngày hết hạn." if rows else "",
    )


def _with_left(row: TaskRow, at: Position, days: Workdays) -> Row:
    made, deadline = task_row(row, at), row.status.deadline
    left: int | None = None
    if deadline and not row.status.closed and not at.passed(deadline.end):
        left = days.left(at.as_of, deadline.end)
    words = {**made.words, "workdays_left": "" if left is None else f"{left} ngày"}
    if left is not None:  # days by the calendar beside working days would only confuse
        words["state"] = STATES[row.status.state]
    return replace(made, values={**made.values, "workdays_left": left}, words=words)


class _Sheet(NamedTuple):
    """What the cells of the grid are made of."""

    period: Period
    at: Position
    days: Workdays
    due: Counter[date]
    repeated: Counter[date]


def _grid(sheet: _Sheet) -> Table:
    period = sheet.period
    monday = period.start - timedelta(days=period.start.weekday())
    weeks = [monday + timedelta(weeks=n) for n in range((period.end - monday).days // 7 + 1)]
    rows = tuple(_week(first, sheet) for first in weeks)
    keys = tuple(column.key for column in _GRID)
    return Table("days", "", _GRID, keys, rows, layout="view", footer="\n".join(_legend(sheet)))


def _week(first: date, sheet: _Sheet) -> Row:
    values: dict[str, Value] = {"week": first.isocalendar().week}
    words: dict[str, str] = {}
    tones: dict[str, Tone] = {}
    for key, day in zip(_DAYS, each_day(Range(first, first + timedelta(days=6))), strict=True):
        inside = sheet.period.holds(day)
        values[key] = day if inside else None
        words[key] = _cell(day, sheet) if inside else ""
        if inside:
            tones[key] = _tone(day, sheet)
    return Row(values, words, tones=tones)


def _cell(day: date, sheet: _Sheet) -> str:
    number = f"[{day.day}]" if day == sheet.at.as_of else f"{day.day}"
    free = _free(sheet.days, day)
    due, repeated = sheet.due[day], sheet.repeated[day]
    lines = [number, free, f"{due} hạn" if due else "", f"{repeated} kỳ" if repeated else ""]
    return "\n".join(line for line in lines if line) + "\n"


def _free(days: Workdays, day: date) -> str:
    """Return the word for a day off, or for one of a weekend that is worked; Tết has its own."""
    if day in days.off:
        return "Tết" if days.off[day].startswith("Tết") else "nghỉ"
    return "làm bù" if day in days.worked else ""


def _tone(day: date, sheet: _Sheet) -> Tone:
    if day == sheet.at.as_of:
        return Tone.NOW
    if day in sheet.days.off:
        return Tone.OFF
    return Tone.PLAIN if sheet.days.works(day) or sheet.due[day] else Tone.QUIET


def _legend(sheet: _Sheet) -> Iterator[str]:
    period, at, days = sheet.period, sheet.at, sheet.days
    signs = ["hạn: nhiệm vụ, cuộc kiểm tra đến hạn", "kỳ: việc định kỳ đến hạn"]
    if period.holds(at.as_of):
        signs.insert(0, f"[{at.as_of.day}] {'ngày tính đến' if at.closed else 'hôm nay'}")
    yield " · ".join(signs)
    for sign, named in (("nghỉ", days.off), ("làm bù", days.worked)):
        inside = [(day, named[day]) for day in each_day(period) if day in named]
        for name, part in groupby(inside, key=lambda pair: pair[1]):
            own = [day for day, _ in part]
            when = f"{own[0].day}" if len(own) == 1 else f"{own[0].day}-{own[-1].day}"
            yield f"{sign} {when}/{own[-1].month:02}: {name}"
