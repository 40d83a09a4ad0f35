"""Where every row stands over the whole of time, as data: a dataset that answers for any day.

A moment is a number: twice the days since 1/1/1970, and one more at the close of the day. A row
stands as told from the moment `since` until before the moment `until`.
"""

from __future__ import annotations

from datetime import date

from khtgdv.document.document import Column, Row, Table
from khtgdv.plan.ids import section_of
from khtgdv.schedule.intervals import status_intervals
from khtgdv.schedule.moments import moment_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.dates.periods import Position
    from khtgdv.query.rows import AnyRow

_FIRST_DAY = 2 * date(1970, 1, 1).toordinal()
INTERVAL_COLUMNS = (
    Column("plan_name", "Kế hoạch", storage_type="text"),
    Column("plan_year", "Năm", "number", storage_type="number"),
    Column("id", "Mã", storage_type="text"),
    Column("inspection", "Cuộc kiểm tra", storage_type="bool"),
    Column("since", "Từ thời điểm", "number", storage_type="number"),
    Column("until", "Đến trước thời điểm", "number", storage_type="number"),
    Column("kind", "Loại", storage_type="text"),
    Column("state", "Tình trạng", storage_type="text"),
    Column("deadline", "Hạn", "date", storage_type="date"),
    Column("begun", "Đã đến kỳ", storage_type="bool"),
    Column("start", "Bắt đầu", "date", storage_type="date"),
    Column("leads", "Chủ trì", storage_type="texts"),
    Column("section", "Mục", storage_type="text"),
    Column("focus", "Trọng tâm", storage_type="texts"),
)


def stored_moment(at: Position) -> int:
    """Return a position as the number that a dataset has for it."""
    return moment_of(at) - _FIRST_DAY


def interval_table(rows: Iterable[AnyRow]) -> Table:
    """Return the standings of some rows, row by row, each from the first to the last."""
    intervals = tuple(interval for row in rows for interval in _intervals(row))
    return Table("intervals", "", INTERVAL_COLUMNS, (), intervals)


def _intervals(row: AnyRow) -> Iterator[Row]:
    work = row.work
    fixed = {
        "plan_name": row.plan_name,
        "plan_year": row.plan.year,
        "id": row.id,
        "inspection": not hasattr(work, "task"),
        "start": work.start.start if work.start else None,
        "leads": row.leads,
        "section": section_of(row.id),
        "focus": getattr(work, "focus", ()),
    }
    for interval in status_intervals(work):
        status = interval.status
        yield Row({
            **fixed,
            "since": interval.since - _FIRST_DAY,
            "until": interval.until - _FIRST_DAY,
            "kind": status.kind,
            "state": status.state,
            "deadline": status.deadline.end if status.deadline else None,
            "begun": interval.begun,
        })  # fmt: skip
