"""The rows a report receives: each with its plan and where it stands at the position."""

from __future__ import annotations

from khtgdv.dates.periods import Position
from khtgdv.frozen import dataclass, field, replace
from khtgdv.plan.model import Plan
from khtgdv.query.cells import rows_matching
from khtgdv.query.plans import Plans
from khtgdv.query.rows import AnyRow, InspectionRow, PlanRow, TaskRow
from khtgdv.schedule.status import KINDS_IN_WORDS, OPEN_STATES, status_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khtgdv.document.document import Value
    from khtgdv.schedule.status import Kind


@dataclass(frozen=True, slots=True)
class Selection:
    """What a report is made of: the rows that passed the filter, and how many there were.

    `all_tasks` are the tasks before the filter.
    """

    portfolio: Plans
    position: Position
    tasks: Sequence[TaskRow]
    inspections: Sequence[InspectionRow]
    total_tasks: int
    total_inspections: int
    filter: Mapping[str, Value] = field(default_factory=dict)
    filter_text: str = "toàn bộ kế hoạch"
    filter_names: str = ""
    all_tasks: Sequence[TaskRow] = ()

    @property
    def rows(self) -> tuple[AnyRow, ...]:
        """Tasks and inspections together."""
        return (*self.tasks, *self.inspections)

    @property
    def plans(self) -> tuple[str, ...]:
        """The names of the plans, each once."""
        return tuple(dict.fromkeys(self.portfolio.names))

    @property
    def departments(self) -> Mapping[str, str]:
        """Code and name of every department of the plans, in the paper's order."""
        return self.portfolio.departments


def select_all(plans: Iterable[Plan], position: Position) -> Selection:
    """Return every row of the plans at a position."""
    portfolio = Plans(plans)
    indexes = range(len(portfolio))
    tasks = tuple(row for index in indexes for row in _task_rows(portfolio, index, position))
    inspections = tuple(
        PlanRow(portfolio, index, work, status_at(work, position))
        for index, plan in enumerate(portfolio)
        for work in plan.inspections
    )
    totals = (len(tasks), len(inspections))
    return Selection(portfolio, position, tasks, inspections, *totals, all_tasks=tasks)


def selection_of_folder(selection: Selection, folder: str) -> Selection:
    """Return what a selection has of the plans of one folder."""
    return replace(
        selection,
        portfolio=Plans(plan for plan in selection.portfolio if plan.folder == folder),
        tasks=tuple(row for row in selection.tasks if row.plan.folder == folder),
        inspections=tuple(row for row in selection.inspections if row.plan.folder == folder),
    )


def selection_led_by(selection: Selection, code: str) -> Selection:
    """Return what a selection has of the rows that a department leads, alone or not."""
    return replace(
        selection,
        tasks=tuple(row for row in selection.tasks if code in row.leads),
        inspections=tuple(row for row in selection.inspections if code in row.leads),
    )


def open_tasks_of_kind(selection: Selection, kind: Kind) -> Sequence[TaskRow]:
    """Return the unfinished tasks of a kind that has no deadline, as far as their time has come."""
    allowed_values = {"kind": (kind,), "state": OPEN_STATES, "begun": (True,)}
    return rows_matching(selection.tasks, selection.position, allowed_values)


def open_tasks_in_words(selection: Selection) -> Sequence[TaskRow]:
    """Return the unfinished tasks with no more than words for a deadline, whose time has come."""
    allowed_values = {
        "kind": KINDS_IN_WORDS, "words_only": (True,), "state": OPEN_STATES, "begun": (True,),
    }  # fmt: skip
    return rows_matching(selection.tasks, selection.position, allowed_values)


def _task_rows(plans: Plans, index: int, position: Position) -> Iterator[TaskRow]:
    plan = plans.plan_at(index)
    from khtgdv.plan.directory import DepartmentDirectory

    directory = DepartmentDirectory.from_plan(plan)
    for task in plan.tasks:
        departments = directory.expand(task.coordinating, task.leads)
        yield PlanRow(plans, index, task, status_at(task, position), departments)
