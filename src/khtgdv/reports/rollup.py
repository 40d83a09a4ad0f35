"""Any of the counting reports rolled up: plans, departments, months or focus areas side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from khtgdv.document import Column, Row, Table, Tone, Value
from khtgdv.periods import months
from khtgdv.reports.figures import GROUP_FIGURES, counts, share_words
from khtgdv.reports.frame import frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from khtgdv.document import Document
    from khtgdv.query.selection import Selection, TaskRow

By = Literal["plan", "department", "month", "focus"]
BY: dict[By, str] = {
    "plan": "Kế hoạch",
    "department": "Đơn vị",
    "month": "Tháng đến hạn",
    "focus": "Trọng tâm",
}
_NONE: dict[By, str] = {"month": "chưa có thời hạn", "focus": "ngoài trọng tâm"}
# For each report that can be rolled up its title, and the figures people see.
_SHOWN: dict[str, tuple[str, tuple[str, ...]]] = {
    "summary": (
        "TỔNG QUAN",
        ("total", "completed", "in_progress", "overdue", "due_soon", "on_time_share"),
    ),
    "overdue": ("NHIỆM VỤ QUÁ HẠN", ("overdue", "total", "awaiting", "undated", "on_time_share")),
    "workload": (
        "KHỐI LƯỢNG CHỦ TRÌ",
        ("total", "completed", "in_progress", "not_reported", "scheduled", "overdue", "regular"),
    ),
}


def build(selection: Selection, *, report: str, by: By) -> Document:
    """Return the figures of each group; a task of several focus areas counts in each of them."""
    title, shown = _SHOWN[report]
    groups = _grouped(selection, by)
    rows = tuple(_row(key, name, rows, selection, by) for key, (name, rows) in groups.items())
    label = Column(by, BY[by], "code")
    total = counts(selection.tasks, selection)
    table = Table(
        "groups",
        "",
        (label, Column("name", BY[by]), *GROUP_FIGURES),
        ("name" if by == "department" else by, *shown),
        rows,
        total=Row(total, {**share_words(total), by: "Cộng", "name": "Cộng"}),
        footer=f"{len(selection.tasks)} trên {selection.total} nhiệm vụ",
    )
    return frame(report, f"{title} THEO {BY[by].upper()}", selection, [table])


def _grouped(selection: Selection, by: By) -> dict[str, tuple[str, list[TaskRow]]]:
    """Return the groups in order, those without a task too where they have a name."""
    groups: dict[str, tuple[str, list[TaskRow]]] = {
        key: (name, []) for key, name in _names(selection, by).items()
    }
    for row in selection.tasks:
        for key in _KEYS[by](row) or [""]:
            groups.setdefault(key, (key, []))[1].append(row)
    if by == "month":
        groups = dict(sorted(groups.items(), key=lambda group: group[0] or "~"))
    return groups


def _names(selection: Selection, by: By) -> Mapping[str, str]:
    if by == "plan":
        return {name: name for name in selection.plans}
    if by == "department":
        return selection.departments
    if by == "focus":
        return {area.code: area.text for plan in selection.portfolio for area in plan.focus}
    return {}


def _month(row: TaskRow) -> list[str]:
    deadline = row.status.deadline
    return [f"{deadline.end.year:04}-{deadline.end.month:02}"] if deadline else []


_KEYS: dict[By, Callable[[TaskRow], Iterable[str]]] = {
    "plan": lambda row: [row.plan.name],
    "department": lambda row: [row.lead],
    "month": _month,
    "focus": lambda row: row.work.focus,
}


def _row(key: str, name: str, rows: list[TaskRow], selection: Selection, by: By) -> Row:
    values: dict[str, Value] = {by: key or None, "name": name or None, **counts(rows, selection)}
    words = share_words(values)
    if not key:
        words |= {by: _NONE[by], "name": _NONE[by]}
    elif by == "month":
        words[by] = months("month", int(key[:4]), int(key[5:])).label
    return Row(values, words, Tone.LATE if values["overdue"] else Tone.PLAIN)
