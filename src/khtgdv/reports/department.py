"""`department`: a department's list, made for printing; several are several lists in one."""

from __future__ import annotations

from khtgdv.document.document import Column, Row
from khtgdv.frozen import replace
from khtgdv.query.cells import rows_matching, sort_by_deadline
from khtgdv.reports.shared.frame import report_document
from khtgdv.reports.shared.printed import TASK_PRINTED
from khtgdv.reports.shared.rows import default_columns, task_table
from khtgdv.reports.shared.steps import overdue_steps, steps_table
from khtgdv.schedule.status import KIND_LABELS, REGULAR_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.document.document import Document, Table
    from khtgdv.query.rows import TaskRow
    from khtgdv.query.selection import Selection
    from khtgdv.reports.shared.steps import RowStep

_DEPARTMENT_COLUMN = Column("department", "Đơn vị", "code")
_SIGNATURES = ("NGƯỜI LẬP BIỂU", "LÃNH ĐẠO ĐƠN VỊ")


def build(selection: Selection, *, codes: Sequence[str]) -> Document:
    """Return what each department leads, is late with, co-ordinates, and its regular work.

    Late rows have a table of their own on paper and as data; a screen has them once.
    """
    late_steps = overdue_steps(selection)
    parts = [_department_document(code, selection, late_steps) for code in codes]
    if len(parts) == 1:
        return parts[0]
    parts_with_department = tuple(_with_department(part) for part in parts)
    document = report_document("department", "DANH SÁCH CỦA CÁC ĐƠN VỊ", selection, ())
    return replace(document, parts=parts_with_department)


def _department_document(
    code: str, selection: Selection, late_steps: Sequence[RowStep]
) -> Document:
    at = selection.position
    led_tasks = rows_matching(selection.tasks, at, {"leads": (code,)})
    monthly_tasks = rows_matching(
        led_tasks, at, {"kind": tuple(kind for kind in KIND_LABELS if kind not in REGULAR_KINDS)}
    )
    overdue_tasks = sort_by_deadline(rows_matching(monthly_tasks, at, {"state": ("overdue",)}))
    tasks = [row for row in selection.tasks if code in row.coordinating]
    regular = rows_matching(led_tasks, at, {"kind": tuple(REGULAR_KINDS)})
    word = "SẼ QUÁ HẠN" if selection.position.forecast else "QUÁ HẠN"
    name = selection.departments.get(code, code)
    footer = (
        f"Chủ trì {len(led_tasks)} nhiệm vụ (thường xuyên {len(regular)}), phối hợp {len(tasks)}, "
        f"{word.lower()} {len(overdue_tasks)}, trên {selection.total_tasks} nhiệm vụ"
    )
    tables = [
        _lead_table(monthly_tasks, selection),
        _overdue_table(overdue_tasks, word, selection),
        _steps_table([step for step in late_steps if code in step[1].leads], word, selection),
        _appendix_table("coordinating", f"PHỐI HỢP ({len(tasks)})", tasks, selection),
        _regular_table(regular, selection),
    ]
    document = report_document("department", f"{name.upper()} ({code})", selection, tables, footer)
    title = f"DANH MỤC NHIỆM VỤ CỦA {name.upper()}"
    letterhead = replace(document.letterhead, unit=name, title=title, signatures=_SIGNATURES)
    return replace(document, file_stem=code, letterhead_of=lambda: letterhead)


def _lead_table(rows: Sequence[TaskRow], selection: Selection) -> Table:
    default = default_columns(("id", "task", "coordinating", "deadline", "state"), selection)
    empty = "Không chủ trì nhiệm vụ nào theo tháng."
    title = f"CHỦ TRÌ ({len(rows)})"
    return _appendix_table("lead", title, rows, selection, default=default, empty=empty)


def _overdue_table(rows: Sequence[TaskRow], word: str, selection: Selection) -> Table:
    default = default_columns(("id", "task", "deadline", "state"), selection)
    title = f"{word} ({len(rows)})"
    return task_table("overdue", title, rows, selection, default=default, repeats=True)


def _steps_table(steps: Sequence[RowStep], word: str, selection: Selection) -> Table:
    """Return the late steps that a department does, whoever leads their rows."""
    return steps_table("steps", f"BƯỚC {word} ({len(steps)})", steps, selection)


def _regular_table(rows: Sequence[TaskRow], selection: Selection) -> Table:
    default = default_columns(("id", "task", "coordinating", "deadline", "state"), selection)
    printed = default_columns(TASK_PRINTED, selection)
    title = f"THƯỜNG XUYÊN, ĐỊNH KỲ ({len(rows)})"
    return task_table(
        "regular", title, rows, selection, default=default, printed=printed, headings="declared"
    )


def _appendix_table(
    name: str, title: str, rows: Sequence[TaskRow], selection: Selection, **options: object
) -> Table:
    """Return a table that stands on paper as the plan's appendix does."""
    printed = default_columns(TASK_PRINTED, selection)
    return task_table(name, title, rows, selection, printed=printed, headings="appendix", **options)


def _with_department(part: Document) -> Document:
    """Name the department in every row: the parts' tables stand as one in a data format."""
    tables = (
        replace(
            table,
            columns=(_DEPARTMENT_COLUMN, *table.columns),
            rows=tuple(_row_with_department(row, part.file_stem) for row in table.rows),
        )
        for table in part.tables
    )
    return replace(part, tables=tuple(tables))


def _row_with_department(row: Row, code: str) -> Row:
    return replace(row, values={"department": code, **row.values})
