"""What people record about a row: the changes it needs, and the refusals that save from mistakes.

Pure: a row and what is to be recorded go in, changes and one line of confirmation come out.
"""

from __future__ import annotations

from khtgdv.dates.periods import Period, Position, format_date
from khtgdv.dates.spans import year_span
from khtgdv.frozen import dataclass
from khtgdv.plan.model import Inspection, Task
from khtgdv.plan.values import WHOLE_PROGRESS
from khtgdv.schedule.occurrences import occurrences
from khtgdv.schedule.status import deadline_in_force
from khtgdv.source.edit.changes import ItemAddition, KeyRemoval, KeyUpdate, RowRemoval
from khtgdv.source.edit.record import (
    Record,
    RecordDates,
    RefusedRecordError,
    Work,
    early_day_cautions,
    require_likely_day,
    require_no_result,
    require_open,
    timeliness,
    unvisited_cautions,
)
from khtgdv.source.edit.settings import (
    changed_settings,
    key_changes,
    require_any,
    setting_phrases,
    signed_text_cautions,
)
from khtgdv.text import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from khtgdv.source.edit.changes import Change
    from khtgdv.source.edit.settings import Settings


# What may have been recorded of a row, by its key.
_RECORD_WORDS = {
    "completed": "hoàn thành", "started": "bắt đầu", "extensions": "gia hạn", "cancelled": "hủy",
    "log": "nhật ký", "visits": "kiểm tra",
}  # fmt: skip


def complete(work: Work, dates: RecordDates, result: str | None) -> Record:
    """Record that a row was completed."""
    if isinstance(work, Task) and work.repeat:
        message = f"{work.id} là việc định kỳ, làm xong theo từng kỳ."
        hint = f"ghi từng kỳ: khtgdv log {work.id} {_example_period(work, dates.on)}"
        raise RefusedRecordError(message, hint)
    if work.completed and result is not None and dates.leave(work.completed):
        return _add_result(work, result)
    require_open(work)
    require_likely_day(work, dates)
    if isinstance(work, Task) and work.started and dates.on < work.started:
        message = f"{work.id} bắt đầu thực hiện ngày {format_date(work.started)}"
        hint = f"chọn ngày khác bằng --on, hoặc sửa: khtgdv update {work.id} --set started=NGÀY"
        raise RefusedRecordError(
            f"{message}, không thể hoàn thành ngày {format_date(dates.on)}.", hint
        )
    changes: list[Change] = [KeyUpdate(work.id, "completed", dates.on.isoformat())]
    notice = f"{work.id} hoàn thành ngày {format_date(dates.on)}"
    notice += timeliness(deadline_in_force(work, Position(dates.on)), dates.on)
    if result is not None:
        changes.append(KeyUpdate(work.id, "result", result))
        notice += f", kết quả {one_line(result)}"
    return Record(tuple(changes), notice, tuple(_completion_cautions(work, dates.on)))


def _add_result(work: Work, result: str) -> Record:
    """Record what came of a row that is completed already."""
    require_no_result(work.id, work.result)
    day = f" (đã hoàn thành ngày {format_date(work.completed)})" if work.completed else ""
    notice = f"{work.id} thêm kết quả {one_line(result)}{day}"
    return Record((KeyUpdate(work.id, "result", result),), notice)


def _completion_cautions(work: Work, on: date) -> Iterator[str]:
    """Yield what a row that is completed leaves open."""
    yield from early_day_cautions(work, on)
    if isinstance(work, Inspection):
        yield from unvisited_cautions(work)
        return
    if work.progress is not None and work.progress < WHOLE_PROGRESS:
        yield f"tiến độ còn ghi {work.progress}%"
    if open_count := sum(step.completed is None for step in work.steps):
        yield f"còn {open_count} trên {len(work.steps)} bước chưa ghi xong"


def reopen(work: Work) -> Record:
    """Take back that a row was completed, or that it was cancelled."""
    if work.completed:
        keys = ["completed", *(["result"] if work.result is not None else [])]
        removal = f"bỏ ghi nhận hoàn thành ngày {format_date(work.completed)}"
        removal += f", kết quả {one_line(work.result)}" if work.result is not None else ""
    elif work.cancelled:
        keys, removal = ["cancelled"], f"bỏ việc hủy ngày {format_date(work.cancelled.on)}"
    else:
        message = f"{work.id} chưa ghi hoàn thành, cũng chưa hủy: không có gì để mở lại."
        raise RefusedRecordError(message, f"xem dòng ấy: khtgdv show {work.id}")
    return Record(tuple(KeyRemoval(work.id, key) for key in keys), f"{work.id} mở lại: {removal}")


def start(work: Work, dates: RecordDates) -> Record:
    """Record that work on a row has begun."""
    task = _require_task(work, f'ghi nơi đã kiểm tra: khtgdv visit {work.id} "tên đơn vị"')
    if task.started:
        message = f"{task.id} đã ghi bắt đầu thực hiện ngày {format_date(task.started)}."
        raise RefusedRecordError(message, f"sửa ngày: khtgdv update {task.id} --set started=NGÀY")
    require_open(task)
    require_likely_day(task, dates)
    notice = f"{task.id} bắt đầu thực hiện ngày {format_date(dates.on)}"
    change = KeyUpdate(task.id, "started", dates.on.isoformat())
    return Record((change,), notice, early_day_cautions(task, dates.on))


def update(
    work: Work,
    values: Settings,
    notes: Sequence[str],
    dates: RecordDates | None = None,
) -> Record:
    """Set keys of a row (None clears one), add notes; progress begins what has not begun.

    Without `dates` a row that has not begun has no progress.
    """
    settings = changed_settings(work, work.id, values)
    begins = settings.get("progress") and not (settings.get("started") or _has_begun(work))
    if begins:
        _require_beginning(work, str(settings["progress"]), dates)
    changes = key_changes(work.id, settings)
    phrases = setting_phrases(settings)
    if begins and dates:
        changes.insert(0, KeyUpdate(work.id, "started", dates.on.isoformat()))
        phrases.append(f"chưa ghi bắt đầu nên ghi luôn bắt đầu ngày {format_date(dates.on)}")
    if notes:
        changes.append(ItemAddition(work.id, "notes", tuple(notes)))
        phrases.append(f"thêm {len(notes)} ghi chú")
    require_any(changes, work.id, work.id)
    cautions = (
        *_progress_cautions(work, settings.get("progress")),
        *signed_text_cautions(work, settings),
    )
    return Record(tuple(changes), f"{work.id}: {', '.join(phrases)}", cautions)


def _has_begun(work: Work) -> bool:
    return isinstance(work, Task) and work.started is not None


def _require_beginning(work: Work, progress: str, dates: RecordDates | None) -> None:
    """Refuse a progress where work on a row cannot be said to have begun."""
    message = f"{work.id} chưa có ngày bắt đầu thực hiện nên chưa ghi được tiến độ."
    if dates is None or progress == "0":
        raise RefusedRecordError(message, f"ghi trước: khtgdv start {work.id}")
    require_open(work)
    require_likely_day(work, dates)


def _progress_cautions(work: Work, progress: object) -> Iterator[str]:
    """Yield what a progress says against the rest of the row."""
    if not isinstance(progress, str):
        return
    if work.completed:
        yield f"dòng này đã ghi hoàn thành ngày {format_date(work.completed)}"
    elif work.cancelled:
        yield f"dòng này đã hủy ngày {format_date(work.cancelled.on)}"
    elif progress == str(WHOLE_PROGRESS) and not (isinstance(work, Task) and work.repeat):
        yield f"chưa ghi hoàn thành; đã xong thì ghi khtgdv done {work.id}"


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why something is decided, and the paper that says so."""

    reason: str
    document: str | None = None


def extend(work: Work, to: Period, reasons: Reasons, dates: RecordDates) -> Record:
    """Record that a row's deadline was moved; on a row without one it is fixed."""
    if isinstance(work, Task) and work.repeat:
        message = f"{work.id} là việc định kỳ, mỗi kỳ có hạn riêng."
        raise RefusedRecordError(message, f"sửa lịch (repeat): khtgdv edit {work.id}")
    require_open(work)
    require_likely_day(work, dates)
    old = deadline_in_force(work, Position(dates.on))
    if work.start and to.end < work.start.start:
        message = f"{work.id} bắt đầu từ {work.start.label}; hạn mới {to.label} ở trước đó."
        raise RefusedRecordError(message, f"{_next_year_offer(to, dates)}chọn thời hạn muộn hơn")
    if old and to.end <= old.end:
        message = f"{work.id} đang có hạn {old.label}; hạn mới {to.label} không muộn hơn."
        mend = "update {} --clear extensions" if len(work.extensions) == 1 else "edit {}"
        offer = _next_year_offer(to, dates)
        hint = (
            f"{offer}chọn thời hạn muộn hơn; ghi sai lần trước thì: khtgdv {mend.format(work.id)}"
        )
        raise RefusedRecordError(message, hint)
    item = {"to": str(to), "on": dates.on.isoformat(), "reason": reasons.reason}
    item |= {"document": reasons.document} if reasons.document is not None else {}
    clause = f"gia hạn đến {to.label} (hạn cũ {old.label})" if old else f"ấn định hạn {to.label}"
    notice = f"{work.id} {clause}, lý do: {one_line(reasons.reason)}"
    change = ItemAddition(work.id, "extensions", (item,))
    cautions = (*_past_deadline_cautions(to, dates), *_later_extension_cautions(work, dates.on))
    return Record((change,), notice, cautions)


def _next_year_offer(to: Period, dates: RecordDates) -> str:
    """Return the deadline that was meant where a past one is refused: that of the next year."""
    if to.end >= dates.on:
        return ""
    label = to.label.replace(str(to.end.year), str(to.end.year + 1))
    return f'có phải --to "{label}"? '


def _past_deadline_cautions(to: Period, dates: RecordDates) -> tuple[str, ...]:
    """Return a caution where the new deadline has passed: a year was forgotten, most likely."""
    if to.end >= dates.on:
        return ()
    return (f"hạn mới {to.label} đã qua; là của năm {to.end.year + 1} thì ghi cả năm",)


def _later_extension_cautions(work: Work, on: date) -> tuple[str, ...]:
    """Return a caution where an extension of a later day is in force all the same."""
    later_extensions = [extension for extension in work.extensions if extension.on > on]
    if not later_extensions:
        return ()
    last = max(later_extensions, key=lambda extension: extension.on)
    return (f"từ {format_date(last.on)} có hiệu lực hạn {last.to.label} đã ghi",)


def cancel(work: Work, reasons: Reasons, dates: RecordDates) -> Record:
    """Record that a row is no longer to be done."""
    require_open(work)
    require_likely_day(work, dates)
    value = {"on": dates.on.isoformat(), "reason": reasons.reason}
    notice = f"{work.id} hủy ngày {format_date(dates.on)}, lý do: {one_line(reasons.reason)}"
    return Record((KeyUpdate(work.id, "cancelled", value),), notice)


def _example_period(task: Task, on: date) -> str:
    """Return the first period of a task that ends on or after a day, as an example."""
    year = year_span(on.year)
    periods = [item.period for item in occurrences(task, year) if item.due >= on]
    return str(min(periods, key=lambda period: period.end)) if periods else f"{on.year}-12"


def _require_task(work: Work, hint: str) -> Task:
    if isinstance(work, Task):
        return work
    raise RefusedRecordError(f"{work.id} là dòng kiểm tra, giám sát.", hint)


def remove(work: Work) -> Record:
    """Take a row out of the plan: one that was added after the plan was signed, with no record."""
    if work.added is None:
        message = f"{work.id} là dòng của văn bản đã ký, không bỏ được."
        raise RefusedRecordError(message, f"không làm nữa thì hủy: khtgdv cancel {work.id}")
    records = [word for key, word in _RECORD_WORDS.items() if getattr(work, key, None)]
    if records:
        message = f"{work.id} đã ghi {', '.join(records)} nên không bỏ được."
        raise RefusedRecordError(message, f"không làm nữa thì hủy: khtgdv cancel {work.id}")
    return Record((RowRemoval(work.id),), f"{work.id} đã bỏ khỏi kế hoạch")
