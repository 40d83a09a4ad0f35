"""`workload`: departments by months, how much each leads or co-ordinates."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from khtgdv.dates.periods import Range, read_period
from khtgdv.document.document import Column, Row, Table, Value
from khtgdv.frozen import replace
from khtgdv.query.cells import cells
from khtgdv.reports.shared.frame import frame
from khtgdv.schedule.status import REGULAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.document.document import Document
    from khtgdv.query.cells import Cell, Dimension
    from khtgdv.query.selection import Selection

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
    asked = dict.fromkeys((*_DATES[count], *_CARRIERS[role], "kind", "state"))
    found = cells(selection.tasks, selection.position, *asked)
    found = [cell for cell in found if cell.state != "cancelled"]
    used = {month for cell in found for month in _in_months(cell, count)}
    columns = _months(selection, used)
    counted = _count(found, count, role)
    made = [
        _row(code, name, counted.get(code), columns) for code, name in selection.departments.items()
    ]
    total: Counter[str] = sum(counted.values(), Counter())
    table = Table(
        "workload",
        "",
        _columns(columns),
        ("name", *columns, "undated", "regular", "total"),
        tuple(made),
        narrow=("department", *columns, "undated", "regular", "total"),
        total=_total(total, columns),
        footer=f"{sum(cell.n for cell in found)} trên {selection.total} nhiệm vụ",
    )
    document = frame("workload", f"KHỐI LƯỢNG {ROLES[role]}", selection, [table])
    return replace(document, subtitle=f"{COUNTS[count]} · {document.subtitle}")


# What of the rows is to be known to count them so.
_DATES: dict[Count, tuple[Dimension, ...]] = {
    "due": ("deadline",),
    "start": ("start",),
    "active": ("start", "deadline", "year"),
}
_CARRIERS: dict[Role, tuple[Dimension, ...]] = {
    "lead": ("lead",),
    "coordinating": ("coordinating",),
    "both": ("lead", "coordinating"),
}


def _in_months(cell: Cell, count: Count) -> list[str]:
    """Return the months a task counts in; none for regular tasks and those without the date."""
    day = cell.start if count == "start" else cell.deadline
    if cell.kind in REGULAR or day is None:
        return []
    return list(_through(cell.span)) if count == "active" else [_month(day.year, day.month)]


def _month(year: int, month: int) -> str:
    return f"{year:04}-{month:02}"


def _through(span: Range) -> Iterator[str]:
    first, last = span.start, span.end
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield _month(number // 12, number % 12 + 1)


def _count(found: Iterable[Cell], count: Count, role: Role) -> dict[str, Counter[str]]:
    counted: dict[str, Counter[str]] = {}
    for cell in found:
        regular = cell.kind in REGULAR
        months = _in_months(cell, count) or ["regular" if regular else "undated"]
        carriers = (cell.lead,) if role != "coordinating" else ()
        for code in carriers + cell.coordinating:
            counter = counted.setdefault(code, Counter())
            for month in (*months, "total"):
                counter[month] += cell.n
    return counted


def _months(selection: Selection, used: Iterable[str]) -> tuple[str, ...]:
    """Return the columns: the plans' years, the January after, and whatever lies beyond."""
    years = selection.portfolio.years or [selection.position.as_of.year]
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
