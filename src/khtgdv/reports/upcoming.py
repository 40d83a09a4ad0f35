"""`upcoming`: what is due within the next days and not finished, and what waits for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.document.document import Column, Row, Table
from khtgdv.frozen import replace
from khtgdv.plan.workdays import Workdays
from khtgdv.query.cells import by_deadline, cells
from khtgdv.query.selection import waiting
from khtgdv.reports.shared.frame import frame, per_department
from khtgdv.reports.shared.repeated import occurrence_tables, open_within
from khtgdv.reports.shared.rows import (
    INSPECTION_COLUMNS,
    TASK_COLUMNS,
    default_columns,
    due_within,
    inspection_row,
    task_row,
    task_table,
)

if TYPE_CHECKING:
    from khtgdv.dates.periods import Position
    from khtgdv.document.document import Document
    from khtgdv.query.selection import Selection

_LEFT = (
    Column("days_left", "Còn", "number"),
    Column("workdays_left", "Ngày làm việc", "number"),
)

_BOTH = tuple(column.key for column in _LEFT)


def build(selection: Selection, *, within: int = 30) -> Document:
    """Return unfinished rows whose deadline falls within so many days after the position."""
    at = selection.position
    days = selection.portfolio.workdays
    rows = by_deadline([row for row in selection.tasks if due_within(row.status, at, within)])
    visits = [row for row in selection.inspections if due_within(row.status, at, within)]
    counts = per_department(cells(rows, at, "lead"), selection)
    footer = f"{len(rows)} trên {selection.total} nhiệm vụ đến hạn trong {within} ngày"
    tasks = Table(
        "upcoming",
        "",
        (*TASK_COLUMNS, *_LEFT),
        default_columns(("id", "task", "lead", "coordinating", "deadline", *_BOTH), selection),
        tuple(_with_days(task_row(row, at), at, days) for row in rows),
        footer=f"{footer}: {counts}" if counts else footer,
        empty=f"Không có nhiệm vụ nào đến hạn trong {within} ngày tới.",
    )
    inspections = Table(
        "inspections",
        f"CUỘC KIỂM TRA ĐẾN HẠN TRONG {within} NGÀY",
        (*INSPECTION_COLUMNS, *_LEFT),
        default_columns(("id", "content", "units", "deadline", *_BOTH), selection),
        tuple(_with_days(inspection_row(row, at), at, days) for row in visits),
    )
    open_ = open_within(selection, within)
    repeated = occurrence_tables(open_, selection, f"VIỆC ĐỊNH KỲ TRONG {within} NGÀY")
    title = f"NHIỆM VỤ ĐẾN HẠN TRONG {within} NGÀY"
    return frame(
        "upcoming", title, selection, [tasks, *repeated, _awaiting(selection), inspections]
    )


def _awaiting(selection: Selection) -> Table:
    rows = waiting(selection, "awaiting")
    columns = default_columns(("id", "task", "lead", "deadline"), selection)
    title = "CHỜ CẤP TRÊN (chưa có thời hạn)"
    return task_table("awaiting", title, rows, selection, default=columns)


def _with_days(row: Row, at: Position, days: Workdays) -> Row:
    deadline = row.values["deadline"]
    left = (deadline - at.as_of).days  # type: ignore[operator, union-attr]
    values = {"days_left": left, "workdays_left": days.left(at.as_of, deadline)}  # type: ignore[arg-type]
    words = {**row.words, "days_left": f"{left} ngày" if left else "hôm nay"}
    return replace(row, values={**row.values, **values}, words=words)
