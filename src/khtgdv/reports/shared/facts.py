"""The facts of a task or an inspection: its value in each column of the contract.

The keys are the contract of SPEC `khtgdv/1` and are only ever added to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from operator import attrgetter

from khtgdv.dates.periods import DateRange
from khtgdv.document.document import Value
from khtgdv.fields import key_of
from khtgdv.frozen import fields
from khtgdv.plan.ids import section_of
from khtgdv.query.cells import stream_rows
from khtgdv.schedule.status import completion_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from khtgdv.dates.periods import Position
    from khtgdv.plan.model import Step
    from khtgdv.plan.repetition import RepeatRule
    from khtgdv.query.rows import AnyRow, TaskRow
    from khtgdv.schedule.occurrences import Occurrence

    Facts = Mapping[str, Callable[[Any], Value]]


def fact_values(
    rows: Sequence[AnyRow], keys: Sequence[str], facts: Facts
) -> Iterator[tuple[Value, ...]]:
    """Yield the facts of rows under some keys, None under one that is no fact of theirs."""
    readers = [facts.get(key, _no_value) for key in keys]
    return (tuple([read(row) for read in readers]) for row in stream_rows(rows))


def task_facts(at: Position) -> Facts:
    """Return how the facts of a task are read at a position."""
    return {**_TASK, "missing": lambda row: tuple(gap.log_key for gap in missing_periods(row, at))}


def days_late(row: AnyRow) -> DateRange | None:
    """Return the days a row was completed late: those after its deadline; None where it was not."""
    deadline, completed = row.status.deadline, completion_date(row.work)
    if row.status.state != "completed-late" or not deadline or not completed:
        return None
    return DateRange(deadline.end + timedelta(days=1), completed)


def _count_days_late(row: TaskRow) -> int | None:
    days = days_late(row)
    return (days.end - days.start).days + 1 if days else None


def _count_workdays_late(row: TaskRow) -> int | None:
    days = days_late(row)
    return row.plan.workdays.count_workdays(days) if days else None


def missing_periods(row: TaskRow, at: Position) -> tuple[Occurrence, ...]:
    """Return the closed periods of repeated work that its log should have and has not."""
    if not row.work.repeat:
        return ()
    from khtgdv.schedule.occurrences import log_gaps

    return log_gaps(row.work, row.plan.span, at, row.plan.workdays)


def to_mapping(value: Any) -> dict[str, Value]:
    """Return a value of the model as the mapping its file has."""
    return {key_of(field.name): getattr(value, field.name) for field in fields(value)}


def _step_values(step: Step) -> dict[str, Value]:
    return {**to_mapping(step), "lead": step.lead, "leads": step.leads}


def _rule_mapping(rule: RepeatRule) -> dict[str, Value]:
    """Return a rule as its file has it: the keys of a plain one, and what else it says."""
    plain = ("every", "in", "label")
    mapping = to_mapping(rule)
    return {key: mapping[key] for key in (*plain, *mapping) if key in plain or mapping[key]}


def _no_value(_: AnyRow) -> None:
    """Return what stands under a key that is no fact."""


def _attributes(owner: str, *names: str) -> dict[str, Callable[[AnyRow], Value]]:
    return {name: attrgetter(f"{owner}.{name}") for name in names}


_COMMON_FACTS: Facts = {
    **_attributes(
        "work", "id", "lead", "start", "due", "due_text", "completed", "result", "notes", "added"
    ),
    **_attributes("status", "kind", "state", "days_overdue"),
    "deadline": lambda row: row.status.deadline.end if row.status.deadline else None,
    "cancelled": lambda row: to_mapping(row.work.cancelled) if row.work.cancelled else None,
    "extensions": lambda row: tuple(map(to_mapping, row.work.extensions)),
    "plan": attrgetter("plan_name"),
}
_TASK: Facts = {
    **_COMMON_FACTS,
    **_attributes(
        "work", "task", "lead_text", "coordinating", "assignee", "product", "responsibility",
        "authority", "focus", "started", "progress", "leads", "leader", "waits_for",
    ),
    "coordinating_departments": attrgetter("coordinating"),
    "section": lambda row: section_of(row.id),
    "from": attrgetter("work.from_"),
    "steps": lambda row: tuple(map(_step_values, row.work.steps)),
    "repeat": lambda row: tuple(map(_rule_mapping, row.work.repeat)),
    "log": lambda row: dict(row.work.log) or None,
    "days_late": _count_days_late,
    "working_days_late": _count_workdays_late,
}  # fmt: skip
INSPECTION_FACTS: Facts = {
    **_COMMON_FACTS,
    **_attributes("work", "content", "team", "related", "leads"),
    "units": lambda row: tuple(map(to_mapping, row.work.units)),
    "visits": lambda row: dict(row.work.visits) or None,
}
