"""The repeated work and the inspections of a period, for the periodic report."""

from __future__ import annotations

from itertools import groupby

from khtgdv.dates.periods import format_date
from khtgdv.document.document import Column
from khtgdv.frozen import replace
from khtgdv.reports.periodic.period_rows import ReportTerm, closing_date, department_sort_key
from khtgdv.reports.shared.rows import inspection_row, periods_in_words, task_row
from khtgdv.reports.shared.rule_words import rule_words
from khtgdv.schedule.occurrences import occurrences_by_log

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from khtgdv.document.document import Row, Value
    from khtgdv.plan.repetition import RepeatRule
    from khtgdv.query.rows import InspectionRow, TaskRow
    from khtgdv.query.selection import Selection
    from khtgdv.schedule.occurrences import Occurrence

VISITED_COLUMN = Column("visited", "Đã kiểm tra trong kỳ", below_text=True)
RULE_COLUMNS = (
    Column("rule", "Lịch", below_text=True),
    Column("occurrences", "Số kỳ đến hạn", "number"),
    Column("done_count", "Đã thực hiện", "number"),
    Column("missing_count", "Còn thiếu", "number"),
    Column("logged", "Có ghi nhật ký"),
)


def rule_rows(selection: Selection, term: ReportTerm, earlier: Sequence[TaskRow] = ()) -> list[Row]:
    """Return a row a rule of repeated work: its occurrences closed in the period, those missing.

    `earlier` are the repeated rows of the plans of earlier years, which may be due in the period.
    Those of a rule with a log count from the first period logged on, as everywhere; of a rule
    without one nothing is missing, since nobody knows what was done.
    """
    return [
        _rule_row(row, rule, closed, term, logged=logged)
        for row in sorted((*selection.tasks, *earlier), key=department_sort_key(selection))
        if row.work.repeat and not row.status.closed
        for rule, closed, logged in _closed_occurrences(row, term)
    ]


def _closed_occurrences(
    row: TaskRow, term: ReportTerm
) -> Iterator[tuple[RepeatRule, list[Occurrence], bool]]:
    expected, unlogged = occurrences_by_log(row.work, row.plan.span, term.at, row.plan.workdays)
    logged_rules = {occurrence.rule for occurrence in expected}
    closed_by_rule: dict[RepeatRule, list[Occurrence]] = {rule: [] for rule in row.work.repeat}
    for occurrence in (*expected, *unlogged):
        if term.days.contains(occurrence.due) and term.at.has_passed(occurrence.due):
            closed_by_rule[occurrence.rule].append(occurrence)
    for rule, closed in closed_by_rule.items():
        if closed:
            yield rule, closed, rule in logged_rules


def _rule_row(
    row: TaskRow, rule: RepeatRule, closed: list[Occurrence], term: ReportTerm, *, logged: bool
) -> Row:
    base = task_row(row, term.at)
    done_count = sum(occurrence.done_on is not None for occurrence in closed)
    missing = [occurrence for occurrence in closed if logged and not occurrence.done_on]
    missing_words = periods_in_words([gap.period.label for gap in missing])
    values: dict[str, Value] = {
        **base.values,
        "rule": rule.label or rule.every,
        "occurrences": len(closed),
        "done_count": done_count,
        "missing": tuple(gap.log_key for gap in missing),
        "missing_count": len(missing),
        "logged": logged,
    }
    words = {
        **base.words,
        "rule": rule_words(rule),
        "missing": missing_words if logged else "chưa ghi nhật ký",
    }
    return replace(base, values=values, words=words)


def logged_task_rows(rules: Sequence[Row]) -> list[Row]:
    """Return the rules whose log is kept as people read them: a row a task."""
    return [_task_row(group) for group in _by_task(rules, logged=True)]


def unlogged_task_rows(rules: Sequence[Row]) -> list[Row]:
    """Return the tasks with rules of which nobody logs anything: what is done is not known."""
    return [
        replace(group[0], words={**group[0].words, "rule": _rules_in_words(group)})
        for group in _by_task(rules, logged=False)
    ]


def _by_task(rules: Sequence[Row], *, logged: bool) -> list[list[Row]]:
    wanted = [row for row in rules if row.values["logged"] is logged]
    groups = groupby(wanted, key=lambda row: (row.values["id"], row.values["plan"]))
    return [list(group) for _, group in groups]


def _rules_in_words(rules: Sequence[Row]) -> str:
    return "; ".join(rule.text("rule") for rule in rules)


def _task_row(rules: Sequence[Row]) -> Row:
    first = rules[0]
    counts = {
        name: sum_column(rules, name) for name in ("occurrences", "done_count", "missing_count")
    }
    rules_with_missing = [rule for rule in rules if rule.values["missing_count"]]
    has_several_rules = len(rules) > 1
    missing_texts = [
        f"{r.values['rule']}: {r.text('missing')}" if has_several_rules else r.text("missing")
        for r in rules_with_missing
    ]
    words = {
        **first.words,
        "rule": _rules_in_words(rules),
        "done_count": f"{counts['done_count']}/{counts['occurrences']}",
        "missing": "; ".join(missing_texts) or "đủ",
    }
    keys = tuple(str(key) for rule in rules for key in _as_tuple(rule.values["missing"]))
    return replace(first, values={**first.values, **counts, "missing": keys}, words=words)


def _as_tuple(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else ()


def sum_column(rows: Sequence[Row], key: str) -> int:
    """Return the sum of the numbers of one column."""
    return sum(value for row in rows if isinstance(value := row.values[key], int))


def inspections_of_period(selection: Selection, term: ReportTerm) -> list[InspectionRow]:
    """Return the inspections the period is about: not closed before it, not starting after it."""
    return [
        row
        for row in selection.inspections
        if term.days.contains(closing_date(row))
        or (not row.status.closed and (row.status.state != "scheduled" or _starts(row, term)))
    ]


def _starts(row: InspectionRow, term: ReportTerm) -> bool:
    return row.work.start is not None and term.period.contains(row.work.start.start)


def visits_in_period(row: InspectionRow, term: ReportTerm) -> dict[str, date]:
    """Return the units visited in the period."""
    return {unit: day for unit, day in row.work.visits.items() if term.days.contains(day)}


def row_with_visits(row: InspectionRow, term: ReportTerm) -> Row:
    """Return an inspection with its visits of the period."""
    base, visits = inspection_row(row, term.at), visits_in_period(row, term)
    visit_list = "; ".join(f"{unit} {format_date(day)}" for unit, day in visits.items())
    words = {**base.words, "visited": f"{len(visits)}: {visit_list}" if visits else ""}
    values: dict[str, Value] = {**base.values, "visited": dict(visits) or None}
    return replace(base, values=values, words=words)
