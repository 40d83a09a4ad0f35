"""`inspections --units`: every unit to inspect, the inspections that reach it, the visits made."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khtgdv.dates.periods import shown
from khtgdv.document.document import Column, Row, Table, Tone
from khtgdv.reports.shared.frame import frame
from khtgdv.reports.shared.rows import default_columns
from khtgdv.text import key

if TYPE_CHECKING:
    from khtgdv.document.document import Document, Value
    from khtgdv.query.rows import InspectionRow
    from khtgdv.query.selection import Selection

_COLUMNS = (
    Column("unit", "Đơn vị"),
    Column("kind", "Loại"),
    Column("count", "Số cuộc", "number"),
    Column("inspections", "Cuộc kiểm tra"),
    Column("visits", "Đã đến"),
    Column("plan", "Kế hoạch"),
)
_Reached = list[tuple["InspectionRow", str, str | None]]


def build(selection: Selection) -> Document:
    """Return the units in the paper's order, those reached more than once told apart."""
    groups: defaultdict[object, _Reached] = defaultdict(list)
    for row in selection.inspections:
        for units in row.work.units:
            for name in units.names:
                groups[row.plan.name, key(units.kind or ""), key(name)].append(
                    (row, name, units.kind)
                )
    rows = tuple(_row(reached, selection) for reached in groups.values())
    table = Table(
        "units", "", _COLUMNS,
        default_columns(("unit", "kind", "inspections", "visits"), selection), rows,
        footer="\n".join(_footer(rows)),
        empty="Không có đơn vị nào khớp bộ lọc.",
    )  # fmt: skip
    return frame("inspections", "ĐƠN VỊ ĐƯỢC KIỂM TRA", selection, [table])


def _row(reached: _Reached, selection: Selection) -> Row:
    first, name, kind = reached[0]
    ids = tuple(dict.fromkeys(row.id for row, _, _ in reached))
    visits = {
        row.id: day
        for row, written, _ in reached
        if (day := row.work.visits.get(written)) and selection.position.knows(day)
    }
    values: dict[str, Value] = {
        "unit": name,
        "kind": kind,
        "count": len(ids),
        "inspections": ids,
        "visits": dict(visits) or None,
        "plan": first.plan.name,
    }
    words = {
        "inspections": ", ".join(ids),
        "visits": ", ".join(f"{row} {shown(day)}" for row, day in visits.items()),
    }
    return Row(values, words, Tone.SOON if len(ids) > 1 else Tone.PLAIN)


def _footer(rows: tuple[Row, ...]) -> list[str]:
    visited = sum(row.values["visits"] is not None for row in rows)
    lines = [f"{len(rows)} đơn vị, {visited} đơn vị đã đến"]
    again = [row for row in rows if len(row.text("inspections").split()) > 1]
    if again:
        told = "; ".join(f"{row.text('unit')} ({row.text('inspections')})" for row in again)
        lines.append(f"{len(again)} đơn vị thuộc nhiều cuộc kiểm tra: {told}")
    return lines
