"""`list`: every task that passed the filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.reports.frame import frame
from khtgdv.reports.rows import task_table

if TYPE_CHECKING:
    from khtgdv.document import Document
    from khtgdv.query.selection import Selection


def build(selection: Selection) -> Document:
    """Return the tasks in the paper's order."""
    footer = f"{len(selection.tasks)} trên {selection.total} nhiệm vụ"
    empty = "Không có nhiệm vụ nào khớp bộ lọc."
    table = task_table("tasks", "", selection.tasks, selection, footer=footer, empty=empty)
    return frame("list", "DANH SÁCH NHIỆM VỤ", selection, [table])
