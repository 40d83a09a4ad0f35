"""Repeated work: the occurrences of a rule in a year, and which of them are missing from the log.

Occurrences are computed and never written. An occurrence is due on the last day of its period
and belongs to the plan of the year of that day.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from khtgdv.dates.periods import Period, PeriodKind, Position, parse_period, period_ending
from khtgdv.fields import FieldError
from khtgdv.frozen import dataclass
from khtgdv.plan.workdays import WorkCalendar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.plan.model import RepeatRule, Task

# For each kind of period the arguments of dateutil's rrule that give its last days; `freq` and
# `byweekday` are the names of dateutil's constants.
_RRULE_ARGUMENTS: dict[PeriodKind, dict[str, Any]] = {
    "day": {"freq": "DAILY"},
    "week": {"freq": "WEEKLY", "byweekday": "SU"},
    "month": {"freq": "MONTHLY", "bymonthday": -1},
    "quarter": {"freq": "YEARLY", "bymonth": (3, 6, 9, 12), "bymonthday": -1},
    "half-year": {"freq": "YEARLY", "bymonth": (6, 12), "bymonthday": -1},
    "nine-months": {"freq": "YEARLY", "bymonth": 9, "bymonthday": -1},
    "year": {"freq": "YEARLY", "bymonth": 12, "bymonthday": -1},
}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One period of a rule, and the day it was done if the log has it."""

    rule: RepeatRule
    period: Period
    done_on: date | None = None

    @property
    def log_key(self) -> str:
        """What the occurrence is called in a log: the period, with the rule's label if any."""
        return f"{self.period} {self.rule.label}" if self.rule.label else str(self.period)


def rule_periods(
    rule: RepeatRule, year: int, workdays: WorkCalendar | None = None
) -> tuple[Period, ...]:
    """Return the periods of `rule` that end in `year`, in order; days are working days only."""
    periods = _periods_of_kind(rule.every, year)
    if rule.every == "day":
        is_workday = (workdays or WorkCalendar()).is_workday
        periods = tuple(period for period in periods if is_workday(period.end))
    return tuple(p for p in periods if rule.in_ is None or p.number in rule.in_)


@lru_cache(maxsize=64)  # rules are many, their kinds and years few
def _periods_of_kind(kind: PeriodKind, year: int) -> tuple[Period, ...]:
    from dateutil import rrule

    arguments = dict(_RRULE_ARGUMENTS[kind])
    freq = getattr(rrule, arguments.pop("freq"))
    if weekdays := arguments.pop("byweekday", ""):
        arguments["byweekday"] = [getattr(rrule, name) for name in weekdays.split()]
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = rrule.rrule(freq, dtstart=_midnight(first), until=_midnight(last), **arguments)
    return tuple(period_ending(kind, moment.date()) for moment in days)


def _midnight(day: date) -> Any:
    from datetime import datetime

    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - calendar days, no time zone


def occurrences(
    task: Task, year: int, position: Position | None = None, workdays: WorkCalendar | None = None
) -> Iterator[Occurrence]:
    """Yield the occurrences of every rule of a task in `year`, with what the log has by then."""
    pairs = [
        (rule, period) for rule in task.repeat for period in rule_periods(rule, year, workdays)
    ]
    ambiguous = _ambiguous_periods(pairs)
    for rule, period in pairs:
        log_date = (
            _log_date(task, rule, period, unambiguous=period not in ambiguous) if task.log else None
        )
        is_known = position is None or position.covers(log_date)
        yield Occurrence(rule, period, log_date if is_known else None)


def _log_date(task: Task, rule: RepeatRule, period: Period, *, unambiguous: bool) -> date | None:
    log_date = task.log.get(Occurrence(rule, period).log_key)
    return task.log.get(str(period)) if log_date is None and unambiguous else log_date


def _ambiguous_periods(pairs: list[tuple[RepeatRule, Period]]) -> set[Period]:
    """Return the periods that two rules have in common: only a label tells them apart."""
    earlier: set[Period] = set()
    return {period for _, period in pairs if period in earlier or earlier.add(period)}  # type: ignore[func-returns-value]


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
    task: Task, year: int, position: Position, workdays: WorkCalendar | None = None
) -> tuple[Occurrence, ...]:
    """Return the closed periods that are not in the log, rule by rule from the first one logged."""
    if not task.log:
        return ()
    expected = expected_occurrences(task, year, position, workdays)
    return tuple(o for o in expected if not o.done_on and position.has_passed(o.period.end))


def expected_occurrences(
    task: Task, year: int, position: Position, workdays: WorkCalendar | None = None
) -> Iterator[Occurrence]:
    """Yield the occurrences a log should have: rule by rule from the first one logged."""
    logged_rules: set[RepeatRule] = set()
    for occurrence in occurrences(task, year, position, workdays):
        if occurrence.done_on:
            logged_rules.add(occurrence.rule)
        if occurrence.rule in logged_rules:
            yield occurrence
