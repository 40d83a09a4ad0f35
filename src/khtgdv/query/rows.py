"""One row of a plan at a position: what is planned, where it stands, whom it concerns."""

from __future__ import annotations

from datetime import date

from khtgdv.dates.periods import DateRange
from khtgdv.frozen import dataclass
from khtgdv.hints import Generic, TypeVar
from khtgdv.plan.model import Inspection, Plan, Task
from khtgdv.query.plans import Plans
from khtgdv.schedule.status import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.document.row_version import RowVersion
    from khtgdv.language.abbreviations import Abbreviations

W_co = TypeVar("W_co", Task, Inspection, covariant=True)


@dataclass(frozen=True, slots=True)
class PlanRow(Generic[W_co]):
    """A row of a plan at a position; `coordinating` are the office's departments it names.

    Its plan is the one of an index among `plans`, which are made when somebody looks at one.
    """

    plans: Plans
    plan_index: int
    work: W_co
    status: Status
    coordinating: tuple[str, ...] = ()

    @property
    def plan(self) -> Plan:
        """The row's plan."""
        return self.plans.plan_at(self.plan_index)

    @property
    def plan_name(self) -> str:
        """The name of the row's plan."""
        return self.plans.names[self.plan_index]

    def version(self) -> RowVersion:
        """Return which row of which plan it is, and in what state; calendars ask for that."""
        from khtgdv.query.row_versions import row_version

        return row_version(self.plan, self.work)

    @property
    def abbreviations(self) -> Abbreviations:
        """The short forms of the row's plan."""
        from khtgdv.language.abbreviations import abbreviations_of

        return abbreviations_of(self.plan.abbreviations)

    @property
    def id(self) -> str:
        """The row's ID."""
        return self.work.id

    @property
    def lead(self) -> str:
        """The code of the first department that leads the row; none is an empty text."""
        return self.work.lead or ""

    @property
    def leads(self) -> tuple[str, ...]:
        """The codes of every department that leads the row."""
        return self.work.leads

    @property
    def date_range(self) -> DateRange:
        """From the start to the deadline in force; the plan's ends where the row has none."""
        start, deadline = self.work.start, self.status.deadline
        deadline_day = deadline.end if deadline else None
        return date_range(start.start if start else None, deadline_day, self.plan.span)


TaskRow = PlanRow[Task]
InspectionRow = PlanRow[Inspection]
AnyRow = TaskRow | InspectionRow


def date_range(start: date | None, deadline: date | None, span: DateRange) -> DateRange:
    """Return the days of a row of a plan that is for some days."""
    first_day = start or span.start
    return DateRange(first_day, max(first_day, deadline or span.end))
