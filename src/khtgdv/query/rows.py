"""One row of a plan at a position: what is planned, where it stands, whom it concerns."""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

from khtgdv.dates.periods import Range
from khtgdv.frozen import dataclass
from khtgdv.language.abbreviations import Abbreviations, of
from khtgdv.plan.model import Inspection, Plan, Task
from khtgdv.schedule.status import Status

W_co = TypeVar("W_co", Task, Inspection, covariant=True)


@dataclass(frozen=True, slots=True)
class Row(Generic[W_co]):
    """A row of a plan at a position; `coordinating` are the office's departments it names."""

    plan: Plan
    work: W_co
    status: Status
    coordinating: tuple[str, ...] = ()

    @property
    def shorts(self) -> Abbreviations:
        """The short forms of the row's plan."""
        return of(self.plan.abbreviations)

    @property
    def id(self) -> str:
        """The row's ID."""
        return self.work.id

    @property
    def lead(self) -> str:
        """The leading department's code; none is an empty text."""
        return self.work.lead or ""

    @property
    def span(self) -> Range:
        """From the start to the deadline in force; the year's ends where the row has none."""
        start, in_force = self.work.start, self.status.deadline
        last = in_force.end if in_force else None
        return span(start.start if start else None, last, self.plan.year)


TaskRow = Row[Task]
InspectionRow = Row[Inspection]
AnyRow = TaskRow | InspectionRow


def span(start: date | None, deadline: date | None, year: int) -> Range:
    """Return the days of a row of a year's plan."""
    first = start or date(year, 1, 1)
    return Range(first, max(first, deadline or date(year, 12, 31)))
