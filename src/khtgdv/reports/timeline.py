"""`timeline`: the year as bars, one row a task, by department; inspections on their own lane.

The tables `timeline` and `inspections` hold the rows of the contract with `span_start` and
`span_end`, from which any format may draw; what people read in a text are bars of blocks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from khtgdv.document import Column, Row, Table
from khtgdv.reports.frame import frame
from khtgdv.reports.rows import (
    INSPECTION_COLUMNS,
    TASK_COLUMNS,
    inspection_row,
    task_row,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.document import Document
    from khtgdv.periods import Position
    from khtgdv.query.selection import AnyRow, Selection

_MONTHS = 12
_WIDE, _SLIM = 3, 2  # characters of a month
_LONG, _SHORT = 56, 25  # characters of a task's text
_SPAN = (Column("span_start", "Từ ngày", "date"), Column("span_end", "Đến ngày", "date"))
_LEGEND = "█ có thời hạn · ░ chưa có thời hạn, cả năm · ▼ tháng hiện tại · ◀ ▶ ngoài năm này"


def build(selection: Selection) -> Document:
    """Return the bars of each department, then those of the inspections."""
    at = selection.position
    year = max((plan.year for plan in selection.portfolio), default=at.as_of.year)
    tasks = [(row, _with_span(row, task_row(row, at))) for row in selection.tasks]
    visits = [(row, _with_span(row, inspection_row(row, at))) for row in selection.inspections]
    lanes = [
        _lane(f"timeline-{code}", f"{name} ({code})", own, year, at)
        for code, name in selection.departments.items()
        if (own := [(row, made) for row, made in tasks if row.lead == code])
    ]
    tables = [
        _data("timeline", TASK_COLUMNS, tasks),
        *lanes,
        _data("inspections", INSPECTION_COLUMNS, visits),
        _lane("timeline-inspections", "KIỂM TRA, GIÁM SÁT, KHẢO SÁT", visits, year, at),
    ]
    footer = (
        f"{len(tasks)} trên {selection.total} nhiệm vụ, "
        f"{len(visits)} trên {selection.total_inspections} cuộc kiểm tra\n{_LEGEND}"
    )
    return frame("timeline", f"TIẾN TRÌNH NĂM {year}", selection, tables, footer)


def _with_span(row: AnyRow, made: Row) -> Row:
    span = row.span
    return replace(made, values={**made.values, "span_start": span.start, "span_end": span.end})


def _data(name: str, columns: tuple[Column, ...], rows: Sequence[tuple[Any, Row]]) -> Table:
    every = (*columns, *_SPAN)
    keys = tuple(column.key for column in every)
    return Table(name, "", every, keys, tuple(made for _, made in rows), layout="data")


def _lane(
    name: str, title: str, rows: Sequence[tuple[AnyRow, Row]], year: int, at: Position
) -> Table:
    """Return some rows as bars: broad ones, and slim ones for a narrow screen."""
    columns = (
        Column("id", "Mã", "id"),
        Column("text", "Nhiệm vụ", "code"),
        Column("brief", "Nhiệm vụ", "code"),
        Column("bar", _axis(year, at, _WIDE), "span"),
        Column("slim", _axis(year, at, _SLIM), "span"),
        Column("deadline", "Hạn", "date"),
        Column("state", "Tình trạng", "state"),
    )
    made = tuple(_drawn(row, told, year, at) for row, told in rows)
    default = ("id", "text", "bar", "deadline", "state")
    narrow = ("id", "brief", "slim", "state")
    return Table(name, title, columns, default, made, layout="view", narrow=narrow)


def _drawn(row: AnyRow, told: Row, year: int, at: Position) -> Row:
    text = " ".join(row.work.text.split()).removeprefix("- ")
    words = {
        **told.words,
        "state": _state(told),
        "text": _cut(text, _LONG).ljust(_LONG + 1),
        "brief": _cut(text, _SHORT).ljust(_SHORT + 1),
        "bar": _bar(row, year, at, _WIDE),
        "slim": _bar(row, year, at, _SLIM),
    }
    return replace(told, words=words)


def _state(told: Row) -> str:
    """Return the state in words; how many days are left is for the eye to see."""
    return told.text("state").partition(", ")[0]


def _cut(text: str, most: int) -> str:
    """Return the beginning of a text, cut between words."""
    if len(text) <= most:
        return text
    return f"{text[:most].rsplit(' ', 1)[0].rstrip(' ,;.:(“')}…"


def _now(year: int, at: Position) -> int:
    """Return the month of the position, 0 where it is in another year."""
    return at.as_of.month if at.as_of.year == year else 0


def _axis(year: int, at: Position, width: int) -> str:
    """Return the numbers of the months over the bars, that of the position marked."""
    now = _now(year, at)
    slim = width < _WIDE  # the numbers of two months do not stand side by side
    marks = [("" if slim and month % 2 == 0 else f"{month}") for month in range(1, _MONTHS + 1)]
    if now:
        marks[now - 1] = "▼" if slim else f"▼{now}"
    return "".join(mark.ljust(width) for mark in marks)


def _bar(row: AnyRow, year: int, at: Position, width: int) -> str:
    """Return the months from start to deadline as blocks, the month of the position as a line."""
    block = "█" if row.status.deadline else "░"
    now, span = _now(year, at), row.span
    cells = []
    for month in range(1, _MONTHS + 1):
        inside = (
            (span.start.year, span.start.month)
            <= (year, month)
            <= (
                span.end.year,
                span.end.month,
            )
        )
        cells.append(block * width if inside else ("┊" if month == now else "").ljust(width))
    bar = "".join(cells)
    if span.start.year < year:
        bar = f"◀{bar[1:]}"
    return f"{bar[:-1]}▶" if span.end.year > year else bar
