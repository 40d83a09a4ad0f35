"""`workload`: departments by months, how much each leads or co-ordinates."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from khtgdv.dates.periods import DateRange, Period, parse_period
from khtgdv.dates.spans import is_within_a_year, union_of, year_span
from khtgdv.document.document import Column, Row, Table, Value
from khtgdv.frozen import replace
from khtgdv.query.cells import count_rows
from khtgdv.reports.shared.frame import joined_notes, report_document, several_leads_note
from khtgdv.schedule.status import REGULAR_KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from khtgdv.document.document import Document
    from khtgdv.query.cells import Cell, Dimension
    from khtgdv.query.selection import Selection

_MAX_MONTHS = 24  # with a column each: more have no room on a page
CountBy = Literal["due", "start", "active"]
Role = Literal["lead", "coordinating", "both"]
COUNT_LABELS: dict[CountBy, str] = {
    "due": "theo tháng đến hạn",
    "start": "theo tháng bắt đầu",
    "active": "theo các tháng thực hiện",
}
ROLE_LABELS: dict[Role, str] = {
    "lead": "CHỦ TRÌ",
    "coordinating": "PHỐI HỢP",
    "both": "CHỦ TRÌ VÀ PHỐI HỢP",
}


def build(selection: Selection, *, count: CountBy = "due", role: Role = "lead") -> Document:
    """Return departments by months; cancelled tasks are left out."""
    dimensions = dict.fromkeys((*_DATE_DIMENSIONS[count], *_ROLE_DIMENSIONS[role], "kind", "state"))
    counted_cells = count_rows(selection.tasks, selection.position, *dimensions)
    counted_cells = [cell for cell in counted_cells if cell.state != "cancelled"]
    used_months = {month for cell in counted_cells for month in _months_of(cell, count)}
    columns = _month_columns(selection, used_months)
    shown = _shown_months(selection, columns, used_months)
    counts_by_department = _count(counted_cells, count, role)
    rows = [
        _row(code, name, counts_by_department.get(code), columns)
        for code, name in selection.departments.items()
    ]
    total = _count_total(counted_cells, count, role)
    table = Table(
        "workload",
        "",
        _columns(columns, _whole_span(selection)),
        ("name", *shown, "undated", "regular", "total"),
        tuple(rows),
        narrow=("department", *shown, "undated", "regular", "total"),
        total=_total_row(total, columns),
        footer=joined_notes(
            f"{sum(cell.n for cell in counted_cells)} trên {selection.total_tasks} nhiệm vụ",
            several_leads_note(counted_cells),
        ),
        of_groups=True,
    )
    document = report_document("workload", f"KHỐI LƯỢNG {ROLE_LABELS[role]}", selection, [table])
    return replace(document, subtitle=f"{COUNT_LABELS[count]} · {document.subtitle}")


# What of the rows is to be known to count them so.
_DATE_DIMENSIONS: dict[CountBy, tuple[Dimension, ...]] = {
    "due": ("deadline",),
    "start": ("start",),
    "active": ("start", "deadline", "span"),
}
_ROLE_DIMENSIONS: dict[Role, tuple[Dimension, ...]] = {
    "lead": ("leads",),
    "coordinating": ("coordinating",),
    "both": ("leads", "coordinating"),
}


def _months_of(cell: Cell, count: CountBy) -> list[str]:
    """Return the months a task counts in; none for regular tasks and those without the date."""
    day = cell.start if count == "start" else cell.deadline
    if cell.kind in REGULAR_KINDS or day is None:
        return []
    return list(_months_in(cell.date_range)) if count == "active" else [_month(day.year, day.month)]


def _month(year: int, month: int) -> str:
    return f"{year:04}-{month:02}"


def _months_in(span: DateRange) -> Iterator[str]:
    first, last = span.start, span.end
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield _month(number // 12, number % 12 + 1)


def _count(counted_cells: Iterable[Cell], count: CountBy, role: Role) -> dict[str, Counter[str]]:
    counts_by_department: dict[str, Counter[str]] = {}
    for cell in counted_cells:
        carriers = cell.leads if role != "coordinating" else ()
        for code in carriers + cell.coordinating:
            counter = counts_by_department.setdefault(code, Counter())
            for column in _columns_of(cell, count):
                counter[column] += cell.n
    return counts_by_department


def _count_total(counted_cells: Iterable[Cell], count: CountBy, role: Role) -> Counter[str]:
    """Return the totals: a row that is led counts once, however many lead it."""
    total: Counter[str] = Counter()
    for cell in counted_cells:
        times = (role != "coordinating") + len(cell.coordinating)
        for column in _columns_of(cell, count):
            total[column] += times * cell.n
    return total


def _columns_of(cell: Cell, count: CountBy) -> tuple[str, ...]:
    """Return the columns that a task counts in."""
    regular = cell.kind in REGULAR_KINDS
    months = _months_of(cell, count) or ["regular" if regular else "undated"]
    return (*months, "total")


def _month_columns(selection: Selection, used_months: Collection[str]) -> tuple[str, ...]:
    """Return the columns: the months of the plans, and whatever lies beyond them.

    Plans of calendar years always have the January after. Of plans that reach over years only
    months that carry something have a column.
    """
    whole = _whole_span(selection)
    months = list(_months_in(whole))
    if all(isinstance(span, Period) for span in selection.portfolio.spans):
        first = min([*used_months, months[0]])
        last = max([*used_months, _month(whole.end.year + 1, 1)])
        return tuple(_months_in(DateRange(parse_period(first).start, parse_period(last).end)))
    return tuple(sorted({*used_months, *(months if len(months) <= _MAX_MONTHS else ())}))


def _shown_months(
    selection: Selection, columns: Sequence[str], used_months: Collection[str]
) -> tuple[str, ...]:
    """Return the columns of months that the plans have: of their span, or named by a row."""
    cells = count_rows(selection.all_tasks, selection.position, "start", "deadline")
    days = {day for cell in cells for day in (cell.start, cell.deadline) if day}
    months = {*_months_in(_whole_span(selection)), *(_month(d.year, d.month) for d in days)}
    return tuple(month for month in columns if month in months or month in used_months)


def _whole_span(selection: Selection) -> DateRange:
    return union_of(selection.portfolio.spans or [year_span(selection.position.as_of.year)])


def _columns(columns: tuple[str, ...], span: DateRange) -> tuple[Column, ...]:
    return (
        Column("department", "Đơn vị", "code"),
        Column("name", "Đơn vị"),
        Column("total", "Tổng", "number"),
        *(Column(month, _month_title(month, columns[0], span), "heat") for month in columns),
        Column("undated", "Chưa hạn", "number"),
        Column("regular", "Th. xuyên", "number"),
    )


def _month_title(month: str, first: str, span: DateRange) -> str:
    """Return `T3`, or `3/27` for a month of another year than the first, or beyond the plans."""
    number = str(int(month[5:]))
    is_of_plan = not isinstance(span, Period) and is_within_a_year(span)
    is_plain = month in _months_in(span) if is_of_plan else month[:4] == first[:4]
    return f"T{number}" if is_plain else f"{number}/{month[2:4]}"


def _total_row(counts: Counter[str], columns: tuple[str, ...]) -> Row:
    row = _row("", "Cộng", counts, columns)
    return Row(row.values, {**row.words, "department": "Cộng"})


def _row(code: str, name: str, counts: Counter[str] | None, columns: tuple[str, ...]) -> Row:
    values: dict[str, Value] = {"department": code, "name": name}
    for key in ("total", *columns, "undated", "regular"):
        values[key] = (counts or Counter())[key]
    words = {key: "·" for key, value in values.items() if value == 0}
    return Row(values, words)
