"""Where the steps of a row stand at a position: a step is judged by its own deadline.

Nothing of a row that is completed or cancelled is left to be done.
"""

from __future__ import annotations

from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.dates.periods import Period, Position
    from khtgdv.plan.model import Step, Task
    from khtgdv.schedule.status import State, Status


@dataclass(frozen=True, slots=True)
class StepStanding:
    """A step, its number in its row from 1, and where it stands."""

    task: Task
    number: int
    step: Step
    state: State
    days_overdue: int | None = None

    @property
    def id(self) -> str:
        """What the step goes by: `T03-01.2`."""
        return step_id(self.task.id, self.number)

    @property
    def leads(self) -> tuple[str, ...]:
        """The codes of the departments that do it: the row's, where it has none of its own."""
        return self.step.leads or self.task.leads

    @property
    def due(self) -> Period | None:
        """Its deadline."""
        return self.step.due

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be done."""
        return self.state in ("open", "overdue")


def step_id(row_id: str, number: int) -> str:
    """Return what the step of a number goes by."""
    return f"{row_id}.{number}"


def step_standings(task: Task, status: Status, at: Position) -> Iterator[StepStanding]:
    """Yield the steps of a row that stands as `status` at a position."""
    for number, step in enumerate(task.steps, 1):
        state = _state_of(step, status, at)
        days = (at.as_of - step.due.end).days if state == "overdue" and step.due else None
        yield StepStanding(task, number, step, state, days)


def _state_of(step: Step, status: Status, at: Position) -> State:
    if step.completed and at.covers(step.completed):
        late = step.due is not None and step.completed > step.due.end
        return "completed-late" if late else "completed"
    if status.closed:
        return "cancelled" if status.state == "cancelled" else "completed"
    return "overdue" if step.due and at.has_passed(step.due.end) else "open"


def count_done(task: Task, at: Position) -> int:
    """Return how many steps of a row were recorded as done by a position."""
    return sum(at.covers(step.completed) for step in task.steps)
