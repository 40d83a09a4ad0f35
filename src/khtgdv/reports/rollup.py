"""Any of the counting reports rolled up: plans, departments, months, sections … side by side."""

from __future__ import annotations

from khtgdv.dates.periods import months_period
from khtgdv.document.document import Column, Row, Table, Tone, Value
from khtgdv.plan.ids import SECTION_TITLES
from khtgdv.query.cells import count_rows
from khtgdv.query.persons import PERSON_LABELS, persons_by_text, text_of
from khtgdv.reports.shared.figures import (
    COUNTED_DIMENSIONS,
    GROUP_FIGURE_COLUMNS,
    PARTS,
    count_figures,
    horizon,
    share_words,
)
from khtgdv.reports.shared.frame import (
    joined_notes,
    report_document,
    sections_in_order,
    several_leads_note,
)
from khtgdv.text import collation_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from typing import Literal

    from khtgdv.dates.periods import Position
    from khtgdv.document.document import Document
    from khtgdv.query.cells import Cell, Dimension
    from khtgdv.query.selection import Selection

    GroupKeys = Callable[[Cell], Collection[str]]

    GroupBy = Literal["plan", "department", "month", "focus", "section", "leader", "assignee"]

GROUP_LABELS: dict[GroupBy, str] = {
    "plan": "Kế hoạch",
    "department": "Đơn vị",
    "month": "Tháng đến hạn",
    "focus": "Trọng tâm",
    "section": "Mục",
    "leader": PERSON_LABELS["leader"],
    "assignee": PERSON_LABELS["assignee"],
}
_NO_GROUP_LABELS: dict[GroupBy, str] = {
    "month": "chưa có thời hạn",
    "focus": "ngoài trọng tâm",
    "leader": "chưa ghi lãnh đạo phụ trách",
    "assignee": "chưa giao người",
}
# For each report that can be rolled up its title, and the figures people see.
_REPORT_FIGURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "summary": (
        "TỔNG QUAN",
        ("total", "completed", "overdue", "due_soon", "come_due", "on_time_share"),
    ),
    "overdue": (
        "NHIỆM VỤ QUÁ HẠN",
        ("overdue", "total", "awaiting", "worded", "undated", "come_due", "on_time_share"),
    ),
    "workload": (
        "KHỐI LƯỢNG CHỦ TRÌ",
        ("total", *PARTS),
    ),
}


def build(selection: Selection, *, report: str, by: GroupBy) -> Document:
    """Return the figures of each group; a task of several groups counts in each of them."""
    title, shown = _REPORT_FIGURES[report]
    at = selection.position
    cells = count_rows(selection.tasks, at, *dict.fromkeys((*COUNTED_DIMENSIONS, _DIMENSION[by])))
    keys_of = _group_keys(cells, by)
    groups = _group_cells(cells, keys_of, _names(selection, cells, keys_of, by))
    rows = tuple(_row(key, name, alike, at, by) for key, (name, alike) in groups.items())
    label = Column(by, GROUP_LABELS[by], "code")
    total = count_figures(cells, at)
    shown = tuple(key for key in shown if key != "worded" or total[key])
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
            _several_persons_note(cells, keys_of) if by in PERSON_LABELS else "",
        ),
        of_groups=True,
    )
    tables = [table]
    if by in ("leader", "assignee") and report == "workload":
        from khtgdv.reports.shared.person_tasks import person_tasks_table

        title, tables = "KHỐI LƯỢNG", [table, person_tasks_table(by, selection)]
    return report_document(report, f"{title} THEO {GROUP_LABELS[by].upper()}", selection, tables)


def _soon_note(shown: tuple[str, ...], at: Position) -> str:
    """Return how far the column of what is due soon reaches, where it is shown."""
    return f"; sắp đến hạn: {horizon(at).words}" if "due_soon" in shown else ""


def _several_persons_note(cells: Iterable[Cell], keys_of: GroupKeys) -> str:
    count = sum(cell.n for cell in cells if len(list(keys_of(cell))) > 1)
    return f"{count} nhiệm vụ ghi nhiều người, tính cho từng người" if count else ""


def _group_cells(
    counted_cells: Iterable[Cell], keys_of: GroupKeys, names: Mapping[str, str]
) -> dict[str, tuple[str, list[Cell]]]:
    """Return the groups in order, those without a task too where they have a name."""
    groups: dict[str, list[Cell]] = {key: [] for key in names}
    for cell in counted_cells:
        for key in keys_of(cell) or [""]:
            groups.setdefault(key, []).append(cell)
    nameless = sorted(groups.keys() - names.keys(), key=lambda key: (not key, key))
    return {key: (names.get(key, key), groups[key]) for key in (*names, *nameless)}


def _group_keys(cells: Iterable[Cell], by: GroupBy) -> GroupKeys:
    """Return what tells the groups of a cell."""
    if by not in ("leader", "assignee"):
        return _GROUP_KEYS[by]
    persons = persons_by_text(text for cell in cells if (text := text_of(cell, by)))
    return lambda cell: persons.get(text_of(cell, by), ())


def _names(
    selection: Selection, cells: Iterable[Cell], keys_of: GroupKeys, by: GroupBy
) -> Mapping[str, str]:
    if by in PERSON_LABELS:
        persons = dict.fromkeys(person for cell in cells for person in keys_of(cell))
        return {person: person for person in sorted(persons, key=collation_key)}
    if by == "plan":
        return {name: name for name in selection.plans}
    if by == "department":
        return selection.departments
    if by == "section":
        declared = selection.portfolio.sections
        used = declared.keys() | {cell.section for cell in cells}
        titles = {**SECTION_TITLES, **declared}
        return {
            code: titles[code] for code in sections_in_order(selection.portfolio) if code in used
        }
    return selection.portfolio.focus if by == "focus" else {}


def _deadline_month(cell: Cell) -> list[str]:
    return [f"{cell.deadline.year:04}-{cell.deadline.month:02}"] if cell.deadline else []


_DIMENSION: dict[GroupBy, Dimension] = {
    "plan": "plan",
    "department": "leads",
    "month": "deadline",
    "focus": "focus",
    "section": "section",
    "leader": "leader",
    "assignee": "assignee",
}
_GROUP_KEYS: dict[GroupBy, GroupKeys] = {
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
