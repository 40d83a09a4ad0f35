"""The repeated work and the inspections of a period, for the periodic report."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from khtgdv.dates.periods import shown
from khtgdv.document.document import Column
from khtgdv.frozen import replace
from khtgdv.reports.periodic.period_rows import Term, by_department, closed_on
from khtgdv.reports.shared.rows import inspection_row, periods_in_words, rule_words, task_row
from khtgdv.schedule.occurrences import occurrences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from khtgdv.document.document import Row, Value
    from khtgdv.plan.model import Rule
    from khtgdv.query.rows import InspectionRow, TaskRow
    from khtgdv.query.selection import Selection
    from khtgdv.schedule.occurrences import Occurrence

VISITED = Column("visited", "Đã kiểm tra trong kỳ", under=True)
RULE = (
    Column("rule", "Lịch", under=True),
    Column("occurrences", "Số kỳ đến hạn", "number"),
    Column("done_count", "Đã thực hiện", "number"),
    Column("missing_count", "Còn thiếu", "number"),
    Column("logged", "Có ghi nhật ký"),
)


def repeated(selection: Selection, term: Term) -> list[Row]:
    """Return a row a rule of repeated work: its occurrences closed in the period, those missing."""
    return [
        _rule_row(row, rule, found, term, logged=logged)
        for row in sorted(selection.tasks, key=by_department(selection))
        if row.work.repeat and not row.status.closed
        for rule, found, logged in _closed_occurrences(row, term)
    ]


def _closed_occurrences(row: TaskRow, term: Term) -> Iterator[tuple[Rule, list[Occurrence], bool]]:
    every = list(occurrences(row.work, row.plan.year, term.at, row.plan.workdays))
    for rule in row.work.repeat:
        own = [o for o in every if o.rule == rule]
        ends = ((o, o.period.end) for o in own)
        found = [o for o, end in ends if term.days.holds(end) and term.at.passed(end)]
        if found:
            yield rule, found, any(o.done for o in own)


def _rule_row(
    row: TaskRow, rule: Rule, found: list[Occurrence], term: Term, *, logged: bool
) -> Row:
    made = task_row(row, term.at)
    gaps = [occurrence for occurrence in found if not occurrence.done]
    missing = periods_in_words([gap.period.label for gap in gaps])
    values: dict[str, Value] = {
        **made.values,
        "rule": rule.label or rule.every,
        "occurrences": len(found),
        "done_count": len(found) - len(gaps),
        "missing": tuple(gap.key for gap in gaps),
        "missing_count": len(gaps),
        "logged": logged,
    }
    words = {
        **made.words,
        "rule": rule_words(rule),
        "missing": missing if logged else "chưa ghi nhật ký",
    }
    return replace(made, values=values, words=words)


def by_task(rules: Sequence[Row]) -> list[Row]:
    """Return the rules whose log is kept as people read them: a row a task."""
    logged = [row for row in rules if row.values["logged"]]
    groups = groupby(logged, key=lambda row: (row.values["id"], row.values["plan"]))
    return [_task_of(list(group)) for _, group in groups]


def _task_of(rules: Sequence[Row]) -> Row:
    first = rules[0]
    counts = {name: total(rules, name) for name in ("occurrences", "done_count", "missing_count")}
    gaps = [rule for rule in rules if rule.values["missing_count"]]
    several = len(rules) > 1
    told = [
        f"{r.values['rule']}: {r.text('missing')}" if several else r.text("missing") for r in gaps
    ]
    words = {
        **first.words,
        "rule": "; ".join(rule.text("rule") for rule in rules),
        "done_count": f"{counts['done_count']}/{counts['occurrences']}",
        "missing": "; ".join(told) or "đủ",
    }
    keys = tuple(str(key) for rule in rules for key in _tuple(rule.values["missing"]))
    return replace(first, values={**first.values, **counts, "missing": keys}, words=words)


def _tuple(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else ()


def total(rows: Sequence[Row], key: str) -> int:
    """Return the sum of the numbers of one column."""
    return sum(value for row in rows if isinstance(value := row.values[key], int))


def inspected(selection: Selection, term: Term) -> list[InspectionRow]:
    """Return the inspections the period is about: not closed before it, not starting after it."""
    return [
        row
        for row in selection.inspections
        if term.days.holds(closed_on(row))
        or (not row.status.closed and (row.status.state != "scheduled" or _starts(row, term)))
    ]


def _starts(row: InspectionRow, term: Term) -> bool:
    return row.work.start is not None and term.period.holds(row.work.start.start)


def visits(row: InspectionRow, term: Term) -> dict[str, date]:
    """Return the units visited in the period."""
    return {unit: day for unit, day in row.work.visits.items() if term.days.holds(day)}


def visited(row: InspectionRow, term: Term) -> Row:
    """Return an inspection with its visits of the period."""
    made, found = inspection_row(row, term.at), visits(row, term)
    told = "; ".join(f"{unit} {shown(day)}" for unit, day in found.items())
    words = {**made.words, "visited": f"{len(found)}: {told}" if found else ""}
    values: dict[str, Value] = {**made.values, "visited": dict(found) or None}
    return replace(made, values=values, words=words)
