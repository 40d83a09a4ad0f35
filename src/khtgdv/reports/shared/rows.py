"""What every report says of a task or an inspection: the row of the JSON contract, in words too.

Shared by the reports; the keys are the contract of SPEC `khtgdv/1` and are only ever added to.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from khtgdv.dates.periods import shown
from khtgdv.document.document import Column, Row, Table, Tone, Value
from khtgdv.document.lazy_rows import LazyRows
from khtgdv.frozen import replace
from khtgdv.reports.shared.facts import INSPECTION_FACTS, task_facts, values
from khtgdv.reports.shared.printed import INSPECTION_PRINTED, finish, heading, lead
from khtgdv.schedule.status import KINDS, REGULAR, STATES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from khtgdv.dates.periods import Position
    from khtgdv.plan.model import Rule
    from khtgdv.query.rows import AnyRow, InspectionRow, TaskRow
    from khtgdv.query.selection import Selection
    from khtgdv.schedule.status import Status

SOON_DAYS = 30
_PERIODS = 6  # how many periods are told one by one
_NUMBERED = re.compile(r"(?P<name>(?:\D+ )?)(?P<number>\w+)(?P<year>/\d{4})")
TASK_COLUMNS = (
    Column("id", "Mã", "id"),
    Column("task", "Nhiệm vụ", "long"),
    Column("lead", "Chủ trì", "code", printed="CHỦ TRÌ"),
    Column("lead_text", "Chủ trì (nguyên văn)"),
    Column("coordinating", "Phối hợp", under=True),
    Column("coordinating_departments", "Phòng phối hợp", under=True),
    Column("start", "Bắt đầu", "date"),
    Column("due", "Hạn đã ký", "date"),
    Column("due_text", "Kết thúc (nguyên văn)"),
    Column("deadline", "Hạn", "date", printed="KẾT THÚC"),
    Column("kind", "Loại"),
    Column("state", "Tình trạng", "state"),
    Column("days_overdue", "Số ngày quá hạn", "number"),
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
)
INSPECTION_COLUMNS = (
    Column("id", "Mã", "id"),
    Column("content", "Nội dung kiểm tra", "long"),
    Column("team", "Thành phần đoàn", under=True),
    Column("units", "Đơn vị được kiểm tra", under=True, printed="ĐƠN VỊ ĐƯỢC KIỂM TRA"),
    Column("visits", "Đã kiểm tra"),
    Column("lead", "Chủ trì", "code"),
    Column("start", "Bắt đầu", "date"),
    Column("due", "Hạn đã ký", "date"),
    Column("due_text", "Thời gian (nguyên văn)", printed="THỜI GIAN"),
    Column("deadline", "Hạn", "date", printed="KẾT THÚC"),
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
)
TASK_DEFAULT = ("id", "task", "lead", "coordinating", "deadline", "state")
INSPECTION_DEFAULT = ("id", "content", "units", "deadline", "state")
EVERY_WORDS = {
    "day": "hằng ngày",
    "week": "hằng tuần",
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "half-year": "nửa năm",
    "nine-months": "chín tháng",
    "year": "cả năm",
}


def task_row(row: TaskRow, at: Position) -> Row:
    """Return a task as the contract has it, with the words people read."""
    repeat = ", ".join(rule_words(rule) for rule in row.work.repeat)
    words = {**_words(row, at), "repeat": repeat}
    printed = {"lead": lead(row), "deadline": finish(row)}
    return Row(task_values(row, at), words, _tone(row.status, at), {}, printed, "")


def task_values(row: TaskRow, at: Position) -> dict[str, Value]:
    """Return a task as the contract has it."""
    facts = task_facts(at)
    return {column.key: facts[column.key](row) for column in TASK_COLUMNS}


def inspection_row(row: InspectionRow, at: Position) -> Row:
    """Return an inspection with its visits, and the words people read."""
    work = row.work
    words = _words(row, at)
    words["units"] = "\n".join(
        f"{units.kind}: {', '.join(units.names)}" if units.kind else "; ".join(units.names)
        for units in work.units
    )
    visited = [f"{place} {shown(day)}" for place, day in work.visits.items() if at.knows(day)]
    words["visits"] = f"{len(visited)}/{len(work.names)}: {'; '.join(visited)}" if visited else ""
    printed = {"deadline": finish(row)}
    return Row(inspection_values(row), words, _tone(row.status, at), {}, printed, "")


def inspection_values(row: InspectionRow) -> dict[str, Value]:
    """Return an inspection as the contract has it."""
    return {column.key: INSPECTION_FACTS[column.key](row) for column in INSPECTION_COLUMNS}


def _words(row: AnyRow, at: Position) -> dict[str, str]:
    work, now = row.work, row.status
    words = {
        "deadline": _deadline_words(row),
        "kind": KINDS[now.kind],
        "state": state_words(now, at),
        "extensions": "; ".join(f"đến {e.to.label} ({e.reason})" for e in work.extensions),
    }
    if work.cancelled:
        words["cancelled"] = f"{shown(work.cancelled.on)}: {work.cancelled.reason}"
    return words


def _deadline_words(row: AnyRow) -> str:
    if row.status.deadline:
        return row.status.deadline.label
    return row.work.due_text or ""


def state_words(now: Status, at: Position) -> str:
    """Return a state as people read it: with the days late, a forecast told as one."""
    if now.state == "overdue":
        days = now.days_overdue or 0
        if at.forecast:
            return f"sẽ quá hạn {days} ngày" if days else "sẽ vừa hết hạn"
        return f"quá hạn {days} ngày" if days else "vừa hết hạn"
    if now.state == "in-progress" and now.kind in REGULAR:
        return KINDS[now.kind]
    if now.deadline and due_within(now, at, SOON_DAYS):
        days = (now.deadline.end - at.as_of).days
        return f"{STATES[now.state]}, {f'còn {days} ngày' if days else 'hạn hôm nay'}"
    return STATES[now.state]


def _tone(now: Status, at: Position) -> Tone:
    if now.state in ("overdue", "completed-late"):
        return Tone.LATE if now.state == "overdue" else Tone.DONE
    if now.closed:
        return Tone.DONE if now.state == "completed" else Tone.QUIET
    if due_within(now, at, SOON_DAYS):
        return Tone.SOON
    return Tone.QUIET if now.state == "scheduled" else Tone.PLAIN


def due_within(now: Status, at: Position, days: int) -> bool:
    """Tell whether an unfinished row is due within so many days after the position."""
    return not now.closed and now.deadline is not None and comes(now.deadline.end, at, days)


def comes(day: date, at: Position, days: int) -> bool:
    """Tell whether a day comes within so many days after the position."""
    return not at.passed(day) and (day - at.as_of).days <= days


def rule_words(rule: Rule) -> str:
    """Return a rule in words: `giao ban: hằng quý`."""
    words = EVERY_WORDS[rule.every]
    if rule.in_:
        words += f" ({', '.join(str(number) for number in rule.in_)})"
    return f"{rule.label}: {words}" if rule.label else words


def periods_in_words(labels: Sequence[str]) -> str:
    """Return the labels of periods in few words: `tuần 9, 10/2026`; many are counted."""
    parts = [_NUMBERED.fullmatch(label) for label in labels[:_PERIODS]]
    if all(parts) and len(found := {part.group("name", "year") for part in parts if part}) == 1:
        ((name, year),) = found
        told = f"{name}{', '.join(part['number'] for part in parts if part)}{year}"
    else:
        told = ", ".join(labels[:_PERIODS])
    more = len(labels) - _PERIODS
    return f"{told} … và {more} kỳ nữa" if more > 0 else told


def task_table(
    name: str,
    title: str,
    rows: Sequence[TaskRow],
    selection: Selection,
    *,
    signed: bool = False,
    **options: Any,
) -> Table:
    """Return a table of tasks; `options` are those of Table.

    One that stands on paper as `signed` has its rows under the headings of the plan's appendix.
    """
    make = partial(_signed_row if signed else task_row, at=selection.position)
    read = partial(values, facts=task_facts(selection.position))
    options.setdefault("default", default_columns(TASK_DEFAULT, selection))
    return Table(name, title, TASK_COLUMNS, rows=LazyRows(rows, make, read), **options)


def _signed_row(row: TaskRow, at: Position) -> Row:
    return replace(task_row(row, at), group=heading(row.id))


def inspection_table(
    name: str, title: str, rows: Sequence[InspectionRow], selection: Selection, **options: Any
) -> Table:
    """Return a table of inspections; `options` are those of Table."""
    make = partial(inspection_row, at=selection.position)
    read = partial(values, facts=INSPECTION_FACTS)
    options.setdefault("default", default_columns(INSPECTION_DEFAULT, selection))
    options.setdefault("printed", default_columns(INSPECTION_PRINTED, selection))
    return Table(name, title, INSPECTION_COLUMNS, rows=LazyRows(rows, make, read), **options)


def default_columns(columns: tuple[str, ...], selection: Selection) -> tuple[str, ...]:
    """Return the columns to show; the plan's name too where there are several plans."""
    return columns if len(selection.plans) <= 1 else (*columns, "plan")
