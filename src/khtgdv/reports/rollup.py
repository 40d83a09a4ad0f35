"""Any of the counting reports rolled up: plans, departments, months, sections … side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from khtgdv.dates.periods import months_period
from khtgdv.document.document import Column, Row, Table, Tone, Value
from khtgdv.plan.ids import SECTION_TITLES, section_order
from khtgdv.query.cells import count_rows
from khtgdv.reports.shared.figures import (
    COUNTED_DIMENSIONS,
    GROUP_FIGURE_COLUMNS,
    PARTS,
    count_figures,
    horizon,
    share_words,
)
from khtgdv.reports.shared.frame import joined_notes, report_document, several_leads_note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from khtgdv.dates.periods import Position
    from khtgdv.document.document import Document
    from khtgdv.query.cells import Cell, Dimension
    from khtgdv.query.selection import Selection

GroupBy = Literal["plan", "department", "month", "focus", "section"]
GROUP_LABELS: dict[GroupBy, str] = {
    "plan": "Kế hoạch",
    "department": "Đơn vị",
    "month": "Tháng đến hạn",
    "focus": "Trọng tâm",
    "section": "Mục",
}
_NO_GROUP_LABELS: dict[GroupBy, str] = {"month": "chưa có thời hạn", "focus": "ngoài trọng tâm"}
# For each report that can be rolled up its title, and the figures people see.
_REPORT_FIGURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "summary": (
        "TỔNG QUAN",
        ("total", "completed", "overdue", "due_soon", "come_due", "on_time_share"),
    ),
    "overdue": (
        "NHIỆM VỤ QUÁ HẠN",
        ("overdue", "total", "awaiting", "undated", "come_due", "on_time_share"),
    ),
    "workload": (
        "KHỐI LƯỢNG CHỦ TRÌ",
        ("total", *PARTS),
    ),
}


def build(selection: Selection, *, report: str, by: GroupBy) -> Document:
    """Return the figures of each group; a task of several focus areas counts in each of them."""
    title, shown = _REPORT_FIGURES[report]
    at = selection.position
    cells = count_rows(selection.tasks, at, *dict.fromkeys((*COUNTED_DIMENSIONS, _DIMENSION[by])))
    groups = _group_cells(cells, selection, by)
    rows = tuple(_row(key, name, alike, at, by) for key, (name, alike) in groups.items())
    label = Column(by, GROUP_LABELS[by], "code")
    total = count_figures(cells, at)
    table = Table(
        "groups",
        "",
        (label, Column("name", GROUP_LABELS[by]), *GROUP_FIGURE_COLUMNS),
        ("name" if by in ("department", "section") else by, *shown),
        rows,
        total=Row(total, {**share_words(total), by: "Cộng", "name": "Cộng"}),
        footer=joined_notes(
            f"{total['total']} trên {selection.total_tasks} nhiệm vụ{_soon_note(shown, at)}",
            several_leads_note(cells) if by == "department" else "",
        ),
        of_groups=True,
    )
    return report_document(report, f"{title} THEO {GROUP_LABELS[by].upper()}", selection, [table])


def _soon_note(shown: tuple[str, ...], at: Position) -> str:
    """Return how far the column of what is due soon reaches, where it is shown."""
    return f"; sắp đến hạn: {horizon(at).words}" if "due_soon" in shown else ""


def _group_cells(
    counted_cells: Iterable[Cell], selection: Selection, by: GroupBy
) -> dict[str, tuple[str, list[Cell]]]:
    """Return the groups in order, those without a task too where they have a name."""
    counted_cells = list(counted_cells)
    names = _names(selection, by, counted_cells)
    groups: dict[str, list[Cell]] = {key: [] for key in names}
    for cell in counted_cells:
        for key in _GROUP_KEYS[by](cell) or [""]:
            groups.setdefault(key, []).append(cell)
    nameless = sorted(groups.keys() - names.keys(), key=lambda key: (not key, key))
    return {key: (names.get(key, key), groups[key]) for key in (*names, *nameless)}


def _names(selection: Selection, by: GroupBy, cells: Iterable[Cell]) -> Mapping[str, str]:
    if by == "plan":
        return {name: name for name in selection.plans}
    if by == "department":
        return selection.departments
    if by == "section":
        declared = selection.portfolio.sections
        used = declared.keys() | {cell.section for cell in cells}
        titles = {**SECTION_TITLES, **declared}
        return {code: titles[code] for code in section_order(declared) if code in used}
    return selection.portfolio.focus if by == "focus" else {}


def _deadline_month(cell: Cell) -> list[str]:
    return [f"{cell.deadline.year:04}-{cell.deadline.month:02}"] if cell.deadline else []


_DIMENSION: dict[GroupBy, Dimension] = {
    "plan": "plan",
    "department": "leads",
    "month": "deadline",
    "focus": "focus",
    "section": "section",
}
_GROUP_KEYS: dict[GroupBy, Callable[[Cell], Iterable[str]]] = {
    "plan": lambda cell: [cell.plan],
    "department": lambda cell: cell.leads,
    "month": _deadline_month,
    "focus": lambda cell: cell.focus,
    "section": lambda cell: [cell.section],
}


def _row(key: str, name: str, cells: list[Cell], at: Position, by: GroupBy) -> Row:
    values: dict[str, Value] = {by: key or None, "name": name or None, **count_figures(cells, at)}
    words = share_words(values)
    if not key:
        words |= {by: _NO_GROUP_LABELS[by], "name": _NO_GROUP_LABELS[by]}
    elif by == "month":
        words[by] = months_period("month", int(key[:4]), int(key[5:])).label
    return Row(values, words, Tone.LATE if values["overdue"] else Tone.PLAIN)
