"""What belongs to a period: which rows stand in which table of the periodic report.

Shared by the modules of `report`. A task is judged at the report's position, the close of the
period (today while it is unfinished); facts dated before the period or after the position do not
put a row into a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.dates.periods import Range, months, shown
from khtgdv.document.document import Column
from khtgdv.frozen import dataclass, replace
from khtgdv.reports.shared.facts import record
from khtgdv.reports.shared.rows import TASK_COLUMNS, task_row
from khtgdv.schedule.status import KINDS, REGULAR, STATES, finished, has_begun

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from khtgdv.dates.periods import Period, Position
    from khtgdv.document.document import Row, Value
    from khtgdv.plan.model import Extension
    from khtgdv.query.rows import AnyRow, TaskRow
    from khtgdv.query.selection import Selection

# How many periods of a kind a year has.
_IN_YEAR = {"month": 12, "quarter": 4, "half-year": 2, "year": 1}
_UNDER = ("result", "cancelled")
REPORTED = (
    *(replace(column, under=True) if column.key in _UNDER else column for column in TASK_COLUMNS),
    Column("days_late", "Số ngày chậm", "number", under=True),
    Column("decided", "Gia hạn trong kỳ", under=True),
)


@dataclass(frozen=True, slots=True)
class Term:
    """The period reported on, and the position it is reported at."""

    period: Period
    at: Position

    @property
    def days(self) -> Range:
        """The days reported on: the period's, up to the position."""
        return Range(self.period.start, self.at.as_of)

    @property
    def finished(self) -> bool:
        """Tell whether the whole period is reported on."""
        return self.at.as_of == self.period.end and self.at.closed

    @property
    def named(self) -> str:
        """The period in words, as it stands in a sentence: `tháng 3/2026`, `quý I/2026`."""
        return named(self.period)

    @property
    def next(self) -> Period:
        """The next period of the same kind; after nine months comes the fourth quarter."""
        year = self.period.end.year
        if self.period.every == "nine-months":
            return months("quarter", year, 4)
        years, number = divmod(self.period.number, _IN_YEAR[self.period.every])
        return months(self.period.every, year + years, number + 1)


def named(period: Period) -> str:
    """Return a period as it stands in a sentence."""
    return f"tháng {period.label}" if period.every == "month" else period.label


def closed_on(row: AnyRow) -> date | None:
    """Return the day a closed row was completed or cancelled; None while it is open."""
    if not row.status.closed:
        return None
    cancelled = row.work.cancelled
    if row.status.state == "cancelled" and cancelled:
        return cancelled.on
    return finished(row.work)


def decided(row: AnyRow, term: Term) -> tuple[Extension, ...]:
    """Return the extensions decided in the period that took effect: none after the row closed."""
    last = closed_on(row) or term.at.as_of
    return tuple(e for e in row.work.extensions if term.days.holds(e.on) and e.on <= last)


def deadline_in(row: AnyRow, time: Range) -> bool:
    """Tell whether the deadline in force falls in a time."""
    return row.status.deadline is not None and time.holds(row.status.deadline.end)


def is_due(row: TaskRow, term: Term) -> bool:
    """Tell whether a row counts for the share on time: dated, not cancelled, due in the period."""
    now = row.status
    return now.kind == "dated" and now.state != "cancelled" and deadline_in(row, term.period)


def _closed(state: str) -> Callable[[TaskRow, Term], bool]:
    return lambda row, term: row.status.state == state and term.days.holds(closed_on(row))


def _open(state: str) -> Callable[[TaskRow, Term], bool]:
    """Dated rows in a state; awaiting and undated ones too once they have begun."""
    return lambda row, term: (
        row.status.state == state
        and row.status.kind not in REGULAR
        and has_begun(row.work, term.at)
    )


def _yet_to_begin(row: TaskRow, term: Term) -> bool:
    start = row.work.start
    return row.status.state == "scheduled" and start is not None and term.period.holds(start.start)


# Which tasks stand in which table. Of the state tables (all but `extended` and `next`) a task is
# in one at most: in none where it was closed before the period or starts after it.
TABLES: dict[str, Callable[[TaskRow, Term], bool]] = {
    "completed": _closed("completed"),
    "completed_late": _closed("completed-late"),
    "overdue": lambda row, _: row.status.state == "overdue",
    "in_progress": _open("in-progress"),
    "open": _open("open"),
    "scheduled": _yet_to_begin,
    "extended": lambda row, term: bool(decided(row, term)),
    "cancelled": _closed("cancelled"),
    "next": lambda row, term: (
        row.status.kind == "dated" and not row.status.closed and deadline_in(row, term.next)
    ),
}


def parts(selection: Selection, term: Term) -> dict[str, list[TaskRow]]:
    """Return the tasks of every table, by department and then by deadline."""
    rows = sorted(selection.tasks, key=by_department(selection))
    return {name: [row for row in rows if test(row, term)] for name, test in TABLES.items()}


def by_department(selection: Selection) -> Callable[[AnyRow], tuple[int, str]]:
    """Return the key that sorts rows by department, then by deadline, those without one last."""
    places = {code: place for place, code in enumerate(selection.departments)}

    def place(row: AnyRow) -> tuple[int, str]:
        deadline = row.status.deadline
        return places.get(row.lead, len(places)), str(deadline.end) if deadline else "~"

    return place


def reported(row: TaskRow, term: Term) -> Row:
    """Return a task with what the period did to it."""
    made = task_row(row, term.at)
    extensions, done, due = decided(row, term), finished(row.work), row.status.deadline
    late = (done - due.end).days if row.status.state == "completed-late" and done and due else None
    values: dict[str, Value] = {
        **made.values,
        "days_late": late,
        "decided": tuple(record(extension) for extension in extensions),
    }
    words = {**made.words, "decided": "; ".join(_extension_words(e) for e in extensions)}
    if row.status.state != "overdue":  # the days left are said by the deadline and the heading
        words["state"] = STATES[row.status.state]
    words["deadline"] = _deadline_words(row, words["deadline"])
    return replace(made, values=values, words=words)


def _deadline_words(row: TaskRow, words: str) -> str:
    if row.status.kind == "awaiting":
        return f"{words} ({KINDS['awaiting']})"
    return words or (KINDS["undated"] if row.status.kind == "undated" else "")


def _extension_words(extension: Extension) -> str:
    paper = f", {extension.document}" if extension.document else ""
    return f"đến {extension.to.label} ({shown(extension.on)}{paper}): {extension.reason}"
