"""The figures of some tasks, as the summary has them and every roll-up of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from khtgdv.document.document import Column, Value
from khtgdv.reports.shared.rows import SOON_DAYS, is_within
from khtgdv.schedule.status import REGULAR_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khtgdv.dates.periods import Position
    from khtgdv.query.cells import Cell, Dimension
    from khtgdv.schedule.status import Kind, State

_TITLES = {"due_soon": f"{SOON_DAYS} ngày tới", "on_time_share": "Đúng hạn"}
FIGURE_COLUMNS = (
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
GROUP_FIGURE_COLUMNS = tuple(
    Column(column.key, _TITLES.get(column.key, column.title.capitalize()), column.kind)
    for column in FIGURE_COLUMNS
    if not column.key.startswith("inspections")
)


# What of the rows the figures depend on.
COUNTED_DIMENSIONS: tuple[Dimension, ...] = ("kind", "state", "deadline", "begun", "started")


def count_figures(cells: Iterable[Cell], at: Position) -> dict[str, Value]:
    """Return the figures of some tasks at the position, counted by `COUNTED_DIMENSIONS`."""
    states: Counter[State] = Counter()
    open_kind_counts: Counter[Kind] = Counter()
    regular = soon = started = 0
    for cell in cells:
        states[cell.state] += cell.n
        if cell.begun and not cell.is_closed:
            open_kind_counts[cell.kind] += cell.n
        if cell.kind in REGULAR_KINDS:
            regular += cell.n
        if cell.started and cell.state == "in-progress":
            started += cell.n
        if not cell.is_closed and cell.deadline and is_within(cell.deadline, at, SOON_DAYS):
            soon += cell.n
    on_time, late_done = states["completed"], states["completed-late"]
    judged_count = on_time + late_done + states["overdue"]
    return {
        "total": states.total(),
        "completed": on_time + late_done,
        "on_time": on_time,
        "in_progress": started,
        "overdue": states["overdue"],
        "due_soon": soon,
        "not_reported": states["open"],
        "scheduled": states["scheduled"],
        "cancelled": states["cancelled"],
        "awaiting": open_kind_counts["awaiting"],
        "undated": open_kind_counts["undated"],
        "regular": regular,
        "on_time_share": round(on_time / judged_count, 4) if judged_count else None,
    }


def share_words(values: Mapping[str, Value]) -> dict[str, str]:
    """Return the share of tasks done in time as people read it."""
    share = values["on_time_share"]
    words = f"{round(share * 100)} %" if isinstance(share, float) else "chưa có"
    return {"on_time_share": words}
