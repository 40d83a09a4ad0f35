"""`list`: every task that passed the filter."""

from __future__ import annotations

from khtgdv.reports.shared.frame import report_document
from khtgdv.reports.shared.printed import TASK_PRINTED
from khtgdv.reports.shared.rows import default_columns, task_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.document.document import Document
    from khtgdv.query.selection import Selection


def build(selection: Selection, *, wide: Selection | None = None) -> Document:
    """Return the tasks in the paper's order.

    `wide` are the rows without the filter of focus areas: those that seem to serve the areas
    asked for follow as suggestions.
    """
    footer = f"{len(selection.tasks)} trên {selection.total_tasks} nhiệm vụ"
    empty = "Không có nhiệm vụ nào trong phạm vi đã chọn."
    table = task_table(
        "tasks",
        "",
        selection.tasks,
        selection,
        footer=footer,
        empty=empty,
        printed=default_columns(TASK_PRINTED, selection),
        headings="appendix",
    )
    tables = [table]
    if wide is not None:
        from khtgdv.reports.shared.links import link_table, suggested_links

        focus_filter = selection.filter.get("focus")
        codes = focus_filter if isinstance(focus_filter, tuple) else ()
        tables.append(link_table(suggested_links(wide, tuple(map(str, codes))), wide))
    return report_document("list", "DANH SÁCH NHIỆM VỤ", selection, tables)
