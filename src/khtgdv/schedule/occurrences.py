"""Repeated work: the occurrences of a row's rules in a span, and those missing from the log.

Occurrences are computed and never written. `dates.repetition` tells when each is due.
"""

from __future__ import annotations

from datetime import date

from khtgdv.dates.periods import DateRange, Period, Position, parse_period
from khtgdv.dates.repetition import Bounds, due_days
from khtgdv.fields import FieldError
from khtgdv.frozen import dataclass
from khtgdv.plan.workdays import WorkCalendar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.plan.model import Task
    from khtgdv.plan.repetition import RepeatRule


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One period of a rule, the day it is due, and the day it was done if the log has it."""

    rule: RepeatRule
    period: Period
    due: date
    done_on: date | None = None

    @property
    def log_key(self) -> str:
        """What the occurrence is called in a log: the period, with the rule's label if any."""
        return f"{self.period} {self.rule.label}" if self.rule.label else str(self.period)

    @property
    def counted_days(self) -> DateRange:
        """The days in which working days are counted, where the rule counts any."""
        return DateRange(self.period.start, max(self.due, self.period.end))


def rule_occurrences(
    rule: RepeatRule, bounds: Bounds, workdays: WorkCalendar | None = None
) -> Iterator[Occurrence]:
    """Yield the occurrences of a rule, in order, without what was done of them."""
    is_workday = (workdays or WorkCalendar()).is_workday
    for period, due in due_days(rule.recurrence, bounds, is_workday):
        yield Occurrence(rule, period, due)


def bounds_of(task: Task, span: DateRange) -> Bounds:
    """Return the days that a row's rules are expanded over in a plan's span."""
    return Bounds(
        span, task.start.start if task.start else None, task.due.end if task.due else None
    )


def occurrences(
    task: Task,
    span: DateRange,
    position: Position | None = None,
    workdays: WorkCalendar | None = None,
) -> Iterator[Occurrence]:
    """Yield the occurrences of every rule of a task in a plan's span, with what is logged by then.

    They lie between the row's start and its deadline, where the row has them.
    """
    bounds = bounds_of(task, span)
    planned = [item for rule in task.repeat for item in rule_occurrences(rule, bounds, workdays)]
    ambiguous = _ambiguous_periods(planned) if task.log else frozenset()
    for item in planned:
        log_date = (
            _log_date(task, item, unambiguous=item.period not in ambiguous) if task.log else None
        )
        is_known = log_date and (position is None or position.covers(log_date))
        yield Occurrence(item.rule, item.period, item.due, log_date) if is_known else item


def _log_date(task: Task, item: Occurrence, *, unambiguous: bool) -> date | None:
    log_date = task.log.get(item.log_key)
    return task.log.get(str(item.period)) if log_date is None and unambiguous else log_date


def _ambiguous_periods(planned: list[Occurrence]) -> frozenset[Period]:
    """Return the periods that two rules have in common: only a label tells them apart."""
    earlier: set[Period] = set()
    return frozenset(
        item.period
        for item in planned
        if item.period in earlier or earlier.add(item.period)  # type: ignore[func-returns-value]
    )


def key_around(entry: str, candidates: Iterable[Occurrence]) -> str | None:
    """Return the key of the occurrence in whose period the period named by an entry ends."""
    try:
        end = parse_period(entry).end
    except FieldError:
        return None
    return next(
        (occurrence.log_key for occurrence in candidates if occurrence.period.contains(end)), None
    )


def log_gaps(
    task: Task, span: DateRange, position: Position, workdays: WorkCalendar | None = None
) -> tuple[Occurrence, ...]:
    """Return the occurrences that came due and are not in the log, from the first logged on."""
    if not task.log:
        return ()
    expected, _ = occurrences_by_log(task, span, position, workdays)
    return tuple(o for o in expected if not o.done_on and position.has_passed(o.due))


def occurrences_by_log(
    task: Task, span: DateRange, position: Position, workdays: WorkCalendar | None = None
) -> tuple[list[Occurrence], list[Occurrence]]:
    """Return the occurrences a log should have, and those of the rules that were never logged.

    A log should have those of a rule from the first one logged on.
    """
    logged_rules: set[RepeatRule] = set()
    expected: list[Occurrence] = []
    others: list[Occurrence] = []
    for occurrence in occurrences(task, span, position, workdays):
        if occurrence.done_on:
            logged_rules.add(occurrence.rule)
        (expected if occurrence.rule in logged_rules else others).append(occurrence)
    return expected, [o for o in others if o.rule not in logged_rules]
