"""`summary`: one screen that shows where the year stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khtgdv.document import Column, Row, Table, Tone, Value
from khtgdv.reports.frame import frame
from khtgdv.reports.rows import (
    SOON_DAYS,
    by_deadline,
    due_within,
    task_table,
)
from khtgdv.schedule import REGULAR, has_begun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.document import Document
    from khtgdv.query.selection import Selection, TaskRow

_OLDEST = 5
_TITLES = {"due_soon": f"{SOON_DAYS} ngày tới", "on_time_share": "Đúng hạn"}
_BAR = 24
_MAIN = ("total", "completed", "overdue", "due_soon", "on_time_share")
_FIGURES = (
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


def build(selection: Selection) -> Document:
    """Return the figures of the year, the departments side by side, the oldest late tasks."""
    rows = selection.tasks
    late = by_deadline([row for row in rows if row.status.state == "overdue"])
    oldest = task_table(
        "oldest",
        "QUÁ HẠN LÂU NHẤT",
        late[:_OLDEST],
        selection,
        default=("id", "task", "lead", "deadline", "state"),
        footer=f"khtgdv overdue để xem hết {len(late)} nhiệm vụ" if len(late) > _OLDEST else "",
    )
    figures = _figures(selection)
    document = frame(
        "summary",
        f"TỔNG QUAN NĂM {_years(selection)}",
        selection,
        [figures, _departments(selection), oldest],
    )
    return replace(document, figures=_in_words(figures.rows[0], selection))


def _in_words(figures: Row, selection: Selection) -> tuple[str, ...]:
    """Return the figures as two or three lines a leader reads at a glance."""
    f, share = figures.text, figures.values["on_time_share"]
    bar = ""
    if isinstance(share, float):
        bar = f"{'█' * round(_BAR * share)}{'░' * (_BAR - round(_BAR * share))} "
    late = "sẽ quá hạn" if selection.position.forecast else "quá hạn"
    first = (
        f"{f('total')} nhiệm vụ: hoàn thành {f('completed')} (đúng hạn {f('on_time')})",
        f"đang thực hiện {f('in_progress')}",
        f"{late} {f('overdue')}",
        f"đến hạn trong {SOON_DAYS} ngày {f('due_soon')}",
    )
    second = (
        f"Chưa báo cáo {f('not_reported')}",
        f"chưa đến kỳ {f('scheduled')}",
        f"chờ cấp trên {f('awaiting')}",
        f"chưa có thời hạn {f('undated')}",
        f"thường xuyên, định kỳ {f('regular')}",
        f"đã hủy {f('cancelled')}",
        f"kiểm tra xong {f('inspections_done')} trên {f('inspections')}",
    )
    return (" · ".join(first), " · ".join(second), f"Đúng hạn {bar}{f('on_time_share')}")


def _years(selection: Selection) -> str:
    years = sorted({plan.year for plan in selection.portfolio})
    return " - ".join(str(year) for year in (years[:1] + years[-1:] if years[1:] else years))


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


def _figures(selection: Selection) -> Table:
    inspections = selection.inspections
    done = sum(row.status.state in ("completed", "completed-late") for row in inspections)
    values = counts(selection.tasks, selection)
    values |= {"inspections": len(inspections), "inspections_done": done}
    row = Row({column.key: values[column.key] for column in _FIGURES}, _share(values))
    default = tuple(column.key for column in _FIGURES)
    return Table("figures", "", _FIGURES, default, (row,), layout="figures", narrow=_MAIN)


def _share(values: dict[str, Value]) -> dict[str, str]:
    share = values["on_time_share"]
    words = f"{round(share * 100)} %" if isinstance(share, float) else "chưa có"
    return {"on_time_share": words}


def _departments(selection: Selection) -> Table:
    columns = (
        Column("department", "Đơn vị", "code"),
        Column("name", "Đơn vị"),
        *(
            Column(column.key, _TITLES.get(column.key, column.title.capitalize()), column.kind)
            for column in _FIGURES
            if not column.key.startswith("inspections")
        ),
        Column("dated", "Có thời hạn", "number"),
        Column("dated_completed", "Hoàn thành", "bar", of="dated"),
    )
    rows = [_department(code, name, selection) for code, name in selection.departments.items()]
    default = ("name", "dated_completed", "overdue", "due_soon", "on_time_share")
    narrow = ("department", *default[1:])
    title = "ĐƠN VỊ (nhiệm vụ có thời hạn)"
    return Table("departments", title, columns, default, tuple(rows), narrow=narrow)


def _department(code: str, name: str, selection: Selection) -> Row:
    rows = [row for row in selection.tasks if row.lead == code]
    dated = [row for row in rows if row.status.kind == "dated" and row.status.state != "cancelled"]
    done = sum(row.status.state in ("completed", "completed-late") for row in dated)
    values: dict[str, Value] = {"department": code, "name": name, **counts(rows, selection)}
    values |= {"dated": len(dated), "dated_completed": done}
    tone = Tone.LATE if values["overdue"] else Tone.PLAIN
    words = {**_share(values), "dated_completed": f"{done}/{len(dated)}"}
    return Row(values, words, tone)
