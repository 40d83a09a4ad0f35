"""What every report says of a task or an inspection: the row of the JSON contract, in words too.

Shared by the reports; the keys are the contract of SPEC `khtgdv/1` and are only ever added to.
"""

from __future__ import annotations

import re
from functools import partial

from khtgdv.dates.periods import format_date
from khtgdv.document.document import Column, Row, Table, Tone, Value
from khtgdv.document.lazy_rows import LazyRows
from khtgdv.reports.shared.facts import INSPECTION_FACTS, fact_values, task_facts
from khtgdv.reports.shared.figures import (
    horizon,
    inspection_facets,
    is_due_soon,
    state_group,
    task_facets,
)
from khtgdv.reports.shared.printed import (
    INSPECTION_PRINTED,
    lead_words,
    printed_words,
    section_title,
    with_heading,
)
from khtgdv.schedule.status import KIND_LABELS, KINDS_WITHOUT_TIME, names_time_in_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Literal

    from khtgdv.dates.periods import Position
    from khtgdv.plan.model import Extension
    from khtgdv.query.rows import AnyRow, InspectionRow, TaskRow
    from khtgdv.query.selection import Selection
    from khtgdv.schedule.status import Status

    Headings = Literal["none", "declared", "appendix"]

_MAX_PERIODS = 6  # how many periods are told one by one
_NUMBERED_PERIOD = r"(?P<name>(?:\D+ )?)(?P<number>\w+)(?P<year>/\d{4})"
TASK_COLUMNS = (
    Column("id", "Mã", "id"),
    Column("task", "Nhiệm vụ", "long"),
    Column("lead", "Chủ trì", "code", printed_title="CHỦ TRÌ"),
    Column("lead_text", "Chủ trì (nguyên văn)"),
    Column("coordinating", "Phối hợp", below_text=True),
    Column("coordinating_departments", "Phòng phối hợp", below_text=True),
    Column("start", "Bắt đầu", "date"),
    Column("due", "Hạn đã ký", "date"),
    Column("due_text", "Kết thúc (nguyên văn)"),
    Column("deadline", "Hạn", "date", printed_title="KẾT THÚC"),
    Column("kind", "Loại"),
    Column("state", "Tình trạng", "state"),
    Column("days_overdue", "Số ngày quá hạn", "number"),
    Column("days_late", "Số ngày chậm", "number"),
    Column("working_days_late", "Số ngày làm việc chậm", "number"),
    Column("assignee", "Người được giao"),
    Column("product", "Sản phẩm"),
    Column("responsibility", "Trách nhiệm"),
    Column("authority", "Thẩm quyền"),
    Column("focus", "Trọng tâm"),
    Column("started", "Ngày bắt đầu", "date"),
    Column("progress", "Tiến độ %", "number"),
    Column("completed", "Hoàn thành", "date"),
    Column("result", "Kết quả"),
    Column("cancelled", "Hủy"),
    Column("extensions", "Gia hạn"),
    Column("repeat", "Định kỳ"),
    Column("log", "Nhật ký"),
    Column("missing", "Kỳ còn thiếu"),
    Column("notes", "Ghi chú"),
    Column("plan", "Kế hoạch"),
    Column("section", "Mục"),
    Column("leads", "Các đơn vị chủ trì", below_text=True),
    Column("leader", "Lãnh đạo phụ trách"),
    Column("steps", "Các bước"),
    Column("waits_for", "Chờ"),
    Column("from", "Chuyển từ"),
    Column("added", "Ngày thêm", "date"),
)
INSPECTION_COLUMNS = (
    Column("id", "Mã", "id"),
    Column("content", "Nội dung kiểm tra", "long"),
    Column("team", "Thành phần đoàn", below_text=True),
    Column("units", "Đơn vị được kiểm tra", below_text=True, printed_title="ĐƠN VỊ ĐƯỢC KIỂM TRA"),
    Column("visits", "Đã kiểm tra"),
    Column("lead", "Chủ trì", "code"),
    Column("start", "Bắt đầu", "date"),
    Column("due", "Hạn đã ký", "date"),
    Column("due_text", "Thời gian (nguyên văn)", printed_title="THỜI GIAN"),
    Column("deadline", "Hạn", "date", printed_title="KẾT THÚC"),
    Column("kind", "Loại"),
    Column("state", "Tình trạng", "state"),
    Column("days_overdue", "Số ngày quá hạn", "number"),
    Column("related", "Nhiệm vụ liên quan"),
    Column("completed", "Hoàn thành", "date"),
    Column("result", "Kết quả"),
    Column("cancelled", "Hủy"),
    Column("extensions", "Gia hạn"),
    Column("notes", "Ghi chú"),
    Column("plan", "Kế hoạch"),
    Column("leads", "Các đơn vị chủ trì", below_text=True),
    Column("added", "Ngày thêm", "date"),
)
# What stands on a page beside the columns shown, wherever a row has it.
TASK_REMARKS = ("leader", "extensions")
INSPECTION_REMARKS = ("visits", "extensions")
TASK_DEFAULT = ("id", "task", "lead", "coordinating", "deadline", "state")
_WORKING = ("state", "completed", "result", "progress", "assignee")  # of a list people work on
INSPECTION_DEFAULT = ("id", "content", "units", "deadline", "state")
_WITHOUT_KEY = "hạn ghi bằng lời, chưa ghi due"  # of a row whose words name a time


def task_row(row: TaskRow, at: Position) -> Row:
    """Return a task as the contract has it, with the words people read."""
    words = {**_common_words(row, at), "repeat": "", "section": section_title(row)}
    if row.work.repeat:
        from khtgdv.reports.shared.rule_words import rule_words

        words["repeat"] = ", ".join(rule_words(rule) for rule in row.work.repeat)
    if row.work.steps:
        from khtgdv.reports.shared.step_words import words_of_steps

        words |= words_of_steps(row, words["state"], at)
    if _lacks_key(row):
        words["state"] = _WITHOUT_KEY
    return _row(row, task_values(row, at), words, at, facets=partial(task_facets, row, at))


def _lacks_key(row: TaskRow) -> bool:
    """Tell whether a time that an unfinished row names in words should stand in `due` or `repeat`.

    Where its kind says that the words name none, they are not read again: the grammar is slow to
    load.
    """
    is_unfinished = row.status.state in ("open", "in-progress")
    may_name_time = row.status.kind not in KINDS_WITHOUT_TIME
    return is_unfinished and may_name_time and names_time_in_words(row.work)


def task_values(row: TaskRow, at: Position) -> dict[str, Value]:
    """Return a task as the contract has it."""
    facts = task_facts(at)
    return {column.key: facts[column.key](row) for column in TASK_COLUMNS}


def inspection_row(row: InspectionRow, at: Position) -> Row:
    """Return an inspection with its visits, and the words people read."""
    work = row.work
    words = _common_words(row, at)
    words["units"] = "\n".join(
        f"{units.kind}: {', '.join(units.names)}" if units.kind else "; ".join(units.names)
        for units in work.units
    )
    parts = [f"{place} {format_date(day)}" for place, day in work.visits.items() if at.covers(day)]
    words["visits"] = _visits_words(parts, len(work.unit_names))
    return _row(row, inspection_values(row), words, at, facets=partial(inspection_facets, row, at))


def _row(
    row: AnyRow, values: dict[str, Value], words: dict[str, str], at: Position, **of: Any
) -> Row:
    """Return a row of either kind; `of` it is what only renderers ask that need it."""
    printed, version = printed_words(row), row.version
    return Row(values, words, _tone(row.status, at), printed_words=printed, version=version, **of)


def _visits_words(visits: Sequence[str], place_count: int) -> str:
    """Return how many of the places were visited, and which on what day."""
    count = f"{len(visits)}/{place_count}" if visits or place_count else ""
    return f"{count}: {'; '.join(visits)}" if visits else count


def inspection_values(row: InspectionRow) -> dict[str, Value]:
    """Return an inspection as the contract has it."""
    return {column.key: INSPECTION_FACTS[column.key](row) for column in INSPECTION_COLUMNS}


def _common_words(row: AnyRow, at: Position) -> dict[str, str]:
    work, status = row.work, row.status
    words = {
        "lead": lead_words(row),
        "leads": "; ".join(row.leads) if len(row.leads) > 1 else "",
        "deadline": _deadline_words(row),
        "kind": KIND_LABELS[status.kind],
        "state": state_words(status, at),
        "extensions": extensions_in_words([e for e in work.extensions if at.covers(e.on)]),
    }
    if work.cancelled:
        words["cancelled"] = f"{format_date(work.cancelled.on)}: {work.cancelled.reason}"
    return words


def extensions_in_words(extensions: Sequence[Extension]) -> str:
    """Return extensions in words: `đến 5/2026, ngày 20/03/2026, theo 12-QĐ/BTGDV: lý do`."""
    return "; ".join(map(_extension_words, extensions))


def _extension_words(extension: Extension) -> str:
    paper = f", theo {extension.document}" if extension.document else ""
    day = format_date(extension.on)
    return f"đến {extension.to.label}, ngày {day}{paper}: {extension.reason}"


def _deadline_words(row: AnyRow) -> str:
    if row.status.deadline:
        return row.status.deadline.label
    return row.work.due_text or getattr(row.work, "waits_for", None) or ""


def state_words(status: Status, at: Position) -> str:
    """Return a state as people read it: with the days late or left, a forecast told as one."""
    word = state_word(status, at)
    if status.deadline and is_due_soon(status, at, horizon(at).last_day):
        days = (status.deadline.end - at.as_of).days
        return f"{word}, {f'còn {days} ngày' if days else 'hạn hôm nay'}"
    return word


def state_word(status: Status, at: Position) -> str:
    """Return a state as every report calls it, with the days late and without those left."""
    if status.state == "overdue":
        days = status.days_overdue or 0
        if at.forecast:
            return f"sẽ quá hạn {days} ngày" if days else "sẽ vừa hết hạn"
        return f"quá hạn {days} ngày" if days else "vừa hết hạn"
    return state_group(status, at)


def _tone(status: Status, at: Position) -> Tone:
    if status.state in ("overdue", "completed-late"):
        return Tone.LATE if status.state == "overdue" else Tone.DONE
    if status.closed:
        return Tone.DONE if status.state == "completed" else Tone.QUIET
    if is_due_soon(status, at, horizon(at).last_day):
        return Tone.SOON
    return Tone.QUIET if status.state == "scheduled" else Tone.PLAIN


def periods_in_words(labels: Sequence[str]) -> str:
    """Return the labels of periods in few words: `tuần 9, 10/2026`; many are counted."""
    parts = [re.fullmatch(_NUMBERED_PERIOD, label) for label in labels[:_MAX_PERIODS]]
    if all(parts) and len(affixes := {part.group("name", "year") for part in parts if part}) == 1:
        ((name, year),) = affixes
        text = f"{name}{', '.join(part['number'] for part in parts if part)}{year}"
    else:
        text = ", ".join(labels[:_MAX_PERIODS])
    rest = len(labels) - _MAX_PERIODS
    return f"{text} … và {rest} kỳ nữa" if rest > 0 else text


def task_table(
    name: str,
    title: str,
    rows: Sequence[TaskRow],
    selection: Selection,
    *,
    headings: Headings = "none",
    **options: Any,
) -> Table:
    """Return a table of tasks; `options` are those of Table.

    One whose rows are in the order of the paper has them under its headings: those of `declared`
    sections, or on paper (`appendix`) those of the months and of regular work too.
    """
    make = partial(_task_row_under_heading, headings=headings, at=selection.position)
    make = make if headings != "none" else partial(task_row, at=selection.position)
    read = partial(fact_values, facts=task_facts(selection.position))
    options.setdefault("default", default_columns(TASK_DEFAULT, selection))
    options.setdefault("remarks", TASK_REMARKS)
    options.setdefault("worksheet", _WORKING)
    return Table(name, title, TASK_COLUMNS, rows=LazyRows(rows, make, read), **options)


def _task_row_under_heading(row: TaskRow, headings: Headings, at: Position) -> Row:
    return with_heading(task_row(row, at), row, months=headings == "appendix")


def inspection_table(
    name: str, title: str, rows: Sequence[InspectionRow], selection: Selection, **options: Any
) -> Table:
    """Return a table of inspections; `options` are those of Table."""
    make = partial(inspection_row, at=selection.position)
    read = partial(fact_values, facts=INSPECTION_FACTS)
    options.setdefault("default", default_columns(INSPECTION_DEFAULT, selection))
    options.setdefault("printed", default_columns(INSPECTION_PRINTED, selection))
    options.setdefault("remarks", INSPECTION_REMARKS)
    return Table(name, title, INSPECTION_COLUMNS, rows=LazyRows(rows, make, read), **options)


def default_columns(columns: tuple[str, ...], selection: Selection) -> tuple[str, ...]:
    """Return the columns to show; the plan's name too where there are several plans."""
    return columns if len(selection.plans) <= 1 else (*columns, "plan")
