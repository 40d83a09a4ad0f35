"""`changes`: what was recorded on some days, by kind and department, from the files alone."""

from __future__ import annotations

from khtgdv.dates.periods import format_date, parse_period
from khtgdv.document.document import Column, Row, Table, Value
from khtgdv.plan.model import Inspection, Task
from khtgdv.reports.shared.frame import report_document
from khtgdv.reports.shared.rows import default_columns, state_words
from khtgdv.schedule.status import completion_date
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from khtgdv.dates.periods import DateRange, Position
    from khtgdv.document.document import Document
    from khtgdv.query.rows import AnyRow
    from khtgdv.query.selection import Selection

_COLUMNS = (
    Column("id", "Mã", "id"),
    Column("task", "Nội dung", "long"),
    Column("lead", "Chủ trì", "code"),
    Column("on", "Ngày", "date"),
    Column("what", "Ghi nhận"),
    Column("deadline", "Hạn", "date"),
    Column("state", "Tình trạng", "state"),
    Column("plan", "Kế hoạch"),
)
_NO_DEPARTMENT = "chưa ghi đơn vị"


class Change(NamedTuple):
    """A fact of a row: the day it is of, and what it says in words."""

    on: date
    what: str


def _completed(work: Task | Inspection) -> Iterator[Change]:
    if (day := completion_date(work)) is not None:
        yield Change(day, work.result or "hoàn thành")
    for number, step in enumerate(getattr(work, "steps", ()), 1):
        if step.completed is not None:
            yield Change(step.completed, f"xong bước {number}: {step.text}")


def _started(work: Task | Inspection) -> Iterator[Change]:
    if isinstance(work, Task) and work.started is not None:
        progress = f", tiến độ {work.progress}%" if work.progress is not None else ""
        yield Change(work.started, f"bắt đầu thực hiện{progress}")


def _extended(work: Task | Inspection) -> Iterator[Change]:
    for extension in work.extensions:
        paper = f", theo {extension.document}" if extension.document else ""
        yield Change(extension.on, f"đến {extension.to.label}{paper}: {extension.reason}")


def _cancelled(work: Task | Inspection) -> Iterator[Change]:
    if work.cancelled is not None:
        yield Change(work.cancelled.on, work.cancelled.reason)


def _logged(work: Task | Inspection) -> Iterator[Change]:
    if isinstance(work, Task):
        yield from (Change(day, _log_words(key)) for key, day in work.log.items())


def _log_words(key: str) -> str:
    """Return an entry of a log in words: its period, and the rule it is of where it says one."""
    period, _, label = key.partition(" ")
    return f"{f'{label}, ' if label else ''}kỳ {parse_period(period).label}: đã làm"


def _visited(work: Task | Inspection) -> Iterator[Change]:
    if isinstance(work, Inspection):
        yield from (Change(day, f"đã kiểm tra {place}") for place, day in work.visits.items())


def _added(work: Task | Inspection) -> Iterator[Change]:
    if work.added is not None:
        yield Change(work.added, "thêm vào kế hoạch")


# Each kind of change: the table of the contract, its title, its word in a sum, how it is read.
KINDS: dict[str, tuple[str, str, Callable[[Task | Inspection], Iterator[Change]]]] = {
    "completed": ("ĐÃ HOÀN THÀNH", "hoàn thành", _completed),
    "started": ("BẮT ĐẦU THỰC HIỆN", "bắt đầu", _started),
    "extended": ("GIA HẠN", "gia hạn", _extended),
    "cancelled": ("HỦY", "hủy", _cancelled),
    "logged": ("VIỆC ĐỊNH KỲ ĐÃ LÀM", "kỳ định kỳ", _logged),
    "visited": ("ĐÃ KIỂM TRA", "nơi kiểm tra", _visited),
    "added": ("THÊM MỚI", "thêm mới", _added),
}


def build(selection: Selection, *, days: DateRange) -> Document:
    """Return what was recorded on some days: a table for each kind, and a sum by department."""
    changes = {kind: _changes_of_kind(selection, kind, days) for kind in KINDS}
    tables = [
        Table(kind, KINDS[kind][0], _COLUMNS, default_columns(_default(kind), selection), rows)
        for kind, rows in changes.items()
    ]
    total = sum(map(len, changes.values()))
    counts = [f"{len(rows)} {KINDS[kind][1]}" for kind, rows in changes.items() if rows]
    footer = f"{total} ghi nhận: {', '.join(counts)}" if total else ""
    title = f"THAY ĐỔI TỪ {format_date(days.start)} ĐẾN {format_date(days.end)}"
    figures = _department_table(selection, changes, f"Không có ghi nhận nào {_span_words(days)}.")
    return report_document("changes", title, selection, [figures, *tables], footer)


def _default(kind: str) -> tuple[str, ...]:
    shown = ("id", "task", "lead", "on", "what")
    return (*shown, "state") if kind == "completed" else shown


def _span_words(days: DateRange) -> str:
    return f"từ {format_date(days.start)} đến {format_date(days.end)}"


def _changes_of_kind(selection: Selection, kind: str, days: DateRange) -> tuple[Row, ...]:
    """Return the changes of a kind, the earliest first."""
    read = KINDS[kind][2]
    found = [
        (change, row)
        for row in selection.rows
        for change in read(row.work)
        if days.contains(change.on) and selection.position.covers(change.on)
    ]
    found.sort(key=lambda pair: pair[0].on)
    return tuple(_row(change, row, selection.position) for change, row in found)


def _row(change: Change, row: AnyRow, at: Position) -> Row:
    values: dict[str, Value] = {
        "id": row.id, "task": row.work.text, "lead": row.lead or None, "on": change.on,
        "what": change.what,
        "deadline": row.status.deadline.end if row.status.deadline else None,
        "state": row.status.state, "plan": row.plan_name,
    }  # fmt: skip
    words = {"what": " ".join(change.what.split()), "state": state_words(row.status, at)}
    return Row(values, words)


def _department_table(
    selection: Selection, changes: dict[str, tuple[Row, ...]], empty: str
) -> Table:
    """Return how many changes of each kind each department has."""
    codes = dict.fromkeys((*selection.departments, ""))
    rows = []
    for code in codes:
        counts = {
            kind: sum((row.values["lead"] or "") == code for row in kind_rows)
            for kind, kind_rows in changes.items()
        }
        if any(counts.values()):
            name = selection.departments.get(code, _NO_DEPARTMENT)
            rows.append(Row({"department": code or None, "name": name, **counts}))
    columns = (
        Column("department", "Mã đơn vị", "code"),
        Column("name", "Đơn vị"),
        *(Column(kind, words.capitalize(), "number") for kind, (_, words, _) in KINDS.items()),
    )
    default = ("name", *(kind for kind in KINDS if changes[kind]))
    return Table("departments", "", columns, default, tuple(rows), empty=empty, of_groups=True)
