"""Occurrences of repeated work as rows: one by one for programs, rule by rule for people.

Shared by the reports that look ahead. A daily report would fill the screen with its days.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from khtgdv.dates.periods import Range
from khtgdv.document.document import Column, Row, Table, Tone, Value
from khtgdv.reports.shared.rows import EVERY_WORDS, default_columns, periods_in_words
from khtgdv.schedule.occurrences import Occurrence, occurrences

if TYPE_CHECKING:
    from collections.abc import Sequence

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
_VIEW = (
    Column("id", "Mã", "id"),
    Column("what", "Việc định kỳ", "long"),
    Column("lead", "Chủ trì", "code"),
    Column("every", "Lịch", "code"),
    Column("periods", "Các kỳ"),
    Column("done_count", "Đã ghi"),
    Column("plan", "Kế hoạch"),
)


class Due(NamedTuple):
    """An occurrence with the task it is of."""

    row: TaskRow
    occurrence: Occurrence


def due_in(selection: Selection, days: Range) -> list[Due]:
    """Return the occurrences due on some days, of the tasks that are not closed."""
    return [
        Due(row, occurrence)
        for row in selection.tasks
        if row.work.repeat and not row.status.closed
        for occurrence in occurrences(
            row.work, row.plan.year, selection.position, row.plan.workdays
        )
        if days.holds(occurrence.period.end)
    ]


def open_within(selection: Selection, days: int) -> list[Due]:
    """Return the occurrences due within so many days after the position and not done."""
    at = selection.position
    return [
        due
        for due in due_in(selection, Range(at.as_of, at.as_of + timedelta(days=days)))
        if due.occurrence.done is None and not at.passed(due.occurrence.period.end)
    ]


def occurrence_tables(
    found: Sequence[Due], selection: Selection, title: str
) -> tuple[Table, Table]:
    """Return the table `occurrences` of the contract, and what people see of it."""
    keys = tuple(column.key for column in _COLUMNS)
    data = Table("occurrences", title, _COLUMNS, keys, tuple(map(_row, found)), layout="data")
    parts = groupby(found, key=lambda due: (due.row.id, due.row.plan, due.occurrence.rule))
    rows = tuple(_rule_row(list(part), selection) for _, part in parts)
    default = default_columns(("id", "what", "lead", "every", "periods", "done_count"), selection)
    view = Table("repeated", title, _VIEW, default, rows, layout="view")
    return data, view


def _row(due: Due) -> Row:
    task, occurrence = due.row.work, due.occurrence
    values: dict[str, Value] = {
        "id": task.id,
        "label": occurrence.rule.label,
        "period": occurrence.period,
        "due": occurrence.period.end,
        "done": occurrence.done,
        "task": task.task,
        "lead": task.lead,
        "every": occurrence.rule.every,
        "plan": due.row.plan.name,
    }
    return Row(values, {"every": EVERY_WORDS[occurrence.rule.every]})


def _rule_row(part: Sequence[Due], selection: Selection) -> Row:
    row, rule = part[0].row, part[0].occurrence.rule
    found = [due.occurrence for due in part]
    done = sum(one.done is not None for one in found)
    passed = [one for one in found if selection.position.passed(one.period.end)]
    values: dict[str, Value] = {
        "id": row.id,
        "what": rule.label or " ".join(row.work.task.split()),
        "lead": row.lead,
        "every": EVERY_WORDS[rule.every],
        "periods": _periods(found),
        "done_count": f"{done}/{len(found)}" if done else "",
        "plan": row.plan.name,
    }
    whole = len(passed) == len(found) and done == len(found)
    return Row(values, tone=Tone.DONE if whole else Tone.PLAIN)


def _periods(found: Sequence[Occurrence]) -> str:
    """Return the periods of a rule in words; days are counted, many are cut."""
    if found[0].rule.every == "day" and len(found) > 1:
        return f"{len(found)} ngày làm việc"
    return periods_in_words([one.period.label for one in found])
