"""The figures of some tasks, as the summary has them and every roll-up of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from khtgdv.document.document import Column, Value
from khtgdv.reports.shared.rows import SOON_DAYS, comes
from khtgdv.schedule.status import REGULAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khtgdv.dates.periods import Position
    from khtgdv.query.cells import Cell, Dimension
    from khtgdv.schedule.status import Kind, State

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


# What of the rows the figures depend on.
COUNTED: tuple[Dimension, ...] = ("kind", "state", "deadline", "begun", "started")


def counts(found: Iterable[Cell], at: Position) -> dict[str, Value]:
    """Return the figures of some tasks at the position, counted by `COUNTED` at least."""
    states: Counter[State] = Counter()
    waiting: Counter[Kind] = Counter()
    regular = soon = started = 0
    for cell in found:
        states[cell.state] += cell.n
        if cell.begun and not cell.closed:
            waiting[cell.kind] += cell.n
        if cell.kind in REGULAR:
            regular += cell.n
        if cell.started and cell.state == "in-progress":
            started += cell.n
        if not cell.closed and cell.deadline and comes(cell.deadline, at, SOON_DAYS):
            soon += cell.n
    on_time, late_done = states["completed"], states["completed-late"]
    judged = on_time + late_done + states["overdue"]
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
        "awaiting": waiting["awaiting"],
        "undated": waiting["undated"],
        "regular": regular,
        "on_time_share": round(on_time / judged, 4) if judged else None,
    }


def share_words(values: Mapping[str, Value]) -> dict[str, str]:
    """Return the share of tasks done in time as people read it."""
    share = values["on_time_share"]
    words = f"{round(share * 100)} %" if isinstance(share, float) else "chưa có"
    return {"on_time_share": words}
