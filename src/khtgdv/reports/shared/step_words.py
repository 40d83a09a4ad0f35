"""The words for the steps of a row.

Shared by the reports.
"""

from __future__ import annotations

from khtgdv.dates.periods import format_date
from khtgdv.schedule.status import STATE_LABELS
from khtgdv.schedule.steps import StepStanding, count_done, step_standings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.dates.periods import Position
    from khtgdv.query.rows import TaskRow


def words_of_steps(row: TaskRow, state: str, at: Position) -> dict[str, str]:
    """Return the words for a row that is divided: its state with `2/3 bước`, its steps in lines."""
    steps = step_standings(row.work, row.status, at)
    count = f"{count_done(row.work, at)}/{len(row.work.steps)} bước"
    return {"state": f"{state}, {count}", "steps": "\n".join(step_line(s, at) for s in steps)}


def step_line(standing: StepStanding, at: Position) -> str:
    """Return a step in one line: `1. Đề cương (hạn 25/04/2026, quá hạn 3 ngày)`."""
    step, parts = standing.step, [step_state_words(standing, at)]
    parts = [*([f"hạn {step.due.label}"] if step.due else []), *parts]
    return f"{standing.number}. {' '.join(step.text.split())} ({', '.join(parts)})"


def step_state_words(standing: StepStanding, at: Position) -> str:
    """Return the state of a step as people read it, with the days late or left."""
    step, days = standing.step, standing.days_overdue or 0
    if standing.state == "overdue":
        late, ended = (
            ("sẽ quá hạn", "sẽ vừa hết hạn") if at.forecast else ("quá hạn", "vừa hết hạn")
        )
        return f"{late} {days} ngày" if days else ended
    if standing.state != "open":
        done = at.covers(step.completed) and step.completed
        return f"xong {format_date(done)}" if done else STATE_LABELS[standing.state]
    days = (step.due.end - at.as_of).days if step.due else 0
    return f"chưa xong, còn {days} ngày" if days > 0 else "chưa xong"
