"""Occurrences of repeated work as rows: one by one for programs, rule by rule for people.

Shared by the reports that look ahead. A daily report would fill the screen with its days.
"""

from __future__ import annotations

from itertools import groupby

from khtgdv.dates.periods import DateRange
from khtgdv.document.document import Column, Row, Table, Tone, Value
from khtgdv.reports.shared.printed import lead_text, lead_words
from khtgdv.reports.shared.rows import default_columns, periods_in_words
from khtgdv.reports.shared.rule_words import frequency_words, names_day, occurrence_words
from khtgdv.schedule.occurrences import Occurrence, occurrences
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from khtgdv.plan.workdays import WorkCalendar
    from khtgdv.query.rows import TaskRow
    from khtgdv.query.selection import Selection

_COLUMNS = (
    Column("id", "Mã", "id"),
    Column("label", "Tên gọi"),
    Column("period", "Kỳ", "date"),
    Column("due", "Hạn", "date"),
    Column("done", "Đã thực hiện", "date"),
    Column("task", "Nhiệm vụ", "long"),
    Column("lead", "Chủ trì", "code"),
    Column("every", "Lịch"),
    Column("plan", "Kế hoạch"),
)
_VIEW_COLUMNS = (
    Column("id", "Mã", "id"),
    Column("what", "Việc định kỳ", "long"),
    Column("lead", "Chủ trì", "code"),
    Column("every", "Lịch", "code"),
    Column("periods", "Các kỳ"),
    Column("done_count", "Đã ghi"),
    Column("plan", "Kế hoạch"),
)


class TaskOccurrence(NamedTuple):
    """An occurrence with the task it is of."""

    row: TaskRow
    occurrence: Occurrence


def occurrences_due_in(selection: Selection, days: DateRange) -> list[TaskOccurrence]:
    """Return the occurrences due on some days, of the tasks that are not closed."""
    return [
        TaskOccurrence(row, occurrence)
        for row in selection.tasks
        if row.work.repeat and not row.status.closed
        for occurrence in occurrences(
            row.work, row.plan.span, selection.position, row.plan.workdays
        )
        if days.contains(occurrence.due)
    ]


def open_occurrences_until(selection: Selection, last_day: date) -> list[TaskOccurrence]:
    """Return the occurrences due after the position, up to a day, and not done."""
    at = selection.position
    return [
        due
        for due in occurrences_due_in(selection, DateRange(at.as_of, last_day))
        if due.occurrence.done_on is None and not at.has_passed(due.occurrence.due)
    ]


def occurrence_tables(
    due_occurrences: Sequence[TaskOccurrence], selection: Selection, title: str
) -> tuple[Table, Table]:
    """Return the table `occurrences` of the contract, and what people see of it."""
    keys = tuple(column.key for column in _COLUMNS)
    data = Table(
        "occurrences", title, _COLUMNS, keys, tuple(map(_row, due_occurrences)), layout="data"
    )
    rule_groups = groupby(
        due_occurrences, key=lambda due: (due.row.id, due.row.plan, due.occurrence.rule)
    )
    rows = tuple(_rule_row(list(part), selection) for _, part in rule_groups)
    default = default_columns(("id", "what", "lead", "every", "periods", "done_count"), selection)
    view = Table("repeated", title, _VIEW_COLUMNS, default, rows, layout="view")
    return data, view


def _row(due: TaskOccurrence) -> Row:
    task, occurrence = due.row.work, due.occurrence
    values: dict[str, Value] = {
        "id": task.id,
        "label": occurrence.rule.label,
        "period": occurrence.period,
        "due": occurrence.due,
        "done": occurrence.done_on,
        "task": task.task,
        "lead": task.lead,
        "every": occurrence.rule.every,
        "plan": due.row.plan_name,
    }
    words = {"every": frequency_words(occurrence.rule), "lead": lead_words(due.row)}
    return Row(values, words, printed_words={"lead": lead_text(due.row)}, version=due.row.version)


def _rule_row(part: Sequence[TaskOccurrence], selection: Selection) -> Row:
    row, rule = part[0].row, part[0].occurrence.rule
    rule_occurrences = [due.occurrence for due in part]
    done_count = sum(occurrence.done_on is not None for occurrence in rule_occurrences)
    passed = [
        occurrence
        for occurrence in rule_occurrences
        if selection.position.has_passed(occurrence.due)
    ]
    values: dict[str, Value] = {
        "id": row.id,
        "what": rule.label or " ".join(row.work.task.split()),
        "lead": lead_words(row),
        "every": frequency_words(rule),
        "periods": _periods_text(rule_occurrences, row.plan.workdays),
        "done_count": f"{done_count}/{len(rule_occurrences)}" if done_count else "",
        "plan": row.plan_name,
    }
    is_complete = len(passed) == len(rule_occurrences) and done_count == len(rule_occurrences)
    tone = Tone.DONE if is_complete else Tone.PLAIN
    return Row(values, tone=tone, printed_words={"lead": lead_text(row)})


def _periods_text(rule_occurrences: Sequence[Occurrence], calendar: WorkCalendar) -> str:
    """Return the periods of a rule in words; days are counted, many are cut."""
    if names_day(rule_occurrences[0].rule):
        return periods_in_words([occurrence_words(item, calendar) for item in rule_occurrences])
    if rule_occurrences[0].rule.every == "day" and len(rule_occurrences) > 1:
        return f"{len(rule_occurrences)} ngày làm việc"
    return periods_in_words([occurrence.period.label for occurrence in rule_occurrences])
