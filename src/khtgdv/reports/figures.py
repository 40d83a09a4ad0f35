"""The figures of some tasks, as the summary has them and every roll-up of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.document import Column, Value
from khtgdv.reports.rows import SOON_DAYS, due_within
from khtgdv.schedule import REGULAR, has_begun

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khtgdv.query.selection import Selection, TaskRow

_TITLES = {"due_soon": f"{SOON_DAYS} ngày tới", "on_time_share": "Đúng hạn"}
FIGURES = (
    Column("total", "nhiệm vụ", "number"),
    Column("completed", "hoàn thành", "number"),
    Column("on_time", "đúng hạn", "number"),
    Column("in_progress", "đang thực hiện", "number"),
    Column("overdue", "quá hạn", "number"),
    Column("due_soon", f"đến hạn trong {SOON_DAYS} ngày", "number"),
    Column("not_reported", "chưa báo cáo", "number"),
    Column("scheduled", "chưa đến kỳ", "number"),
    Column("cancelled", "đã hủy", "number"),
    Column("awaiting", "chờ cấp trên", "number"),
    Column("undated", "chưa có thời hạn", "number"),
    Column("regular", "thường xuyên, định kỳ", "number"),
    Column("inspections", "cuộc kiểm tra", "number"),
    Column("inspections_done", "đã kiểm tra xong", "number"),
    Column("on_time_share", "tỷ lệ đúng hạn", "share"),
)
GROUP_FIGURES = tuple(
    Column(column.key, _TITLES.get(column.key, column.title.capitalize()), column.kind)
    for column in FIGURES
    if not column.key.startswith("inspections")
)


def counts(rows: Sequence[TaskRow], selection: Selection) -> dict[str, Value]:
    """Return the figures of some tasks at the position."""
    at = selection.position
    states = [row.status.state for row in rows]
    open_rows = [row for row in rows if not row.status.closed and has_begun(row.work, at)]
    on_time, late_done = states.count("completed"), states.count("completed-late")
    judged = on_time + late_done + states.count("overdue")
    return {
        "total": len(rows),
        "completed": on_time + late_done,
        "on_time": on_time,
        "in_progress": sum(
            row.status.state == "in-progress" and row.work.started is not None for row in rows
        ),
        "overdue": states.count("overdue"),
        "due_soon": sum(due_within(row.status, at, SOON_DAYS) for row in rows),
        "not_reported": states.count("open"),
        "scheduled": states.count("scheduled"),
        "cancelled": states.count("cancelled"),
        "awaiting": sum(row.status.kind == "awaiting" for row in open_rows),
        "undated": sum(row.status.kind == "undated" for row in open_rows),
        "regular": sum(row.status.kind in REGULAR for row in rows),
        "on_time_share": round(on_time / judged, 4) if judged else None,
    }


def share_words(values: Mapping[str, Value]) -> dict[str, str]:
    """Return the share of tasks done in time as people read it."""
    share = values["on_time_share"]
    words = f"{round(share * 100)} %" if isinstance(share, float) else "chưa có"
    return {"on_time_share": words}
