"""What people record about a step of a row: that it is done."""

from __future__ import annotations

from khtgdv.dates.periods import format_date
from khtgdv.plan.model import Task
from khtgdv.schedule.steps import step_id
from khtgdv.source.edit.changes import StepRemoval, StepUpdate
from khtgdv.source.edit.record import (
    Record,
    RecordDates,
    RefusedRecordError,
    Work,
    require_likely_day,
    require_no_result,
    require_open,
    timeliness,
)
from khtgdv.text import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.plan.model import Step
    from khtgdv.source.edit.changes import Change


def complete_step(work: Work, number: int, dates: RecordDates, result: str | None) -> Record:
    """Record that the step of a number is done; the row itself stays open."""
    step, name = step_of(work, number), step_id(work.id, number)
    if step.completed and result is not None and dates.leave(step.completed):
        return _add_result(work, number, result)
    require_open(work)
    require_likely_day(work, dates)
    if step.completed:
        message = f"{name} đã ghi xong ngày {format_date(step.completed)}."
        hint = f"sửa ngày: khtgdv update {name} --set completed={dates.on.isoformat()}"
        raise RefusedRecordError(message, hint)
    changes: list[Change] = [StepUpdate(work.id, number, "completed", dates.on.isoformat())]
    notice = f"{step_words(step, number, name)} xong ngày {format_date(dates.on)}"
    notice += timeliness(step.due, dates.on)
    if result is not None:
        changes.append(StepUpdate(work.id, number, "result", result))
        notice += f", kết quả {one_line(result)}"
    return Record(tuple(changes), notice, tuple(_last_step_cautions(work, number)))


def _add_result(work: Work, number: int, result: str) -> Record:
    """Record what came of a step that is done already."""
    step, name = step_of(work, number), step_id(work.id, number)
    require_no_result(name, step.result)
    notice = f"{step_words(step, number, name)}: thêm kết quả {one_line(result)}"
    return Record((StepUpdate(work.id, number, "result", result),), notice)


def reopen_step(work: Work, number: int) -> Record:
    """Take back that a step is done."""
    step, name = step_of(work, number), step_id(work.id, number)
    if step.completed is None:
        message = f"{name} chưa ghi xong: không có gì để mở lại."
        raise RefusedRecordError(message, f"xem dòng ấy: khtgdv show {work.id}")
    keys = ["completed", *(["result"] if step.result is not None else [])]
    removals = tuple(StepRemoval(work.id, number, key) for key in keys)
    notice = f"{step_words(step, number, name)} mở lại: bỏ ghi nhận xong"
    notice += f" ngày {format_date(step.completed)}"
    notice += f", kết quả {one_line(step.result)}" if step.result is not None else ""
    return Record(removals, notice)


def step_words(step: Step, number: int, name: str) -> str:
    """Return a step as confirmations name it."""
    return f"{name} (bước {number}: {one_line(step.text)})"


def step_of(work: Work, number: int) -> Step:
    """Return the step of a number; RefusedRecordError where the row has none."""
    steps = work.steps if isinstance(work, Task) else ()
    if number <= len(steps):
        return steps[number - 1]
    count = f"có {len(steps)} bước" if steps else "không chia bước"
    message = f"Không có bước {step_id(work.id, number)}: {work.id} {count}."
    raise RefusedRecordError(message, f"xem dòng ấy: khtgdv show {work.id}")


def _last_step_cautions(work: Work, number: int) -> Iterator[str]:
    steps = work.steps if isinstance(work, Task) else ()
    if all(step.completed or place == number for place, step in enumerate(steps, 1)):
        yield f"mọi bước đã xong; xong cả nhiệm vụ thì ghi khtgdv done {work.id}"
