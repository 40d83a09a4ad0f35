"""Bars over the months of an axis of time, drawn in characters."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from khtgdv.dates.periods import Range, month_end, shown

if TYPE_CHECKING:
    from datetime import date

    from khtgdv.document.document import Axis, Span

FIRM, LOOSE, PAST, NOW = "█", "░", "▒", "┊"
_MARK = "▼"
_SLIM = 2  # characters of a month over which not every number has room


def legend(axis: Axis) -> str:
    """Return what the signs mean."""
    signs = [f"{FIRM} có thời hạn", f"{PAST} phần quá hạn", f"{LOOSE} chưa có thời hạn, cả năm"]
    if axis.holds(axis.now):
        signs.append(f"{_MARK} {NOW} thời điểm báo cáo")
    return " · ".join([*signs, "◀ ▶ ngoài khung"])


def length(axis: Axis) -> int:
    """Return how many months an axis has."""
    return ceil(_months(axis.end, axis, whole=True))


def header(axis: Axis, month: int) -> str:
    """Return two lines over the bars: the day marked, and the numbers of the months."""
    width = length(axis) * month
    step = 1 if month > _SLIM else 2
    first = axis.start.month - 1
    numbers = [f"{(first + n) % 12 + 1}".ljust(month * step) for n in range(0, length(axis), step)]
    return f"{_marked(axis, month, width)}\n{''.join(numbers)[:width].rstrip()}"


def _marked(axis: Axis, month: int, width: int) -> str:
    if axis.now is None or not axis.holds(axis.now):
        return ""
    place, day = _now(axis, month), shown(axis.now)[:5]
    after = f"{_MARK} {day}"
    if place + len(after) <= width:
        return " " * place + after
    return f"{day} {_MARK}".rjust(place + 1)


def bar(span: Span, axis: Axis, month: int) -> str:
    """Return the characters of one bar, as long as the axis."""
    width = length(axis) * month
    cells = [" "] * width
    if axis.holds(axis.now):
        cells[_now(axis, month)] = NOW
    sign = FIRM if span.firm else LOOSE
    if span.until:
        _fill(cells, PAST, Range(span.end, span.until), axis, month)
    _fill(cells, sign, span, axis, month)
    last = max(span.end, span.until or span.end)
    if span.start < axis.start:
        cells[0] = "◀"
    if last > axis.end:
        cells[-1] = "▶"
    return "".join(cells)


def _fill(cells: list[str], sign: str, days: Range, axis: Axis, month: int) -> None:
    """Fill the cells of some days; what is on the axis at all has one cell at least."""
    if not days.touches(axis.start, axis.end):
        return
    begin = max(floor(_months(days.start, axis) * month), 0)
    end = max(round(_months(days.end, axis, whole=True) * month), begin + 1)
    cells[begin:end] = [sign] * (min(end, len(cells)) - begin)


def _now(axis: Axis, month: int) -> int:
    assert axis.now is not None  # noqa: S101 - asked only where the axis holds it
    return floor(_months(axis.now, axis) * month)


def _months(day: date, axis: Axis, *, whole: bool = False) -> float:
    """Return how many months after the start of the axis a day begins, or (`whole`) ends."""
    months = (day.year - axis.start.year) * 12 + day.month - axis.start.month
    gone = day.day if whole else day.day - 1
    return months + gone / month_end(day.year, day.month).day
