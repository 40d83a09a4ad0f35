"""`timeline`: the year as bars, one row a task, by department; inspections on their own lane.

The tables `timeline` and `inspections` hold the rows of the contract with `span_start` and
`span_end`. Each lane that people see is a table with an axis of time, whose rows have a `span`:
a format draws it as it can, or tells it in words.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from khtgdv.document.document import Axis, Column, Row, Span, Table
from khtgdv.frozen import replace
from khtgdv.reports.shared.frame import frame
from khtgdv.reports.shared.rows import (
    INSPECTION_COLUMNS,
    TASK_COLUMNS,
    default_columns,
    inspection_row,
    task_row,
)
from khtgdv.schedule.status import KINDS, finished

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.dates.periods import Position
    from khtgdv.document.document import Document
    from khtgdv.query.rows import AnyRow
    from khtgdv.query.selection import Selection

_ENDS = (Column("span_start", "Từ ngày", "date"), Column("span_end", "Đến ngày", "date"))
_LANE = (
    Column("id", "Mã", "id"),
    Column("text", "Nhiệm vụ", "line"),
    Column("span", "Thời gian", "span"),
    Column("deadline", "Hạn", "date"),
    Column("state", "Tình trạng", "state"),
    Column("plan", "Kế hoạch"),
)


def build(selection: Selection) -> Document:
    """Return the bars of each department, then those of the inspections."""
    at = selection.position
    year = max(selection.portfolio.years, default=at.as_of.year)
    axis = Axis(date(year, 1, 1), date(year, 12, 31), at.as_of)
    tasks = [(row, task_row(row, at)) for row in selection.tasks]
    visits = [(row, inspection_row(row, at)) for row in selection.inspections]
    lanes = [
        _lane(f"timeline-{code}", f"{name} ({code})", own, axis, selection)
        for code, name in selection.departments.items()
        if (own := [(row, made) for row, made in tasks if row.lead == code])
    ]
    tables = [
        _data("timeline", TASK_COLUMNS, tasks),
        *lanes,
        _data("inspections", INSPECTION_COLUMNS, visits),
        _lane("timeline-inspections", "KIỂM TRA, GIÁM SÁT, KHẢO SÁT", visits, axis, selection),
    ]
    footer = (
        f"{len(tasks)} trên {selection.total} nhiệm vụ, "
        f"{len(visits)} trên {selection.total_inspections} cuộc kiểm tra"
    )
    return frame("timeline", f"TIẾN TRÌNH NĂM {year}", selection, tables, footer)


def _data(name: str, columns: tuple[Column, ...], rows: Sequence[tuple[Any, Row]]) -> Table:
    every = (*columns, *_ENDS)
    keys = tuple(column.key for column in every)
    return Table(name, "", every, keys, tuple(_with_ends(*row) for row in rows), layout="data")


def _with_ends(row: AnyRow, made: Row) -> Row:
    span = row.span
    return replace(made, values={**made.values, "span_start": span.start, "span_end": span.end})


def _lane(
    name: str, title: str, rows: Sequence[tuple[AnyRow, Row]], axis: Axis, selection: Selection
) -> Table:
    made = tuple(_bar(row, told, selection.position) for row, told in rows)
    default = default_columns(("id", "text", "span", "deadline", "state"), selection)
    narrow = default_columns(("id", "text", "span", "state"), selection)
    return Table(name, title, _LANE, default, made, layout="view", narrow=narrow, axis=axis)


def _bar(row: AnyRow, told: Row, at: Position) -> Row:
    days = row.span
    span = Span(days.start, days.end, firm=row.status.deadline is not None, until=_until(row, at))
    text = row.work.text.strip().removeprefix("- ")
    values = {**told.values, "text": text, "span": span}
    words = {**told.words, "state": _state(row, told), "deadline": _deadline(row)}
    return replace(told, values=values, words=words)


def _state(row: AnyRow, told: Row) -> str:
    """Return the state in words; how many days are left is for the eye to see."""
    if row.status.kind == "awaiting" and not row.status.closed:
        return KINDS["awaiting"]
    words = told.text("state")
    return words if row.status.state == "overdue" else words.split(",")[0]


def _deadline(row: AnyRow) -> str:
    """Return the deadline in force; a finish cell in words would not keep to its line."""
    return row.status.deadline.label if row.status.deadline else ""


def _until(row: AnyRow, at: Position) -> date | None:
    """Return how far a late row has run past its deadline, or ran before it was done."""
    if row.status.state == "overdue":
        return at.as_of
    return finished(row.work) if row.status.state == "completed-late" else None
