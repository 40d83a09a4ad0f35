"""`workload`: departments by months, how much each leads or co-ordinates."""

from __future__ import annotations

from collections import Counter

from khtgdv.dates.periods import DateRange, Period, parse_period
from khtgdv.dates.spans import is_within_a_year, union_of, year_span
from khtgdv.document.document import Column, Row, Table, Value
from khtgdv.frozen import replace
from khtgdv.query.cells import count_rows
from khtgdv.query.months import column_figure, columns_of, month_key, months_in, months_of
from khtgdv.reports.shared.frame import joined_notes, report_document, several_leads_note

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from typing import Literal

    from khtgdv.document.document import Document
    from khtgdv.query.cells import Cell, Dimension
    from khtgdv.query.months import CountBy
    from khtgdv.query.selection import Selection

    Role = Literal["lead", "coordinating", "both"]

_MAX_MONTHS = 24  # with a column each: more have no room on a page
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
    used_months = {month for cell in counted_cells for month in months_of(cell, count)}
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
        _columns(columns, _whole_span(selection), count, role),
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


def _count(counted_cells: Iterable[Cell], count: CountBy, role: Role) -> dict[str, Counter[str]]:
    counts_by_department: dict[str, Counter[str]] = {}
    for cell in counted_cells:
        carriers = cell.leads if role != "coordinating" else ()
        for code in carriers + cell.coordinating:
            counter = counts_by_department.setdefault(code, Counter())
            for column in columns_of(cell, count):
                counter[column] += cell.n
    return counts_by_department


def _count_total(counted_cells: Iterable[Cell], count: CountBy, role: Role) -> Counter[str]:
    """Return the totals: a row that is led counts once, however many lead it."""
    total: Counter[str] = Counter()
    for cell in counted_cells:
        times = (role != "coordinating") + len(cell.coordinating)
        for column in columns_of(cell, count):
            total[column] += times * cell.n
    return total


def _month_columns(selection: Selection, used_months: Collection[str]) -> tuple[str, ...]:
    """Return the columns: the months of the plans, and whatever lies beyond them.

    Plans of calendar years always have the January after. Of plans that reach over years only
    months that carry something have a column.
    """
    whole = _whole_span(selection)
    months = list(months_in(whole))
    if all(isinstance(span, Period) for span in selection.portfolio.spans):
        first = min([*used_months, months[0]])
        last = max([*used_months, month_key(whole.end.year + 1, 1)])
        return tuple(months_in(DateRange(parse_period(first).start, parse_period(last).end)))
    return tuple(sorted({*used_months, *(months if len(months) <= _MAX_MONTHS else ())}))


def _shown_months(
    selection: Selection, columns: Sequence[str], used_months: Collection[str]
) -> tuple[str, ...]:
    """Return the columns of months that the plans have: of their span, or named by a row."""
    cells = count_rows(selection.all_tasks, selection.position, "start", "deadline")
    days = {day for cell in cells for day in (cell.start, cell.deadline) if day}
    months = {*months_in(_whole_span(selection)), *(month_key(d.year, d.month) for d in days)}
    return tuple(month for month in columns if month in months or month in used_months)


def _whole_span(selection: Selection) -> DateRange:
    return union_of(selection.portfolio.spans or [year_span(selection.position.as_of.year)])


def _columns(
    columns: tuple[str, ...], span: DateRange, count: CountBy, role: Role
) -> tuple[Column, ...]:
    """Return the columns; those of what is led say whose rows their numbers count."""
    titles = {month: _month_title(month, columns[0], span) for month in columns}
    adds_up = count != "active"  # a task counts in one of the other columns
    numbers = {"total": "Tổng", **titles, "undated": "Chưa có hạn", "regular": "Thường xuyên"}
    return (
        Column("department", "Đơn vị", "code"),
        Column("name", "Đơn vị"),
        *(
            Column(
                key,
                title,
                "heat" if key in titles else "number",
                counts=column_figure(count, key) if role == "lead" else "",
                sum_of=(*columns, "undated", "regular") if key == "total" and adds_up else (),
            )
            for key, title in numbers.items()
        ),
    )


def _month_title(month: str, first: str, span: DateRange) -> str:
    """Return `T3`, or `T3/2027` for a month of another year than the first, or beyond the plans."""
    number = str(int(month[5:]))
    is_of_plan = not isinstance(span, Period) and is_within_a_year(span)
    is_plain = month in months_in(span) if is_of_plan else month[:4] == first[:4]
    return f"T{number}" if is_plain else f"T{number}/{month[:4]}"


def _total_row(counts: Counter[str], columns: tuple[str, ...]) -> Row:
    row = _row("", "Cộng", counts, columns)
    return Row(row.values, {**row.words, "department": "Cộng"})


def _row(code: str, name: str, counts: Counter[str] | None, columns: tuple[str, ...]) -> Row:
    values: dict[str, Value] = {"department": code, "name": name}
    for key in ("total", *columns, "undated", "regular"):
        values[key] = (counts or Counter())[key]
    words = {key: "·" for key, value in values.items() if value == 0}
    return Row(values, words)
