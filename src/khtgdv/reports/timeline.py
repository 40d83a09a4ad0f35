"""`timeline`: the year as bars, one row a task, by department; inspections on their own lane.

The tables `timeline` and `inspections` hold the rows of the contract with `span_start` and
`span_end`. Each lane that people see is a table with an axis of time, whose rows have a `span`:
a format draws it as it can, or tells it in words.
"""

from __future__ import annotations

from datetime import date

from khtgdv.dates.periods import DateRange, month_end
from khtgdv.dates.spans import union_of, year_span
from khtgdv.document.document import Column, Row, Table
from khtgdv.document.time_axis import TimeAxis, TimeBar
from khtgdv.frozen import replace
from khtgdv.reports.shared.frame import report_document
from khtgdv.reports.shared.rows import (
    INSPECTION_COLUMNS,
    TASK_COLUMNS,
    default_columns,
    inspection_row,
    state_word,
    task_row,
)
from khtgdv.schedule.status import completion_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Literal

    from khtgdv.dates.periods import Position
    from khtgdv.document.document import Document
    from khtgdv.query.rows import AnyRow
    from khtgdv.query.selection import Selection
    from khtgdv.schedule.status import State

_SPAN_COLUMNS = (Column("span_start", "Từ ngày", "date"), Column("span_end", "Đến ngày", "date"))
_LANE_COLUMNS = (
    Column("id", "Mã", "id"),
    Column("text", "Nhiệm vụ", "line"),
    Column("span", "Thời gian", "span"),
    Column("deadline", "Hạn", "date"),
    Column("state", "Tình trạng", "state"),
    Column("plan", "Kế hoạch"),
)

_OUTCOMES: dict[State, Literal["finished", "cancelled"]] = {
    "completed": "finished",
    "completed-late": "finished",
    "cancelled": "cancelled",
}


def build(selection: Selection) -> Document:
    """Return the bars of each department, then those of the inspections."""
    at = selection.position
    span = _shown_span(selection)
    axis = TimeAxis(span.start.replace(day=1), month_end(span.end.year, span.end.month), at.as_of)
    tasks = [(row, task_row(row, at)) for row in selection.tasks]
    visits = [(row, inspection_row(row, at)) for row in selection.inspections]
    lanes = [
        replace(
            _lane(f"timeline-{code}", f"{name} ({code})", lane_rows, axis, selection),
            printed_title=name,
        )
        for code, name in selection.departments.items()
        if (lane_rows := [(row, contract_row) for row, contract_row in tasks if code in row.leads])
    ]
    tables = [
        _data_table("timeline", TASK_COLUMNS, tasks),
        *lanes,
        _data_table("inspections", INSPECTION_COLUMNS, visits),
        _lane("timeline-inspections", "KIỂM TRA, GIÁM SÁT, KHẢO SÁT", visits, axis, selection),
    ]
    footer = (
        f"{len(tasks)} trên {selection.total_tasks} nhiệm vụ, "
        f"{len(visits)} trên {selection.total_inspections} cuộc kiểm tra"
    )
    return report_document(
        "timeline", f"TIẾN TRÌNH {span.label.upper()}", selection, tables, footer
    )


def _shown_span(selection: Selection) -> DateRange:
    """Return the days from the first to the last of the newest year's plans."""
    plans = selection.portfolio
    year = max(plans.years, default=selection.position.as_of.year)
    spans = [span for span, of in zip(plans.spans, plans.years, strict=True) if of == year]
    return union_of(spans or [year_span(year)])


def _data_table(name: str, columns: tuple[Column, ...], rows: Sequence[tuple[Any, Row]]) -> Table:
    every = (*columns, *_SPAN_COLUMNS)
    keys = tuple(column.key for column in every)
    return Table(name, "", every, keys, tuple(_row_with_span(*row) for row in rows), layout="data")


def _row_with_span(row: AnyRow, contract_row: Row) -> Row:
    span = row.date_range
    return replace(
        contract_row, values={**contract_row.values, "span_start": span.start, "span_end": span.end}
    )


def _lane(
    name: str, title: str, rows: Sequence[tuple[AnyRow, Row]], axis: TimeAxis, selection: Selection
) -> Table:
    bars = tuple(_bar_row(row, contract_row, selection.position) for row, contract_row in rows)
    default = default_columns(("id", "text", "span", "deadline", "state"), selection)
    narrow = default_columns(("id", "text", "span", "state"), selection)
    return Table(name, title, _LANE_COLUMNS, default, bars, layout="view", narrow=narrow, axis=axis)


def _bar_row(row: AnyRow, contract_row: Row, at: Position) -> Row:
    days = row.date_range
    span = TimeBar(
        days.start,
        days.end,
        has_deadline=row.status.deadline is not None,
        late_until=_late_until(row, at),
        extended_after=_extended_after(row),
        outcome=_OUTCOMES.get(row.status.state, ""),
    )
    text = row.work.text.strip().removeprefix("- ")
    values = {**contract_row.values, "text": text, "span": span}
    # How many days are left is for the eye to see.
    words = {
        **contract_row.words,
        "state": state_word(row.status, at),
        "deadline": _deadline(row),
    }
    return replace(contract_row, values=values, words=words)


def _deadline(row: AnyRow) -> str:
    """Return the deadline in force; a finish cell in words would not keep to its line."""
    return row.status.deadline.label if row.status.deadline else ""


def _extended_after(row: AnyRow) -> date | None:
    """Return the signed deadline that an extension in force has moved to a later day."""
    signed, deadline = row.work.due, row.status.deadline
    return signed.end if signed and deadline and signed.end < deadline.end else None


def _late_until(row: AnyRow, at: Position) -> date | None:
    """Return how far a late row has run past its deadline, or ran before it was done."""
    if row.status.state == "overdue":
        return at.as_of
    return completion_date(row.work) if row.status.state == "completed-late" else None
