"""Repeated work: the occurrences of a rule in a year, and which of them are missing from the log.

Occurrences are computed and never written. An occurrence is due on the last day of its period
and belongs to the plan of the year of that day.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from khtgdv.dates.periods import Every, Period, Position, ending, read_period
from khtgdv.fields import FieldError
from khtgdv.frozen import dataclass
from khtgdv.plan.workdays import Workdays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.plan.model import Rule, Task

# For each kind of period the arguments of dateutil's rrule that give its last days; `freq` and
# `byweekday` are the names of dateutil's constants.
_LAST_DAYS: dict[Every, dict[str, Any]] = {
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

    rule: Rule
    period: Period
    done: date | None = None

    @property
    def key(self) -> str:
        """What the occurrence is called in a log: the period, with the rule's label if any."""
        return f"{self.period} {self.rule.label}" if self.rule.label else str(self.period)


def periods(rule: Rule, year: int, workdays: Workdays | None = None) -> tuple[Period, ...]:
    """Return the periods of `rule` that end in `year`, in order; days are working days only."""
    found = _all_periods(rule.every, year)
    if rule.every == "day":
        works = (workdays or Workdays()).works
        found = tuple(period for period in found if works(period.end))
    return tuple(p for p in found if rule.in_ is None or p.number in rule.in_)


@lru_cache(maxsize=64)  # rules are many, their kinds and years few
def _all_periods(every: Every, year: int) -> tuple[Period, ...]:
    from dateutil import rrule

    recipe = dict(_LAST_DAYS[every])
    freq = getattr(rrule, recipe.pop("freq"))
    if weekdays := recipe.pop("byweekday", ""):
        recipe["byweekday"] = [getattr(rrule, name) for name in weekdays.split()]
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = rrule.rrule(freq, dtstart=_midnight(first), until=_midnight(last), **recipe)
    return tuple(ending(every, moment.date()) for moment in days)


def _midnight(day: date) -> Any:
    from datetime import datetime

    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - calendar days, no time zone


def occurrences(
    task: Task, year: int, position: Position | None = None, workdays: Workdays | None = None
) -> Iterator[Occurrence]:
    """Yield the occurrences of every rule of a task in `year`, with what the log has by then."""
    found = [(rule, period) for rule in task.repeat for period in periods(rule, year, workdays)]
    shared = _shared(found)
    for rule, period in found:
        done = _logged(task, rule, period, alone=period not in shared) if task.log else None
        known = position is None or position.knows(done)
        yield Occurrence(rule, period, done if known else None)


def _logged(task: Task, rule: Rule, period: Period, *, alone: bool) -> date | None:
    done = task.log.get(Occurrence(rule, period).key)
    return task.log.get(str(period)) if done is None and alone else done


def _shared(found: list[tuple[Rule, Period]]) -> set[Period]:
    """Return the periods that two rules have in common: only a label tells them apart."""
    seen: set[Period] = set()
    return {period for _, period in found if period in seen or seen.add(period)}  # type: ignore[func-returns-value]


def around(entry: str, found: Iterable[Occurrence]) -> str | None:
    """Return the key of the occurrence in whose period the period named by an entry ends."""
    try:
        end = read_period(entry).end
    except FieldError:
        return None
    return next((one.key for one in found if one.period.holds(end)), None)


def missing(
    task: Task, year: int, position: Position, workdays: Workdays | None = None
) -> tuple[Occurrence, ...]:
    """Return the closed periods that are not in the log, rule by rule from the first one logged."""
    if not task.log:
        return ()
    begun: set[Rule] = set()
    found: list[Occurrence] = []
    for occurrence in occurrences(task, year, position, workdays):
        if occurrence.done:
            begun.add(occurrence.rule)
        elif occurrence.rule in begun and position.passed(occurrence.period.end):
            found.append(occurrence)
    return tuple(found)
