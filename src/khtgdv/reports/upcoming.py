"""`upcoming`: what is due soon and not finished, and what waits for others."""

from __future__ import annotations

from khtgdv.dates.periods import DateRange
from khtgdv.document.document import Column, Row, Table
from khtgdv.frozen import replace
from khtgdv.plan.workdays import WorkCalendar
from khtgdv.query.cells import count_rows, sort_by_deadline
from khtgdv.query.selection import open_tasks_in_words, open_tasks_of_kind
from khtgdv.reports.issued.report_days import reports_due, reports_table
from khtgdv.reports.shared.figures import horizon, is_due_soon
from khtgdv.reports.shared.frame import (
    counted_footers,
    report_document,
    with_unknown_holidays,
)
from khtgdv.reports.shared.repeated import occurrence_tables, open_occurrences_until
from khtgdv.reports.shared.rows import (
    INSPECTION_COLUMNS,
    TASK_COLUMNS,
    default_columns,
    inspection_row,
    task_row,
    task_table,
)
from khtgdv.reports.shared.steps import steps_due_in, steps_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from typing import Any

    from khtgdv.dates.periods import Position
    from khtgdv.document.document import Document
    from khtgdv.query.rows import AnyRow
    from khtgdv.query.selection import Selection

_LEFT = (Column("days_left", "Còn", "number"), Column("workdays_left", "Ngày làm việc", "number"))

_BOTH = tuple(column.key for column in _LEFT)


def build(selection: Selection, *, within: int | None = None) -> Document:
    """Return what is unfinished and due within so many days, else by the next month's end."""
    at = selection.position
    soon = horizon(at, within)
    calendar = selection.portfolio.workdays
    rows = sort_by_deadline(
        [row for row in selection.tasks if is_due_soon(row.status, at, soon.last_day)]
    )
    visits = [row for row in selection.inspections if is_due_soon(row.status, at, soon.last_day)]
    footer, printed_footer = counted_footers(
        f"{len(rows)} trên {selection.total_tasks} nhiệm vụ đến hạn {soon.words}",
        count_rows(rows, at, "leads"),
        selection,
    )
    tasks = Table(
        "upcoming",
        "",
        (*TASK_COLUMNS, *_LEFT),
        default_columns(("id", "task", "lead", "coordinating", "deadline", *_BOTH), selection),
        tuple(_row_with_days_left(task_row(row, at), at, calendar) for row in rows),
        footer=footer,
        printed_footer=printed_footer,
        empty=f"Không có nhiệm vụ nào đến hạn {soon.words}.",
    )
    inspections = Table(
        "inspections",
        f"CUỘC KIỂM TRA ĐẾN HẠN {soon.words.upper()}",
        (*INSPECTION_COLUMNS, *_LEFT),
        default_columns(("id", "content", "units", "deadline", *_BOTH), selection),
        tuple(_row_with_days_left(inspection_row(row, at), at, calendar) for row in visits),
    )
    open_ = open_occurrences_until(selection, soon.last_day)
    tables_ = occurrence_tables(open_, selection, f"VIỆC ĐỊNH KỲ ĐẾN HẠN {soon.words.upper()}")
    title = f"NHIỆM VỤ ĐẾN HẠN {soon.words.upper()}"
    ahead = DateRange(at.as_of, max(at.as_of, soon.last_day))
    steps = steps_table(
        "steps", f"BƯỚC ĐẾN HẠN {soon.words.upper()}", steps_due_in(selection, ahead), selection
    )
    waiting = (_awaiting_table(selection), _worded_table(selection))
    reports = reports_due(selection, soon.last_day)
    sent = reports_table(reports, soon.words, selection)
    tables = [tasks, steps, *tables_, *waiting, inspections, sent]
    document = report_document("upcoming", title, selection, tables)
    days = [
        due.occurrence.counted_days
        for due in open_
        if due.occurrence.rule.recurrence.counts_workdays
    ]
    ends = (*_deadlines(rows), *_deadlines(visits), *(report.send for report in reports))
    spans = [DateRange(at.as_of, end) for end in ends]
    return with_unknown_holidays(document, selection.portfolio, [*spans, *days])


def _deadlines(rows: Iterable[AnyRow]) -> Iterator[date]:
    return (row.status.deadline.end for row in rows if row.status.deadline)


def _awaiting_table(selection: Selection) -> Table:
    rows = open_tasks_of_kind(selection, "awaiting")
    columns = default_columns(("id", "task", "lead", "deadline"), selection)
    title = "CHỜ CẤP TRÊN (chưa có thời hạn)"
    return task_table("awaiting", title, rows, selection, default=columns, headings="declared")


def _worded_table(selection: Selection) -> Table:
    rows = open_tasks_in_words(selection)
    columns = default_columns(("id", "task", "lead", "deadline", "state"), selection)
    title = "HẠN GHI BẰNG LỜI (chưa có ngày)"
    return task_table("worded", title, rows, selection, default=columns)


def _row_with_days_left(row: Row, at: Position, calendar: WorkCalendar) -> Row:
    deadline: Any = row.values["deadline"]
    days_left = (deadline - at.as_of).days
    workdays_left = calendar.count_workdays_after(at.as_of, deadline)
    values = {"days_left": days_left, "workdays_left": workdays_left}
    words = {**row.words, "days_left": f"{days_left} ngày" if days_left else "hôm nay"}
    return replace(row, values={**row.values, **values}, words=words)
