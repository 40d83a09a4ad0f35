"""`overdue`: what is late, and beside it what waits for others and what has no deadline."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from khtgdv.document.document import Column, Table
from khtgdv.frozen import replace
from khtgdv.query.cells import count_rows, rows_matching, sort_by_deadline
from khtgdv.query.selection import open_tasks_in_words, open_tasks_of_kind
from khtgdv.reports.shared.facts import missing_periods
from khtgdv.reports.shared.frame import (
    counted_footers,
    report_document,
    with_unknown_holidays,
)
from khtgdv.reports.shared.rows import (
    TASK_COLUMNS,
    default_columns,
    inspection_table,
    periods_in_words,
    task_row,
    task_table,
)
from khtgdv.reports.shared.steps import overdue_steps, steps_table
from khtgdv.schedule.status import OPEN_STATES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.dates.periods import Position
    from khtgdv.document.document import Document, Row
    from khtgdv.plan.repetition import RepeatRule
    from khtgdv.query.cells import AllowedValues
    from khtgdv.query.rows import TaskRow
    from khtgdv.query.selection import Selection
    from khtgdv.schedule.occurrences import Occurrence
    from khtgdv.schedule.status import Kind

_WAITING_COLUMNS = ("id", "task", "lead", "deadline", "state")


def build(selection: Selection, *, recurring: bool = False) -> Document:
    """Return the overdue rows, oldest first; `recurring` shows every rule of repeated work."""
    at = selection.position
    overdue_filter: AllowedValues = {"state": ("overdue",)}
    late = sort_by_deadline(rows_matching(selection.tasks, at, overdue_filter))
    overdue_inspections = rows_matching(selection.inspections, at, overdue_filter)
    word = "sẽ quá hạn" if at.forecast else "quá hạn"
    cells = count_rows(late, at, "leads")
    footer, printed_footer = counted_footers(
        f"{sum(cell.n for cell in cells)} trên {selection.total_tasks} nhiệm vụ {word}",
        cells,
        selection,
    )
    missing = list(_missing_rules(selection, all_rules=recurring))
    tables = [
        task_table(
            "overdue",
            "",
            late,
            selection,
            footer=footer,
            printed_footer=printed_footer,
            empty=f"Không có nhiệm vụ nào {word}.",
        ),
        steps_table(
            "steps",
            f"BƯỚC {word.upper()} (không tính vào số nhiệm vụ)",
            overdue_steps(selection),
            selection,
        ),
        _recurring_table(selection, missing),
        inspection_table(
            "inspections",
            f"CUỘC KIỂM TRA {word.upper()}",
            overdue_inspections,
            selection,
            printed=default_columns(("content", "units", "due_text", "state"), selection),
        ),
        _waiting_table(selection, "awaiting", "CHỜ CẤP TRÊN (không tính quá hạn)"),
        _worded_table(selection),
        _waiting_table(selection, "undated", "CHƯA CÓ THỜI HẠN (không tính quá hạn)"),
    ]
    days = [
        gap.counted_days
        for _, rule, gaps in missing
        if rule.recurrence.counts_workdays
        for gap in gaps
    ]
    title = f"NHIỆM VỤ {word.upper()}"
    document = report_document("overdue", title, selection, tables)
    return with_unknown_holidays(document, selection.portfolio, days)


def _waiting_table(selection: Selection, kind: Kind, title: str) -> Table:
    rows = open_tasks_of_kind(selection, kind)
    columns = tuple(c for c in _WAITING_COLUMNS if kind == "awaiting" or c != "deadline")
    default = default_columns(columns, selection)
    return task_table(kind, title, rows, selection, default=default, headings="declared")


def _worded_table(selection: Selection) -> Table:
    rows, columns = open_tasks_in_words(selection), default_columns(_WAITING_COLUMNS, selection)
    title = "HẠN GHI BẰNG LỜI (không tính quá hạn)"
    return task_table("worded", title, rows, selection, default=columns, headings="declared")


def _missing_rules(
    selection: Selection, *, all_rules: bool
) -> Iterator[tuple[TaskRow, RepeatRule, list[Occurrence]]]:
    """Yield the rows of repeated work, rule by rule, with the closed periods that are missing."""
    row_filter: AllowedValues = {"kind": ("recurring",), "state": OPEN_STATES}
    # A rule that was never logged has a place here only where somebody asks for all.
    row_filter = row_filter if all_rules else {**row_filter, "logged": (True,)}
    for row in rows_matching(selection.tasks, selection.position, row_filter):
        for rule, missing in _missing_by_rule(row, selection, all_rules=all_rules):
            yield row, rule, missing


def _recurring_table(
    selection: Selection, missing: Iterable[tuple[TaskRow, RepeatRule, list[Occurrence]]]
) -> Table:
    rows = [_rule_row(row, rule, gaps, selection) for row, rule, gaps in missing]
    columns = (*TASK_COLUMNS, Column("rule", "Lịch"), Column("missing_count", "Số kỳ", "number"))
    default = default_columns(("id", "task", "lead", "rule", "missing", "missing_count"), selection)
    title = "VIỆC ĐỊNH KỲ CÒN THIẾU (không tính quá hạn)"
    return Table("recurring", title, columns, default, tuple(rows))


def _missing_by_rule(
    row: TaskRow, selection: Selection, *, all_rules: bool
) -> Iterator[tuple[RepeatRule, list[Occurrence]]]:
    """Yield each rule with its missing closed periods; rules never logged only on demand."""
    at = selection.position
    if all_rules:
        gaps = _all_gaps(row, at)
        for rule in row.work.repeat:
            yield rule, [gap for gap in gaps if gap.rule == rule]
        return
    for rule, rule_occurrences in groupby(missing_periods(row, at), key=lambda gap: gap.rule):
        yield rule, list(rule_occurrences)


def _all_gaps(row: TaskRow, at: Position) -> list[Occurrence]:
    """Return the missing periods of every rule: never logged ones from the plan's date on."""
    from khtgdv.schedule.occurrences import occurrences_by_log

    _, unlogged = occurrences_by_log(row.work, row.plan.span, at, row.plan.workdays)
    first_day = (row.plan.document and row.plan.document.date) or date.min
    passed = (o for o in unlogged if first_day <= o.due and at.has_passed(o.due))
    return [*missing_periods(row, at), *passed]


def _rule_row(
    row: TaskRow, rule: RepeatRule, missing: list[Occurrence], selection: Selection
) -> Row:
    from khtgdv.reports.shared.rule_words import rule_words

    base = task_row(row, selection.position)
    values = {
        **base.values,
        "missing": tuple(gap.log_key for gap in missing),
        "rule": rule.label or rule.every,
        "missing_count": len(missing),
    }
    words = {
        **base.words,
        "rule": rule_words(rule),
        "missing": periods_in_words([gap.period.label for gap in missing]) or "đủ",
    }
    return replace(base, values=values, words=words)
