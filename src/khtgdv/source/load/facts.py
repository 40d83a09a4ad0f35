"""What was recorded of a row, held against its plan's year and against itself."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

from khtgdv.dates.periods import format_date
from khtgdv.dates.repetition import Bounds
from khtgdv.dates.spans import same_day_in_span, span_words
from khtgdv.plan.model import Inspection, Task
from khtgdv.plan.values import WHOLE_PROGRESS
from khtgdv.schedule.occurrences import Occurrence, bounds_of, key_around, rule_occurrences
from khtgdv.schedule.status import END_OF_RECORDS, deadline_in_force
from khtgdv.source.load.inconsistency import Context, Inconsistency

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from khtgdv.dates.periods import DateRange
    from khtgdv.source.load.validate import Loc

Work = Task | Inspection


def facts_of(work: Work) -> Iterator[tuple[Loc, date]]:
    """Yield the day of everything that was recorded of a row, with where it stands."""
    if isinstance(work, Task) and work.started:
        yield ("started",), work.started
    if work.completed:
        yield ("completed",), work.completed
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


def check_facts_before_plan(
    facts: Iterable[tuple[Loc, date]], span: DateRange
) -> Iterator[Inconsistency]:
    """Yield what is dated before the plan begins: often a slip of the year in January."""
    for loc, day in facts:
        if day < span.start and day.year >= span.start.year - 1:
            message = f"{format_date(day)} ở trước {span_words(span)} của kế hoạch"
            hint = f"có phải {same_day_in_span(day, span)}? đúng là năm {day.year} thì để nguyên"
            yield Inconsistency(loc, "fact-before-plan", message, hint)


def check_progress(task: Task, _: Context) -> Iterator[Inconsistency]:
    """Yield a progress that the rest of the row speaks against."""
    if task.progress is None:
        return
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


def check_completion(task: Task, _: Context) -> Iterator[Inconsistency]:
    """Yield a row that was completed before work on it began."""
    completed, started = task.completed, task.started
    if completed and started and completed < started:
        message = f"hoàn thành {format_date(completed)} trước khi bắt đầu {format_date(started)}"
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
    deadline = deadline_in_force(task, END_OF_RECORDS)
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


_MAX_GUESSES = 1000  # entries of a row whose period is looked for: no more are told of
_IMPOSSIBLE_MONTH = r"[0-9]{4}-(?:00|1[3-9]|[2-9][0-9])\b"  # like no period of another kind


def check_log(task: Task, context: Context) -> Iterator[Inconsistency]:
    """Yield the entries of a log that no occurrence of the row's rules is, or more than one."""
    if not task.repeat:
        message = "có nhật ký log mà không có lịch định kỳ repeat"
        hint = "thêm repeat, hoặc ghi completed thay cho log"
        yield Inconsistency(
            ("log",), "log-without-repeat", message, hint, at_key=True, relies_on="repeat"
        )
    elif context.span is not None:
        yield from _entries(task, list(_loggable(task, context.span, context)), context)


def _loggable(task: Task, span: DateRange, context: Context) -> Iterator[Occurrence]:
    """Yield what may stand in a log: what was done before the row's start is no mistake."""
    for rule in task.repeat:
        bounds = bounds_of(task, span) if rule.interval else Bounds(span)
        yield from rule_occurrences(rule, bounds, context.workdays)


def _entries(task: Task, schedule: list[Occurrence], context: Context) -> Iterator[Inconsistency]:
    counts = Counter(str(occurrence.period) for occurrence in schedule)
    keys = {occurrence.log_key for occurrence in schedule}
    bad_entries = (entry for entry in task.log if entry not in keys and counts[entry] != 1)
    for number, entry in enumerate(bad_entries):
        if entry in counts:
            labels = " hoặc ".join(f'"{o.log_key}"' for o in schedule if str(o.period) == entry)
            message = f'kỳ "{entry}" có ở hai lịch'
            yield Inconsistency(
                ("log", entry), "ambiguous-occurrence", message, f"viết {labels}", at_key=True
            )
        else:
            near = key_around(entry, schedule) if number < _MAX_GUESSES else None
            if near is None and not re.match(_IMPOSSIBLE_MONTH, entry):
                near = context.guess(entry, chain(keys, counts))
            message = f'kỳ "{entry}" không có trong lịch định kỳ của nhiệm vụ này'
            hint = f'có phải "{near}"?' if near else "sửa kỳ này, hoặc sửa lịch ở repeat"
            yield Inconsistency(
                ("log", entry), "unknown-occurrence", message, hint, at_key=True, relies_on="repeat"
            )
