"""`show`: everything that is known of some rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.reports.frame import frame
from khtgdv.reports.rows import (
    INSPECTION_COLUMNS,
    TASK_COLUMNS,
    inspection_table,
    task_table,
)

if TYPE_CHECKING:
    from khtgdv.document import Document
    from khtgdv.query.selection import Selection


def build(selection: Selection) -> Document:
    """Return the rows of the selection, each with all its values."""
    tasks = task_table(
        "tasks",
        "",
        selection.tasks,
        selection,
        default=tuple(column.key for column in TASK_COLUMNS),
        layout="record",
    )
    inspections = inspection_table(
        "inspections",
        "",
        selection.inspections,
        selection,
        default=tuple(column.key for column in INSPECTION_COLUMNS),
        layout="record",
    )
    tables = [table for table in (tasks, inspections) if table.rows]
    return frame("show", "CHI TIẾT", selection, tables)
