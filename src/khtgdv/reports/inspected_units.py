"""`inspections --units`: every unit to inspect, the inspections that reach it, the visits made."""

from __future__ import annotations

from collections import defaultdict

from khtgdv.dates.periods import format_date
from khtgdv.document.document import Column, Row, Table, Tone
from khtgdv.reports.shared.frame import report_document
from khtgdv.reports.shared.rows import default_columns
from khtgdv.text import name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.document.document import Document, Value
    from khtgdv.query.rows import InspectionRow
    from khtgdv.query.selection import Selection

_COLUMNS = (
    Column("unit", "Đơn vị"),
    Column("kind", "Loại"),
    Column("count", "Số cuộc", "number"),
    Column("inspections", "Cuộc kiểm tra"),
    Column("visits", "Đã kiểm tra"),
    Column("plan", "Kế hoạch"),
)
_UnitInspections = list[tuple["InspectionRow", str, str | None]]


def build(selection: Selection) -> Document:
    """Return the units in the paper's order, those reached more than once told apart."""
    groups: defaultdict[object, _UnitInspections] = defaultdict(list)
    for row in selection.inspections:
        for units in row.work.units:
            for name in units.names:
                groups[row.plan_name, name_key(units.kind or ""), name_key(name)].append(
                    (row, name, units.kind)
                )
    rows = tuple(_row(unit_inspections, selection) for unit_inspections in groups.values())
    table = Table(
        "units", "", _COLUMNS,
        default_columns(("unit", "kind", "inspections", "visits"), selection), rows,
        footer="\n".join(_footer_lines(rows)),
        empty="Không có đơn vị nào trong phạm vi đã chọn.",
    )  # fmt: skip
    return report_document("inspections", "ĐƠN VỊ ĐƯỢC KIỂM TRA", selection, [table])


def _row(unit_inspections: _UnitInspections, selection: Selection) -> Row:
    first, name, kind = unit_inspections[0]
    ids = tuple(dict.fromkeys(row.id for row, _, _ in unit_inspections))
    visits = {
        row.id: day
        for row, unit_name, _ in unit_inspections
        if (day := row.work.visits.get(unit_name)) and selection.position.covers(day)
    }
    values: dict[str, Value] = {
        "unit": name,
        "kind": kind,
        "count": len(ids),
        "inspections": ids,
        "visits": dict(visits) or None,
        "plan": first.plan_name,
    }
    words = {
        "inspections": ", ".join(ids),
        "visits": ", ".join(f"{row} {format_date(day)}" for row, day in visits.items()),
    }
    return Row(values, words, Tone.SOON if len(ids) > 1 else Tone.PLAIN)


def _footer_lines(rows: tuple[Row, ...]) -> list[str]:
    visited_count = sum(row.values["visits"] is not None for row in rows)
    lines = []
    again = [row for row in rows if len(row.text("inspections").split()) > 1]
    if again:
        unit_list = "; ".join(f"{row.text('unit')} ({row.text('inspections')})" for row in again)
        lines.append(f"{len(again)} đơn vị thuộc nhiều cuộc kiểm tra: {unit_list}")
    return [*lines, f"{len(rows)} đơn vị, đã kiểm tra {visited_count} đơn vị"]
