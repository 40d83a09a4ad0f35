"""In which months a task counts, and in which columns beside those of months."""

from __future__ import annotations

from khtgdv.schedule.status import REGULAR_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from khtgdv.dates.periods import DateRange
    from khtgdv.query.cells import Cell

    CountBy = Literal["due", "start", "active"]

COUNTS: tuple[CountBy, ...] = ("due", "start", "active")  # in which month a row counts


def months_of(cell: Cell, count: CountBy) -> list[str]:
    """Return the months a task counts in; none for regular tasks and those without the date."""
    day = cell.start if count == "start" else cell.deadline
    if cell.kind in REGULAR_KINDS or day is None:
        return []
    return (
        list(months_in(cell.date_range)) if count == "active" else [month_key(day.year, day.month)]
    )


def month_key(year: int, month: int) -> str:
    """Return the key of a month: `2026-03`."""
    return f"{year:04}-{month:02}"


def months_in(span: DateRange) -> Iterator[str]:
    """Yield the months that some days touch."""
    first, last = span.start, span.end
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield month_key(number // 12, number % 12 + 1)


def columns_of(cell: Cell, count: CountBy) -> tuple[str, ...]:
    """Return the columns that a task counts in."""
    regular = cell.kind in REGULAR_KINDS
    months = months_of(cell, count) or ["regular" if regular else "undated"]
    return (*months, "total")


def column_figure(count: CountBy, column: str) -> str:
    """Return the name of the figure that such a column counts."""
    return f"{count} {column}"
