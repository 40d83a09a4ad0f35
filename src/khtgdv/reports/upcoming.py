"""`upcoming`: what is due within the next days and not finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.document import Column, Row, Table
from khtgdv.reports.frame import frame, per_department
from khtgdv.reports.rows import (
    INSPECTION_COLUMNS,
    TASK_COLUMNS,
    by_deadline,
    default_columns,
    due_within,
    inspection_row,
    task_row,
)

if TYPE_CHECKING:
    from khtgdv.document import Document
    from khtgdv.periods import Position
    from khtgdv.query.selection import Selection

_LEFT = Column("days_left", "Còn", "number")


def build(selection: Selection, *, within: int = 30) -> Document:
    """Return unfinished rows whose deadline falls within so many days after the position."""
    at = selection.position
    rows = by_deadline([row for row in selection.tasks if due_within(row.status, at, within)])
    visits = [row for row in selection.inspections if due_within(row.status, at, within)]
    counts = per_department(rows, selection)
    footer = f"{len(rows)} trên {selection.total} nhiệm vụ đến hạn trong {within} ngày"
    tasks = Table(
        "upcoming",
        "",
        (*TASK_COLUMNS, _LEFT),
        default_columns(("id", "task", "lead", "coordinating", "deadline", "days_left"), selection),
        tuple(_with_days(task_row(row, at), at) for row in rows),
        footer=f"{footer}: {counts}" if counts else footer,
        empty=f"Không có nhiệm vụ nào đến hạn trong {within} ngày tới.",
    )
    inspections = Table(
        "inspections",
        f"CUỘC KIỂM TRA ĐẾN HẠN TRONG {within} NGÀY",
        (*INSPECTION_COLUMNS, _LEFT),
        default_columns(("id", "content", "units", "deadline", "days_left"), selection),
        tuple(_with_days(inspection_row(row, at), at) for row in visits),
    )
    title = f"NHIỆM VỤ ĐẾN HẠN TRONG {within} NGÀY"
    return frame("upcoming", title, selection, [tasks, inspections])


def _with_days(row: Row, at: Position) -> Row:
    deadline = row.values["deadline"]
    days = (deadline - at.as_of).days  # type: ignore[operator, union-attr]
    words = {**row.words, "days_left": f"{days} ngày" if days else "hôm nay"}
    return Row({**row.values, "days_left": days}, words, row.tone)
