"""Bars over the months of an axis of time, as the template draws them: places in percent.

Bars and the names of the months have no measure but the breadth of their column, so that they
stand over each other on a screen, a phone and paper.
"""

from __future__ import annotations

from khtgdv.dates.periods import format_date
from khtgdv.render.axis import MOST_MONTHS, month_count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import Any

    from khtgdv.document.time_axis import TimeAxis, TimeBar

_LEAST_LENGTH = 0.3  # percent
_BODY, _TAIL = (20, 60), (35, 30)  # where a bar and what ran past it begin, how high they are
# What the looks of a bar mean.
LEGEND = {
    "firm": "có thời hạn, chưa xong",
    "done": "đã hoàn thành",
    "extended": "thời gian gia hạn",
    "late": "phần quá hạn hoặc chậm",
    "loose": "chưa có thời hạn, cả năm",
    "void": "đã hủy",
}


def axis_context(axis: TimeAxis) -> dict[str, Any]:
    """Return the places of the months and of the day to be marked."""
    now = axis.marked_day if axis.contains(axis.marked_day) else None
    return {
        "months": [{"x": _place(start, axis), "name": name} for start, name in _ticks(axis)],
        "now": _place(now, axis) if now else None,
        "day": format_date(now) if now else "",
    }


def bar_context(span: TimeBar, axis: TimeAxis) -> list[dict[str, Any]]:
    """Return the parts of a bar: its body, the time it was given more, what it ran past its end."""
    begin, end = _place(span.start, axis), _end_place(span.end, axis)
    signed = _end_place(span.extended_after, axis) if span.extended_after else end
    late = _end_place(span.late_until, axis) if span.late_until else end
    pieces = [_piece(_look(span), begin, max(signed, begin + _LEAST_LENGTH), _BODY)]
    if end > signed:
        pieces.append(_piece("extended", max(signed, begin), end, _BODY))
    if late > end:
        pieces.append(_piece("late", end, late, _TAIL))
    return pieces


def legend_context(axis: TimeAxis) -> dict[str, Any]:
    """Return the looks of bars with their words, and the day that is marked."""
    pieces = [
        {"words": words, **_piece(look, 0, 100, _TAIL if look == "late" else _BODY)}
        for look, words in LEGEND.items()
    ]
    return {"pieces": pieces, "day": axis_context(axis)["day"]}


def _look(span: TimeBar) -> str:
    if span.outcome:
        return "done" if span.outcome == "finished" else "void"
    return "firm" if span.has_deadline else "loose"


def _piece(look: str, begin: float, end: float, height: tuple[int, int]) -> dict[str, Any]:
    return {
        "look": look,
        "x": f"{begin:g}",
        "length": f"{round(end - begin, 1):g}",
        "y": height[0],
        "height": height[1],
    }


def _ticks(axis: TimeAxis) -> Iterator[tuple[date, str]]:
    """Yield the first days of the months with their names; of an axis of years those of years."""
    by_year = month_count(axis) > MOST_MONTHS
    year, month = axis.start.year, axis.start.month
    while (start := axis.start.replace(year=year, month=month, day=1)) <= axis.end:
        if not by_year or month == 1:
            yield start, f"{year}" if by_year else f"T{month}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004 - December


def _place(day: date, axis: TimeAxis) -> float:
    """Return where a day begins on an axis."""
    return _percent((day - axis.start).days, axis)


def _end_place(day: date, axis: TimeAxis) -> float:
    """Return where a day ends on an axis."""
    return _percent((day - axis.start).days + 1, axis)


def _percent(days: int, axis: TimeAxis) -> float:
    day_count = (axis.end - axis.start).days + 1
    return max(0.0, min(100.0, round(100 * days / day_count, 1)))
