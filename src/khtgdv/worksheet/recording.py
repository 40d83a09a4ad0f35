"""The edits of a sheet's row as what the commands record: `start`, `update`, `extend`, `done` …

An empty cell takes back what it said: without a day of completion a row is open again, and its
result goes with the day, as `reopen` has it.
"""

from __future__ import annotations

from datetime import date

from khtgdv.dates.periods import format_date, parse_period
from khtgdv.document.form import EXTENSION_KEYS
from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass, replace
from khtgdv.plan.model import Task
from khtgdv.source.edit import actions
from khtgdv.source.edit.record import Record, RecordDates, RefusedRecordError
from khtgdv.text import one_line
from khtgdv.worksheet.edits import RefusedCellError
from khtgdv.worksheet.notes import record_notes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from khtgdv.dates.periods import DateRange
    from khtgdv.worksheet.facts import Work

    Texts = Mapping[str, str]  # what the cells that were changed say now
    Step = Callable[[Work, Texts, "Recorder"], "tuple[list[Record], Work]"]


@dataclass(frozen=True, slots=True)
class Recorder:
    """What bounds the days of what is recorded: as in the commands, `span` is None to insist."""

    today: date
    span: DateRange | None

    def dates(self, text: str | None) -> RecordDates:
        """Return the day that a cell says, today where it says none."""
        return RecordDates(date.fromisoformat(text) if text else self.today, self.today, self.span)


def records_of(work: Work, texts: Texts, recorder: Recorder) -> list[Record]:
    """Return what is recorded of a row; RefusedCellError for the cell that does not allow it."""
    records: list[Record] = []
    for keys, step in _STEPS:
        key = next((key for key in keys if key in texts), None)
        if key is not None:
            try:
                more, work = step(work, texts, recorder)
            except KhtgdvError as error:
                raise RefusedCellError(key, error) from error
            records += more
    return records


def _reopen(work: Work, texts: Texts, _: Recorder) -> tuple[list[Record], Work]:
    """Take back that the row was completed, where the day is gone."""
    if texts["completed"]:
        return [], work
    if texts.get("result"):
        message = f"{work.id} có kết quả mà ô ngày hoàn thành để trống."
        raise RefusedRecordError(message, "điền cả hai ô, hoặc xóa trắng cả hai")
    record = actions.reopen(work)
    if work.result is not None and "result" not in texts:
        record = replace(record, cautions=(f"kết quả {one_line(work.result)} bỏ theo",))
    return [record], replace(work, completed=None, result=None)


def _start(work: Work, texts: Texts, recorder: Recorder) -> tuple[list[Record], Work]:
    """Record when work began, or that nothing is known of it."""
    dates = recorder.dates(texts["started"])
    if not isinstance(work, Task):
        return [actions.start(work, dates)], work  # which refuses
    if not texts["started"]:
        return [actions.update(work, {"started": None}, [])], replace(work, started=None)
    record = actions.start(replace(work, started=None), dates)
    return [record], replace(work, started=dates.on)


def _update(work: Work, texts: Texts, recorder: Recorder) -> tuple[list[Record], Work]:
    """Record how far it is and who does it, or that nothing is known of that.

    Progress begins what has not begun: today, or when it was completed.
    """
    part = {key: texts[key] or None for key in ("progress", "assignee") if key in texts}
    dates = recorder.dates(texts.get("completed"))
    record = actions.update(work, part, [], dates)
    if isinstance(work, Task) and "progress" in part:
        progress = int(part["progress"]) if part["progress"] else None
        if progress is not None and work.started is None:
            begun = f"chưa ghi bắt đầu nên ghi luôn bắt đầu ngày {format_date(dates.on)}"
            record = replace(record, cautions=(*record.cautions, begun))
            work = replace(work, started=dates.on)
        work = replace(work, progress=progress)
    return [record], work


def _require_start(work: Work, _: Texts, __: Recorder) -> tuple[list[Record], Work]:
    """Refuse a progress that is left over where the day work began is gone."""
    if isinstance(work, Task) and work.progress is not None and work.started is None:
        message = f"{work.id} có tiến độ mà ô ngày bắt đầu để trống."
        raise RefusedRecordError(message, "xóa trắng cả ô tiến độ, hoặc ghi lại ngày bắt đầu")
    return [], work


def _note(work: Work, texts: Texts, _: Recorder) -> tuple[list[Record], Work]:
    return [record_notes(work, texts["notes"])], work


def _extend(work: Work, texts: Texts, recorder: Recorder) -> tuple[list[Record], Work]:
    """Record an extension: it needs a new deadline and a reason."""
    if not texts.get("to"):
        message = f"{work.id} có lý do, ngày hay văn bản gia hạn mà chưa có hạn mới."
        raise RefusedRecordError(message, "điền ô Gia hạn đến")
    if not texts.get("reason"):
        message = f"{work.id} gia hạn mà chưa có lý do."
        raise RefusedRecordError(message, "điền ô Lý do gia hạn")
    reasons = actions.Reasons(texts["reason"], texts.get("document") or None)
    dates = recorder.dates(texts.get("on"))
    record = actions.extend(work, parse_period(texts["to"]), reasons, dates)
    if not texts.get("on"):
        today = f"ngày cho gia hạn lấy hôm nay, {format_date(dates.on)}"
        record = replace(record, cautions=(*record.cautions, today))
    return [record], work


def _complete(work: Work, texts: Texts, recorder: Recorder) -> tuple[list[Record], Work]:
    """Record the day of completion, another day than that recorded, or the result alone."""
    day, result = texts.get("completed"), texts.get("result")
    records = []
    if day:
        still_open = replace(work, completed=None)
        records.append(actions.complete(still_open, recorder.dates(day), result or None))
    elif "result" in texts:
        _require_completed(work, result)
    if result is not None and not (day and result) and result != (work.result or ""):
        records.append(actions.update(work, {"result": result or None}, []))
    return records, work


def _require_completed(work: Work, result: str | None) -> None:
    if result and work.completed is None:
        message = f"{work.id} có kết quả mà chưa có ngày hoàn thành."
        raise RefusedRecordError(message, "điền cả ô Hoàn thành ngày")


# What is recorded, in which order, and the cells that ask for it.
_STEPS: tuple[tuple[tuple[str, ...], Step], ...] = (
    (("completed",), _reopen),
    (("started",), _start),
    (("progress", "assignee"), _update),
    (("started",), _require_start),
    (("notes",), _note),
    (EXTENSION_KEYS, _extend),
    (("completed", "result"), _complete),
)
