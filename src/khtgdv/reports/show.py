"""`show`: everything that is known of some rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.document import Row, Table
from khtgdv.reports.frame import frame
from khtgdv.reports.rows import (
    INSPECTION_COLUMNS,
    TASK_COLUMNS,
    inspection_table,
    task_table,
)

if TYPE_CHECKING:
    from khtgdv.document import Column, Document
    from khtgdv.query.selection import Selection


def build(selection: Selection) -> Document:
    """Return the rows of the selection, each with all its values."""
    tasks = task_table(
        "tasks",
        "",
        selection.tasks,
        selection,
        default=_keys(TASK_COLUMNS),
        layout="record",
    )
    inspections = inspection_table(
        "inspections",
        "",
        selection.inspections,
        selection,
        default=_keys(INSPECTION_COLUMNS),
        layout="record",
    )
    tables = [_said_once(table) for table in (tasks, inspections) if table.rows]
    return frame("show", "CHI TIẾT", selection, tables)


def _said_once(table: Table) -> Table:
    """Leave out the signed deadline where it is the one in force."""
    rows = (
        Row(row.values, {**row.words, "due": ""}, row.tone)
        if row.text("due") == row.text("deadline")
        else row
        for row in table.rows
    )
    return table.with_rows(tuple(rows))


def _keys(columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(column.key for column in columns if column.key != "days_overdue")
