"""Any of the counting reports rolled up: plans, departments, months or focus areas side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from khtgdv.dates.periods import months
from khtgdv.document.document import Column, Row, Table, Tone, Value
from khtgdv.query.cells import cells
from khtgdv.reports.shared.figures import COUNTED, GROUP_FIGURES, counts, share_words
from khtgdv.reports.shared.frame import frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from khtgdv.dates.periods import Position
    from khtgdv.document.document import Document
    from khtgdv.query.cells import Cell, Dimension
    from khtgdv.query.selection import Selection

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
    at = selection.position
    found = cells(selection.tasks, at, *dict.fromkeys((*COUNTED, _DIMENSION[by])))
    groups = _grouped(found, selection, by)
    rows = tuple(_row(key, name, alike, at, by) for key, (name, alike) in groups.items())
    label = Column(by, BY[by], "code")
    total = counts(found, at)
    table = Table(
        "groups",
        "",
        (label, Column("name", BY[by]), *GROUP_FIGURES),
        ("name" if by == "department" else by, *shown),
        rows,
        total=Row(total, {**share_words(total), by: "Cộng", "name": "Cộng"}),
        footer=f"{total['total']} trên {selection.total} nhiệm vụ",
    )
    return frame(report, f"{title} THEO {BY[by].upper()}", selection, [table])


def _grouped(
    found: Iterable[Cell], selection: Selection, by: By
) -> dict[str, tuple[str, list[Cell]]]:
    """Return the groups in order, those without a task too where they have a name."""
    names = _names(selection, by)
    groups: dict[str, list[Cell]] = {key: [] for key in names}
    for cell in found:
        for key in _KEYS[by](cell) or [""]:
            groups.setdefault(key, []).append(cell)
    nameless = sorted(groups.keys() - names.keys(), key=lambda key: (not key, key))
    return {key: (names.get(key, key), groups[key]) for key in (*names, *nameless)}


def _names(selection: Selection, by: By) -> Mapping[str, str]:
    if by == "plan":
        return {name: name for name in selection.plans}
    if by == "department":
        return selection.departments
    return selection.portfolio.focus if by == "focus" else {}


def _month(cell: Cell) -> list[str]:
    return [f"{cell.deadline.year:04}-{cell.deadline.month:02}"] if cell.deadline else []


_DIMENSION: dict[By, Dimension] = {
    "plan": "plan",
    "department": "lead",
    "month": "deadline",
    "focus": "focus",
}
_KEYS: dict[By, Callable[[Cell], Iterable[str]]] = {
    "plan": lambda cell: [cell.plan],
    "department": lambda cell: [cell.lead],
    "month": _month,
    "focus": lambda cell: cell.focus,
}


def _row(key: str, name: str, alike: list[Cell], at: Position, by: By) -> Row:
    values: dict[str, Value] = {by: key or None, "name": name or None, **counts(alike, at)}
    words = share_words(values)
    if not key:
        words |= {by: _NONE[by], "name": _NONE[by]}
    elif by == "month":
        words[by] = months("month", int(key[:4]), int(key[5:])).label
    return Row(values, words, Tone.LATE if values["overdue"] else Tone.PLAIN)
