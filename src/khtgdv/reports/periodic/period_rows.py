"""What belongs to a period: which rows stand in which table of the periodic report.

Shared by the modules of `report`. A task is judged at the report's position, the close of the
period (today while it is unfinished); facts dated before the period or after the position do not
put a row into a table.
"""

from __future__ import annotations

from functools import partial

from khtgdv.dates.periods import DateRange, paper_date, period_name
from khtgdv.document.document import Column
from khtgdv.frozen import dataclass, replace
from khtgdv.plan.reporting import Reporting, following
from khtgdv.query.cells import count_rows
from khtgdv.reports.shared.facts import to_mapping
from khtgdv.reports.shared.figures import COUNTED_DIMENSIONS, count_due
from khtgdv.reports.shared.rows import TASK_COLUMNS, extensions_in_words, state_word, task_row
from khtgdv.schedule.status import (
    KIND_LABELS,
    REGULAR_KINDS,
    completion_date,
    has_begun,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from khtgdv.dates.periods import Period, Position
    from khtgdv.document.document import Row, Value
    from khtgdv.document.facets import Facets
    from khtgdv.plan.model import Extension
    from khtgdv.query.rows import AnyRow, TaskRow
    from khtgdv.query.selection import Selection

_BELOW_TEXT_KEYS = ("result", "cancelled", "days_late")
PERIOD_TASK_COLUMNS = (
    *(
        replace(column, below_text=True) if column.key in _BELOW_TEXT_KEYS else column
        for column in TASK_COLUMNS
    ),
    Column("decided", "Gia hạn trong kỳ", below_text=True),
)


@dataclass(frozen=True, slots=True)
class ReportTerm:
    """The period reported on, and the position it is reported at.

    `reporting` says on which days the office makes up its reports.
    """

    period: Period
    at: Position
    reporting: Reporting = Reporting()

    @property
    def days(self) -> DateRange:
        """The days reported on: the period's, up to the position."""
        return DateRange(self.period.start, self.at.as_of)

    @property
    def finished(self) -> bool:
        """Tell whether the whole period is reported on."""
        return self.at.as_of == self.period.end and self.at.closed

    @property
    def name(self) -> str:
        """The period in words, as it stands in a sentence."""
        return period_name(self.period)

    @property
    def position_words(self) -> str:
        """The day that the figures are of: `hết ngày 31/3/2026`, or today during the day."""
        day = paper_date(self.at.as_of)
        return f"hết ngày {day}" if self.at.closed else f"ngày {day}"

    @property
    def next_period(self) -> Period:
        """The next period of the same kind; after nine months comes the fourth quarter."""
        return self.reporting.reported(following(self.period))


def closing_date(row: AnyRow) -> date | None:
    """Return the day a closed row was completed or cancelled; None while it is open."""
    if not row.status.closed:
        return None
    cancelled = row.work.cancelled
    if row.status.state == "cancelled" and cancelled:
        return cancelled.on
    return completion_date(row.work)


def effective_extensions(row: AnyRow, term: ReportTerm) -> tuple[Extension, ...]:
    """Return the extensions decided in the period that took effect: none after the row closed."""
    last_day = closing_date(row) or term.at.as_of
    return tuple(e for e in row.work.extensions if term.days.contains(e.on) and e.on <= last_day)


def is_deadline_in(row: AnyRow, days: DateRange) -> bool:
    """Tell whether the deadline in force falls in a time."""
    return row.status.deadline is not None and days.contains(row.status.deadline.end)


def _is_closed_as(state: str) -> Callable[[TaskRow, ReportTerm], bool]:
    return lambda row, term: row.status.state == state and term.days.contains(closing_date(row))


def _is_open_as(state: str) -> Callable[[TaskRow, ReportTerm], bool]:
    """Dated rows in a state; awaiting and undated ones too once they have begun."""
    return lambda row, term: (
        row.status.state == state
        and row.status.kind not in REGULAR_KINDS
        and has_begun(row.work, term.at)
    )


def _starts_later(row: TaskRow, term: ReportTerm) -> bool:
    start = row.work.start
    return (
        row.status.state == "scheduled" and start is not None and term.period.contains(start.start)
    )


# Which tasks stand in which table. Of the state tables (all but `extended` and `next`) a task is
# in one at most: in none where it was closed before the period or starts after it.
TABLE_TESTS: dict[str, Callable[[TaskRow, ReportTerm], bool]] = {
    "completed": _is_closed_as("completed"),
    "completed_late": _is_closed_as("completed-late"),
    "overdue": lambda row, _: row.status.state == "overdue",
    "in_progress": _is_open_as("in-progress"),
    "open": _is_open_as("open"),
    "scheduled": _starts_later,
    "extended": lambda row, term: bool(effective_extensions(row, term)),
    "cancelled": _is_closed_as("cancelled"),
    "next": lambda row, term: (
        row.status.kind == "dated"
        and not row.status.closed
        and is_deadline_in(row, term.next_period)
    ),
}


def rows_by_table(selection: Selection, term: ReportTerm) -> dict[str, list[TaskRow]]:
    """Return the tasks of every table, by department and then by deadline."""
    rows = sorted(selection.tasks, key=department_sort_key(selection))
    return {name: [row for row in rows if test(row, term)] for name, test in TABLE_TESTS.items()}


def department_sort_key(selection: Selection) -> Callable[[AnyRow], tuple[int, str]]:
    """Return the key that sorts rows by department, then by deadline, those without one last."""
    ranks = {code: place for place, code in enumerate(selection.departments)}

    def sort_key(row: AnyRow) -> tuple[int, str]:
        deadline = row.status.deadline
        return ranks.get(row.lead, len(ranks)), str(deadline.end) if deadline else "~"

    return sort_key


def period_task_row(row: TaskRow, term: ReportTerm, *, counted: bool = True) -> Row:
    """Return a task with what the period did to it; of earlier plans none is counted."""
    base = task_row(row, term.at)
    extensions = effective_extensions(row, term)
    values: dict[str, Value] = {
        **base.values,
        "decided": tuple(to_mapping(extension) for extension in extensions),
    }
    words = {**base.words, "decided": extensions_in_words(extensions)}
    # The days left are said by the deadline and the heading.
    words["state"] = state_word(row.status, term.at)
    undated_word = KIND_LABELS["undated"] if row.status.kind == "undated" else ""
    words["deadline"] = words["deadline"] or undated_word
    facets = partial(_facets, base, row, term) if counted else base.facets
    return replace(base, values=values, words=words, facets=facets)


def _facets(base: Row, row: TaskRow, term: ReportTerm) -> Facets:
    """Return what a task is picked by, with the figures of the period that it counts in."""
    cells = count_rows((row,), term.at, *COUNTED_DIMENSIONS)
    due = count_due(cells, term.at, term.period)
    names = {key for key, number in due.items() if isinstance(number, int) and number}
    names |= {name for name, test in TABLE_TESTS.items() if test(row, term)}
    facets = base.facets()
    return replace(facets, figures=facets.figures | set(map(period_figure, names)))


def period_figure(name: str) -> str:
    """Return the name of a figure of the period, which is another than that of the plan."""
    return f"period {name}"
