"""`workload`: departments by months, how much each leads or co-ordinates."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from khtgdv.document import Column, Row, Table, Value
from khtgdv.periods import Range, read_period
from khtgdv.reports.frame import frame
from khtgdv.schedule import REGULAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.document import Document
    from khtgdv.query.selection import Selection, TaskRow

Count = Literal["due", "start", "active"]
Role = Literal["lead", "coordinating", "both"]
COUNTS: dict[Count, str] = {
    "due": "theo tháng đến hạn",
    "start": "theo tháng bắt đầu",
    "active": "theo các tháng thực hiện",
}
ROLES: dict[Role, str] = {
    "lead": "CHỦ TRÌ",
    "coordinating": "PHỐI HỢP",
    "both": "CHỦ TRÌ VÀ PHỐI HỢP",
}


def build(selection: Selection, *, count: Count = "due", role: Role = "lead") -> Document:
    """Return departments by months; cancelled tasks are left out."""
    rows = [row for row in selection.tasks if row.status.state != "cancelled"]
    pairs = [(code, row) for row in rows for code in _carriers(row, role)]
    columns = _months(selection, [month for row in rows for month in _in_months(row, count)])
    cells = _count(pairs, count)
    made = [
        _row(code, name, cells.get(code), columns) for code, name in selection.departments.items()
    ]
    total: Counter[str] = sum(cells.values(), Counter())
    table = Table(
        "workload",
        "",
        _columns(columns),
        ("name", *columns, "undated", "regular", "total"),
        tuple(made),
        narrow=("department", *columns, "undated", "regular", "total"),
        total=_total(total, columns),
        footer=f"{len(rows)} trên {selection.total} nhiệm vụ",
    )
    document = frame("workload", f"KHỐI LƯỢNG {ROLES[role]}", selection, [table])
    return replace(document, subtitle=f"{COUNTS[count]} · {document.subtitle}")


def _carriers(row: TaskRow, role: Role) -> tuple[str, ...]:
    lead = (row.lead,) if role != "coordinating" else ()
    return lead + (row.coordinating if role != "lead" else ())


def _in_months(row: TaskRow, count: Count) -> list[str]:
    """Return the months a task counts in; none for regular tasks and those without the date."""
    deadline, start = row.status.deadline, row.work.start
    if row.status.kind in REGULAR:
        return []
    if count == "start":
        return [_month(start.start.year, start.start.month)] if start else []
    if deadline is None:
        return []
    if count == "due":
        return [_month(deadline.end.year, deadline.end.month)]
    return list(_through(row.span))


def _month(year: int, month: int) -> str:
    return f"{year:04}-{month:02}"


def _through(span: Range) -> Iterator[str]:
    first, last = span.start, span.end
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield _month(number // 12, number % 12 + 1)


def _count(pairs: Iterable[tuple[str, TaskRow]], count: Count) -> dict[str, Counter[str]]:
    cells: dict[str, Counter[str]] = {}
    for code, row in pairs:
        counter = cells.setdefault(code, Counter())
        regular = row.status.kind in REGULAR
        counter.update(_in_months(row, count) or ["regular" if regular else "undated"])
        counter["total"] += 1
    return cells


def _months(selection: Selection, used: list[str]) -> tuple[str, ...]:
    """Return the columns: the plans' years, the January after, and whatever lies beyond."""
    years = [plan.year for plan in selection.portfolio] or [selection.position.as_of.year]
    first = min([*used, _month(min(years), 1)])
    last = max([*used, _month(max(years) + 1, 1)])
    return tuple(_through(Range(read_period(first).start, read_period(last).end)))


def _columns(columns: tuple[str, ...]) -> tuple[Column, ...]:
    year = columns[0][:4]
    return (
        Column("department", "Đơn vị", "code"),
        Column("name", "Đơn vị"),
        Column("total", "Tổng", "number"),
        *(Column(month, _title(month, year), "heat") for month in columns),
        Column("undated", "Chưa hạn", "number"),
        Column("regular", "Th. xuyên", "number"),
    )


def _title(month: str, year: str) -> str:
    number = str(int(month[5:]))
    return f"T{number}" if month[:4] == year else f"{number}/{month[2:4]}"


def _total(counts: Counter[str], columns: tuple[str, ...]) -> Row:
    made = _row("", "Cộng", counts, columns)
    return Row(made.values, {**made.words, "department": "Cộng"})


def _row(code: str, name: str, counts: Counter[str] | None, columns: tuple[str, ...]) -> Row:
    values: dict[str, Value] = {"department": code, "name": name}
    for key in ("total", *columns, "undated", "regular"):
        values[key] = (counts or Counter())[key]
    words = {key: "·" for key, value in values.items() if value == 0}
    return Row(values, words)
