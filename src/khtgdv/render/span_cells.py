"""Bars over an axis of time as the cells of a table on paper: a period a cell.

A cell is shaded and has a sign, so that it is understood on a printer without colours too.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from khtgdv.dates.periods import DateRange, month_end
from khtgdv.document.time_axis import TimeBar
from khtgdv.render.axis import month_count
from khtgdv.render.table_lines import TableCell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from khtgdv.document.document import Value
    from khtgdv.document.time_axis import TimeAxis

_MOST_CELLS = 14
_MARKED = "▼"
# The looks of a part of a bar: its sign, the ground of its cells, its words.
_LOOKS = {
    "firm": ("■", "C9DAEA", "có thời hạn, chưa xong"),
    "done": ("✓", "CBE5CF", "đã hoàn thành"),
    "extended": ("+", "FFE08A", "thời gian gia hạn"),
    "late": ("!", "F4B8AE", "phần quá hạn hoặc chậm"),
    "loose": ("○", "EDEDED", "chưa có thời hạn, cả năm"),
    "void": ("×", "D9D9D9", "đã hủy"),
}


def span_heads(axis: TimeAxis) -> list[TableCell]:
    """Return the heads of the periods; the one with the marked day has a sign."""
    return [
        TableCell(f"{name}\n{_MARKED}" if days.contains(axis.marked_day) else name)
        for name, days in _periods(axis)
    ]


def span_cells(value: Value, axis: TimeAxis) -> list[TableCell]:
    """Return the cells of a bar; of a row without one they are empty."""
    parts = list(_parts(value)) if isinstance(value, TimeBar) else []
    return [_cell(parts, days) for _, days in _periods(axis)]


def span_legend(axis: TimeAxis) -> str:
    """Return what the signs mean."""
    signs = [f"{sign}\u00a0{words}" for sign, _, words in _LOOKS.values()]
    if axis.contains(axis.marked_day):
        signs.append(f"{_MARKED}\u00a0thời điểm báo cáo")
    return " · ".join(signs)


def _cell(parts: list[tuple[str, DateRange]], days: DateRange) -> TableCell:
    """Return the cell of a period: as the first part looks that has a day of it."""
    looks = (look for look, part in parts if part.overlaps(days.start, days.end))
    look = next(looks, None)
    return TableCell(_LOOKS[look][0], ground=_LOOKS[look][1]) if look else TableCell("")


def _parts(span: TimeBar) -> Iterator[tuple[str, DateRange]]:
    """Yield the parts of a bar: as signed, the time it was given more, what it ran past its end."""
    yield _look(span), DateRange(span.start, span.extended_after or span.end)
    if span.extended_after:
        yield "extended", DateRange(span.extended_after, span.end)
    if span.late_until:
        yield "late", DateRange(span.end, span.late_until)


def _look(span: TimeBar) -> str:
    if span.outcome:
        return "done" if span.outcome == "finished" else "void"
    return "firm" if span.has_deadline else "loose"


@lru_cache(maxsize=8)  # every row of a chart asks for those of one axis
def _periods(axis: TimeAxis) -> tuple[tuple[str, DateRange], ...]:
    """Return the periods of an axis with their names: months, or what leaves few enough."""
    months = list(_months(axis))
    if len(months) <= _MOST_CELLS:
        return tuple((_month_name(days.start, axis), days) for days in months)
    of_quarters = len(months) <= 3 * _MOST_CELLS
    name = _quarter_name if of_quarters else _year_name
    groups = ((key, list(group)) for key, group in groupby(months, lambda days: name(days.start)))
    return tuple((key, DateRange(group[0].start, group[-1].end)) for key, group in groups)


def _months(axis: TimeAxis) -> Iterator[DateRange]:
    for number in range(month_count(axis)):
        years, month = divmod(axis.start.month - 1 + number, 12)
        year = axis.start.year + years
        start = axis.start.replace(year=year, month=month + 1, day=1)
        yield DateRange(start, month_end(year, month + 1))


def _month_name(day: date, axis: TimeAxis) -> str:
    return f"T{day.month}" if day.year == axis.start.year else f"{day:%m/%y}".lstrip("0")


def _quarter_name(day: date) -> str:
    return f"{('I', 'II', 'III', 'IV')[(day.month - 1) // 3]}/{day:%y}"


def _year_name(day: date) -> str:
    return f"{day.year}"
