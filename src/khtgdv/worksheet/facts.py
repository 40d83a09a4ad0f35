"""What a row of a plan says under the keys of a sheet, as texts that can be compared."""

from __future__ import annotations

from khtgdv.dates.periods import format_date
from khtgdv.document.form import MAX_CELL_TEXT
from khtgdv.plan.model import Inspection, Task
from khtgdv.reports.shared.rows import extensions_in_words
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

Work = Task | Inspection
# What rows of one kind do not have, and what is not recorded of repeated work as a whole.
_TASKS_ONLY = frozenset({"started", "progress", "assignee"})
_NOT_REPEATED = frozenset({"completed", "result", "to", "on", "document", "reason"})
FACT_LABELS = {
    "task": "nội dung", "lead": "chủ trì", "signed": "hạn đã ký", "completed": "hoàn thành ngày",
    "result": "kết quả", "started": "bắt đầu ngày", "progress": "tiến độ",
    "assignee": "người thực hiện", "notes": "ghi chú", "extensions": "gia hạn", "cancelled": "hủy",
}  # fmt: skip


def facts_of(work: Work) -> dict[str, str]:
    """Return what a row says, key by key; nothing is an empty text."""
    task = work if isinstance(work, Task) else None
    cancelled = work.cancelled
    texts = {
        "task": work.text,
        "lead": "; ".join(work.leads),
        "signed": str(work.due or work.due_text or ""),
        "completed": _iso(work.completed),
        "result": work.result,
        "started": _iso(task.started) if task else "",
        "progress": "" if task is None or task.progress is None else str(task.progress),
        "assignee": task.assignee if task else "",
        "notes": "\n".join(work.notes),
        "extensions": extensions_in_words(work.extensions),
        "cancelled": f"{format_date(cancelled.on)}: {cancelled.reason}" if cancelled else "",
    }
    return {key: cell_text(text or "") for key, text in texts.items()}


def shut_cells(work: Work) -> frozenset[str]:
    """Return the keys under which nothing is recorded of a row as a whole."""
    if isinstance(work, Inspection):
        return _TASKS_ONLY
    return _NOT_REPEATED if work.repeat else frozenset()


def cell_text(text: str) -> str:
    """Return a text as a cell takes it."""
    return escape_unsafe(text)[:MAX_CELL_TEXT]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
