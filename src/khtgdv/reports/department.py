"""`department`: one department's list, made for printing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.reports.frame import frame
from khtgdv.reports.rows import by_deadline, default_columns, task_table
from khtgdv.schedule import REGULAR

if TYPE_CHECKING:
    from khtgdv.document import Document
    from khtgdv.query.selection import Selection


def build(selection: Selection, *, code: str) -> Document:
    """Return what a department leads, is late with, co-ordinates, and its regular work."""
    led = [row for row in selection.tasks if row.lead == code]
    lead = [row for row in led if row.status.kind not in REGULAR]
    late = by_deadline([row for row in lead if row.status.state == "overdue"])
    helped = [row for row in selection.tasks if code in row.coordinating]
    regular = [row for row in led if row.status.kind in REGULAR]
    word = "SẼ QUÁ HẠN" if selection.position.forecast else "QUÁ HẠN"
    no_lead = default_columns(("id", "task", "coordinating", "deadline", "state"), selection)
    short = default_columns(("id", "task", "deadline", "state"), selection)
    tables = [
        task_table(
            "lead",
            f"CHỦ TRÌ ({len(lead)})",
            lead,
            selection,
            default=no_lead,
            empty="Không chủ trì nhiệm vụ nào theo tháng.",
        ),
        task_table("overdue", f"{word} ({len(late)})", late, selection, default=short),
        task_table("coordinating", f"PHỐI HỢP ({len(helped)})", helped, selection),
        task_table(
            "regular",
            f"THƯỜNG XUYÊN, ĐỊNH KỲ ({len(regular)})",
            regular,
            selection,
            default=no_lead,
        ),
    ]
    name = selection.departments.get(code, code)
    footer = (
        f"Chủ trì {len(led)} nhiệm vụ (thường xuyên {len(regular)}), phối hợp {len(helped)}, "
        f"{word.lower()} {len(late)}, trên {selection.total} nhiệm vụ"
    )
    return frame("department", f"{name.upper()} ({code})", selection, tables, footer)
