"""Bars over the months of an axis of time, drawn in characters."""

from __future__ import annotations

from math import ceil, floor

from khtgdv.dates.periods import DateRange, format_date, month_end

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from khtgdv.document.time_axis import TimeAxis, TimeBar

DEADLINE_FILL, OPEN_FILL, OVERDUE_FILL, MARKED_DAY_LINE = "█", "░", "▒", "┊"
_MARKED_DAY_ARROW = "▼"
_NARROW_MONTH = 2  # characters of a month over which not every number has room
MOST_MONTHS = 24  # of an axis that tells each of them by its number
YEARS_MONTH = 1  # and over which only years have
_MONTHS_OF_YEAR = 12


def legend(axis: TimeAxis) -> str:
    """Return what the signs mean."""
    signs = [
        f"{DEADLINE_FILL} có thời hạn",
        f"{OVERDUE_FILL} phần quá hạn",
        f"{OPEN_FILL} chưa có thời hạn, cả năm",
    ]
    if axis.contains(axis.marked_day):
        signs.append(f"{_MARKED_DAY_ARROW} {MARKED_DAY_LINE} thời điểm báo cáo")
    return " · ".join([*signs, "◀ ▶ ngoài khung"])


def month_count(axis: TimeAxis) -> int:
    """Return how many months an axis has."""
    return ceil(_months_from_start(axis.end, axis, at_day_end=True))


def header(axis: TimeAxis, month_width: int) -> str:
    """Return two lines over the bars: the day marked, and the numbers of the months."""
    width = month_count(axis) * month_width
    numbers = _years(axis) if month_width == YEARS_MONTH else _months(axis, month_width)
    return f"{_marked_day_label(axis, month_width, width)}\n{numbers[:width].rstrip()}"


def _months(axis: TimeAxis, month_width: int) -> str:
    step = 1 if month_width > _NARROW_MONTH else 2
    first = axis.start.month - 1
    numbers = [
        f"{(first + n) % _MONTHS_OF_YEAR + 1}".ljust(month_width * step)
        for n in range(0, month_count(axis), step)
    ]
    return "".join(numbers)


def _years(axis: TimeAxis) -> str:
    """Return the years of an axis whose months have a character each."""
    first = _MONTHS_OF_YEAR + 1 - axis.start.month
    numbers = [
        f"{year}".ljust(_MONTHS_OF_YEAR) for year in range(axis.start.year, axis.end.year + 1)
    ]
    return f"{numbers[0][:first]}{''.join(numbers[1:])}"


def _marked_day_label(axis: TimeAxis, month_width: int, width: int) -> str:
    if not axis.contains(axis.marked_day):
        return ""
    column, day = _marked_day_column(axis, month_width), format_date(axis.marked_day)[:5]
    label = f"{_MARKED_DAY_ARROW} {day}"
    if column + len(label) <= width:
        return " " * column + label
    return f"{day} {_MARKED_DAY_ARROW}".rjust(column + 1)


def bar(span: TimeBar, axis: TimeAxis, month_width: int) -> str:
    """Return the characters of one bar, as long as the axis."""
    width = month_count(axis) * month_width
    cells = [" "] * width
    if axis.contains(axis.marked_day):
        cells[_marked_day_column(axis, month_width)] = MARKED_DAY_LINE
    character = DEADLINE_FILL if span.has_deadline else OPEN_FILL
    if span.late_until:
        _fill(cells, OVERDUE_FILL, DateRange(span.end, span.late_until), axis, month_width)
    _fill(cells, character, span, axis, month_width)
    last_day = max(span.end, span.late_until or span.end)
    if span.start < axis.start:
        cells[0] = "◀"
    if last_day > axis.end:
        cells[-1] = "▶"
    return "".join(cells)


def _fill(cells: list[str], character: str, days: DateRange, axis: TimeAxis, width: int) -> None:
    """Fill the cells of some days; what is on the axis at all has one cell at least."""
    if not days.overlaps(axis.start, axis.end):
        return
    begin = max(floor(_months_from_start(days.start, axis) * width), 0)
    end = max(round(_months_from_start(days.end, axis, at_day_end=True) * width), begin + 1)
    cells[begin:end] = [character] * (min(end, len(cells)) - begin)


def _marked_day_column(axis: TimeAxis, month_width: int) -> int:
    return floor(_months_from_start(axis.marked_day, axis) * month_width)


def _months_from_start(day: date, axis: TimeAxis, *, at_day_end: bool = False) -> float:
    """Return how many months after the start of the axis a day begins, or (`at_day_end`) ends."""
    months = (day.year - axis.start.year) * 12 + day.month - axis.start.month
    elapsed_days = day.day if at_day_end else day.day - 1
    return months + elapsed_days / month_end(day.year, day.month).day
