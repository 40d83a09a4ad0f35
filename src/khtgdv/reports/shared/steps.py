"""The steps of rows as rows of a table: those of a list, of a screen ahead, of a letter.

Shared by the reports. A step is no row of the plan: no figure counts it.
"""

from __future__ import annotations

from functools import partial

from khtgdv.document.document import Column, Row, Table, Tone, Value
from khtgdv.document.facets import Facets
from khtgdv.query.cells import rows_matching
from khtgdv.reports.shared.printed import department_names
from khtgdv.reports.shared.rows import default_columns
from khtgdv.schedule.status import OPEN_STATES, STATE_LABELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khtgdv.dates.periods import DateRange, Position
    from khtgdv.query.rows import TaskRow
    from khtgdv.query.selection import Selection
    from khtgdv.schedule.steps import StepStanding

    RowStep = tuple[TaskRow, StepStanding]

_COLUMNS = (
    Column("id", "Mã", "id"),
    Column("step", "Bước", "long"),
    Column("task", "Nhiệm vụ", "line"),
    Column("lead", "Chủ trì", "code"),
    Column("start", "Bắt đầu", "date"),
    Column("due", "Hạn đã ký", "date"),
    Column("deadline", "Hạn", "date"),
    Column("state", "Tình trạng", "state"),
    Column("days_overdue", "Số ngày quá hạn", "number"),
    Column("completed", "Hoàn thành", "date"),
    Column("result", "Kết quả"),
    Column("row", "Mã nhiệm vụ"),
    Column("leads", "Các đơn vị làm"),
    Column("plan", "Kế hoạch"),
)
_DEFAULT = ("id", "step", "task", "lead", "deadline", "state")


def open_steps(selection: Selection) -> list[RowStep]:
    """Return the steps still to be done of the rows that are not closed, earliest deadline first.

    A step without a deadline has no place among them.
    """
    row_filter = {"in_steps": (True,), "state": OPEN_STATES}
    rows = rows_matching(selection.tasks, selection.position, row_filter)
    return sorted(_open_steps_of(rows, selection.position), key=_deadline_sort_key)


def _open_steps_of(rows: Iterable[TaskRow], at: Position) -> Iterator[RowStep]:
    from khtgdv.schedule.steps import step_standings

    for row in rows:
        for standing in step_standings(row.work, row.status, at):
            if standing.is_open and standing.due:
                yield row, standing


def _deadline_sort_key(row_step: RowStep) -> int:
    due = row_step[1].due
    return due.end.toordinal() if due else 0


def overdue_steps(selection: Selection) -> list[RowStep]:
    """Return the late steps."""
    return [pair for pair in open_steps(selection) if pair[1].state == "overdue"]


def steps_due_in(selection: Selection, days: DateRange) -> list[RowStep]:
    """Return the steps still to be done that are due on some days and not late."""
    return [
        pair
        for pair in open_steps(selection)
        if pair[1].state == "open" and pair[1].due and days.contains(pair[1].due.end)
    ]


def all_steps_due_in(selection: Selection, days: DateRange) -> list[RowStep]:
    """Return the steps due on some days, those that are done too; none of cancelled rows."""
    from khtgdv.schedule.steps import step_standings

    at = selection.position
    pairs = [
        (row, standing)
        for row in rows_matching(selection.tasks, at, {"in_steps": (True,)})
        for standing in step_standings(row.work, row.status, at)
        if standing.state != "cancelled" and standing.due and days.contains(standing.due.end)
    ]
    return sorted(pairs, key=_deadline_sort_key)


def steps_table(name: str, title: str, row_steps: Sequence[RowStep], selection: Selection) -> Table:
    """Return steps as a table."""
    rows = tuple(_row(row, standing, selection.position) for row, standing in row_steps)
    return Table(name, title, _COLUMNS, default_columns(_DEFAULT, selection), rows)


def _row(row: TaskRow, standing: StepStanding, at: Position) -> Row:
    from khtgdv.reports.shared.step_words import step_state_words

    step = standing.step
    values: dict[str, Value] = {
        "id": standing.id,
        "step": step.text,
        "task": row.work.task,
        "lead": next(iter(standing.leads), None),
        "leads": standing.leads,
        "start": None,
        "due": step.due,
        "deadline": step.due.end if step.due else None,
        "state": standing.state,
        "days_overdue": standing.days_overdue,
        "completed": step.completed if at.covers(step.completed) else None,
        "result": step.result if at.covers(step.completed) else None,
        "row": row.id,
        "plan": row.plan_name,
    }
    words = {
        "lead": "; ".join(standing.leads),
        "leads": "",
        "deadline": step.due.label if step.due else "",
        "state": step_state_words(standing, at),
    }
    printed = {"lead": "; ".join(department_names(row, standing.leads))}
    tone = _TONES.get(standing.state, Tone.PLAIN)
    return Row(
        values,
        words,
        tone,
        printed_words=printed,
        facets=partial(_facets, standing),
        version=row.version,
    )


def _facets(standing: StepStanding) -> Facets:
    """Return what a step is picked by; it counts in no figure."""
    from khtgdv.query.months import month_key

    due = standing.step.due
    month = month_key(due.end.year, due.end.month) if due else ""
    return Facets(standing.leads, month, STATE_LABELS[standing.state])


_TONES = {"overdue": Tone.LATE, "completed": Tone.DONE, "completed-late": Tone.DONE}
