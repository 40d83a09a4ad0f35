"""`department`: a department's list, made for printing; several are several lists in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.document.document import Column, Row
from khtgdv.frozen import replace
from khtgdv.query.cells import by_deadline, those
from khtgdv.reports.shared.frame import frame
from khtgdv.reports.shared.printed import TASK_PRINTED
from khtgdv.reports.shared.rows import default_columns, task_table
from khtgdv.schedule.status import KINDS, REGULAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.document.document import Document, Table
    from khtgdv.query.rows import TaskRow
    from khtgdv.query.selection import Selection

_DEPARTMENT = Column("department", "Đơn vị", "code")
_SIGNATURES = ("NGƯỜI LẬP BIỂU", "LÃNH ĐẠO ĐƠN VỊ")


def build(selection: Selection, *, codes: Sequence[str]) -> Document:
    """Return what each department leads, is late with, co-ordinates, and its regular work."""
    parts = [_of_one(code, selection) for code in codes]
    if len(parts) == 1:
        return parts[0]
    named = tuple(_with_department(part) for part in parts)
    whole = frame("department", "DANH SÁCH CỦA CÁC ĐƠN VỊ", selection, ())
    return replace(whole, parts=named)


def _of_one(code: str, selection: Selection) -> Document:
    at = selection.position
    led = those(selection.tasks, at, {"lead": (code,)})
    lead = those(led, at, {"kind": tuple(kind for kind in KINDS if kind not in REGULAR)})
    late = by_deadline(those(lead, at, {"state": ("overdue",)}))
    helped = [row for row in selection.tasks if code in row.coordinating]
    regular = those(led, at, {"kind": tuple(REGULAR)})
    word = "SẼ QUÁ HẠN" if selection.position.forecast else "QUÁ HẠN"
    name = selection.departments.get(code, code)
    footer = (
        f"Chủ trì {len(led)} nhiệm vụ (thường xuyên {len(regular)}), phối hợp {len(helped)}, "
        f"{word.lower()} {len(late)}, trên {selection.total} nhiệm vụ"
    )
    tables = [
        _lead(lead, selection),
        _late(late, word, selection),
        _signed("coordinating", f"PHỐI HỢP ({len(helped)})", helped, selection),
        _regular(regular, selection),
    ]
    made = frame("department", f"{name.upper()} ({code})", selection, tables, footer)
    title = f"DANH MỤC NHIỆM VỤ CỦA {name.upper()}"
    paper = replace(made.paper, unit=name, title=title, signatures=_SIGNATURES)
    return replace(made, named=code, around=lambda: paper)


def _lead(rows: Sequence[TaskRow], selection: Selection) -> Table:
    default = default_columns(("id", "task", "coordinating", "deadline", "state"), selection)
    empty = "Không chủ trì nhiệm vụ nào theo tháng."
    title = f"CHỦ TRÌ ({len(rows)})"
    return _signed("lead", title, rows, selection, default=default, empty=empty)


def _late(rows: Sequence[TaskRow], word: str, selection: Selection) -> Table:
    default = default_columns(("id", "task", "deadline", "state"), selection)
    return task_table("overdue", f"{word} ({len(rows)})", rows, selection, default=default)


def _regular(rows: Sequence[TaskRow], selection: Selection) -> Table:
    default = default_columns(("id", "task", "coordinating", "deadline", "state"), selection)
    printed = default_columns(TASK_PRINTED, selection)
    title = f"THƯỜNG XUYÊN, ĐỊNH KỲ ({len(rows)})"
    return task_table("regular", title, rows, selection, default=default, printed=printed)


def _signed(
    name: str, title: str, rows: Sequence[TaskRow], selection: Selection, **options: object
) -> Table:
    """Return a table that stands on paper as the plan's appendix does."""
    printed = default_columns(TASK_PRINTED, selection)
    return task_table(name, title, rows, selection, printed=printed, signed=True, **options)


def _with_department(part: Document) -> Document:
    """Name the department in every row: the parts' tables stand as one in a data format."""
    tables = (
        replace(
            table,
            columns=(_DEPARTMENT, *table.columns),
            rows=tuple(_named(row, part.named) for row in table.rows),
        )
        for table in part.tables
    )
    return replace(part, tables=tuple(tables))


def _named(row: Row, code: str) -> Row:
    return replace(row, values={"department": code, **row.values})
