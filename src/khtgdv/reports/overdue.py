"""`overdue`: what is late, and beside it what waits for others and what has no deadline."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from khtgdv.document.document import Column, Table
from khtgdv.frozen import replace
from khtgdv.query.cells import by_deadline, cells, those
from khtgdv.query.selection import waiting
from khtgdv.reports.shared.facts import gaps
from khtgdv.reports.shared.frame import frame, per_department
from khtgdv.reports.shared.rows import (
    TASK_COLUMNS,
    default_columns,
    inspection_table,
    periods_in_words,
    rule_words,
    task_row,
    task_table,
)
from khtgdv.schedule.occurrences import occurrences
from khtgdv.schedule.status import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.document.document import Document, Row
    from khtgdv.plan.model import Rule
    from khtgdv.query.cells import Given
    from khtgdv.query.rows import TaskRow
    from khtgdv.query.selection import Selection
    from khtgdv.schedule.occurrences import Occurrence
    from khtgdv.schedule.status import Kind

_WAITING = ("id", "task", "lead", "deadline")


def build(selection: Selection, *, recurring: bool = False) -> Document:
    """Return the overdue rows, oldest first; `recurring` shows every rule of repeated work."""
    at = selection.position
    overdue: Given = {"state": ("overdue",)}
    late = by_deadline(those(selection.tasks, at, overdue))
    visits = those(selection.inspections, at, overdue)
    word = "sẽ quá hạn" if at.forecast else "quá hạn"
    found = cells(late, at, "lead")
    counts, many = per_department(found, selection), sum(cell.n for cell in found)
    footer = f"{many} trên {selection.total} nhiệm vụ {word}{': ' if counts else ''}{counts}"
    tables = [
        task_table(
            "overdue", "", late, selection, footer=footer, empty=f"Không có nhiệm vụ nào {word}."
        ),
        _recurring(selection, everything=recurring),
        inspection_table(
            "inspections",
            f"CUỘC KIỂM TRA {word.upper()}",
            visits,
            selection,
            printed=default_columns(("content", "units", "due_text", "state"), selection),
        ),
        _waiting(selection, "awaiting", "CHỜ CẤP TRÊN (không tính quá hạn)"),
        _waiting(selection, "undated", "CHƯA CÓ THỜI HẠN (không tính quá hạn)"),
    ]
    return frame("overdue", f"NHIỆM VỤ {word.upper()}", selection, tables)


def _waiting(selection: Selection, kind: Kind, title: str) -> Table:
    rows = waiting(selection, kind)
    columns = _WAITING if kind == "awaiting" else _WAITING[:-1]
    return task_table(kind, title, rows, selection, default=default_columns(columns, selection))


def _recurring(selection: Selection, *, everything: bool) -> Table:
    given: Given = {"kind": ("recurring",), "state": OPEN}
    # A rule that was never logged has a place here only where somebody asks for all.
    given = given if everything else {**given, "logged": (True,)}
    rows = [
        _rule_row(row, rule, found, selection)
        for row in those(selection.tasks, selection.position, given)
        for rule, found in _gaps(row, selection, everything=everything)
    ]
    columns = (*TASK_COLUMNS, Column("rule", "Lịch"), Column("missing_count", "Số kỳ", "number"))
    default = default_columns(("id", "task", "lead", "rule", "missing", "missing_count"), selection)
    title = "VIỆC ĐỊNH KỲ CÒN THIẾU (không tính quá hạn)"
    return Table("recurring", title, columns, default, tuple(rows))


def _gaps(
    row: TaskRow, selection: Selection, *, everything: bool
) -> Iterator[tuple[Rule, list[Occurrence]]]:
    """Yield each rule with its missing closed periods; rules never logged only on demand."""
    at, plan = selection.position, row.plan
    if everything:
        every = occurrences(row.work, plan.year, at, plan.workdays)
        found = [o for o in every if at.passed(o.period.end)]
        for rule in row.work.repeat:
            yield rule, [o for o in found if o.rule == rule and not o.done]
        return
    for rule, own in groupby(gaps(row, at), key=lambda gap: gap.rule):
        yield rule, list(own)


def _rule_row(row: TaskRow, rule: Rule, lost: list[Occurrence], selection: Selection) -> Row:
    made = task_row(row, selection.position)
    values = {
        **made.values,
        "missing": tuple(gap.key for gap in lost),
        "rule": rule.label or rule.every,
        "missing_count": len(lost),
    }
    words = {
        **made.words,
        "rule": rule_words(rule),
        "missing": periods_in_words([gap.period.label for gap in lost]) or "đủ",
    }
    return replace(made, values=values, words=words)
