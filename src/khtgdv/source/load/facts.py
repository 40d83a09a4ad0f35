"""What was recorded of a row, held against its plan's year and against itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.dates.periods import format_date, same_day_in_year
from khtgdv.plan.model import Inspection, Task
from khtgdv.plan.values import WHOLE_PROGRESS
from khtgdv.source.load.inconsistency import Context, Inconsistency

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from khtgdv.source.load.validate import Loc

Work = Task | Inspection


def facts_of(work: Work) -> Iterator[tuple[Loc, date]]:
    """Yield the day of everything that was recorded of a row, with where it stands."""
    for name in ("started", "completed"):
        if day := getattr(work, name, None):
            yield (name,), day
    for number, extension in enumerate(work.extensions):
        yield ("extensions", number, "on"), extension.on
    if work.cancelled:
        yield ("cancelled", "on"), work.cancelled.on
    for number, step in enumerate(work.steps if isinstance(work, Task) else ()):
        if step.completed:
            yield ("steps", number, "completed"), step.completed
    name, days = ("log", work.log) if isinstance(work, Task) else ("visits", work.visits)
    for entry, day in days.items():
        yield (name, entry), day


def check_facts_of_last_year(work: Work, context: Context) -> Iterator[Inconsistency]:
    """Yield what is dated before the plan begins: often a slip of the year in January."""
    if context.year is None:
        return
    for loc, day in facts_of(work):
        if day.year == context.year - 1:
            message = f"{format_date(day)} ở trước năm {context.year} của kế hoạch"
            likely_day = same_day_in_year(day, context.year)
            hint = f"có phải {likely_day}? đúng là năm {day.year} thì để nguyên"
            yield Inconsistency(loc, "fact-before-plan", message, hint)


def check_progress(task: Task, _: Context) -> Iterator[Inconsistency]:
    """Yield a progress that the rest of the row speaks against."""
    if task.started is None:
        message = "có tiến độ mà chưa có ngày bắt đầu thực hiện"
        hint = "thêm started: ngày bắt đầu"
        yield Inconsistency(
            ("progress",), "progress-without-started", message, hint, relies_on="started"
        )
    if task.completed and task.progress != WHOLE_PROGRESS:
        message = f"đã hoàn thành ngày {format_date(task.completed)} mà tiến độ ghi {task.progress}"
        hint = f"ghi progress: {WHOLE_PROGRESS}, hoặc bỏ một trong hai khóa"
        yield Inconsistency(("progress",), "progress-after-completion", message, hint)
    closed = task.completed or task.cancelled or task.repeat
    if task.progress == WHOLE_PROGRESS and not closed:
        message = f"tiến độ {WHOLE_PROGRESS} mà chưa ghi hoàn thành"
        hint = "xong rồi thì thêm completed: ngày hoàn thành; chưa xong thì ghi tiến độ nhỏ hơn"
        yield Inconsistency(
            ("progress",), "progress-without-completion", message, hint, relies_on="completed"
        )


def check_completion(work: Work, _: Context) -> Iterator[Inconsistency]:
    """Yield a row that was completed before work on it began."""
    started = work.started if isinstance(work, Task) else None
    if work.completed and started and work.completed < started:
        message = (
            f"hoàn thành {format_date(work.completed)} trước khi bắt đầu {format_date(started)}"
        )
        yield Inconsistency(
            ("completed",), "completed-before-started", message, "sửa một trong hai ngày"
        )


def check_cancellation(work: Work, _: Context) -> Iterator[Inconsistency]:
    """Yield a row that was both completed and cancelled."""
    if work.completed:
        message = "vừa hoàn thành vừa hủy; khtgdv tính theo việc xảy ra trước"
        hint = "giữ lại completed hoặc cancelled"
        yield Inconsistency(("cancelled",), "completed-and-cancelled", message, hint, at_key=True)


def check_steps(task: Task, _: Context) -> Iterator[Inconsistency]:
    """Yield steps that are due after their row."""
    latest = max(task.extensions, key=lambda extension: extension.on, default=None)
    deadline = latest.to if latest else task.due
    for number, step in enumerate(task.steps):
        if step.due and deadline and step.due.end > deadline.end:
            message = (
                f"bước {number + 1} có hạn {step.due.label}, sau hạn {deadline.label} của dòng"
            )
            hint = "sửa hạn của bước, hoặc hạn của cả nhiệm vụ"
            yield Inconsistency(("steps", number, "due"), "step-after-deadline", message, hint)


def check_extensions(work: Work, _: Context) -> Iterator[Inconsistency]:
    """Yield extensions decided after the row was closed."""
    days = (work.completed, work.cancelled.on if work.cancelled else None)
    end = min((day for day in days if day), default=None)
    for number, extension in enumerate(work.extensions):
        if end and extension.on > end:
            message = (
                f"gia hạn ngày {format_date(extension.on)}, sau khi việc đã xong {format_date(end)}"
            )
            loc = ("extensions", number, "on")
            yield Inconsistency(
                loc, "extension-after-close", message, "gia hạn này không có hiệu lực"
            )
